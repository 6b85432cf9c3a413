"""The five dimensions by hand: years, fields, institutions, vitality, occasions a year. Unknown is None, never zero."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_service.metrics.dimensions import Dimensions, institutions, of_agreement
from graph_service.metrics.peers import percentiles
from graph_service.metrics.selection import select
from graph_service.metrics.vine import vine_of
from graph_service.planning.scorecards import Card, CardOf, cards_of
from graph_service.records.activity import Activity
from graph_service.records.base import Record
from graph_service.records.organisation import Organisation
from graph_service.records.plan import Plan
from graph_service.records.project import Project
from graph_service.rules import VitalityRule
from graph_service.snapshot import Snapshot
from tests.drawing import DRAWN, agreement
from tests.metrics.drawn import CITY_HOME, END_OF_2020, vine

SOURCE: dict[str, Any] = {"sources": DRAWN, "layer": "home"}
TIE = "dam~north"
RULE = VitalityRule(dormant_half_life_months=730 * 12 / 365.2425)


def visit(number: int, when: str | None, **more: Any) -> Activity:
    under = more.pop("agreement", TIE)
    return Activity(id=f"a{number}", kind="visit", date=when, agreement=under, **SOURCE, **more)


def cards(of: CardOf, *records: Record, **more: Any) -> dict[str, Card]:
    found, _ = cards_of(vine(*records, **more), of, RULE)
    return {card.id: card for card in found}


def of_tie(*records: Record, stages: str = "formal 1990-12-31", **more: Any) -> Dimensions:
    return cards("agreement", agreement("north", "dam", stages, **more), *records)[TIE].values


# An agreement


@pytest.mark.parametrize(
    ("stages", "years"),
    [
        ("formal 1990-12-31", 30.0),  # 10958 days / 365.2425 = 30.002
        ("formal 1990", 30.0),  # from its last day, the least that is sure
        ("formal 1986/1990", 30.0),
        ("exchange 1990; formal 2010", 30.0),  # the first signature, not the upgrade
        ("intent 1980; formal 1990", 30.0),  # an intent is no signature
        ("formal", None),
        ("exchange; formal 2010", None),  # it may be older
    ],
)
def test_length_is_the_years_since_the_first_signature(stages: str, years: float | None) -> None:
    length = of_tie(stages=stages).length
    assert length == (None if years is None else pytest.approx(years, abs=0.01))


def test_breadth_is_the_number_of_fields_on_record() -> None:
    records = (
        visit(1, "2020", fields=("sport", "trade")),
        visit(2, "2020", fields=("announced",), status="planned"),
        Project(id="park", kind="park", agreements=(TIE,), fields=("parks",), **SOURCE),
        Plan(id="p1", kind="document", agreements=(TIE,), fields=("farming",), **SOURCE),
        Plan(id="p2", kind="policy", agreements=(TIE,), fields=("wished",), **SOURCE),
        Plan(id="p3", kind="action_plan", status="planned", agreements=(TIE,), fields=("meant",), **SOURCE),
    )
    assert of_tie(*records, fields=("trade",)).breadth == 4  # trade, sport, parks, farming
    assert of_tie().breadth is None


def test_depth_counts_five_institutions() -> None:
    records = (
        Plan(id="plan", kind="action_plan", agreements=(TIE,), **SOURCE),
        Project(id="park", kind="park", agreements=(TIE,), **SOURCE),
    )
    full = vine(agreement("north", "dam", "exchange 2000; formal 2010", mechanism="consultation"), *records)
    (tie,) = full.ties.effective
    assert institutions(full.snapshot, tie, END_OF_2020) == ("formal", "renewed", "mechanism", "plan", "project")
    assert of_tie(stages="unclassified").depth == 0
    assert of_tie(stages="formal 2000; renewal 2021").depth == 1  # the renewal lies ahead
    assert of_tie(Project(id="park", kind="park", status="closed", agreements=(TIE,), **SOURCE)).depth == 1


def test_heat_is_vitality_and_frequency_the_occasions_a_year() -> None:
    found = of_tie(visit(1, "2019-01-01"), visit(2, "2020-12-31", quantity=3.0, unit="次"))
    assert found.heat == pytest.approx(1 - 2**-1.5)
    assert found.frequency == pytest.approx(4 / (730 / 365.2425))
    assert of_tie(visit(1, "2020-12-01")).frequency == 1  # over a year at least


def test_without_a_dated_activity_heat_and_frequency_are_unknown() -> None:
    found = of_tie(visit(1, None))
    assert (found.heat, found.frequency) == (None, None)


@given(st.lists(st.dates(date(2000, 1, 1), END_OF_2020), max_size=5), st.dates(date(2000, 1, 1), END_OF_2020))
def test_one_more_activity_never_lowers_heat(days: list[date], more: date) -> None:
    rows = [visit(number, str(day)) for number, day in enumerate(days)]
    before, after = of_tie(*rows).heat, of_tie(*rows, visit(99, str(more))).heat
    assert after is not None
    assert (before or 0.0) <= after


# A unit and a country


def test_a_unit_has_its_longest_agreement_its_countries_and_the_mean_depth() -> None:
    ties = (
        agreement("north", "dam", "formal 2000-12-31"),
        agreement("north", "suburb", "unclassified"),
        agreement("south", "dam"),
    )
    found = cards("unit", *ties, visit(1, "2020-12-31"), visit(2, "2020-12-31", agreement="north~suburb"))
    assert found["north"].values == Dimensions(pytest.approx(20.0, abs=0.01), 2, 0.5, pytest.approx(0.75), 2)
    assert found["south"].values == Dimensions(None, 1, 1, None, None)
    assert found["low"].values == Dimensions(None, 0, None, None, None)
    assert found["north"].agreements == ("dam~north", "north~suburb")


def test_what_a_unit_or_a_body_seated_there_takes_part_in_warms_it() -> None:
    body = Organisation(id="body", kind="school", seat="north", **SOURCE)
    both = Activity(id="a", kind="event", date="2020-12-31", participants=("north", "body"), **SOURCE)
    found = cards("unit", body, both)
    assert (found["north"].values.heat, found["north"].activities) == (0.5, ("a",))


def test_a_country_has_its_units_and_the_depth_of_its_cluster() -> None:
    ties = (
        agreement("home", "east", "formal 2000-12-31"),
        agreement("north", "dam"),
        agreement("north", "mill"),
        agreement("low", "suburb"),
    )
    meeting = Activity(id="m", kind="event", date="2020-12-31", participants=("south", "wide"), **SOURCE)
    found = cards("country", *ties, visit(1, "2020-12-31"), meeting)
    assert found["wide"].values == Dimensions(pytest.approx(20.0, abs=0.01), 2, 2, 0.75, 2)
    assert (found["land"].values.breadth, found["land"].values.depth) == (1, 0)  # tier 3 alone has no depth
    assert "isle" not in found


def test_a_body_abroad_stands_for_its_country() -> None:
    body = Organisation(id="body", kind="company", country="WW", **SOURCE)
    fair = Activity(id="f", kind="event", date="2020-12-31", participants=("north", "body"), **SOURCE)
    assert cards("country", agreement("south", "dam"), body, fair)["wide"].activities == ("f",)


# Peers


def test_a_percentile_is_the_share_of_known_peers_that_do_not_exceed_it() -> None:
    assert percentiles([1.0, 2.0, 2.0, None, 4.0]) == (0.25, 0.75, 0.75, None, 1.0)
    assert percentiles([3.0, None]) == (None, None)
    assert percentiles([]) == ()


@given(st.lists(st.none() | st.floats(0, 100), max_size=12))
def test_percentiles_keep_the_order_of_the_values(values: list[float | None]) -> None:
    found = percentiles(values)
    known = [(value, place) for value, place in zip(values, found, strict=True) if value is not None and place is not None]
    assert sorted(known) == sorted(known, key=lambda pair: (pair[1], pair[0]))
    assert all(0 < place <= 1 for _, place in known)


def test_peers_are_named_and_counted() -> None:
    ties = (agreement("north", "dam", "formal 2000"), agreement("south", "dam", "formal 1990"), agreement("low", "mill"))
    found, groups = cards_of(vine(*ties), "unit", RULE)
    names = {group.key: (group.name.zh, group.name.en, group.size, group.known["length"]) for group in groups}
    assert names == {
        "tier-1": ("home的1个省级单位", "1 province-level unit of home", 1, 0),
        "tier-2": ("home的2个市级单位", "2 city-level units of home", 2, 2),
        "tier-3": ("home的1个县级单位", "1 county-level unit of home", 1, 0),
    }
    assert {card.id: card.percentiles.length for card in found} == {"home": None, "north": 0.5, "south": 1.0, "low": None}


def test_agreements_and_countries_have_peers_of_their_own() -> None:
    ties = (agreement("north", "dam"), agreement("south", "suburb"))
    _, (agreements,) = cards_of(vine(*ties), "agreement", RULE)
    _, (countries,) = cards_of(vine(*ties), "country", RULE)
    assert (agreements.name.zh, agreements.name.en) == ("home的2对市级友城", "2 city-level agreements of home")
    assert (countries.name.zh, countries.name.en) == (
        "与home有友城的2个国家和地区",
        "2 countries and areas with agreements of home",
    )
    _, groups = cards_of(vine(agreement("north", "dam"), home=CITY_HOME), "unit", RULE)
    assert [group.name.en for group in groups] == ["1 province-level unit of home", "2 district-level units of home"]


def test_nothing_is_compared_where_there_are_no_agreements() -> None:
    assert cards_of(vine(), "country", RULE) == ((), ())


# The real rows


def test_the_thirteen_prefecture_level_units_of_jiangsu_are_peers(seeds: Snapshot) -> None:
    found, groups = cards_of(vine_of(seeds, "Q16963", select(seeds)), "unit", VitalityRule())
    peers = next(group for group in groups if group.key == "tier-2")
    assert (peers.name.zh, peers.name.en) == ("江苏省的13个市级单位", "13 city-level units of Jiangsu")
    nanjing = next(card for card in found if card.id == "Q16666")
    assert nanjing.values.length == pytest.approx((date(2026, 11, 21) - date(1978, 12, 21)) / timedelta(days=365.2425), abs=1.1)


def test_four_visits_in_six_years_warm_mogilev(seeds: Snapshot) -> None:
    found = vine_of(seeds, "Q16963", select(seeds, date(2021, 12, 31)))
    tie = next(tie for tie in found.ties.effective if tie.agreement.id == "Q16963~Q189822")
    values = of_agreement(seeds, tie, date(2021, 12, 31), VitalityRule())
    assert values.heat is not None
    assert values.heat > 0.5
    # four visits and the signing since 2015-01-01: 5 in 7.0 years
    assert values.frequency == pytest.approx(5 / 7.0, abs=0.001)
