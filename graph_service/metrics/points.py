"""Points: what happened to a unit, line by line, with what each event earned and what is left of it at a date.

The ledger is a function of the records, the rules and the date; computing it again gives the same lines.
"""

import math
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Literal, NamedTuple, get_args

from msgspec import Struct

from graph_service.metrics.activities import activities_by_agreement, activities_by_participant
from graph_service.metrics.associations import associations_by_seat
from graph_service.metrics.selection import ALL_LAYERS
from graph_service.metrics.vitality import decayed
from graph_service.records.base import Names, Record
from graph_service.records.dates import Certainty, Span, happened_by, span
from graph_service.records.evaluation import EventName, PointRule, PointRules, StageEvent
from graph_service.records.organisation import Organisation
from graph_service.snapshot import Snapshot

_STAGE_EVENTS = frozenset(get_args(StageEvent))
LedgerRemark = Literal["counted", "capped", "undated", "possible"]


class LedgerLine(Struct, frozen=True, kw_only=True):
    """One event of a unit. `points` is what its rule gives, `earned` what the cap left of that, `value` what has not yet
    faded at the date. An undated event counts where its worth does not depend on its day, being neither capped nor fading;
    otherwise it earns nothing and says so, as does one that may lie ahead."""

    unit: str
    date: str | None
    event: EventName
    record: str
    names: Names
    points: float
    earned: float
    value: float
    remark: LedgerRemark


class Ledger(Struct, frozen=True):
    """The lines of one unit by date, undated ones last, and `total`, the sum of their values."""

    unit: str
    total: float
    lines: tuple[LedgerLine, ...]


class _Event(NamedTuple):
    """Something that a rule values: its name, the record that tells of it, and when."""

    name: str
    record: Record
    date: str | None


def ledger_of(
    snapshot: Snapshot, unit_id: str, rules: PointRules, as_of: date, period: Span | None = None, layer: str = ALL_LAYERS
) -> Ledger:
    """The ledger of one unit, without what lies in it, at a date: of the events within a period, if one is given, and of the
    records of one layer, or of all."""
    worth = dict(rules.named())
    every = (event for event in _events(snapshot, unit_id) if layer in (ALL_LAYERS, event.record.layer))
    events = [event for event in every if event.name in worth and _asked(event, as_of, period)]
    lines = tuple(_lines(unit_id, sorted(events, key=_when), worth, as_of))
    return Ledger(unit_id, math.fsum(line.value for line in lines), lines)


def bodies_by_seat(snapshot: Snapshot) -> Mapping[str, tuple[Organisation, ...]]:
    """The organisations seated in each place, in id order; for `Snapshot.once`."""
    lists: dict[str, list[Organisation]] = {}
    for body in snapshot.network.table(Organisation).values():
        if body.seat is not None:
            lists.setdefault(body.seat, []).append(body)
    return {seat: tuple(rows) for seat, rows in lists.items()}


def _events(snapshot: Snapshot, unit_id: str) -> Iterator[_Event]:
    """What happened with the unit, a body seated in it, or under its agreements; their steps; associations founded."""
    abroad = [
        tie
        for tie in snapshot.agreements_of(unit_id)
        if snapshot.is_abroad(snapshot.places[tie.other(unit_id)].country, snapshot.places[unit_id].country)
    ]
    present = (unit_id, *(body.id for body in snapshot.once(bodies_by_seat).get(unit_id, ())))
    taken_part = [found for who in present for found in snapshot.once(activities_by_participant).get(who, ())]
    under = [found for tie in abroad for found in snapshot.once(activities_by_agreement).get(tie.id, ())]
    for activity in {found.id: found for found in (*taken_part, *under)}.values():
        yield _Event(f"activity.{activity.kind}", activity, activity.date)
    for tie in abroad:
        yield from (_Event(f"stage.{stage.kind}", tie, stage.date) for stage in tie.stages if stage.kind in _STAGE_EVENTS)
    for body in snapshot.once(associations_by_seat).get(unit_id, ()):
        yield _Event("organisation.friendship_association", body, body.founded)


def _asked(event: _Event, as_of: date, period: Span | None) -> bool:
    if event.date is None:
        return period is None
    when = span(event.date)
    inside = period is None or (period.first <= when.first and when.last <= period.last)
    return inside and happened_by(event.date, as_of) is not Certainty.NO


def _when(event: _Event) -> tuple[date, str, str]:
    return (span(event.date).last if event.date else date.max, event.record.id, event.name)


def _lines(unit_id: str, events: Iterable[_Event], worth: Mapping[str, PointRule], as_of: date) -> Iterator[LedgerLine]:
    """In order of time, because a cap takes the earliest of a year first."""
    spent: dict[tuple[str, int], float] = {}
    for event in events:
        rule = worth[event.name]
        remark = _remark(event, rule, as_of)
        earned = value = rule.points if remark == "counted" else 0.0
        if remark == "counted" and event.date is not None:
            day = span(event.date).last
            so_far = spent.get((event.name, day.year), 0.0)
            earned = rule.points if rule.cap is None else max(0.0, min(rule.points, rule.cap - so_far))
            spent[event.name, day.year] = so_far + earned
            value = earned if rule.half_life_months is None else earned * decayed(day, as_of, rule.half_life_months)
            remark = "capped" if earned < rule.points else remark
        record = event.record
        yield LedgerLine(
            unit=unit_id,
            date=event.date,
            event=event.name,
            record=record.id,
            names=record.names,
            points=rule.points,
            earned=earned,
            value=value,
            remark=remark,
        )


def _remark(event: _Event, rule: PointRule, as_of: date) -> LedgerRemark:
    if event.date is None:
        return "counted" if rule.cap is None and rule.half_life_months is None else "undated"
    return "counted" if span(event.date).last <= as_of else "possible"
