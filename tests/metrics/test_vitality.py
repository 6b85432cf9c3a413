"""Vitality: v = 1 − 2^(−a), a = Σ weight · 2^(−months since / 24), from the activities under an agreement."""

from datetime import date

import pytest

from graph_service.metrics.vitality import vitality
from graph_service.records.activity import Activity
from graph_service.rules import VitalityRule
from tests.drawing import DRAWN, agreement, place, snapshot

TIE = "abroad~home"
PLACES = (place("home", "country", "HH"), place("abroad", "country", "AA"), agreement("home", "abroad"))
DAY = date(2020, 12, 31)
# 24 months of 365.2425 / 12 days are 730.485 days: a half-life is between 730 and 731 days.
HALF_LIFE = VitalityRule(dormant_half_life_months=730 * 12 / 365.2425)


def visit(number: int, when: str | None, tie: str | None = TIE) -> Activity:
    return Activity(id=f"visit-{number}", kind="visit", date=when, agreement=tie, sources=DRAWN, layer="home")


def lively(*dates: str | None, rule: VitalityRule = HALF_LIFE, tie: str | None = TIE) -> float | None:
    drawn = snapshot([*PLACES, *(visit(number, when, tie) for number, when in enumerate(dates))])
    return vitality(drawn, TIE, DAY, rule)


def test_an_activity_of_the_day_itself_gives_one_half() -> None:
    assert lively("2020-12-31") == pytest.approx(1 - 2**-1)


def test_an_activity_one_half_life_ago_counts_half() -> None:
    assert lively("2019-01-01") == pytest.approx(1 - 2**-0.5)


def test_activities_add_up() -> None:
    assert lively("2020-12-31", "2020-12-31", "2019-01-01") == pytest.approx(1 - 2**-2.5)


def test_the_rule_of_the_service_halves_every_twenty_four_months() -> None:
    # 730 days are 730 / 30.436875 = 23.984 months
    assert lively("2019-01-01", rule=VitalityRule()) == pytest.approx(1 - 2 ** -(2 ** (-23.984 / 24)), abs=1e-5)


def test_a_weight_may_be_set() -> None:
    assert lively("2020-12-31", rule=VitalityRule(dormant_activity_weight=2)) == pytest.approx(1 - 2**-2)


def test_a_vague_date_counts_from_its_last_day() -> None:
    assert lively("2018/2020") == lively("2020-12") == lively("2020-12-31")


@pytest.mark.parametrize("dates", [(), (None,), ("2021-01-01",), ("2021",), ("2020/2021",)])
def test_without_a_dated_activity_by_the_day_vitality_is_unknown_and_not_zero(dates: tuple[str | None, ...]) -> None:
    assert lively(*dates) is None


def test_activities_under_no_agreement_do_not_count() -> None:
    assert lively("2020-12-31", tie=None) is None


def test_vitality_falls_with_time_and_never_to_zero() -> None:
    old, older = lively("1990-01-01"), lively("1960-01-01")
    assert old is not None
    assert older is not None
    assert 0 < older < old < 0.1
