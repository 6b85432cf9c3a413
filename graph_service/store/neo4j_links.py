"""Fields of records that name records: relationships in Neo4j."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from neo4j.time import Date

from graph_service.records.base import Reference
from graph_service.records.registry import RECORD_TYPES
from graph_service.store.neo4j_kinds import Properties

NO_ID = "has no id"  # of a node that a record names


@dataclass(frozen=True, slots=True)
class Link:
    """A field that names records: its reference, and whether it names one or several."""

    reference: Reference
    field: str
    several: bool

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels that the other may have: a node that lost its label is no record."""
        return tuple(dict(RECORD_TYPES)[plural].__name__ for plural in self.reference.targets)

    def arrow(self, inside: str) -> str:
        """The relationship as Cypher writes it between the record and the other."""
        return f"<-[{inside}]-" if self.reference.incoming else f"-[{inside}]->"

    def fill(self, given: Sequence[Properties], column: Sequence[list[list[Any]]]) -> None:
        """Give each of several records what it names; a cell of the column is lists of [position, id]. Errors as `Kind.read`."""
        for fields, others in zip(given, column, strict=True):
            if others:
                fields[self.field] = self._named(others)

    def _named(self, found: list[list[Any]]) -> str | list[str]:
        for _, other in found:
            if not isinstance(other, str):
                raise ValueError(f"{self.field}: the node at the other end of {self.reference.relationship} {NO_ID}")  # noqa: TRY004  # as others
        if not self.several:
            if len(found) > 1:
                raise ValueError(f"{self.field}: {len(found)} relationships {self.reference.relationship} where one may be")
            return str(found[0][1])
        if len(found) > 1:
            found = sorted(found, key=lambda each: (*place_in_list(each), each[1]))
        return [other for _, other in found]


def in_order(found: Sequence[list[Any]], days: Sequence[int], field: str, relationship: str) -> Sequence[list[Any]]:
    """Parts by place in the list, which each row opens with; those of one place, or of none, by the first day of each, which
    stands in one of these columns. Errors as `Kind.read`: of two parts nothing tells which comes first."""
    if len(found) < 2:
        return found
    ordered = sorted((*place_in_list(row), _first_day(row, days), number) for number, row in enumerate(found))
    for (*place, day, number), (*next_place, next_day, _) in pairwise(ordered):
        shared = found[number][1] is not None  # told as such
        if place == next_place and not shared and (not day or day == next_day):
            problem = f"nothing tells which of {len(found)} comes first, no order and no day of each"
            raise ValueError(f"{field}: {problem}; set position = 0, 1, … on the relationships {relationship}")
    return [found[number] for *_, number in ordered]


def _first_day(row: Sequence[Any], days: Sequence[int]) -> str:
    return next((row[column].iso_format() for column in days if isinstance(row[column], Date)), "")


def place_in_list(found: Sequence[Any]) -> tuple[bool, Any]:
    """By place in the list; what has none, as after a hand wrote it, comes last."""
    position = found[0]
    return (False, position) if isinstance(position, int) else (True, 0)
