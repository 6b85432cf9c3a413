"""Agreement: one lasting tie between two parties, and the stages of its life."""

from typing import Annotated, ClassVar

from msgspec import Meta, Struct

from graph_service.records.base import Id, Record, Reference
from graph_service.records.dates import span
from graph_service.records.vocabulary import AgreementKind, Basis, Confidence, Mechanism, StageKind


class Stage(Struct, frozen=True, gc=False, omit_defaults=True, forbid_unknown_fields=True):
    """A dated step in the life of an agreement. `order` is kept where only the order is known; `aim` is the kind
    that a planned step is meant to reach; `by` is the party that alone declared a step the other has not been heard
    on; `note` says from which words an inferred date follows."""

    kind: StageKind
    date: str | None = None
    basis: Basis = "stated"
    order: Annotated[int, Meta(ge=0)] | None = None
    aim: AgreementKind | None = None
    by: Id | None = None
    note: str | None = None

    def check(self) -> None:
        """Refuse what the types leave open.

        Raises:
            ValueError: a date that is none, or an aim of what is not planned.
        """
        if self.date is not None:
            span(self.date)
        if self.aim is not None and self.kind != "planned":
            raise ValueError(f"only a planned stage has an aim; this one is {self.kind}")


class Agreement(Record, frozen=True, kw_only=True):
    """One tie per unordered pair; whatever the parties sign is a stage of it.

    Both parties are places, or both are organisations; the latter never count as agreements of places.
    """

    REFERENCES: ClassVar = (
        Reference("parties", "PARTY_OF", ("places", "organisations"), incoming=True),
        Reference("possibly_same", "POSSIBLY_SAME", ("agreements",)),
    )

    parties: tuple[Id, Id]
    stages: Annotated[tuple[Stage, ...], Meta(min_length=1)]
    fields: tuple[str, ...] = ()
    mechanism: Mechanism = "unknown"
    key: bool = False
    home_evidence: str | None = None  # how the home side is known where the source only implies it
    home_confidence: Confidence | None = None
    possibly_same: tuple[Id, ...] = ()

    def check(self) -> None:
        """See `Record.check`."""
        super().check()
        for stage in self.stages:
            try:
                stage.check()
            except ValueError as error:
                raise ValueError(f"stages: {error}") from None

    @property
    def pair(self) -> tuple[str, str]:
        """The parties in id order: the same for both directions."""
        a, b = self.parties
        return (a, b) if a <= b else (b, a)

    def other(self, party: str) -> str:
        """The party that is not `party`."""
        a, b = self.parties
        return b if a == party else a


def agreement_id(a: str, b: str) -> str:
    """The id of the agreement of two parties, the same for both directions.

    >>> agreement_id("Q90", "Q220")
    'Q220~Q90'
    """
    return "~".join(sorted((a, b)))
