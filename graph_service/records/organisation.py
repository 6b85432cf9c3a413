"""Organisation: any body that is not a territory."""

from typing import ClassVar

from graph_service.records.base import Id, Record, Reference
from graph_service.records.vocabulary import OrganisationKind, OrganisationStatus


class Organisation(Record, frozen=True, kw_only=True):
    """An association, company, park, school, mission, network …; `serves` are the places it is accredited to or tied to."""

    REFERENCES: ClassVar = (
        Reference("seat", "SEATED_IN", ("places",)),
        Reference("serves", "SERVES", ("places",)),
        Reference("possibly_same", "POSSIBLY_SAME", ("organisations",)),
    )
    DATES: ClassVar = ("founded", "next_congress")

    kind: OrganisationKind
    seat: Id | None = None
    country: str | None = None
    serves: tuple[Id, ...] = ()
    status: OrganisationStatus | None = None
    key: bool = False
    founded: str | None = None
    legal_nature: str | None = None
    next_congress: str | None = None
    possibly_same: tuple[Id, ...] = ()
