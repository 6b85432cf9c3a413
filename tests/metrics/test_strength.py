"""Cluster strength term by term, each figure worked out from the formula in the domain rules, section 3:

    W   = 1·w(A) + 0.6·w(B) + 0.4·w(C) + 1·w(D)
    Str = 100·[0.35·min(1, w(stems)) + 0.30·(1 − 2^(−W/3)) + 0.20·#T/tmax + 0.15·(tier-2 units with a grape / #E2)]

The drawn home has two tier-2 units, north and south.
"""

import pytest

from graph_service.metrics.clusters import cluster_in
from graph_service.metrics.strength import Strength
from graph_service.records.activity import Activity
from graph_service.records.base import Record
from graph_service.records.place import Place
from graph_service.rules import StrengthWeights
from tests.drawing import DRAWN, agreement, place
from tests.metrics.drawn import CITY_HOME, HOME, vine

STEM = agreement("home", "east")


def strength(*records: Record, home: tuple[Place, ...] = HOME, kinds: str = "formal,unclassified", at: str = "wide") -> Strength:
    found = vine(*records, home=home, kinds=kinds)
    return cluster_in(found, found.snapshot.place(at), StrengthWeights()).strength


def points(*records: Record, home: tuple[Place, ...] = HOME, kinds: str = "formal,unclassified", at: str = "wide") -> list[float]:
    """The points of the stem, grapes, tiers and units terms."""
    return [round(term.points, 4) for term in strength(*records, home=home, kinds=kinds, at=at).terms]


def test_nothing_has_no_strength() -> None:
    assert (strength().score, points()) == (0, [0, 0, 0, 0])


def test_a_bare_stem_has_its_term_and_one_tier() -> None:
    assert points(STEM) == [35, 0, round(20 / 3, 4), 0]


def test_more_stems_do_not_count_more() -> None:
    assert points(STEM, agreement("home", "west"))[0] == 35


@pytest.mark.parametrize(
    ("records", "weighted"),
    [
        ((STEM, agreement("north", "mill")), 1.0),
        ((STEM, agreement("north", "dam")), 0.6),
        ((agreement("north", "dam"),), 0.4),
        ((STEM, agreement("north", "mill"), agreement("north", "dam")), 1.6),
        ((STEM, agreement("north", "mill", "formal 1990; dormant 2000")), 0.3),
        ((STEM, agreement("north", "mill", "unclassified")), 1.0),
        ((STEM, agreement("north", "mill", "exchange")), 0.5),
        ((STEM, agreement("north", "mill", "intent")), 0.2),
    ],
)
def test_grapes_count_by_class_kind_and_status(records: tuple[Record, ...], weighted: float) -> None:
    # three weighted grapes give half of the 30 points
    assert points(*records, kinds="formal,unclassified,exchange,intent")[1] == round(30 * (1 - 2 ** (-weighted / 3)), 4)


def test_an_exempt_grape_counts_in_full() -> None:
    assert points(agreement("north", "isle"), at="isle")[1] == round(30 * (1 - 2 ** (-1 / 3)), 4)


def test_a_stem_counts_by_kind_and_status_as_well() -> None:
    assert points(agreement("home", "east", "exchange"), kinds="exchange")[0] == 17.5
    assert points(agreement("home", "east", "formal 1990; dormant 2000"))[0] == 10.5


def test_every_tier_held_counts_once() -> None:
    assert points(agreement("low", "dam"))[2] == round(20 / 3, 4)
    assert points(STEM, agreement("north", "dam"), agreement("low", "dam"), agreement("south", "dam"))[2] == 20


def test_a_municipality_has_two_tiers() -> None:
    assert points(STEM, home=CITY_HOME)[2] == 10
    assert points(STEM, agreement("north", "dam"), home=CITY_HOME)[2] == 20


def test_every_tier_two_unit_with_a_grape_counts_once_itself_or_by_a_unit_below() -> None:
    assert points(agreement("north", "dam"), agreement("north", "mill"))[3] == 7.5
    assert points(agreement("low", "dam"))[3] == 7.5
    assert points(agreement("low", "dam"), agreement("south", "mill"))[3] == 7.5
    assert points(agreement("low", "dam"), agreement("north", "mill"))[3] == 15


@pytest.mark.parametrize("unit", ["home", "unnamed"])
def test_trunks_and_unnamed_units_are_no_tier_two_units(unit: str) -> None:
    assert points(agreement(unit, "dam"))[3] == 0


def test_a_home_without_tier_two_units_has_no_value_for_that_term() -> None:
    lone = (place("realm", "country", "RR"), place("home", "province", "RR", "realm"))
    term = strength(STEM, home=lone).terms[3]
    assert (term.name, term.value, term.points) == ("units", None, 0)


def test_the_score_is_the_sum_of_its_points_and_the_weights_are_shown() -> None:
    found = strength(STEM, agreement("north", "mill"))
    assert found.score == sum(term.points for term in found.terms)
    assert [(term.name, term.weight) for term in found.terms] == [
        ("stem", 0.35),
        ("grapes", 0.3),
        ("tiers", 0.2),
        ("units", 0.15),
    ]


def test_recording_an_activity_never_lowers_the_strength() -> None:
    visit = Activity(id="v", kind="visit", date="2001-12-31", agreement="east~home", sources=DRAWN, layer="home")
    tie = agreement("north", "mill")
    assert points(STEM, visit, tie) == points(STEM, tie)
    assert points(STEM, tie)[0] == 35


def test_a_grape_whose_region_is_not_on_record_weighs_as_a_side_shoot() -> None:
    assert points(STEM, agreement("north", "lost"))[1] == points(STEM, agreement("north", "dam"))[1]


def test_a_cluster_with_everything_has_nearly_all_points() -> None:
    many = [place(f"m{number}", "city", "WW", "east") for number in range(40)]
    ties = [agreement(unit, city.id) for city in many for unit in ("north", "south", "low")]
    assert 99.9 < strength(STEM, *many, *ties).score <= 100


def test_weights_may_be_set() -> None:
    found = vine(STEM)
    weights = StrengthWeights(strength_stem=1, strength_grapes=0, strength_tiers=0, strength_units=0)
    assert cluster_in(found, found.snapshot.place("wide"), weights).strength.score == 100
