"""Five dimensions of exchange: length 长度, breadth 广度, depth 深度, heat 热度, frequency 频度.

For an agreement, a unit of the home, or a partner country; definitions for each: docs/glossary.md#dimension. They stay a
vector: nothing here adds them up. What is not on record is None.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from itertools import chain
from typing import Literal, get_args

from msgspec import Struct

from graph_service.metrics.activities import (
    DAYS_PER_YEAR,
    activities_by_agreement,
    activities_by_participant,
    happened_on,
    times,
)
from graph_service.metrics.clusters import depth_of
from graph_service.metrics.points import bodies_by_seat
from graph_service.metrics.ties import Tie
from graph_service.metrics.vine import Vine
from graph_service.metrics.vitality import vitality_of
from graph_service.metrics.work import plans_by_agreement, projects_by_agreement, running_plans, standing_mechanisms, work_state
from graph_service.records.activity import Activity
from graph_service.records.dates import span
from graph_service.records.organisation import Organisation
from graph_service.rules import VitalityRule
from graph_service.snapshot import Snapshot

_SIGNINGS = ("unclassified", "exchange", "formal")


class Dimensions(Struct, frozen=True):
    """The vector; its unit depends on the dimension and on what it is of."""

    length: float | None
    breadth: float | None
    depth: float | None
    heat: float | None
    frequency: float | None


Dimension = Literal["length", "breadth", "depth", "heat", "frequency"]
DIMENSIONS: tuple[Dimension, ...] = get_args(Dimension)


def of_agreement(snapshot: Snapshot, tie: Tie, as_of: date, rule: VitalityRule) -> Dimensions:
    """Years since the first signature, fields of co-operation, institutions out of five, vitality, occasions a year."""
    activities = snapshot.once(activities_by_agreement).get(tie.agreement.id, ())
    return Dimensions(
        length=_years(tie, as_of),
        breadth=float(len(fields)) if (fields := _fields(snapshot, tie, activities, as_of)) else None,
        depth=float(len(institutions(snapshot, tie, as_of))),
        heat=vitality_of(activities, as_of, rule),
        frequency=_a_year(activities, as_of),
    )


def of_unit(vine: Vine, ties: Collection[Tie], activities: Collection[Activity], rule: VitalityRule) -> Dimensions:
    """Years of the longest agreement, partner countries, mean depth of the agreements, vitality and occasions a year of all
    its activities."""
    as_of = vine.selection.as_of
    depths = [len(institutions(vine.snapshot, tie, as_of)) for tie in ties]
    return Dimensions(
        length=_longest(ties, as_of),
        breadth=float(len({tie.partner.country for tie in ties})),
        depth=sum(depths) / len(depths) if depths else None,
        heat=vitality_of(activities, as_of, rule),
        frequency=_a_year(activities, as_of),
    )


def of_country(vine: Vine, ties: Collection[Tie], activities: Collection[Activity], rule: VitalityRule) -> Dimensions:
    """Years of the longest agreement, units of the home with one there, the depth of the cluster, vitality and occasions a
    year of all activities with the country."""
    as_of = vine.selection.as_of
    return Dimensions(
        length=_longest(ties, as_of),
        breadth=float(len({tie.unit for tie in ties})),
        depth=float(depth_of({tie.tier for tie in ties})),
        heat=vitality_of(activities, as_of, rule),
        frequency=_a_year(activities, as_of),
    )


def institutions(snapshot: Snapshot, tie: Tie, as_of: date) -> tuple[str, ...]:
    """Which of the five are on record at a date: a formal signature, a renewal or upgrade, a standing mechanism, a running
    plan, a project that is not over."""
    agreement = tie.agreement
    plans = snapshot.once(plans_by_agreement).get(agreement.id, ())
    projects = snapshot.once(projects_by_agreement).get(agreement.id, ())
    signed = {stage.kind for stage in agreement.stages if stage.date is None or span(stage.date).last <= as_of}
    found = {
        "formal": tie.standing.kind == "formal",
        "renewed": "renewal" in signed or {"exchange", "formal"} <= signed,
        "mechanism": agreement.mechanism not in ("unknown", "none") or bool(standing_mechanisms(plans, as_of)),
        "plan": bool(running_plans(plans, as_of)),
        "project": any(work_state(project, as_of) in ("in_progress", "in_force") for project in projects),
    }
    return tuple(name for name, holds in found.items() if holds)


def activities_of_unit(snapshot: Snapshot, unit_id: str, ties: Iterable[Tie]) -> tuple[Activity, ...]:
    """What happened under the unit's agreements, or with the unit or a body seated in it taking part; each once, in id
    order."""
    present = (unit_id, *(body.id for body in snapshot.once(bodies_by_seat).get(unit_id, ())))
    taken_part = [found for who in present for found in snapshot.once(activities_by_participant).get(who, ())]
    under = [found for tie in ties for found in snapshot.once(activities_by_agreement).get(tie.agreement.id, ())]
    every = {found.id: found for found in (*taken_part, *under)}
    return tuple(every[key] for key in sorted(every))


def activities_by_country(vine: Vine, units: Mapping[str, Collection[Activity]]) -> Mapping[str, tuple[Activity, ...]]:
    """The activities of the home's units by each foreign country they are of: that of the agreement's partner, or of a
    participating place or body; each once, in id order."""
    snapshot, home = vine.snapshot, vine.home
    partners = {tie.agreement.id: tie.partner.country for tie in vine.ties.effective}
    found: dict[str, dict[str, Activity]] = {}
    for activity in {activity.id: activity for rows in units.values() for activity in rows}.values():
        countries = {_country(snapshot, who) for who in activity.participants}
        if activity.agreement in partners:
            countries.add(partners[activity.agreement])
        for country in countries:
            if country is not None and snapshot.is_abroad(country, home.place.country):
                found.setdefault(country, {})[activity.id] = activity
    return {country: tuple(rows[key] for key in sorted(rows)) for country, rows in found.items()}


def _country(snapshot: Snapshot, participant: str) -> str | None:
    """The country of a place or a body; of an embassy, the one it represents."""
    if participant in snapshot.places:
        return snapshot.places[participant].country
    return snapshot.network.table(Organisation)[participant].country


def _years(tie: Tie, as_of: date) -> float | None:
    """Years since the last day that the first signature can mean, the least that is sure; None where one is undated."""
    signed = [stage.date for stage in tie.agreement.stages if stage.kind in _SIGNINGS]
    days = [span(day).last for day in signed if day is not None]
    past = [day for day in days if day <= as_of]
    return (as_of - min(past)).days / DAYS_PER_YEAR if past and None not in signed else None


def _longest(ties: Iterable[Tie], as_of: date) -> float | None:
    return max((years for tie in ties if (years := _years(tie, as_of)) is not None), default=None)


def _fields(snapshot: Snapshot, tie: Tie, activities: Iterable[Activity], as_of: date) -> set[str]:
    """Fields of the agreement, of what happened, of projects, and of plans that were more than intended; no policies."""
    plans = snapshot.once(plans_by_agreement).get(tie.agreement.id, ())
    begun = (plan for plan in plans if plan.kind != "policy" and work_state(plan, as_of) != "intended")
    projects = snapshot.once(projects_by_agreement).get(tie.agreement.id, ())
    named = [tie.agreement.fields, *(activity.fields for activity in activities), *(plan.fields for plan in begun)]
    return set(chain.from_iterable([*named, *(project.fields for project in projects)]))


def _a_year(activities: Collection[Activity], as_of: date) -> float | None:
    """Occasions a year since the first day that the first dated activity can mean, over a year at least."""
    dated = [activity for activity in activities if happened_on(activity, as_of) is not None]
    if not dated:
        return None
    begin = min(span(str(activity.date)).first for activity in dated)
    return sum(times(activity) for activity in dated) / max(1.0, (as_of - begin).days / DAYS_PER_YEAR)
