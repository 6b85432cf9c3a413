"""Clusters: rows, tiers, depth and reach, shares, and the order they come in (domain rules, section 3)."""

from datetime import date

import pytest

from graph_service.errors import WrongKind
from graph_service.metrics.clusters import COUNTRY_STEMMED, ORPHANED, STEMMED, Cluster, class_share, clusters_of, depth_of
from graph_service.metrics.concentration import Concentration, concentration
from graph_service.metrics.selection import Selection
from graph_service.metrics.share import share_of
from graph_service.metrics.vine import vine_of
from graph_service.records.base import Record
from graph_service.rules import StrengthWeights
from tests.drawing import agreement, place, shanghai_in_japan, snapshot
from tests.metrics.drawn import CITY_HOME, cluster, vine

STEM = agreement("home", "east")


def rows(*records: Record) -> list[Cluster]:
    return list(clusters_of(vine(*records), StrengthWeights()))


def tiers(*records: Record) -> tuple[tuple[int, ...], int, int, bool, bool]:
    found = cluster(vine(*records), "wide")
    return found.tiers, found.depth, found.reach, found.hole, found.full


@pytest.mark.parametrize(
    ("units", "expected"),
    [
        ((), ((), 0, 0, False, False)),
        (("home",), ((1,), 1, 1, False, False)),
        (("north",), ((2,), 0, 2, True, False)),
        (("home", "north"), ((1, 2), 2, 2, False, False)),
        (("home", "low"), ((1, 3), 1, 3, True, False)),
        (("north", "low"), ((2, 3), 0, 3, True, False)),
        (("home", "north", "low"), ((1, 2, 3), 3, 3, False, True)),
    ],
)
def test_depth_is_the_unbroken_part_of_the_tiers_and_reach_their_end(units: tuple[str, ...], expected: object) -> None:
    assert tiers(*(agreement(unit, "mill") for unit in units)) == expected


@pytest.mark.parametrize(("held", "depth"), [((), 0), ((1,), 1), ((2, 3), 0), ((1, 3), 1), ((1, 2, 3), 3)])
def test_depth_counts_from_tier_one(held: tuple[int, ...], depth: int) -> None:
    assert depth_of(held) == depth


def test_a_municipality_is_full_at_two_tiers() -> None:
    assert cluster(vine(STEM, agreement("north", "mill"), home=CITY_HOME), "wide").full


def test_a_country_has_a_row_and_after_it_its_regions() -> None:
    found = rows(STEM, agreement("north", "dam"), agreement("low", "suburb"))
    assert [(row.partner.id, row.grain) for row in found] == [
        ("wide", "country"), ("east", "region"), ("west", "region"), ("land", "country"), ("metro", "region"),
    ]  # fmt: skip


def test_the_stronger_come_first_and_equals_by_id() -> None:
    assert [row.partner.id for row in rows(agreement("north", "mill"), agreement("north", "dam"))] == ["wide", "east", "west"]
    assert [row.partner.id for row in rows(agreement("north", "mill"), agreement("south", "dam"), agreement("low", "dam"))] == [
        "wide", "west", "east",
    ]  # fmt: skip


def test_a_city_state_is_a_country_without_regions() -> None:
    assert [(row.partner.id, row.grain) for row in rows(agreement("home", "isle"))] == [("isle", "country")]


def test_what_is_planned_or_exchange_only_has_a_row_of_its_own() -> None:
    found = rows(agreement("north", "mill", "planned"), agreement("south", "suburb", "exchange"))
    assert {row.partner.id: (len(row.ties), len(row.exchange), len(row.planned)) for row in found} == {
        "wide": (0, 0, 1), "east": (0, 0, 1), "land": (0, 1, 0), "metro": (0, 1, 0),
    }  # fmt: skip


def test_a_region_with_a_country_code_of_its_own_counts_under_that_code_only() -> None:
    macao = place("macao", "country", "MO", "wide", levels=("country", "province", "city"))
    found = rows(macao, agreement("north", "macao"), agreement("north", "dam"))
    assert [(row.partner.id, [tie.agreement.id for tie in row.ties]) for row in found if row.grain == "country"] == [
        ("macao", ["macao~north"]), ("wide", ["dam~north"]),
    ]  # fmt: skip


def test_what_has_ended_has_no_row() -> None:
    assert rows(agreement("north", "mill", "formal 1990; terminated 2000")) == []


def test_a_row_of_a_region_holds_what_lies_in_it_at_any_depth() -> None:
    found = vine(STEM, agreement("home", "inner"), agreement("north", "harbour"), agreement("north", "dam"))
    assert [tie.agreement.id for tie in cluster(found, "east").ties] == ["east~home", "harbour~north", "home~inner"]
    assert [tie.agreement.id for tie in cluster(found, "inner").ties] == ["harbour~north", "home~inner"]


def test_a_row_knows_the_stem_with_its_partner_and_all_stems_inside() -> None:
    found = vine(STEM, agreement("home", "inner"))
    wide, east = cluster(found, "wide"), cluster(found, "east")
    assert ([stem.region.id for stem in wide.stems], wide.stem) == (["east", "inner"], None)
    assert [stem.region.id for stem in east.stems] == ["east", "inner"]
    assert east.stem is not None
    assert east.stem.region.id == "east"


def test_shares_are_of_the_grapes_that_are_no_exception() -> None:
    found = vine(
        STEM, agreement("north", "mill"), agreement("south", "dam"), agreement("low", "suburb"), agreement("north", "isle")
    )
    # A: mill, B: dam, C: suburb, D: isle
    assert class_share(found.ties.effective, *STEMMED).share == 1 / 3
    assert class_share(found.ties.effective, *COUNTRY_STEMMED).share == 2 / 3
    assert class_share(found.ties.effective, *ORPHANED).ids == ("low~suburb",)
    assert (cluster(found, "wide").stemmed_share.share, cluster(found, "wide").orphan_rate.share) == (0.5, 0.0)


def test_shares_without_grapes_are_unknown_and_not_zero() -> None:
    empty = cluster(vine(STEM, agreement("home", "mill")), "wide")
    assert (empty.stemmed_share.share, empty.orphan_rate.share) == (None, None)
    assert class_share(vine(agreement("north", "isle")).ties.effective, *STEMMED).share is None


def test_unit_fill_is_of_the_tier_two_units_with_a_grape() -> None:
    fill = cluster(vine(STEM, agreement("low", "mill")), "east").unit_fill
    assert (fill.numerator, fill.denominator, fill.ids, fill.missing) == (1, 2, ("south",), ("north",))


def test_an_empty_cluster_can_be_asked_for() -> None:
    found = cluster(vine(), "land")
    assert (found.ties, found.tiers, found.strength.score, found.unit_fill.share) == ((), (), 0, None)


def test_concentration_is_the_sum_of_squared_shares() -> None:
    ties = vine(STEM, agreement("north", "mill"), agreement("south", "dam"), agreement("low", "suburb")).ties.effective
    # three in one country, one in another: (3/4)² + (1/4)² = 10/16
    assert concentration(ties) == Concentration(0.625, 1.6)


def test_one_country_is_full_concentration_and_nothing_is_unknown() -> None:
    assert concentration(vine(STEM).ties.effective) == Concentration(1, 1)
    assert concentration(()) == Concentration(None, None)


def test_a_share_counts_each_id_once_and_none_from_outside() -> None:
    share = share_of(["a", "a", "x"], ["a", "b"])
    assert (share.numerator, share.denominator, share.share, share.ids, share.missing) == (1, 2, 0.5, ("a",), ("b",))
    assert share_of(["x"], []).share is None


def test_the_ids_of_a_share_are_in_order() -> None:
    share = share_of(iter("hdbf"), list("gfedcbah"))
    assert ("".join(share.ids), "".join(share.missing)) == ("bdfh", "aceg")


def test_a_partner_whose_country_is_not_on_record_is_counted_under_the_bare_code() -> None:
    found = vine(place("stray", "city", "ZZ"), agreement("north", "stray"))
    assert len(found.ties.effective) == 1
    assert [(row.partner.id, len(row.ties)) for row in clusters_of(found, StrengthWeights())] == [("ZZ", 1)]


def test_the_vine_of_a_home_is_made_once_per_selection_and_snapshot() -> None:
    found, other = snapshot(shanghai_in_japan()), snapshot(shanghai_in_japan())
    chosen = Selection(date(2026, 11, 21))
    ties = vine_of(found, "shanghai", chosen).ties
    assert vine_of(found, "shanghai", Selection(date(2026, 11, 21))).ties is ties
    assert vine_of(found, "shanghai", Selection(date(1980, 1, 1))).ties is not ties
    assert vine_of(other, "shanghai", chosen).ties is not ties
    assert vine_of(other, "shanghai", chosen).snapshot is other


@pytest.mark.parametrize("partner", ["home", "north", "low"])
def test_a_home_has_no_cluster_with_itself_or_one_of_its_units(partner: str) -> None:
    with pytest.raises(WrongKind, match=f"{partner} is of the home home"):
        cluster(vine(STEM), partner)
