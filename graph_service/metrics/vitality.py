"""Vitality: how lively an agreement is, from the activities recorded under it.

v = 1 − 2^(−a),   a = Σ over activities of weight · 2^(−months since / 24)
"""

from dataclasses import dataclass
from datetime import date

from graph_service.domain.activity import Activity
from graph_service.domain.dates import span
from graph_service.snapshot import Snapshot, activities_by_agreement

_DAYS_PER_MONTH = 365.2425 / 12


@dataclass(frozen=True, slots=True)
class VitalityRule:
    """An activity counts `activity_weight` when it happens and half as much every `half_life_months`."""

    activity_weight: float = 1.0
    half_life_months: float = 24.0


def vitality(snapshot: Snapshot, agreement_id: str, as_of: date, rule: VitalityRule) -> float | None:
    """Vitality of an agreement in [0, 1), or None where no dated activity is recorded by then: unknown, not asleep."""
    activities = snapshot.once(activities_by_agreement).get(agreement_id, ())
    ages = [months for activity in activities if (months := _months_since(activity, as_of)) is not None]
    if not ages:
        return None
    return 1 - 2 ** -sum(rule.activity_weight * 2 ** (-months / rule.half_life_months) for months in ages)


def _months_since(activity: Activity, as_of: date) -> float | None:
    if activity.date is None or (last := span(activity.date).last) > as_of:
        return None
    return (as_of - last).days / _DAYS_PER_MONTH
