"""Dormancy: which agreements have been silent for so long that a person should look at them.

Proposed where vitality has been below a threshold for so many months and something had been recorded before. A person
confirms it with a stage `dormant`; nothing here changes a status. Doubt wakes: a vague activity counts from the last
day it can mean, an undated one from the day of the source that tells of it.
"""

import math
from collections.abc import Collection
from datetime import date
from typing import Literal

from msgspec import Struct

from graph_service.metrics.freshness import known_by
from graph_service.metrics.vitality import DAYS_PER_MONTH, decayed, vitality_of
from graph_service.records.activity import Activity
from graph_service.records.dates import moved, span
from graph_service.records.vocabulary import Status
from graph_service.rules import DormancyRule

DormancyState = Literal["awake", "quiet", "proposed", "confirmed", "unknown"]


class Dormancy(Struct, frozen=True):
    """How an agreement sleeps. Awake: vitality is at the threshold or above; quiet: below it; proposed: for long enough;
    confirmed: a person said so; unknown: no activity whose day can be told is on record.

    `quiet_since` is the day vitality falls below the threshold if nothing more happens, `due` the day from which
    dormancy is proposed then; both may lie ahead. `activities` counts what is on record, `undated` those without a date.
    """

    state: DormancyState
    vitality: float | None
    quiet_since: str | None
    due: str | None
    activities: int
    undated: int


_UNKNOWN = Dormancy("unknown", None, None, None, 0, 0)
_CONFIRMED = Dormancy("confirmed", None, None, None, 0, 0)


def dormancy(activities: Collection[Activity], status: Status | None, as_of: date, rule: DormancyRule) -> Dormancy:
    """How an agreement with these activities and this status sleeps at a date."""
    if not activities:
        return _CONFIRMED if status == "dormant" else _UNKNOWN
    recorded = [activity for activity in activities if activity.date is None or span(activity.date).first <= as_of]
    days = [_latest_day(activity, as_of) for activity in recorded]
    known = sorted(day for day in days if day is not None)
    quiet = _quiet_since(known, rule) if known and len(known) == len(days) else None
    due = _later(quiet, rule.dormant_months * DAYS_PER_MONTH) if quiet else None
    return Dormancy(
        state="confirmed" if status == "dormant" else _state(quiet, due, as_of),
        vitality=vitality_of(recorded, as_of, rule),
        quiet_since=quiet.isoformat() if quiet else None,
        due=due.isoformat() if due else None,
        activities=len(recorded),
        undated=sum(activity.date is None for activity in recorded),
    )


def _latest_day(activity: Activity, as_of: date) -> date | None:
    day = span(activity.date).last if activity.date is not None else known_by(activity)
    return None if day is None else min(day, as_of)


def _quiet_since(days: list[date], rule: DormancyRule) -> date:
    """The day vitality falls below the threshold for good, for activities on these days in order.

    Between activities the charge a of v = 1 − 2^(−a) halves every half-life, so the day is exact and nothing is sampled.
    """
    level = -math.log2(1 - rule.dormant_vitality)
    charge, last, quiet = 0.0, days[0], days[0]
    for day in days:
        charge = charge * decayed(last, day, rule.dormant_half_life_months) + rule.dormant_activity_weight
        last = day
        if charge >= level:
            quiet = _later(day, rule.dormant_half_life_months * math.log2(charge / level) * DAYS_PER_MONTH)
    return quiet


def _later(day: date, days: float) -> date:
    return moved(day, math.ceil(days))


def _state(quiet: date | None, due: date | None, as_of: date) -> DormancyState:
    if quiet is None or due is None:
        return "unknown"
    if as_of < quiet:
        return "awake"
    return "proposed" if as_of >= due else "quiet"
