"""Gaps that time makes: anniversaries nobody has planned, partners that are gone, signings whose year is not known."""

from datetime import date
from typing import Any

import pytest

from graph_service.metrics.selection import Selection
from graph_service.metrics.vine import vine_of
from graph_service.planning.gaps.find import find_gaps
from graph_service.planning.gaps.gap import Gap
from graph_service.records.activity import Activity
from graph_service.records.base import Record
from graph_service.records.claim import Claim
from graph_service.rules import DEFAULTS, Rules
from tests.drawing import DRAWN, agreement, place, snapshot
from tests.metrics.drawn import ABROAD, END_OF_2020, HOME

SOURCE: dict[str, Any] = {"sources": DRAWN, "layer": "home"}
PEACE = Claim(
    id="claim:peace", subject="realm", counterparts=("wide",), measure="diplomatic_relations_established",
    stated="1971-03-01", **SOURCE,
)  # fmt: skip


def gaps(kind: str, *records: Record, as_of: date = END_OF_2020, rules: Rules = DEFAULTS, **more: Any) -> list[Gap]:
    """The gaps of one type of the drawn home."""
    vine = vine_of(snapshot([*HOME, *ABROAD, *records]), "home", Selection(as_of))
    return list(find_gaps(vine, {kind}, rules=rules, **more))


def unplanned(*records: Record, **more: Any) -> list[tuple[str, str]]:
    """The unplanned anniversaries: where, and when, as the English reason says it."""
    found = gaps("anniversary_unplanned", *records, **more)
    return [(gap.place or "", gap.reason.en.partition("(")[2].partition(")")[0]) for gap in found]


# anniversary_unplanned


def test_an_anniversary_in_the_next_twelve_months_without_a_plan_is_a_gap() -> None:
    (gap,) = gaps("anniversary_unplanned", agreement("north", "mill", "formal 1991-06-01"))
    assert (gap.unit, gap.place, gap.country, gap.tier, gap.action) == ("north", "mill", "WW", 2, "consolidate")
    assert gap.reason.zh == "north—mill结好30周年（2021年6月1日），尚无记录在案的安排"
    assert gap.reason.en == "30 years: north – mill (1 June 2021): nothing planned is on record"
    assert gap.evidence == ("mill~north",)


def test_a_year_is_not_made_a_day_and_an_inference_is_said() -> None:
    (gap,) = gaps("anniversary_unplanned", agreement("north", "mill", "formal 1991 inferred"))
    assert gap.reason.zh == "north—mill结好30周年（2021年，具体日期不详，由推断得出），尚无记录在案的安排"
    assert gap.reason.en == "30 years: north – mill (2021, day not known, inferred): nothing planned is on record"


@pytest.mark.parametrize("signed", ["1990-12-31", "1991-12-31"])
def test_the_window_holds_the_day_asked_about_and_the_same_day_a_year_later(signed: str) -> None:
    assert len(unplanned(agreement("north", "mill", f"formal {signed}"))) == 1


@pytest.mark.parametrize("stages", ["formal 1990-12-30", "formal 1992-01-01", "formal 1992", "formal", "formal 1989/1991"])
def test_an_anniversary_outside_the_window_or_not_known_is_no_gap(stages: str) -> None:
    assert unplanned(agreement("north", "mill", stages)) == []


def test_an_anniversary_with_an_activity_in_its_year_is_no_gap() -> None:
    party = Activity(id="party", kind="event", status="planned", date="2021", agreement="mill~north", **SOURCE)
    assert unplanned(agreement("north", "mill", "formal 1991-06-01"), party) == []


def test_the_soonest_anniversary_comes_first() -> None:
    ties = (agreement("north", "mill", "formal 1991-06-01"), agreement("home", "east", "formal 2001-02-03"))
    assert unplanned(*ties) == [("east", "3 February 2021"), ("mill", "1 June 2021")]


def test_step_and_window_are_the_rule_s() -> None:
    tie = agreement("north", "mill", "formal 1991-06-01")
    assert unplanned(tie, rules=Rules(anniversary_step=50)) == []
    assert unplanned(tie, rules=Rules(anniversary_months=5)) == []
    assert [when for _, when in unplanned(tie, rules=Rules(anniversary_step=1, anniversary_months=24))] == [
        "1 June 2021",
        "1 June 2022",
    ]


def test_a_diplomatic_anniversary_is_a_gap_where_the_home_has_an_agreement() -> None:
    assert unplanned(PEACE) == []
    (gap,) = gaps("anniversary_unplanned", PEACE, agreement("north", "mill", "formal"))
    assert (gap.unit, gap.place, gap.tier, gap.evidence) == ("home", "wide", None, ("claim:peace",))
    assert gap.reason.zh == "realm—wide建交50周年（2021年3月1日），尚无记录在案的安排"


def test_anniversaries_can_be_asked_for_by_tier() -> None:
    ties = (PEACE, agreement("north", "mill", "formal 1991-06-01"), agreement("home", "east", "formal 2001-02-03"))
    assert unplanned(*ties, tiers={1}) == [("east", "3 February 2021")]


def test_a_day_past_the_calendar_has_no_anniversaries() -> None:
    assert unplanned(agreement("north", "mill", "formal 1991-06-01"), as_of=date(9999, 12, 31)) == []


# uncovered_country


def test_a_country_that_is_possibly_covered_is_uncovered_and_says_so() -> None:
    found = {gap.place: gap for gap in gaps("uncovered_country", agreement("north", "mill", "formal 2019/2022"))}
    assert found["wide"].reason.zh == "home在wide在册没有有效的友城关系（全部名单在册0对，公布数未知；请先补全名单），1对可能有效"
    assert found["wide"].reason.en == (
        "no effective agreement of home in wide is on record (whole list: 0 on record, no total published; complete it first); "
        "1 possibly effective"
    )
    assert found["wide"].evidence == ("wide", "mill~north")


def test_the_tier_asked_for_is_in_the_reason() -> None:
    found = gaps("uncovered_country", agreement("north", "mill", "formal 1991"), agreement("south", "isle", "planned"), tiers={1})
    (wide,) = (gap for gap in found if gap.place == "wide")
    assert wide.reason.zh == "home在wide在册没有有效的省级友城关系（省级名单在册0对，公布数未知；请先补全名单）"
    assert wide.reason.en == (
        "no effective agreement of home at province level in wide is on record (tier-1 list: 0 on record, no total published; "
        "complete it first)"
    )
    (isle,) = (gap for gap in found if gap.place == "isle")
    assert isle.evidence == ("isle",), "the plan is of another tier"


# bare_stem


def test_a_bare_stem_whose_partner_is_gone_says_so_and_names_the_successor() -> None:
    old = place("old", "province", "LL", "land", valid_to="2015-12-31", succeeded_by=("metro",))
    (gap,) = gaps("bare_stem", old, agreement("home", "old", "formal 1990"))
    assert gap.reason.zh.startswith(
        "home与old的省级友好关系（1990年）之下，在册没有一对市县级友城；该地区已撤销（2015年12月31日），由metro承继（市级名单"
    )
    assert gap.reason.en.startswith(
        "no agreement of a city or county is on record on the stem of home with old (1990); "
        "the region has been dissolved (31 December 2015) and succeeded by metro (tier-2 list"
    )
    assert gap.evidence == ("home~old", "metro")


def test_a_stem_whose_partner_is_gone_without_a_successor_calls_for_nothing() -> None:
    old = place("old", "province", "LL", "land", valid_to="2015-12-31")
    assert not gaps("bare_stem", old, agreement("home", "old", "formal 1990"))


def test_a_partner_that_is_gone_later_is_not_gone_yet() -> None:
    old = place("old", "province", "LL", "land", valid_to="2021-12-31", succeeded_by=("metro",))
    (gap,) = gaps("bare_stem", old, agreement("home", "old", "formal 1990"))
    assert gap.evidence == ("home~old",)
