"""Membership: a place, country or organisation belongs to an organisation or a frame."""

from typing import ClassVar

from msgspec import field

from graph_service.records.base import Id, Record, Reference
from graph_service.records.vocabulary import Grade


class Membership(Record, frozen=True, kw_only=True):
    """A dated, graded belonging. Never an agreement, and never expanded into agreements."""

    REFERENCES: ClassVar = (
        Reference("member", "HOLDS", ("places", "organisations"), incoming=True),
        Reference("of", "MEMBER_OF", ("organisations", "frames")),
    )
    DATES: ClassVar = ("from_", "to")

    member: Id
    of: Id
    grade: Grade | None = None
    from_: str | None = field(default=None, name="from")
    to: str | None = None
