"""Cells of tables that lead somewhere and are no name: numbers, dates, marks."""

from collections.abc import Sequence
from typing import NamedTuple


class Linked(NamedTuple):
    """A cell that leads somewhere: what it says, where it leads (nowhere where empty), what it is sorted by where it does not
    say so itself, and whether it is a number or a name."""

    text: str
    href: str = ""
    value: str = ""
    title: str = ""
    number: bool = True


class Linkeds(NamedTuple):
    """A cell of several numbers that lead each somewhere: what it says as a whole, the numbers, and what stands between them."""

    text: str
    parts: Sequence[Linked]
    joint: str


class Termed(NamedTuple):
    """A cell with a score that opens its terms as bars."""

    text: str
    bars: Sequence[object]


def count(number: int, href: str) -> Linked:
    """How many there are, leading to the list of them; none leads nowhere."""
    return Linked(f"{number:,}", href if number else "", str(number))


def filled(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> list[int]:
    """The places of the columns in which something stands; of a table without rows, of all."""
    return [place for place in range(len(columns)) if not rows or any(row[place] not in (None, "") for row in rows)]
