"""Mark: what somebody does about a gap of a home: taken, done, dismissed, or put back to open."""

from typing import ClassVar

from graph_service.records.base import Id, Record, Reference, Text
from graph_service.records.vocabulary import MarkState


class Mark(Record, frozen=True, kw_only=True):
    """Its id is the key of the gap, so that a gap has one mark at most; what it was before is in the change feed. It changes
    nothing that is measured."""

    REFERENCES: ClassVar = (Reference("home", "ON_WORKLIST_OF", ("places",)),)
    DATES: ClassVar = ("day",)

    home: Id
    state: MarkState
    reason: Text
    who: Text
    day: str | None = None
