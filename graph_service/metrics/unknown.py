"""Fields that no source speaks of: unknown, not missing. They make no gap; they are counted, so that an office can fill them."""

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from graph_service.metrics.associations import associations_by_seat, districts_of
from graph_service.metrics.home import home_above
from graph_service.metrics.selection import Selection
from graph_service.metrics.ties import Tie
from graph_service.metrics.vine import vine_of
from graph_service.metrics.work import plans_by_agreement
from graph_service.records.place import Place
from graph_service.snapshot import Snapshot

UnknownName = Literal["date", "kind", "mechanism", "fields", "friendship_association"]


class UnknownField(Struct, frozen=True):
    """A field, in how many records no source speaks of it, and among how many."""

    field: UnknownName
    unknown: int
    total: int


def unknown_fields(snapshot: Snapshot, place: Place, selection: Selection) -> tuple[UnknownField, ...]:
    """The fields that are unknown somewhere in the effective agreements of a place and its units, and in its districts and
    counties; none for a place that is no home and lies in none."""
    home = home_above(snapshot, place.id)
    if home is None:
        return ()
    ties = [tie for tie in vine_of(snapshot, home.id, selection).ties.effective if snapshot.lies_in(tie.unit, place.id)]
    return tuple(line for line in _counted(snapshot, place, selection, ties) if line.unknown)


def _counted(snapshot: Snapshot, place: Place, selection: Selection, ties: list[Tie]) -> Iterator[UnknownField]:
    plans = snapshot.once(plans_by_agreement)
    yield UnknownField("date", sum(not tie.standing.dated for tie in ties), len(ties))
    yield UnknownField("kind", sum(tie.standing.kind == "unclassified" for tie in ties), len(ties))
    unspoken = (
        tie.agreement.mechanism == "unknown" and all(plan.kind != "mechanism" for plan in plans.get(tie.agreement.id, ()))
        for tie in ties
    )
    yield UnknownField("mechanism", sum(unspoken), len(ties))
    yield UnknownField("fields", sum(not tie.agreement.fields for tie in ties), len(ties))
    districts, seats = districts_of(snapshot, place.id, selection.as_of), snapshot.once(associations_by_seat)
    yield UnknownField("friendship_association", sum(district.id not in seats for district in districts), len(districts))
