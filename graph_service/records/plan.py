"""Plan: what an office lays down on paper for a period."""

from typing import ClassVar

from graph_service.records.base import Id, Record, Reference
from graph_service.records.vocabulary import PlanKind, WorkStatus


class Plan(Record, frozen=True, kw_only=True):
    """An action plan, policy, document, brand, mechanism or controlled list; `agreements` are those it works on and
    `frame` the set of countries it names."""

    REFERENCES: ClassVar = (
        Reference("owner", "OWNED_BY", ("places", "organisations")),
        Reference("parties", "CONCERNS", ("places", "organisations")),
        Reference("agreements", "WORKS_ON", ("agreements",)),
        Reference("frame", "IN_FRAME", ("frames",)),
    )
    DATES: ClassVar = ("period",)

    kind: PlanKind
    owner: Id | None = None
    period: str | None = None
    status: WorkStatus | None = None
    parties: tuple[Id, ...] = ()
    agreements: tuple[Id, ...] = ()
    frame: Id | None = None
    fields: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()
