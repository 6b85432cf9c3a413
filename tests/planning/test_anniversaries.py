"""Anniversaries: when they fall, how exactly, and what cannot be told."""

from calendar import monthrange
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_service.errors import BadRequest
from graph_service.metrics.relations import Break, relations_of
from graph_service.metrics.selection import Selection
from graph_service.metrics.vine import Vine, vine_of
from graph_service.planning.anniversaries import Anniversary, Window, anniversaries, unplaced, window_of
from graph_service.planning.anniversary_names import names_of
from graph_service.planning.preparations import prepared_for
from graph_service.records.activity import Activity
from graph_service.records.base import Record
from graph_service.records.claim import Claim
from graph_service.records.dates import Precision, months_after, span, years_after
from graph_service.records.plan import Plan
from tests.drawing import DRAWN, agreement, jiangsu, place, snapshot, witnessed, witnessed_places
from tests.drawn_records import dates

NOW = Selection(date(2026, 11, 21))
SOURCE = {"sources": DRAWN, "layer": "home"}


def vine(records: list[Record]) -> Vine:
    return vine_of(snapshot(records), "jiangsu", NOW)


def with_oss(stages: str) -> Vine:
    """Jiangsu with one agreement, Taizhou–Oss."""
    return vine([*jiangsu(), *witnessed_places(), agreement("taizhou", "oss", stages)])


def year(number: int) -> Window:
    return Window(date(number, 1, 1), date(number, 12, 31))


def found(records: Vine, window: Window, step: int = 5) -> list[tuple[int, str]]:
    return [(item.years, item.date) for item in anniversaries(records, window, step)]


@pytest.mark.parametrize(
    ("stages", "window", "expected"),
    [
        ("formal 1994-09-09", year(2024), [(30, "2024-09-09")]),
        ("formal 1994-09", year(2024), [(30, "2024-09")]),
        ("formal 1994", year(2024), [(30, "2024")]),
        ("formal 1994-03/1994-09", year(2024), [(30, "2024")]),
        ("formal 1994-09-09", year(2023), []),
        ("formal 1994-09-09", Window(date(2024, 1, 1), date(2024, 9, 8)), []),
        ("formal 1994", Window(date(2024, 6, 1), date(2024, 6, 1)), [(30, "2024")]),
        (
            "formal 1994-09-09",
            Window(date(2014, 1, 1), date(2025, 1, 1)),
            [(20, "2014-09-09"), (25, "2019-09-09"), (30, "2024-09-09")],
        ),
        ("formal 1994-09-09", Window(date(1990, 1, 1), date(1999, 12, 31)), [(5, "1999-09-09")]),
        ("formal 1992-02-29", year(2022), [(30, "2022-02-28")]),
        ("formal 1992-02-29", year(2032), [(40, "2032-02-29")]),
        ("formal", year(2024), []),
        ("formal 2015/2019", year(2022), []),
    ],
)
def test_an_anniversary_is_as_exact_as_its_date(stages: str, window: Window, expected: list[tuple[int, str]]) -> None:
    assert found(with_oss(stages), window) == expected


def test_the_step_is_the_asker_s() -> None:
    assert [years for years, _ in found(with_oss("formal 1994-09-09"), Window(date(1994, 9, 9), date(1997, 9, 9)), 1)] == [
        1,
        2,
        3,
    ]
    assert found(with_oss("formal 1994-09-09"), year(2024), 15) == [(30, "2024-09-09")]


def test_the_anniversary_is_of_the_step_that_gave_the_kind() -> None:
    assert found(with_oss("exchange 1990-01-01; formal 1994-09-09; renewal 2009-09-09"), year(2024)) == [(30, "2024-09-09")]


def test_an_ended_agreement_has_no_anniversary() -> None:
    assert found(with_oss("formal 1994-09-09; terminated 2020"), year(2024)) == []


def test_an_inferred_date_stays_inferred_and_says_from_what() -> None:
    (item,) = anniversaries(with_oss("formal 2017 inferred (五周年在2022年)"), year(2022), 5)
    assert (item.basis, item.note) == ("inferred", "五周年在2022年")


def test_an_anniversary_of_a_contested_date_says_so_in_its_name() -> None:
    signed = Claim(
        id="signed:1", subject="oss~taizhou", measure="signed", stated="1995, sister", scope_kinds=("formal",), **SOURCE
    )
    drawn = vine([*jiangsu(), *witnessed_places(), agreement("taizhou", "oss", "formal 1994-09-09"), signed])
    (item,) = anniversaries(drawn, year(2024), 5)
    assert names_of(drawn, item).en == "30 years: taizhou – oss (signing also given as 1995)"
    assert names_of(drawn, item).zh.endswith("结好30周年（结好日期另有说法：1995年）")


def test_agreements_that_no_calendar_can_hold_are_told() -> None:
    drawn = vine([*witnessed(), agreement("taizhou", "oss", "formal")])
    beside = unplaced(drawn, year(2022), 5)
    assert beside.undated == 1
    assert beside.vague == ("bandar~jiangsu-unnamed", "jiangsu~mogilev-oblast", "pointe-noire~suzhou")
    # Signed between 2015 and 2019, the sixth to the ninth year cannot hold a fifth or tenth anniversary before 2020.
    assert unplaced(drawn, year(2019), 5).vague == ()


# Diplomatic relations.
PEACE = Claim(
    id="claim:cn-jp",
    subject="japan",
    counterparts=("china",),
    measure="diplomatic_relations_established",
    stated="1972-09-29",
    **SOURCE,
)
FIFTY = Claim(
    id="claim:fifty", subject="china", counterparts=("japan",), measure="diplomatic_anniversary", value=50, as_of="2022", **SOURCE
)


def with_japan(*claims: Claim) -> Vine:
    return vine([*witnessed(), place("japan", "country", "JP"), *claims])


def diplomatic(drawn: Vine, number: int) -> list[Anniversary]:
    return [item for item in anniversaries(drawn, year(number), 5) if item.kind == "diplomatic"]


def test_diplomatic_relations_have_anniversaries() -> None:
    (item,) = diplomatic(with_japan(PEACE), 2022)
    assert (item.years, item.date, item.basis, item.partner.id) == (50, "2022-09-29", "stated", "japan")
    assert (item.subject, item.key) == ("china~japan", "diplomatic:china~japan:1972-09-29:50")


def test_a_stated_anniversary_alone_gives_the_year_and_says_that_it_is_inferred() -> None:
    (item,) = diplomatic(with_japan(FIFTY), 2022)
    assert (item.years, item.date, item.since, item.basis) == (50, "2022", "1972", "inferred")


def test_a_stated_anniversary_is_evidence_for_the_date_of_its_year() -> None:
    (item,) = diplomatic(with_japan(PEACE, FIFTY), 2022)
    assert [claim.id for claim in item.claims] == ["claim:cn-jp", "claim:fifty"]
    (later,) = diplomatic(with_japan(PEACE, FIFTY), 2027)
    assert [claim.id for claim in later.claims] == ["claim:cn-jp"]


def test_relations_hold_for_both_countries() -> None:
    relations = relations_of(with_japan(PEACE).snapshot)
    assert {country: [relation.country.id for relation in rows] for country, rows in relations.items()} == {
        "china": ["japan"], "japan": ["china"],
    }  # fmt: skip


def test_a_home_in_an_area_marks_no_relations_of_its_state() -> None:
    island = place("island", "country", "HK", "china", levels=("country", "province"), area_of="CN")
    drawn = snapshot([*witnessed(), place("japan", "country", "JP"), island, PEACE])
    assert diplomatic(vine_of(drawn, "island", NOW), 2022) == []


def test_a_claim_without_a_date_gives_no_relation() -> None:
    vague = Claim(
        id="claim:v",
        subject="japan",
        counterparts=("china",),
        measure="diplomatic_relations_established",
        stated="七十年代",
        **SOURCE,
    )
    assert relations_of(with_japan(vague).snapshot) == {}


def step(measure: str, day: str) -> Claim:
    return Claim(id=f"claim:{measure}:{day}", subject="japan", counterparts=("china",), measure=measure, stated=day, **SOURCE)


ENDED, RESUMED = step("diplomatic_relations_ended", "1989"), step("diplomatic_relations_resumed", "1995-03-01")


def test_relations_that_have_ended_have_no_anniversary() -> None:
    drawn = with_japan(PEACE, ENDED)
    assert diplomatic(drawn, 2022) == []
    assert [item.years for item in diplomatic(drawn, 1987)] == [15]  # it was celebrated in its time


def test_relations_broken_off_and_resumed_say_so_in_the_name_of_the_anniversary() -> None:
    drawn = with_japan(PEACE, ENDED, RESUMED)
    (item,) = diplomatic(drawn, 2022)
    assert names_of(drawn, item).zh == "china—japan建交50周年（1989年中断，1995年3月1日恢复）"
    assert names_of(drawn, item).en == "50 years of diplomatic relations: china – japan (broken off 1989, resumed 1 March 1995)"
    assert diplomatic(drawn, 1992) == []
    (before,) = diplomatic(drawn, 1987)
    assert before.interrupted is None


def test_a_resumption_whose_break_has_no_date_is_told_as_well() -> None:
    drawn = with_japan(PEACE, RESUMED)
    (item,) = diplomatic(drawn, 2022)
    assert names_of(drawn, item).zh == "china—japan建交50周年（曾中断，1995年3月1日恢复）"


def test_a_new_beginning_after_an_end_is_counted_by_itself_and_tells_of_no_break() -> None:
    drawn = with_japan(PEACE, ENDED, step("diplomatic_relations_established", "1997-03-01"))
    pauses = {item.since: item.interrupted for item in diplomatic(drawn, 2022)}
    assert pauses == {"1972-09-29": Break("1989", "1997-03-01"), "1997-03-01": None}


def test_one_kind_can_be_asked_for() -> None:
    drawn = with_japan(PEACE)
    assert {item.kind for item in anniversaries(drawn, year(2022), 5, "agreement")} == {"agreement"}
    assert {item.kind for item in anniversaries(drawn, year(2022), 5, "diplomatic")} == {"diplomatic"}


# What is planned.
EVENT = {"kind": "event", **SOURCE}


@pytest.mark.parametrize(
    ("record", "counts"),
    [
        (Activity(id="a", agreement="oss~taizhou", date="2024-05", **EVENT), True),
        (Activity(id="a", agreement="oss~taizhou", date="2024", status="planned", **EVENT), True),
        (Activity(id="a", participants=("taizhou", "oss"), date="2024-05", **EVENT), True),
        (Activity(id="a", participants=("oss",), date="2024-05", **EVENT), False),
        (Activity(id="a", agreement="oss~taizhou", date="2023-05", **EVENT), False),
        (Activity(id="a", agreement="oss~taizhou", **EVENT), False),
        (Plan(id="p", kind="programme", agreements=("oss~taizhou",), **SOURCE), True),
        (Plan(id="p", kind="action_plan", agreements=("oss~taizhou",), period="2023/2025", **SOURCE), True),
        (Plan(id="p", kind="action_plan", agreements=("oss~taizhou",), period="2018/2020", **SOURCE), False),
        (Plan(id="p", kind="action_plan", agreements=("oss~taizhou",), status="done", **SOURCE), False),
        (Plan(id="p", kind="policy", agreements=("oss~taizhou",), **SOURCE), False),
    ],
)
def test_what_counts_as_prepared(record: Record, counts: bool) -> None:
    drawn = vine([*jiangsu(), *witnessed_places(), agreement("taizhou", "oss", "formal 1994-09-09"), record])
    (item,) = anniversaries(drawn, year(2024), 5)
    assert prepared_for(drawn, item) == ((record.id,) if counts else ())


# Windows.
TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("first", "last", "number", "window"),
    [
        (None, None, None, (TODAY, date(2027, 11, 21))),
        (None, None, 2022, (date(2022, 1, 1), date(2022, 12, 31))),
        (date(2024, 2, 29), None, None, (date(2024, 2, 29), date(2025, 2, 28))),
        (None, date(2026, 12, 1), None, (TODAY, date(2026, 12, 1))),
        (date(2020, 1, 1), date(2020, 1, 1), None, (date(2020, 1, 1), date(2020, 1, 1))),
    ],
)
def test_a_window_is_what_was_asked_for(
    first: date | None, last: date | None, number: int | None, window: tuple[date, date]
) -> None:
    assert window_of(TODAY, first, last, number, 12) == window


@pytest.mark.parametrize(
    ("first", "last", "number", "said"),
    [
        (date(2024, 2, 1), date(2024, 1, 1), None, "from: 2024-02-01 lies after the last day, 2024-01-01"),
        (date(2024, 2, 1), None, 2024, "year: "),
        (None, None, 799, "year: 799 is outside 800-2100"),
        (date(1900, 1, 1), date(2026, 1, 1), None, "to: 2026-01-01 is after 2100 or more than 20 years"),
        (date(2099, 1, 1), date(2101, 1, 1), None, "to: "),
    ],
)
def test_a_window_that_makes_no_sense_is_refused(first: date | None, last: date | None, number: int | None, said: str) -> None:
    with pytest.raises(BadRequest, match=said):
        window_of(TODAY, first, last, number, 12)


def test_a_window_that_begins_on_the_day_asked_about_blames_that_day_and_no_field_that_nobody_filled() -> None:
    with pytest.raises(BadRequest, match="as_of: 2999-01-01 is after 2100"):
        window_of(date(2999, 1, 1), None, None, None, 12)
    with pytest.raises(BadRequest, match="to: 2026-11-21 lies after the last day, 2020-01-01"):
        window_of(date(2026, 11, 21), None, date(2020, 1, 1), None, 12)


# Properties.
@given(dates(), st.integers(1, 100))
def test_a_date_years_later_is_as_exact_as_before(text: str, years: int) -> None:
    later, when = years_after(text, years), span(text)
    if later is None:
        assert when.first.year != when.last.year or when.first.year + years > 2100
    else:
        assert span(later).first.year == when.first.year + years
        assert (span(later).precision == when.precision) or when.precision is Precision.INTERVAL


@given(st.dates(date(1950, 1, 1), date(2090, 12, 31)), st.integers(0, 120))
def test_months_later_is_the_same_day_or_the_last_of_the_month(day: date, months: int) -> None:
    later = months_after(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == min(day.day, monthrange(later.year, later.month)[1])


@given(dates(), st.dates(date(1950, 1, 1), date(2040, 1, 1)), st.integers(0, 3000), st.integers(1, 10))
def test_a_window_cut_in_two_holds_the_same_anniversaries(text: str, first: date, days: int, step: int) -> None:
    drawn = with_oss(f"formal {text}")
    last = date.fromordinal(first.toordinal() + days)
    middle = date.fromordinal(first.toordinal() + days // 2)
    whole = set(found(drawn, Window(first, last), step))
    halves = {
        *found(drawn, Window(first, middle), step),
        *found(drawn, Window(date.fromordinal(middle.toordinal() + 1), last), step),
    }
    assert whole == halves or days == 0
    assert all(years % step == 0 and years >= step for years, _ in whole)
