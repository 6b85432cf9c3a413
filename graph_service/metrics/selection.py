"""How agreements stand, and which of them a measure counts: as of a date, of some kinds, from some layer."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from graph_service.errors import BadRequest
from graph_service.metrics.activities import activities_by_agreement
from graph_service.records.agreement import Agreement
from graph_service.records.dates import Certainty, happened_by, span
from graph_service.records.life import EFFECTIVE, KINDS, Standing, latest_step, standing
from graph_service.records.vocabulary import AgreementKind
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
        """Whether an agreement standing so is effective and of a chosen kind."""
        return found is not None and found.kind in self.kinds and found.effective

    def stands_beside(self, found: Standing | None) -> bool:
        """Whether an agreement is on record by the date and not among those that count: of another kind, planned, ended, or only
        perhaps in effect. This decides for all pages and lists what stands beside a count."""
        return found is not None and found.status is not None and not self.counts(found)

    def perhaps_counts(self, found: Standing | None) -> bool:
        """Whether an agreement that does not count may be effective all the same: its signing, its upgrade to a chosen
        kind or its end lies in a span of days that straddles the date."""
        if found is None or found.status not in EFFECTIVE or self.counts(found):
            return False
        return found.kind in self.kinds or found.likely in self.kinds

    def plans(self, found: Standing) -> bool:
        """Whether an agreement standing so is planned, and nothing tells that it is to be of another kind than those chosen."""
        return found.status == "planned" and (found.aim is None or found.aim in self.kinds)


def select(
    snapshot: Snapshot,
    as_of: date | None = None,
    kinds: str | Collection[str] | None = None,
    layer: str = ALL_LAYERS,
    *,
    called: str = "kinds",
) -> Selection:
    """The selection that a reader's arguments ask for: today and the headline kinds where they are silent. `called` is the
    argument that named the kinds.

    Raises:
        BadRequest: `kinds` or `layer` names something that does not exist.
    """
    given = kinds.split(",") if isinstance(kinds, str) else kinds
    chosen = HEADLINE_KINDS if given is None else frozenset(map(str.strip, given))
    if unknown := sorted(chosen - KINDS):
        raise BadRequest(called, f"unknown kind {unknown[0]!r}; known are {', '.join(sorted(KINDS))}, separated by commas")
    if layer != ALL_LAYERS:
        check_layer(snapshot, layer, ALL_LAYERS)
    return Selection(as_of or snapshot.today, frozenset(kind for kind in KINDS if kind in chosen), layer)


def check_layer(snapshot: Snapshot, layer: str, *others: str) -> None:
    """Refuse a layer that nothing on record is of.

    Raises:
        BadRequest: it is none; the message names all, and the `others` that may be asked for.
    """
    if layer not in (layers := snapshot.once(layers_of)):
        raise BadRequest("layer", f"unknown layer {layer!r}; known are {', '.join((*others, *layers))}")


def layers_of(snapshot: Snapshot) -> tuple[str, ...]:
    """The layers that have records, by name; for `Snapshot.once`."""
    return tuple(sorted({record.layer for record in snapshot.network}))


def standing_on(snapshot: Snapshot, agreement: Agreement, as_of: date) -> Standing:
    """How an agreement stands at the end of a day. One confirmed dormant is active again where an activity surely came after
    the confirmation and may have happened by the day; an undated confirmation is the latest word on its agreement."""
    found = standing(agreement, as_of)
    if found.status == "dormant" and _woken(snapshot, agreement, as_of):
        return found._replace(status="active")
    return found


def _woken(snapshot: Snapshot, agreement: Agreement, as_of: date) -> bool:
    known = (stage for stage in agreement.stages if happened_by(stage.date, as_of) is Certainty.SURELY)
    asleep = latest_step(known, ("dormant",))
    if asleep is None or asleep.date is None:
        return False
    activities = snapshot.once(activities_by_agreement).get(agreement.id, ())
    days = (span(activity.date).first for activity in activities if activity.date is not None)
    return any(span(asleep.date).last < day <= as_of for day in days)
