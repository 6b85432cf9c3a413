"""Scores with the terms that they add up: text for a terminal, and bars with their reasons for a page."""

from collections.abc import Sequence
from typing import Self

from graph_service.planning.gaps.gap import PriorityTerm


class Weighed(str):
    """A score as people read it, and its terms."""

    __slots__ = ("terms",)
    terms: Sequence[PriorityTerm]

    def __new__(cls, text: str, terms: Sequence[PriorityTerm]) -> Self:
        """The score with its terms."""
        made = super().__new__(cls, text)
        made.terms = terms
        return made
