"""Dormancy: proposed after 24 months with v < 0.1, where something had been recorded before.

v < 0.1 means a < −log2(0.9) = 0.15200. One activity (a = 1) falls to that after 24 · log2(1 / 0.152) = 65.2289 months,
1985.37 days, so 1986 whole days; dormant is proposed 24 months, 730.485 and so 731 days, later.
"""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_service.metrics.dormancy import Dormancy, dormancy
from graph_service.metrics.vitality import vitality_of
from graph_service.records.activity import Activity
from graph_service.records.base import Source
from graph_service.rules import DormancyRule
from tests.drawing import DRAWN

RULE = DormancyRule()
QUIET, DUE = timedelta(days=1986), timedelta(days=1986 + 731)
DAY = date(2010, 6, 1)


def visit(when: str | None, source: str = "drawn", **more: Any) -> Activity:
    return Activity(id=f"visit-{when}", kind="visit", date=when, sources=(Source(source),), layer="home", **more)


def sleep(as_of: date, *activities: Activity, status: Any = "active", rule: DormancyRule = RULE) -> Dormancy:
    return dormancy(activities, status, as_of, rule)


def test_without_any_activity_nothing_is_known() -> None:
    assert sleep(DAY) == Dormancy("unknown", None, None, None, 0, 0)


@pytest.mark.parametrize(
    ("later", "state"),
    [
        (timedelta(), "awake"),
        (QUIET - timedelta(days=1), "awake"),
        (QUIET, "quiet"),
        (DUE - timedelta(days=1), "quiet"),
        (DUE, "proposed"),
        (timedelta(days=9000), "proposed"),
    ],
)
def test_one_activity_wakes_for_65_months_and_after_24_more_dormant_is_proposed(later: timedelta, state: str) -> None:
    found = sleep(DAY + later, visit("2010-06-01"))
    assert (found.state, found.quiet_since, found.due) == (state, str(DAY + QUIET), str(DAY + DUE))


def test_an_agreement_is_quiet_from_the_day_its_vitality_is_below_the_threshold() -> None:
    before, after = (vitality_of([visit("2010-06-01")], DAY + QUIET + timedelta(days=step), RULE) for step in (-1, 0))
    assert before is not None
    assert after is not None
    assert before > 0.1 > after


def test_an_activity_within_the_months_of_silence_wakes_again() -> None:
    activities = (visit("2010-06-01"), visit("2017-01-01"))
    assert sleep(DAY + DUE, *activities).state == "awake"


def test_two_activities_of_one_day_last_one_half_life_longer() -> None:
    found = sleep(DAY, visit("2010-06-01"), visit("2010-06-01"))
    # 24 · log2(2 / 0.152) = 89.2289 months = 2715.85 days
    assert found.quiet_since == str(DAY + timedelta(days=2716))


def test_an_activity_too_light_to_wake_does_not_move_the_day() -> None:
    light = DormancyRule(dormant_activity_weight=0.05)
    found = sleep(date(2011, 1, 1), visit("2010-06-01"), visit("2010-12-01"), rule=light)
    assert (found.state, found.quiet_since) == ("quiet", "2010-06-01")


def test_a_person_confirms_dormancy_whatever_is_recorded() -> None:
    assert sleep(DAY, visit("2010-06-01"), status="dormant").state == "confirmed"
    assert sleep(DAY, status="dormant").state == "confirmed"


def test_an_undated_activity_counts_from_the_day_of_its_source() -> None:
    told = visit(None, "Annual report (2010-06-01)")
    found = sleep(DAY + DUE, told)
    assert (found.state, found.vitality, found.undated) == ("proposed", None, 1)


def test_an_activity_without_any_date_leaves_it_unknown() -> None:
    found = sleep(DAY + DUE, visit("2010-06-01"), visit(None))
    assert (found.state, found.quiet_since, found.activities, found.undated) == ("unknown", None, 2, 1)


def test_a_span_that_may_reach_into_the_silence_wakes() -> None:
    assert sleep(DAY + DUE, visit("2010/2030")).state == "awake"


def test_what_lies_ahead_is_not_on_record_yet() -> None:
    assert sleep(date(2009, 1, 1), visit("2010-06-01")) == Dormancy("unknown", None, None, None, 0, 0)


def test_the_thresholds_may_be_set() -> None:
    strict = DormancyRule(dormant_vitality=0.5, dormant_months=0.0)
    # a single activity gives exactly 0.5 on its own day
    assert sleep(date(2010, 6, 1), visit("2010-06-01"), rule=strict).due == "2010-06-01"
    assert sleep(date(2010, 6, 2), visit("2010-06-01"), rule=strict).state == "proposed"


def test_a_rule_that_never_lets_anything_sleep_ends_with_the_calendar() -> None:
    endless = DormancyRule(dormant_half_life_months=12_000, dormant_vitality=1e-9)
    assert sleep(DAY, visit("2010-06-01"), rule=endless).due == "9999-12-31"


_DAYS = st.lists(st.dates(date(1990, 1, 1), date(2020, 12, 31)), min_size=1, max_size=6)


@given(_DAYS, st.dates(date(1990, 1, 1), date(2020, 12, 31)))
def test_one_more_activity_never_brings_sleep_nearer(days: list[date], more: date) -> None:
    as_of = date(2021, 1, 1)
    before = sleep(as_of, *(visit(str(day)) for day in days))
    after = sleep(as_of, *(visit(str(day)) for day in [*days, more]))
    assert str(before.due) <= str(after.due)


@given(_DAYS)
def test_the_order_of_the_records_changes_nothing(days: list[date]) -> None:
    rows = [visit(str(day)) for day in days]
    assert sleep(date(2021, 1, 1), *rows) == sleep(date(2021, 1, 1), *reversed(rows))


def test_the_sources_of_the_drawn_network_carry_no_date() -> None:
    assert sleep(DAY, Activity(id="x", kind="visit", sources=DRAWN, layer="home")).state == "unknown"
