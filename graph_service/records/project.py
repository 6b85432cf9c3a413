"""Project: a co-operation project or a route."""

from typing import ClassVar

from graph_service.records.base import Id, Record, Reference
from graph_service.records.vocabulary import ProjectKind, WorkStatus


class Project(Record, frozen=True, kw_only=True):
    """An investment, park, route or programme; `library` names the project library it is listed in, if any."""

    REFERENCES: ClassVar = (
        Reference("owner", "OWNED_BY", ("places", "organisations")),
        Reference("parties", "INVOLVES", ("places", "organisations")),
        Reference("agreements", "UNDER_AGREEMENT", ("agreements",)),
        Reference("frames", "IN_FRAME", ("frames",)),
    )
    DATES: ClassVar = ("period",)

    kind: ProjectKind
    owner: Id | None = None
    period: str | None = None
    status: WorkStatus | None = None
    parties: tuple[Id, ...] = ()
    agreements: tuple[Id, ...] = ()
    frames: tuple[Id, ...] = ()
    fields: tuple[str, ...] = ()
    library: str | None = None
