"""Frame: a named set of countries or places used as a denominator."""

from typing import Annotated, ClassVar

from msgspec import Meta

from graph_service.records.base import Id, Record, Reference
from graph_service.records.vocabulary import FrameKind


class Frame(Record, frozen=True, kw_only=True):
    """Members come through `Membership`. `declared` is the size the source claims, which may exceed the members it
    names; `open` says that the source ends its list with 等 (and others)."""

    REFERENCES: ClassVar = (Reference("owner", "OWNED_BY", ("places", "organisations")),)
    DATES: ClassVar = ("valid_from", "valid_to")

    kind: FrameKind
    owner: Id | None = None
    declared: Annotated[int, Meta(ge=1)] | None = None
    open: bool = False
    valid_from: str | None = None
    valid_to: str | None = None
