"""Which agreements a measure counts: as of a date, of some kinds, from some layer."""

from dataclasses import dataclass
from datetime import date

from graph_service.domain.agreement import Agreement
from graph_service.domain.dates import Certainty
from graph_service.domain.life import EFFECTIVE, Standing, standing

# What a planner means by "how many": exchange agreements stand beside it, never silently inside it.
HEADLINE_KINDS = frozenset(("formal", "unclassified"))
ALL_LAYERS = "all"


@dataclass(frozen=True, slots=True)
class Selection:
    """The arguments every measure takes and returns beside `home`."""

    as_of: date
    kinds: frozenset[str] = HEADLINE_KINDS
    layer: str = ALL_LAYERS

    def standing(self, agreement: Agreement) -> Standing | None:
        """How the agreement stands at the date, or None if it is of another layer."""
        if self.layer not in (ALL_LAYERS, agreement.layer):
            return None
        return standing(agreement, self.as_of)

    def counts(self, found: Standing | None) -> bool:
        """Whether an agreement standing so is effective: surely signed, of a chosen kind, active or dormant."""
        return (
            found is not None and found.kind in self.kinds and found.status in EFFECTIVE and found.certainty is Certainty.SURELY
        )
