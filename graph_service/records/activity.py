"""Activity: something that happened under an agreement or between parties."""

from typing import ClassVar

from graph_service.records.base import Figure, Id, Record, Reference
from graph_service.records.vocabulary import ActivityKind, Channel, Qualifier, WorkStatus


class Activity(Record, frozen=True, kw_only=True):
    """A visit, event, training course, aid delivery or project step. A `series` gathers its instances, which name it
    in `series`; a recurring programme gives its yearly number as `quantity` with unit "per year". `brand` is
    the plan of kind brand that its source names it under. One that its source only announces has the status proposed or
    planned; without a status it is taken to have happened."""

    REFERENCES: ClassVar = (
        Reference("participants", "TOOK_PART_IN", ("places", "organisations"), incoming=True),
        Reference("venue", "HELD_IN", ("places",)),
        Reference("agreement", "UNDER_AGREEMENT", ("agreements",)),
        Reference("series", "INSTANCE_OF", ("activities",)),
        Reference("brand", "UNDER_PLAN", ("plans",)),
        Reference("frames", "IN_FRAME", ("frames",)),
    )
    DATES: ClassVar = ("date",)

    kind: ActivityKind
    status: WorkStatus | None = None
    date: str | None = None
    channel: Channel | None = None
    participants: tuple[Id, ...] = ()
    venue: Id | None = None
    agreement: Id | None = None
    series: Id | None = None
    brand: Id | None = None
    frames: tuple[Id, ...] = ()
    fields: tuple[str, ...] = ()
    quantity: Figure | None = None
    unit: str | None = None
    qualifier: Qualifier | None = None

    @property
    def announced(self) -> bool:
        """Whether its source only says that it is meant to happen."""
        return self.status in ("proposed", "planned")
