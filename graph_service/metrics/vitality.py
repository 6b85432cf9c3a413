"""Vitality: how lively an agreement is, from the activities recorded under it.

v = 1 − 2^(−a),   a = Σ over activities of weight · 2^(−months since / 24)
"""

import math
from collections.abc import Iterable
from datetime import date

from graph_service.metrics.activities import activities_by_agreement, happened_on
from graph_service.records.activity import Activity
from graph_service.rules import VitalityRule
from graph_service.snapshot import Snapshot

DAYS_PER_MONTH = 365.2425 / 12


def vitality(snapshot: Snapshot, agreement_id: str, as_of: date, rule: VitalityRule) -> float | None:
    """Vitality of an agreement in [0, 1), or None where no dated activity is recorded by then: unknown, not asleep."""
    return vitality_of(snapshot.once(activities_by_agreement).get(agreement_id, ()), as_of, rule)


def vitality_of(activities: Iterable[Activity], as_of: date, rule: VitalityRule) -> float | None:
    """Vitality that these activities give, as `vitality`. A vague date counts from its last day."""
    days = [day for activity in activities if (day := happened_on(activity, as_of)) is not None]
    if not days:
        return None
    # fsum is exact, so the order of the records changes nothing.
    return 1 - 2 ** -math.fsum(rule.dormant_activity_weight * decayed(day, as_of, rule.dormant_half_life_months) for day in days)


def decayed(day: date, as_of: date, half_life_months: float) -> float:
    """What is left at a date of something worth 1 on a day before it, in (0, 1]."""
    return float(2 ** (-months_between(day, as_of) / half_life_months))


def months_between(day: date, as_of: date) -> float:
    """Months of 365.2425 / 12 days from one day to another; negative where the second comes first."""
    return (as_of - day).days / DAYS_PER_MONTH
