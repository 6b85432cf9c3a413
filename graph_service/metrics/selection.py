"""Which agreements a measure counts: as of a date, of some kinds, from some layer."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from graph_service.domain.agreement import Agreement
from graph_service.domain.dates import Certainty
from graph_service.domain.life import EFFECTIVE, KINDS, Standing, likely_kind
from graph_service.domain.vocabulary import AgreementKind
from graph_service.errors import BadRequest
from graph_service.metrics.waking import standing_on
from graph_service.snapshot import Snapshot

# What a planner means by "how many": exchange agreements stand beside it, never silently inside it.
HEADLINE_KINDS: frozenset[AgreementKind] = frozenset(("formal", "unclassified"))
ALL_LAYERS = "all"


@dataclass(frozen=True, slots=True)
class Selection:
    """The arguments every measure takes and returns beside `home`."""

    as_of: date
    kinds: frozenset[AgreementKind] = HEADLINE_KINDS
    layer: str = ALL_LAYERS

    def standing(self, snapshot: Snapshot, agreement: Agreement) -> Standing | None:
        """How the agreement stands at the date, or None if it is of another layer."""
        if self.layer not in (ALL_LAYERS, agreement.layer):
            return None
        return standing_on(snapshot, agreement, self.as_of)

    def counts(self, found: Standing | None) -> bool:
        """Whether an agreement standing so is effective: surely signed, of a chosen kind, active or dormant."""
        return (
            found is not None and found.kind in self.kinds and found.status in EFFECTIVE and found.certainty is Certainty.SURELY
        )

    def perhaps_counts(self, agreement: Agreement, found: Standing | None) -> bool:
        """Whether an agreement that does not count may be effective all the same: its signing, its upgrade to a chosen
        kind or its end lies in a span of days that straddles the date."""
        if found is None or found.status not in EFFECTIVE or self.counts(found):
            return False
        return not {found.kind, likely_kind(agreement, self.as_of)}.isdisjoint(self.kinds)


def select(
    snapshot: Snapshot, as_of: date | None = None, kinds: str | Collection[str] | None = None, layer: str = ALL_LAYERS
) -> Selection:
    """The selection that a reader's arguments ask for: today and the headline kinds where they are silent.

    Raises:
        BadRequest: `kinds` or `layer` names something that does not exist.
    """
    given = kinds.split(",") if isinstance(kinds, str) else kinds
    chosen = HEADLINE_KINDS if given is None else frozenset(map(str.strip, given))
    if unknown := sorted(chosen - KINDS):
        raise BadRequest("kinds", f"unknown kind {unknown[0]!r}; known are {', '.join(sorted(KINDS))}, separated by commas")
    layers = snapshot.once(layers_of)
    if layer != ALL_LAYERS and layer not in layers:
        raise BadRequest("layer", f"unknown layer {layer!r}; known are {', '.join((ALL_LAYERS, *layers))}")
    return Selection(as_of or snapshot.today, frozenset(kind for kind in KINDS if kind in chosen), layer)


def layers_of(snapshot: Snapshot) -> tuple[str, ...]:
    """The layers that have records, by name; for `Snapshot.once`."""
    return tuple(sorted({record.layer for record in snapshot.network}))
