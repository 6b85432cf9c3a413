"""Cells of tables that lead somewhere and are no name: numbers, dates, marks."""

from typing import NamedTuple


class Linked(NamedTuple):
    """A cell that leads somewhere: what it says, where it leads (nowhere where empty), and what it is sorted by where it does
    not say so itself."""

    text: str
    href: str = ""
    value: str = ""
    title: str = ""


def count(number: int, href: str) -> Linked:
    """How many there are, leading to the list of them; none leads nowhere."""
    return Linked(f"{number:,}", href if number else "", str(number))
