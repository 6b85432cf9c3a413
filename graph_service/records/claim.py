"""Claim: a figure that a document states and that is never recomputed or overwritten."""

from typing import Annotated, ClassVar

from msgspec import Meta

from graph_service.records.base import Figure, Id, Record, Reference
from graph_service.records.vocabulary import AgreementKind, Qualifier

# The measures of a list of agreements: an office states that it holds everything, or how many there are.
WHOLE_LIST, TOTAL = "whole_list", "agreements"
LIST_MEASURES = (WHOLE_LIST, TOTAL)


class Claim(Record, frozen=True, kw_only=True):
    """`value` of `measure` for `subject` as one source states it, with the scope it was counted in.

    A claim that is no number (a date, a rank in words) keeps it in `stated`. `names` carry the wording in both
    languages where the source has both, even where they differ.
    """

    REFERENCES: ClassVar = (
        Reference("subject", "ABOUT", ("places", "organisations", "agreements", "frames", "activities", "plans", "projects")),
        Reference("counterparts", "TOWARDS", ("places", "organisations", "frames")),
    )
    DATES: ClassVar = ("as_of", "period")

    subject: Id
    counterparts: tuple[Id, ...] = ()
    measure: str
    value: Figure | None = None
    stated: str | None = None
    unit: str | None = None
    qualifier: Qualifier = "exact"
    as_of: str | None = None
    period: str | None = None
    scope_kinds: tuple[AgreementKind, ...] = ()
    scope_tiers: tuple[Annotated[int, Meta(ge=1, le=3)], ...] = ()
    scope: str | None = None

    def check(self) -> None:
        """See `Record.check`."""
        super().check()
        if self.value is None and self.stated is None:
            raise ValueError("value: a claim needs one, or the words in stated")
