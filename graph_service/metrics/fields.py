"""Fields of co-operation: what places need and do well, and what plans make a priority with whom.

Fields are words of the sources, compared as they are written. A place shares the needs and strengths of whatever it
lies in: what Switzerland needs, Vaud needs too.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from graph_service.metrics.business import places_of
from graph_service.metrics.frames import members_of
from graph_service.metrics.selection import ALL_LAYERS, Selection
from graph_service.records.place import Place
from graph_service.records.plan import Plan
from graph_service.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Priority:
    """A plan that lays down fields of co-operation with some places: those it names, and the members of its frame."""

    plan: Plan
    places: frozenset[str]


def priorities_of(snapshot: Snapshot, owners: Collection[str], selection: Selection) -> tuple[Priority, ...]:
    """The plans of these owners that lay down fields with somebody and are not over, in id order."""
    return tuple(
        Priority(plan, frozenset((*places_of(snapshot, plan.parties), *_members(snapshot, plan, selection))))
        for plan in snapshot.once(_plans_with_fields)
        if plan.owner in owners and selection.layer in (ALL_LAYERS, plan.layer)
    )


def _plans_with_fields(snapshot: Snapshot) -> tuple[Plan, ...]:
    plans = snapshot.network.table(Plan).values()
    return tuple(
        plan for plan in plans if plan.fields and (plan.parties or plan.frame) and plan.status not in ("expired", "closed")
    )


def _members(snapshot: Snapshot, plan: Plan, selection: Selection) -> Iterable[str]:
    return (place.id for place in members_of(snapshot, plan.frame, selection.as_of)) if plan.frame else ()


def places_with_fields(snapshot: Snapshot) -> tuple[Place, ...]:
    """The places that have needs or strengths on record, in id order; for `Snapshot.once`."""
    return tuple(place for place in snapshot.places.values() if place.needs or place.strengths)


def needs_of(snapshot: Snapshot, place_id: str) -> frozenset[str]:
    """What a place, or anything it lies in, needs."""
    return frozenset(need for place in snapshot.above(place_id) for need in place.needs)


def strengths_of(snapshot: Snapshot, place_id: str) -> frozenset[str]:
    """What a place, or anything it lies in, does well."""
    return frozenset(strength for place in snapshot.above(place_id) for strength in place.strengths)
