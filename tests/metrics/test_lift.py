"""Lift on tables small enough for paper, on drawn networks and on the real rows."""

from datetime import date
from itertools import permutations

import numpy as np
import pytest

from graph_service.metrics.home import home_of
from graph_service.metrics.lift import Table, homes_by_country, lift_among, lift_of
from graph_service.metrics.selection import Selection, select
from graph_service.metrics.ties import ties_of
from graph_service.snapshot import Snapshot
from tests.drawing import TODAY, agreement, place, shanghai_in_japan, snapshot, witnessed


def two_homes() -> Snapshot:
    """Two provinces of two cities, two regions of three cities; each home has one stem. Three of the four grapes hang on
    the stem of their home."""
    return snapshot(
        [
            place("here", "country", "AA"), place("h1", "province", "AA", "here"), place("h2", "province", "AA", "here"),
            place("u1", "city", "AA", "h1"), place("u2", "city", "AA", "h2"),
            place("there", "country", "BB"), place("r1", "province", "BB", "there"), place("r2", "province", "BB", "there"),
            *(place(f"{region}-{number}", "city", "BB", region) for region in ("r1", "r2") for number in (1, 2, 3)),
            agreement("h1", "r1"), agreement("h2", "r2"),
            agreement("u1", "r1-1"), agreement("u1", "r1-2"), agreement("u1", "r2-3"), agreement("u2", "r2-1"),
        ]
    )  # fmt: skip


def test_lift_of_two_homes_is_as_on_paper() -> None:
    """n_11 = 2, n_12 = 1, n_22 = 1. Observed on stems 2 + 1 = 3; expected 3·2/4 + 1·2/4 = 2."""
    found = lift_among(two_homes(), "AA", Selection(TODAY))
    assert found.value == pytest.approx(3 / 2)
    assert (found.homes, found.regions, found.grapes, found.stems) == (2, 2, 4, 2)
    assert found.reason is None


def test_p_is_the_share_of_orders_of_the_homes_that_lift_as_much() -> None:
    """Swapping the stems gives (1 + 0) / (3·2/4 + 1·2/4) = 1/2 < 3/2: half of the orders reach what was found."""
    found = lift_among(two_homes(), "AA", Selection(TODAY))
    assert found.p == pytest.approx(1 / 2, abs=0.02)


def test_p_nears_the_share_over_all_orders() -> None:
    table = Table(np.eye(5), np.diag([3.0, 2, 2, 1, 1]) + 0.4, np.array([5.0, 4, 4, 3, 3]))
    expected = np.outer(table.grapes.sum(axis=0), table.sizes) / table.sizes.sum()
    lifts = [
        sum(table.grapes[home, stem] for home, stem in enumerate(order))
        / sum(expected[stem, home] for home, stem in enumerate(order))
        for order in permutations(range(5))
    ]
    exact = sum(lift >= lifts[0] - 1e-9 for lift in lifts) / len(lifts)
    assert lift_of(table).p == pytest.approx(exact, abs=0.01)


def test_grapes_that_shun_the_stems_give_a_lift_below_one() -> None:
    """Each home's two grapes lie on the other's stem, one on its own: observed 1 + 1, expected 3·3/6 twice."""
    found = lift_of(Table(np.eye(2), np.array([[1.0, 2], [2, 1]]), np.array([3.0, 3])))
    assert found.value == pytest.approx(2 / 3)
    assert found.p == 1.0


def test_a_grape_outside_every_stem_region_still_counts_for_its_home() -> None:
    """One home, one stem with 1 of its 2 grapes: expected 2·1/2 = 1, so a single home always lifts by 1."""
    found = lift_of(Table(np.ones((1, 1)), np.ones((1, 1)), np.array([2.0])))
    assert (found.value, found.p) == (1.0, 1.0)


def test_a_city_that_is_the_stem_region_itself_counts() -> None:
    """Shanghai–Osaka Prefecture bears five of six grapes; with one home in the country the lift is 1."""
    found = lift_among(snapshot(shanghai_in_japan()), "CN", select(snapshot(shanghai_in_japan())))
    assert (found.grapes, found.stems, found.homes, found.value) == (6, 1, 1, 1.0)


@pytest.mark.parametrize(
    ("table", "reason"),
    [
        (Table(np.zeros((2, 1)), np.ones((2, 1)), np.ones(2)), "no_stems"),
        (Table(np.ones((2, 1)), np.zeros((2, 1)), np.zeros(2)), "no_grapes"),
        (Table(np.array([[1.0, 0]]), np.array([[0.0, 2]]), np.array([2.0])), "no_grapes_near_stems"),
    ],
)
def test_where_there_is_nothing_to_compare_lift_is_null_and_says_why(table: Table, reason: str) -> None:
    found = lift_of(table)
    assert (found.value, found.p, found.permutations, found.reason) == (None, None, 0, reason)


def test_bare_stems_alone_give_no_lift() -> None:
    found = lift_among(snapshot(witnessed()), "CN", Selection(TODAY))
    assert (found.value, found.reason) == (None, "no_grapes_near_stems"), "three grapes, none in Vaud or Mogilev Oblast"


def test_a_country_without_homes_has_no_stems() -> None:
    assert lift_among(snapshot(witnessed()), "ZZ", Selection(TODAY)).reason == "no_stems"


def test_a_province_inside_a_province_is_no_home_of_its_own() -> None:
    nested = [place("uk", "country", "GB"), place("england", "province", "GB", "uk"), place("essex", "province", "GB", "england")]
    assert [home.id for home in homes_by_country(snapshot(nested))["GB"]] == ["england"]


def test_lift_follows_the_date() -> None:
    before = Selection(TODAY.replace(year=1975))
    assert lift_among(snapshot(shanghai_in_japan()), "CN", before).reason == "no_stems", "the stem is of 1980"


def test_the_same_question_is_answered_once_per_snapshot() -> None:
    drawn = two_homes()
    assert lift_among(drawn, "AA", Selection(TODAY)) is lift_among(drawn, "AA", Selection(TODAY))


def test_only_the_last_answers_are_kept() -> None:
    drawn = two_homes()
    first = lift_among(drawn, "AA", Selection(TODAY))
    for year in range(1950, 1990):
        lift_among(drawn, "AA", Selection(TODAY.replace(year=year)))
    again = lift_among(drawn, "AA", Selection(TODAY))
    assert again == first
    assert again is not first


def test_grapes_of_chinas_provinces_follow_their_stems(seeds: Snapshot) -> None:
    found = lift_among(seeds, "CN", Selection(TODAY))
    assert found.value is not None
    assert found.p is not None
    assert (found.homes, found.permutations) == (31, 9_999)
    assert found.value > 2
    assert found.p < 0.01


def test_the_table_is_that_of_the_effective_ties_on_any_day(seeds: Snapshot) -> None:
    homes = [home.id for home in homes_by_country(seeds)["CN"]]
    for day in (date(1985, 6, 30), date(2004, 2, 29), TODAY):
        chosen = select(seeds, day)
        ties = [tie for home in homes for tie in ties_of(seeds, home_of(seeds, home, day), chosen).effective]
        found = lift_among(seeds, "CN", chosen)
        assert found.grapes == sum(tie.role == "grape" for tie in ties)
        assert found.stems == sum(tie.role == "stem" for tie in ties)
