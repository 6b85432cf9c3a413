"""The points ledger: what each event earned, what the cap left, what has not yet faded; computed again it is the same."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_service.files.evaluation import read_evaluation
from graph_service.metrics.points import Ledger, ledger_of
from graph_service.records.activity import Activity
from graph_service.records.base import Record
from graph_service.records.dates import span
from graph_service.records.evaluation import PointRule, PointRules
from graph_service.records.organisation import Organisation
from graph_service.snapshot import Snapshot
from tests.drawing import DRAWN, agreement, snapshot
from tests.metrics.drawn import ABROAD, HOME

SOURCE: dict[str, Any] = {"sources": DRAWN, "layer": "home"}
AS_OF = date(2020, 12, 31)
# 24 months of 365.2425 / 12 days are 730.485; 730 days make the powers of two exact.
HALF_LIFE = 730 * 12 / 365.2425
RULES = PointRules(
    activity={"visit": PointRule(4.0, cap=10.0, half_life_months=HALF_LIFE), "event": PointRule(3.0)},
    stage={"formal": PointRule(10.0), "exchange": PointRule(6.0, half_life_months=HALF_LIFE)},
    organisation={"friendship_association": PointRule(8.0)},
)


def visit(number: int, when: str | None, **more: Any) -> Activity:
    who = more.pop("participants", ("north",))
    return Activity(id=f"a{number}", kind=more.pop("kind", "visit"), date=when, participants=who, **SOURCE, **more)


def drawn(*records: Record) -> Snapshot:
    return snapshot([*HOME, *ABROAD, *records])


def ledger(*records: Record, unit: str = "north", rules: PointRules = RULES, as_of: date = AS_OF, **more: Any) -> Ledger:
    return ledger_of(drawn(*records), unit, rules, as_of, **more)


def values(found: Ledger) -> list[tuple[str, float, float, str]]:
    return [(line.record, line.earned, round(line.value, 6), line.remark) for line in found.lines]


def test_an_event_fades_by_its_half_life() -> None:
    found = ledger(visit(1, "2020-12-31"), visit(2, "2019-01-01"), visit(3, "2017-01-01"))
    # 0, 730 and 1460 days before the date
    assert values(found) == [("a3", 4, 1.0, "counted"), ("a2", 4, 2.0, "counted"), ("a1", 4, 4.0, "counted")]
    assert found.total == pytest.approx(7.0)


def test_a_ledger_of_one_layer_holds_the_records_of_that_layer() -> None:
    other = Activity(id="b1", kind="event", participants=("north",), sources=DRAWN, layer="office")
    found = ledger_of(drawn(visit(1, "1950", kind="event"), other), "north", RULES, AS_OF, layer="office")
    assert [line.record for line in found.lines] == ["b1"]
    assert ledger(visit(1, "1950", kind="event"), other).total == 6.0


def test_a_rule_without_a_half_life_never_fades() -> None:
    assert values(ledger(visit(1, "1950", kind="event"))) == [("a1", 3, 3.0, "counted")]


def test_the_cap_of_a_year_takes_the_earliest_first() -> None:
    found = ledger(*(visit(number, f"2020-0{number}-01") for number in range(1, 5)), visit(5, "2019-05-01"))
    assert [(line.record, line.earned, line.remark) for line in found.lines] == [
        ("a5", 4, "counted"),  # another year
        ("a1", 4, "counted"),
        ("a2", 4, "counted"),
        ("a3", 2, "capped"),
        ("a4", 0, "capped"),
    ]


def test_an_undated_event_counts_only_where_its_day_does_not_matter() -> None:
    found = ledger(
        visit(1, None), visit(2, None, kind="event"), agreement("north", "dam"), agreement("north", "mill", "exchange")
    )
    assert values(found) == [
        ("a1", 0, 0, "undated"),
        ("a2", 3, 3, "counted"),
        ("dam~north", 10, 10, "counted"),
        ("mill~north", 0, 0, "undated"),
    ]


def test_what_may_lie_ahead_earns_nothing_and_what_does_is_not_listed() -> None:
    assert values(ledger(visit(1, "2020/2021"), visit(2, "2021"))) == [("a1", 0, 0, "possible")]


def test_an_announced_event_earns_nothing() -> None:
    assert ledger(visit(1, "2020", status="planned")).lines == ()


def test_an_event_without_a_rule_is_in_no_ledger() -> None:
    assert ledger(visit(1, "2020", kind="aid"), agreement("north", "dam", "renewal 2020")).lines == ()


def test_a_unit_earns_with_its_bodies_and_under_its_agreements_each_event_once() -> None:
    body = Organisation(id="body", kind="friendship_association", seat="north", founded="2019", **SOURCE)
    tie = agreement("north", "dam", "formal 2000")
    both = visit(1, "2020-12-31", participants=("north", "body"), agreement=tie.id)
    found = ledger(body, tie, both, visit(2, "2020-12-31", participants=("body",)), visit(3, "2020-12-31", participants=("dam",)))
    assert [(line.event, line.record) for line in found.lines] == [
        ("stage.formal", "dam~north"),
        ("organisation.friendship_association", "body"),
        ("activity.visit", "a1"),
        ("activity.visit", "a2"),
    ]


def test_a_unit_does_not_earn_what_lies_in_it_nor_at_home() -> None:
    assert (
        ledger(agreement("low", "dam", "formal 2000"), agreement("north", "next-door", "formal 2000"), unit="south").lines == ()
    )
    assert ledger(agreement("north", "next-door", "formal 2000")).lines == ()


def test_a_period_leaves_the_events_within_it() -> None:
    records = (visit(1, "2019-06"), visit(2, "2020-06"), visit(3, None, kind="event"), visit(4, "2019/2020"))
    assert [line.record for line in ledger(*records, period=span("2020")).lines] == ["a2"]


def test_every_step_of_an_agreement_is_an_event_of_its_own() -> None:
    found = ledger(agreement("north", "dam", "exchange 2019-01-01; formal 2020"))
    assert [(line.event, round(line.value, 6)) for line in found.lines] == [("stage.exchange", 3.0), ("stage.formal", 10.0)]


_VISITS = st.lists(st.dates(date(2015, 1, 1), date(2020, 12, 31)), max_size=8)


@given(_VISITS, st.randoms())
def test_computed_again_and_in_any_order_of_the_records_the_ledger_is_the_same(days: list[date], shuffler: Any) -> None:
    rows: list[Record] = [visit(number, str(day)) for number, day in enumerate(days)]
    before = ledger(*rows)
    shuffler.shuffle(rows)
    assert ledger(*rows) == before


@given(_VISITS)
def test_no_year_earns_more_than_its_cap_and_the_total_is_that_of_the_lines(days: list[date]) -> None:
    found = ledger(*(visit(number, str(day)) for number, day in enumerate(days)))
    for year in range(2015, 2021):
        assert sum(line.earned for line in found.lines if str(line.date).startswith(str(year))) <= 10
    assert found.total == pytest.approx(sum(line.value for line in found.lines))
    assert all(0 <= line.value <= line.earned <= line.points for line in found.lines)


@given(_VISITS, st.dates(date(2015, 1, 1), date(2020, 12, 31)))
def test_one_more_event_never_lowers_the_points_that_were_earned(days: list[date], more: date) -> None:
    rows = [visit(number, str(day)) for number, day in enumerate(days)]
    earned = [sum(line.earned for line in ledger(*found).lines) for found in (rows, [*rows, visit(99, str(more))])]
    assert earned[0] <= earned[1]


def test_the_ledger_of_jiangsu_is_auditable_line_by_line(seeds: Snapshot) -> None:
    found = ledger_of(seeds, "Q16963", read_evaluation().points, date(2026, 11, 21))
    lines = {(line.event, line.record): line for line in found.lines}
    visits = lines["activity.visit", "activity:mogilev-mutual-visits"]
    # 2015/2021 counts from 2021-12-31: 1786 days are 58.679 months, 4 · 2^(−58.679 / 24)
    assert (visits.earned, round(visits.value, 4), visits.remark) == (4, 0.7346, "counted")
    assert lines["activity.aid", "activity:mogilev-medical-aid"].remark == "undated"
    assert lines["stage.formal", "Q12771~Q16963"].value == 10
    assert ledger_of(seeds, "Q16963", read_evaluation().points, date(2026, 11, 21)) == found


def test_what_taizhou_announced_for_2022_earned_nothing(seeds: Snapshot) -> None:
    found = ledger_of(seeds, "Q57931", read_evaluation().points, date(2026, 11, 21))
    assert not [line for line in found.lines if line.record.endswith("-2022")]
