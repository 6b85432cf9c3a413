"""Indicators: score = weight · min(1, formula / target), every term shown; what is unknown is not scored."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_service.files.evaluation import read_evaluation
from graph_service.metrics.selection import select
from graph_service.metrics.vine import vine_of
from graph_service.planning.indicators import IndicatorScore, UnitScore, scores_of
from graph_service.records.activity import Activity
from graph_service.records.base import Record
from graph_service.records.evaluation import Evaluation, Indicator, PointRule, PointRules
from graph_service.records.organisation import Organisation
from graph_service.rules import VitalityRule
from graph_service.snapshot import Snapshot
from tests.drawing import DRAWN, agreement
from tests.metrics.drawn import vine

SOURCE: dict[str, Any] = {"sources": DRAWN, "layer": "home"}
TIES = (
    agreement("north", "dam", "formal 2000"),
    agreement("north", "suburb", "unclassified"),
    agreement("north", "mill", "exchange 2020-05"),
    agreement("north", "harbour", "planned 2020 aim=formal"),
    agreement("north", "quay", "formal 2020-05"),
)
FOLK = Organisation(id="body", kind="friendship_association", seat="north", **SOURCE)
VISITS = (
    Activity(id="a1", kind="visit", date="2020-06", agreement="dam~north", quantity=2.0, unit="次", **SOURCE),
    Activity(id="a2", kind="visit", date="2015", agreement="dam~north", **SOURCE),
    Activity(id="a3", kind="visit", agreement="dam~north", **SOURCE),
)


def scored(
    formula: dict[str, float], *records: Record, target: float = 10.0, period: str | None = None, **more: Any
) -> IndicatorScore:
    """The one indicator of North, with weight 100."""
    indicator = Indicator("指标", "indicator", formula, target, 100.0, period)  # type: ignore[arg-type]  # plain words
    points = PointRules(activity={"visit": PointRule(4.0)})
    found = scores_of(
        vine(*(records or (*TIES, FOLK, *VISITS)), **more),
        Evaluation("评估", "Evaluation", points, {"it": indicator}),
        VitalityRule(),
    )
    (score,) = next(unit for unit in found if unit.unit == "north").scores
    return score


@pytest.mark.parametrize(
    ("measure", "value"),
    [
        ("agreements", 3),  # of the kinds that count
        ("formal_agreements", 2),
        ("unclassified_agreements", 1),
        ("exchange_agreements", 1),
        ("planned_agreements", 1),
        ("partners", 3),
        ("countries", 3),
        ("activities", 4),  # two occasions, one, and one undated
        ("points", 12),
        ("associations", 1),
        ("breadth", 3),
        ("depth", 2 / 3),  # two formal ones of three
    ],
)
def test_a_measure_counts_what_it_says(measure: str, value: float) -> None:
    found = scored({measure: 1.0})
    assert found.value == pytest.approx(value)
    assert found.measures == {measure: found.value}


@pytest.mark.parametrize(
    ("measure", "value"),
    [("new_agreements", 1), ("activities", 2), ("points", 4), ("associations", 0), ("agreements", 3)],
)
def test_a_period_limits_what_is_counted_by_its_date(measure: str, value: float) -> None:
    assert scored({measure: 1.0}, period="2020").value == pytest.approx(value)


def test_agreements_of_a_period_that_is_over_are_those_of_its_last_day() -> None:
    assert scored({"agreements": 1.0}, period="2010").value == 2  # one is of 2020


def test_a_formula_adds_what_its_factors_make() -> None:
    found = scored({"formal_agreements": 1.0, "exchange_agreements": 0.5, "planned_agreements": -1.0})
    assert (found.value, found.score) == (1.5, 15.0)


@pytest.mark.parametrize(("target", "score"), [(6.0, 50.0), (3.0, 100.0), (1.0, 100.0)])
def test_a_score_ends_at_its_weight(target: float, score: float) -> None:
    assert scored({"agreements": 1.0}, target=target).score == score


def test_a_score_is_never_below_nothing() -> None:
    assert scored({"agreements": -1.0}).score == 0


def test_what_is_unknown_is_not_scored() -> None:
    found = scored({"agreements": 1.0, "heat": 1.0}, *TIES)
    assert (found.measures["heat"], found.value, found.score) == (None, None, None)


def test_the_total_leaves_out_what_could_not_be_scored() -> None:
    indicators = {
        "agreements": Indicator("协议", "agreements", {"agreements": 1.0}, 6.0, 40.0),
        "heat": Indicator("热度", "heat", {"heat": 1.0}, 1.0, 60.0),
    }
    evaluation = Evaluation("评估", "Evaluation", PointRules(), indicators)
    (north,) = [unit for unit in scores_of(vine(*TIES), evaluation, VitalityRule()) if unit.unit == "north"]
    assert (north.tier, north.total, north.possible) == (2, 20.0, 40.0)


def test_every_unit_that_exists_is_scored_by_tier_and_id() -> None:
    units: list[UnitScore] = list(scores_of(vine(*TIES), read_evaluation(), VitalityRule()))
    assert [(unit.unit, unit.tier) for unit in units] == [("home", 1), ("north", 2), ("south", 2), ("low", 3)]
    assert all(len(unit.scores) == 4 and unit.possible == 100 for unit in units)


@given(st.integers(0, 6), st.floats(0.1, 20))
def test_a_score_lies_between_nothing_and_its_weight(count: int, target: float) -> None:
    partners = ("dam", "mill", "suburb", "harbour", "quay", "west")[:count]
    ties = [agreement("north", partner) for partner in partners] or [agreement("south", "dam")]
    score = scored({"agreements": 1.0}, *ties, target=target).score
    assert score is not None
    assert 0 <= score <= 100


def test_taizhous_districts_are_scored_with_every_term(seeds: Snapshot) -> None:
    found = {
        unit.unit: unit
        for unit in scores_of(vine_of(seeds, "Q16963", select(seeds, date(2022, 12, 31))), read_evaluation(), VitalityRule())
    }
    taizhou = {score.indicator: score for score in found["Q57931"].scores}
    assert (taizhou["association"].value, taizhou["association"].score) == (1, 20)
    assert {"cn:321202", "cn:321203", "cn:321204", "cn:321281", "cn:321283", "Q428587"} <= set(found)
    assert all(score.score is not None for score in found["cn:321202"].scores)
