"""Indicators: each unit of a home scored by the formulas an office wrote down, every term shown."""

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from msgspec import Struct

from graph_service.metrics.activities import times
from graph_service.metrics.associations import associations_by_seat
from graph_service.metrics.dimensions import Dimensions, activities_of_unit, of_unit
from graph_service.metrics.points import ledger_of
from graph_service.metrics.ties import Tie
from graph_service.metrics.vine import Vine, vine_of
from graph_service.records.activity import Activity
from graph_service.records.dates import Span, span
from graph_service.records.evaluation import Evaluation, Indicator, PointRules, UnitMeasure
from graph_service.rules import VitalityRule


class IndicatorScore(Struct, frozen=True, kw_only=True):
    """One indicator of one unit: `score` = weight · min(1, value / target), never below 0, None where a measure of the
    formula is not known. `measures` are the measures before they are multiplied."""

    indicator: str
    measures: dict[UnitMeasure, float | None]
    value: float | None
    target: float
    weight: float
    score: float | None


class UnitScore(Struct, frozen=True, kw_only=True):
    """All indicators of one unit. `total` is the sum of the known scores, `possible` that of their weights; indicators that
    could not be scored are in neither."""

    unit: str
    tier: int
    scores: tuple[IndicatorScore, ...]
    total: float
    possible: float


def scores_of(vine: Vine, evaluation: Evaluation, rule: VitalityRule) -> tuple[UnitScore, ...]:
    """The scores of every unit of a home that exists at the date, by tier, then id."""
    vines = {name: _as_of(vine, indicator) for name, indicator in evaluation.indicators.items()}
    ties = {name: _by_unit(found) for name, found in vines.items()}
    places, as_of = vine.snapshot.places, vine.selection.as_of
    units = [unit for unit in vine.home.tiers if places[unit].exists(as_of) and not places[unit].placeholder]
    return tuple(
        _unit_score(
            unit,
            vine.home.tiers[unit],
            {
                name: (
                    indicator,
                    _Facts(vines[name], unit, ties[name].get(unit, ()), _period(indicator), evaluation.points, rule),
                )
                for name, indicator in evaluation.indicators.items()
            },
        )
        for unit in sorted(units, key=lambda unit: (vine.home.tiers[unit], unit))
    )


def _as_of(vine: Vine, indicator: Indicator) -> Vine:
    """The vine on the last day of the indicator's period, if that lies before the date in question."""
    period = _period(indicator)
    if period is None or period.last >= vine.selection.as_of:
        return vine
    return vine_of(vine.snapshot, vine.home.place.id, replace(vine.selection, as_of=period.last))


def _period(indicator: Indicator) -> Span | None:
    return span(indicator.period) if indicator.period else None


def _by_unit(vine: Vine) -> Mapping[str, tuple[Tie, ...]]:
    """The ties of each unit, those beside the count included."""
    lists: dict[str, dict[str, Tie]] = {}
    for tie in (*vine.ties.effective, *vine.ties.exchange, *vine.ties.planned):
        lists.setdefault(tie.unit, {})[tie.agreement.id] = tie
    return {unit: tuple(ties.values()) for unit, ties in lists.items()}


@dataclass(frozen=True)
class _Facts:
    """What is known of one unit at the day that counts, computed where a formula asks for it."""

    vine: Vine
    unit: str
    ties: tuple[Tie, ...]
    period: Span | None
    points: PointRules
    rule: VitalityRule

    @property
    def as_of(self) -> date:
        return self.vine.selection.as_of

    @property
    def effective(self) -> list[Tie]:
        return [tie for tie in self.ties if self.vine.selection.counts(tie.standing)]

    @cached_property
    def activities(self) -> tuple[Activity, ...]:
        return activities_of_unit(self.vine.snapshot, self.unit, self.ties)

    @cached_property
    def dimensions(self) -> Dimensions:
        return of_unit(self.vine, self.effective, self.activities, self.rule)

    @property
    def earned(self) -> float:
        """What the ledger of the period comes to, in the chosen layer."""
        selection = self.vine.selection
        return ledger_of(self.vine.snapshot, self.unit, self.points, selection.as_of, self.period, selection.layer).total

    def of_kind(self, kind: str) -> float:
        """Agreements of a kind, be it among the kinds that count or not."""
        return float(sum(tie.standing.kind == kind and tie.standing.status != "planned" for tie in self.ties))

    def within(self, day: str | None) -> bool:
        """Whether something dated so surely happened within the period and by the day; without a period, by the day."""
        if day is None:
            return self.period is None
        when = span(day)
        return when.last <= self.as_of and (self.period is None or self.period.first <= when.first)


def _since(tie: Tie) -> str | None:
    return tie.standing.since.date if tie.standing.since else None


_MEASURES: Mapping[UnitMeasure, Callable[[_Facts], float | None]] = {
    "agreements": lambda facts: float(len(facts.effective)),
    "formal_agreements": lambda facts: facts.of_kind("formal"),
    "unclassified_agreements": lambda facts: facts.of_kind("unclassified"),
    "exchange_agreements": lambda facts: facts.of_kind("exchange"),
    "planned_agreements": lambda facts: float(sum(tie.standing.status == "planned" for tie in facts.ties)),
    "new_agreements": lambda facts: float(sum(facts.within(_since(tie)) for tie in facts.effective)),
    "partners": lambda facts: float(len({tie.partner.id for tie in facts.effective})),
    "countries": lambda facts: float(len({tie.partner.country for tie in facts.effective})),
    "activities": lambda facts: math.fsum(times(found) for found in facts.activities if facts.within(found.date)),
    "points": lambda facts: facts.earned,
    "associations": lambda facts: float(
        sum(facts.within(body.founded) for body in facts.vine.snapshot.once(associations_by_seat).get(facts.unit, ()))
    ),
    "length": lambda facts: facts.dimensions.length,
    "breadth": lambda facts: facts.dimensions.breadth,
    "depth": lambda facts: facts.dimensions.depth,
    "heat": lambda facts: facts.dimensions.heat,
    "frequency": lambda facts: facts.dimensions.frequency,
}


def _unit_score(unit: str, tier: int, asked: Mapping[str, tuple[Indicator, _Facts]]) -> UnitScore:
    scores = tuple(_score(name, indicator, facts) for name, (indicator, facts) in asked.items())
    known = [score for score in scores if score.score is not None]
    total = math.fsum(score.score or 0.0 for score in known)
    return UnitScore(unit=unit, tier=tier, scores=scores, total=total, possible=math.fsum(score.weight for score in known))


def _score(name: str, indicator: Indicator, facts: _Facts) -> IndicatorScore:
    measures = {measure: _MEASURES[measure](facts) for measure in indicator.formula}
    value = _value(indicator, measures)
    share = None if value is None else max(0.0, min(1.0, value / indicator.target))
    return IndicatorScore(
        indicator=name,
        measures=measures,
        value=value,
        target=indicator.target,
        weight=indicator.weight,
        score=None if share is None else indicator.weight * share,
    )


def _value(indicator: Indicator, measures: Mapping[UnitMeasure, float | None]) -> float | None:
    terms = list(_terms(indicator, measures))
    return None if None in terms else math.fsum(term for term in terms if term is not None)


def _terms(indicator: Indicator, measures: Mapping[UnitMeasure, float | None]) -> Iterator[float | None]:
    for measure, factor in indicator.formula.items():
        value = measures[measure]
        yield None if value is None else factor * value
