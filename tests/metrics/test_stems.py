"""Stems: whether they can bear grapes, whether they are bare, how full they are (domain rules, section 3)."""

from datetime import date

import pytest

from graph_service.metrics.stems import Stem, bare_stem_rate, stem_fill
from graph_service.records.place import Place
from tests.drawing import agreement, place
from tests.metrics.drawn import vine

EAST = agreement("home", "east", "formal 1990")
FULL = (EAST, agreement("home", "west"), agreement("home", "isle"), agreement("north", "mill"), agreement("south", "harbour"))


def stems(*records: Place, as_of: date = date(2020, 12, 31)) -> dict[str, Stem]:
    return {stem.region.id: stem for stem in vine(*records, as_of=as_of).stems}


def test_a_stem_knows_its_agreement_its_region_and_since_when() -> None:
    stem = stems(EAST)["east"]
    assert (stem.agreement, stem.region.id) == ("east~home", "east")
    assert stem.since is not None
    assert stem.since.date == "1990"


def test_a_stem_lists_its_grapes_and_without_any_it_is_bare() -> None:
    found = stems(*FULL)
    assert (found["east"].grapes, found["east"].bare) == (("harbour~south", "mill~north"), False)
    assert (found["west"].grapes, found["west"].bare) == ((), True)


def test_side_shoots_do_not_fill_a_stem() -> None:
    assert stems(EAST, agreement("north", "dam"))["east"].bare


def test_of_nested_stems_the_outer_one_is_bare_if_all_hang_on_the_inner() -> None:
    found = stems(EAST, agreement("home", "inner"), agreement("north", "harbour"))
    assert (found["east"].bare, found["inner"].bare) == (True, False)


def test_a_region_can_bear_grapes_even_where_its_units_are_not_on_record() -> None:
    assert stems(place("blank", "province", "WW", "wide"), agreement("home", "blank"))["blank"].fillable


@pytest.mark.parametrize(("day", "fillable"), [(date(2009, 12, 30), True), (date(2009, 12, 31), False)])
def test_a_region_dissolved_without_a_successor_bears_no_grapes_any_more(day: date, fillable: bool) -> None:
    ended = place("old", "province", "WW", "wide", valid_to="2009-12-31")
    stem = stems(ended, agreement("home", "old", "formal 1990"), as_of=day)["old"]
    assert (stem.fillable, stem.bare) == (fillable, fillable)
    heir = place("old", "province", "WW", "wide", valid_to="2009-12-31", succeeded_by=("east",))
    assert stems(heir, agreement("home", "old", "formal 1990"), as_of=day)["old"].fillable, "its units went on elsewhere"


def test_a_city_that_is_a_region_bears_no_grapes_once_its_units_are_gone() -> None:
    solo = place("solo", "province", "LL", "land", levels=("province", "city"))
    ward = place("ward", "county", "LL", "solo", valid_to="2010")
    found = [stems(solo, ward, agreement("home", "solo", "formal 1990"), as_of=date(year, 6, 1))["solo"] for year in (2009, 2020)]
    assert [stem.fillable for stem in found] == [True, False]


@pytest.mark.parametrize(
    ("region", "fillable"), [("isle", True), ("metro", True), ("town", False), ("solo", False), ("vague", False)]
)
def test_a_region_that_is_a_city_bears_grapes_only_if_it_has_named_units(region: str, fillable: bool) -> None:
    extra = [
        place("town", "country", "TT", levels=("country", "province", "city")),
        place("solo", "province", "LL", "land", levels=("province", "city")),
        place("vague", "province", "LL", "land", levels=("province", "city")),
        place("somewhere", "city", "LL", "vague", placeholder=True),
    ]
    stem = stems(*extra, agreement("home", region))[region]
    assert (stem.fillable, stem.bare) == (fillable, fillable)


def test_the_bare_stem_rate_counts_fillable_stems_only() -> None:
    solo = place("solo", "province", "LL", "land", levels=("province", "city"))
    rate = bare_stem_rate(vine(*FULL, solo, agreement("home", "solo")).stems)
    # east has two grapes; west and isle have none; solo cannot have any
    assert (rate.numerator, rate.denominator, rate.share) == (2, 3, 2 / 3)
    assert (rate.ids, rate.missing) == (("home~isle", "home~west"), ("east~home",))


@pytest.mark.parametrize(("at_least", "filled"), [(1, 1), (2, 1), (3, 0)])
def test_stem_fill_counts_stems_with_so_many_grapes(at_least: int, filled: int) -> None:
    share = stem_fill(vine(*FULL).stems, at_least)
    assert (share.numerator, share.denominator) == (filled, 3)


def test_without_fillable_stems_the_rates_are_unknown_and_not_zero() -> None:
    none = vine().stems
    assert (bare_stem_rate(none).share, stem_fill(none, 1).share) == (None, None)


@pytest.mark.parametrize(
    ("period", "day", "dissolved"),
    [
        ({}, date(2020, 12, 31), False),
        ({"valid_to": "2015-12-31", "succeeded_by": ("west",)}, date(2015, 12, 30), False),
        ({"valid_to": "2015-12-31", "succeeded_by": ("west",)}, date(2015, 12, 31), True),
        ({"succeeded_by": ("west",)}, date(2020, 12, 31), True),
        ({"valid_to": "2030"}, date(2020, 12, 31), False),
    ],
)
def test_a_stem_whose_partner_is_gone_by_the_day_says_so(period: dict[str, object], day: date, dissolved: bool) -> None:
    region = place("old", "province", "WW", "wide", **period)
    assert stems(region, agreement("home", "old", "formal 1990"), as_of=day)["old"].partner_dissolved is dissolved
