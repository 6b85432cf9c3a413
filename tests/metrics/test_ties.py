"""What each agreement of a home counts as: role, tier and class, by the rulings of the domain rules, section 6."""

from datetime import date
from typing import Any

import pytest

from graph_service.metrics.selection import Selection
from graph_service.metrics.ties import Ties
from graph_service.metrics.vine import vine_of
from graph_service.records.base import Record
from graph_service.records.membership import Membership
from graph_service.records.organisation import Organisation
from tests.drawing import DRAWN, agreement, place, snapshot
from tests.metrics.drawn import ABROAD, CITY_HOME, END_OF_2020, HOME, part, seen, vine


def ids(ties: Any) -> list[str]:
    return [tie.agreement.id for tie in ties]


def ties(*records: Record, **options: Any) -> Ties:
    return vine(*records, **options).ties


# Roles


def test_a_province_with_a_region_is_a_stem() -> None:
    assert part(seen(agreement("home", "east"))["east~home"]) == (1, "stem", None, None)


def test_a_province_with_a_plain_city_is_a_trunk() -> None:
    assert part(seen(agreement("home", "mill"))["home~mill"]) == (1, "trunk", None, None)


def test_a_province_with_a_whole_state_that_has_regions_is_no_stem() -> None:
    found = seen(agreement("home", "wide"), agreement("north", "dam"), agreement("south", "mill"))
    assert part(found["home~wide"]) == (1, "trunk", None, None)
    assert (found["dam~north"].grape_class, found["mill~south"].grape_class) == ("C", "C"), "no slip of the pen stems a country"
    assert part(seen(agreement("home", "wide"), home=CITY_HOME)["home~wide"]) == (1, "grape", "C", None)


@pytest.mark.parametrize(
    ("levels", "more", "inner", "role"),
    [
        (("country",), {}, False, "stem"),  # no region of it is on record
        (("country",), {}, True, "trunk"),
        (("country",), {"area_of": "WW"}, True, "stem"),  # an area is one of its state, as Guam is
        (("country", "province"), {}, True, "stem"),
        (("country", "province", "city"), {}, False, "stem"),
    ],
)
def test_a_province_with_an_area_or_a_country_without_regions_is_a_stem(
    levels: tuple[str, ...], more: dict[str, str], inner: bool, role: str
) -> None:
    state = place("state", "country", "SS", levels=levels, **more)
    regions = [place("county", "province", "SS", "state")] if inner else []
    assert seen(state, *regions, agreement("home", "state"))["home~state"].role == role


@pytest.mark.parametrize(("unit", "tier"), [("north", 2), ("low", 3), ("unnamed", 2)])
@pytest.mark.parametrize("partner", ["mill", "east", "isle", "metro"])
def test_whatever_a_lower_unit_has_is_a_grape(unit: str, tier: int, partner: str) -> None:
    (tie,) = seen(agreement(unit, partner)).values()
    assert (tie.tier, tie.role) == (tier, "grape")


@pytest.mark.parametrize(("partner", "role"), [("east", "stem"), ("metro", "stem"), ("isle", "stem"), ("mill", "grape")])
def test_a_municipality_is_a_province_to_regions_and_a_city_to_cities(partner: str, role: str) -> None:
    (tie,) = seen(agreement("home", partner), home=CITY_HOME).values()
    assert (tie.tier, tie.role) == (1, role)


def test_hamburg_and_shanghai_are_a_stem_to_each_other() -> None:
    records = [
        place("germany", "country", "DE"),
        place("hamburg", "province", "DE", "germany", levels=("province", "city")),
        agreement("home", "hamburg", "formal 1986-05-29"),
    ]
    assert part(seen(*records, home=CITY_HOME)["hamburg~home"]) == (1, "stem", None, None)


# Classes


def test_a_grape_inside_the_region_of_a_stem_hangs_on_it() -> None:
    found = seen(agreement("home", "east"), agreement("north", "mill"))
    assert part(found["mill~north"]) == (2, "grape", "A", "east")


def test_a_grape_at_any_depth_hangs_on_the_stem() -> None:
    assert part(seen(agreement("home", "east"), agreement("low", "harbour"))["harbour~low"]) == (3, "grape", "A", "east")


def test_of_nested_stems_the_smallest_bears_the_grape() -> None:
    found = seen(agreement("home", "east"), agreement("home", "inner"), agreement("north", "harbour"), agreement("north", "mill"))
    assert (found["harbour~north"].stem, found["mill~north"].stem) == ("inner", "east")


def test_a_grape_beside_the_stem_is_a_side_shoot() -> None:
    assert part(seen(agreement("home", "east"), agreement("north", "dam"))["dam~north"]) == (2, "grape", "B", None)


def test_a_grape_in_a_country_without_stem_is_stemless() -> None:
    assert part(seen(agreement("home", "metro"), agreement("north", "dam"))["dam~north"]) == (2, "grape", "C", None)


def test_a_trunk_is_no_stem_to_hang_on() -> None:
    assert part(seen(agreement("home", "mill"), agreement("north", "dam"))["dam~north"]) == (2, "grape", "C", None)


def test_a_grape_with_the_stem_region_itself_is_a_side_shoot_unless_the_region_is_a_city() -> None:
    assert part(seen(agreement("home", "east"), agreement("north", "east"))["east~north"]) == (2, "grape", "B", None)
    assert part(seen(agreement("home", "metro"), agreement("north", "metro"))["metro~north"]) == (2, "grape", "A", "metro")


def test_a_grape_with_an_inner_region_hangs_on_the_outer_stem() -> None:
    found = seen(agreement("home", "east"), agreement("home", "inner"), agreement("north", "inner"))
    assert part(found["inner~north"]) == (2, "grape", "A", "east")


def test_a_grape_in_a_city_state_is_exempt_until_the_province_has_it_as_a_stem() -> None:
    assert part(seen(agreement("north", "isle"))["isle~north"]) == (2, "grape", "D", None)
    assert part(seen(agreement("home", "isle"), agreement("north", "isle"))["isle~north"]) == (2, "grape", "A", "isle")


def test_a_grape_with_a_district_of_a_city_state_is_exempt_as_well() -> None:
    assert part(seen(agreement("north", "quay"))["north~quay"]) == (2, "grape", "D", None)


@pytest.mark.parametrize(
    ("levels", "more", "found"),
    [
        (("country", "province"), {}, "D"),  # its own only region, as San Marino is
        (("country", "province"), {"area_of": "WW"}, "C"),  # a region of its state, as Réunion is
        (("country",), {}, "C"),  # its regions are merely not on record
    ],
)
def test_a_grape_in_a_state_that_is_its_own_only_region_is_exempt(
    levels: tuple[str, ...], more: dict[str, str], found: str
) -> None:
    state = [place("state", "country", "SS", levels=levels, **more), place("castle", "city", "SS", "state")]
    assert seen(*state, agreement("north", "castle"))["castle~north"].grape_class == found
    region = place("county", "province", "SS", "state")
    assert seen(*state, region, agreement("north", "castle"))["castle~north"].grape_class == "C", "with a region on record"


def test_a_grape_with_a_whole_country_lies_outside_its_regions_and_is_not_unplaced() -> None:
    found = seen(agreement("home", "east"), agreement("north", "wide"), agreement("south", "lost"))
    assert (found["north~wide"].grape_class, found["lost~south"].grape_class) == ("B", "U")


def test_a_grape_whose_country_is_not_on_record_is_stemless() -> None:
    stray = place("stray", "city", "ZZ")
    assert part(seen(stray, agreement("north", "stray"))["north~stray"]) == (2, "grape", "C", None)


@pytest.mark.parametrize("stages", ["exchange 1990", "planned 1990", "formal 1990; terminated 2000", "formal 2015/2025"])
def test_only_an_effective_stem_bears_grapes(stages: str) -> None:
    assert seen(agreement("home", "east", stages), agreement("north", "mill"))["mill~north"].grape_class == "C"


def test_a_dormant_stem_still_bears_its_grapes() -> None:
    found = seen(agreement("home", "east", "formal 1990; dormant 2000"), agreement("north", "mill"))
    assert found["mill~north"].grape_class == "A"


# What counts and what stands beside it


def test_only_the_chosen_kinds_count() -> None:
    records = [agreement("north", "mill", "exchange 2001"), agreement("south", "dam", "formal 2001")]
    assert set(seen(*records)) == {"dam~south"}
    assert set(seen(*records, kinds="exchange")) == {"mill~north"}
    assert set(seen(*records, kinds="formal,exchange")) == {"dam~south", "mill~north"}


def test_an_agreement_between_two_units_counts_from_the_day_it_was_signed() -> None:
    tie = agreement("north", "mill", "formal 2001-05-05")
    assert seen(tie, as_of=date(2001, 5, 4)) == {}
    assert set(seen(tie, as_of=date(2001, 5, 5))) == {"mill~north"}


@pytest.mark.parametrize("step", ["suspended", "terminated"])
def test_what_has_ended_leaves_the_effective_set_from_that_day_and_stays_in_history(step: str) -> None:
    tie = agreement("north", "mill", f"formal 1990; {step} 2010-05-05")
    assert set(seen(tie, as_of=date(2010, 5, 4))) == {"mill~north"}
    assert ids(ties(tie, as_of=date(2010, 5, 5)).ended) == ["mill~north"]
    assert ties(tie, as_of=date(2010, 5, 5)).effective == ()


def test_exchange_agreements_stand_beside_whether_or_not_they_count() -> None:
    tie = agreement("north", "mill", "exchange 2001")
    assert ids(ties(tie).exchange) == ids(ties(tie, kinds="exchange").exchange) == ["mill~north"]


def test_a_plan_stands_beside_until_it_is_signed() -> None:
    tie = agreement("north", "mill", "planned 2018 aim=formal; formal 2020-06-01")
    assert ids(ties(tie, as_of=date(2019, 1, 1)).planned) == ["mill~north"]
    assert ids(ties(tie, as_of=date(2020, 6, 1)).planned) == []
    assert ties(tie, as_of=date(2017, 12, 31)) == Ties((), (), (), (), (), (), (), (), ())


def test_a_plan_for_another_kind_is_not_beside_the_chosen_ones() -> None:
    assert ties(agreement("north", "mill", "planned 2018 aim=exchange")).planned == ()
    assert ids(ties(agreement("north", "mill", "planned 2018")).planned) == ["mill~north"]


def test_what_was_signed_in_an_interval_around_the_day_is_possible_and_not_counted() -> None:
    found = ties(agreement("north", "mill", "formal 2015/2025"), agreement("south", "dam", "exchange 2015/2025"))
    assert (ids(found.possible), found.effective) == (["mill~north"], ())


def test_what_ended_in_an_interval_around_the_day_is_possible_and_not_counted() -> None:
    found = ties(agreement("north", "mill", "formal 1990; terminated 2015/2025"))
    assert (ids(found.possible), found.effective, found.ended) == (["mill~north"], (), ())


def test_domestic_agreements_stand_outside() -> None:
    found = ties(agreement("north", "next-door"), agreement("home", "neighbour"), agreement("north", "south"))
    assert (found.effective, found.exchange, found.planned) == ((), (), ())
    assert [tie.id for tie in found.domestic] == ["home~neighbour", "next-door~north", "north~south"]


def test_domestic_agreements_of_another_kind_are_not_among_them() -> None:
    assert ties(agreement("north", "next-door", "exchange 2001")).domestic == ()


def test_agreements_of_strangers_are_not_seen() -> None:
    assert ties(agreement("next-door", "mill"), agreement("neighbour", "east")) == Ties((), (), (), (), (), (), (), (), ())


def test_ties_of_organisations_and_memberships_are_not_seen() -> None:
    source: dict[str, Any] = {"sources": DRAWN, "layer": "home"}
    schools = [Organisation(id=f"school-{seat}", kind="school", seat=seat, **source) for seat in ("north", "mill")]
    network = Organisation(id="network", kind="network", **source)
    members = [Membership(id=f"m-{member}", member=member, of="network", **source) for member in ("north", "mill")]
    assert ties(*schools, network, *members, agreement("school-north", "school-mill")) == Ties((), (), (), (), (), (), (), (), ())


# Unnamed units


UNNAMED = agreement("mill", "unnamed", "formal 2015/2019", possibly_same=("mill~north",))


def test_an_unnamed_unit_counts_by_itself() -> None:
    assert part(seen(agreement("mill", "unnamed"))["mill~unnamed"]) == (2, "grape", "C", None)


def test_the_better_document_counts_and_the_other_stands_beside() -> None:
    found = ties(UNNAMED, agreement("north", "mill", "formal"))
    assert (ids(found.effective), ids(found.beside)) == (["mill~unnamed"], ["mill~north"])
    found = ties(UNNAMED, agreement("north", "mill", "unclassified 2016"))
    assert (ids(found.effective), ids(found.beside)) == (["mill~unnamed"], ["mill~north"])


@pytest.mark.parametrize("kinds", ["formal", "unclassified", "formal,unclassified"])
def test_which_of_two_counts_does_not_depend_on_the_kinds_asked_for(kinds: str) -> None:
    found = ties(UNNAMED, agreement("north", "mill", "unclassified"), kinds=kinds)
    assert ids(found.beside) == ["mill~north"]
    assert ids(found.effective) == ([] if kinds == "unclassified" else ["mill~unnamed"])


def test_where_the_documents_are_equal_the_one_that_names_both_parties_counts() -> None:
    equal = agreement("mill", "unnamed", "formal 2016", possibly_same=("mill~north",))
    assert set(seen(equal, agreement("north", "mill", "formal 2016"))) == {"mill~north"}


def test_a_better_record_of_another_layer_does_not_hide_one_of_the_layer_asked_for() -> None:
    drawn = snapshot([*HOME, *ABROAD, UNNAMED, agreement("north", "mill", "unclassified", layer="world")])
    assert ids(vine_of(drawn, "home", Selection(END_OF_2020, layer="world")).ties.effective) == ["mill~north"]
    assert ids(vine_of(drawn, "home", Selection(END_OF_2020)).ties.effective) == ["mill~unnamed"]


def test_it_counts_where_the_named_one_does_not() -> None:
    named = agreement("north", "mill", "planned 2015 aim=formal")
    assert set(seen(UNNAMED, named)) == {"mill~unnamed"}


def test_it_is_not_counted_twice_either_where_only_the_named_one_says_so() -> None:
    assert set(seen(agreement("mill", "unnamed"), agreement("north", "mill", possibly_same=("mill~unnamed",)))) == {"mill~north"}


def test_an_unnamed_partner_is_not_counted_beside_the_named_one_it_may_be() -> None:
    assert set(seen(agreement("north", "lost", possibly_same=("mill~north",)), agreement("north", "mill"))) == {"mill~north"}


def test_of_two_equal_ones_just_one_counts() -> None:
    other = place("unnamed-too", "city", "RR", "home", placeholder=True)
    one = agreement("mill", "unnamed", possibly_same=("mill~unnamed-too",))
    assert len(seen(other, one, agreement("mill", "unnamed-too", possibly_same=("mill~unnamed",)))) == 1
    assert set(seen(agreement("north", "mill", possibly_same=("mill~south",)), agreement("south", "mill"))) == {"mill~north"}


def test_one_between_two_that_are_not_each_others_hides_neither_of_them() -> None:
    best = agreement("north", "mill", "formal 1990", possibly_same=("mill~south",))
    middle = agreement("south", "mill", "formal", possibly_same=("low~mill",))
    assert set(seen(best, middle, agreement("low", "mill", "unclassified"))) == {"mill~north", "low~mill"}


def test_an_unnamed_exchange_is_not_counted_beside_the_named_one_either() -> None:
    one = agreement("mill", "unnamed", "exchange 2001", possibly_same=("mill~north",))
    assert ids(ties(one, agreement("north", "mill", "exchange 2001")).exchange) == ["mill~north"]


# Areas of the home's state


AREA = place("bay", "country", "BB", levels=("country", "province", "city"), area_of="RR")


def test_agreements_with_an_area_of_the_home_state_stand_apart() -> None:
    found = ties(AREA, agreement("home", "bay"), agreement("north", "bay"), agreement("north", "mill"))
    assert ids(found.effective) == ["mill~north"]
    assert ids(found.areas) == ["bay~home", "bay~north"]
    assert found.domestic == ()


def test_for_homes_of_other_states_an_area_is_abroad() -> None:
    drawn = snapshot([*HOME, *ABROAD, AREA, agreement("east", "bay"), agreement("mill", "bay")])
    assert ids(vine_of(drawn, "east", Selection(END_OF_2020)).ties.effective) == ["bay~east", "bay~mill"]


# Any country can be the home


def test_the_same_pair_is_seen_from_the_other_side_as_well() -> None:
    drawn = snapshot([*HOME, *ABROAD, agreement("home", "east"), agreement("mill", "north"), agreement("mill", "south")])
    found = vine_of(drawn, "east", Selection(END_OF_2020)).ties.effective
    assert [part(tie) for tie in found] == [(1, "stem", None, None), (2, "grape", "A", "home"), (2, "grape", "A", "home")]


def test_agreements_of_another_layer_are_not_seen() -> None:
    drawn = snapshot([*HOME, *ABROAD, agreement("north", "mill"), agreement("south", "mill", layer="world")])
    found = vine_of(drawn, "home", Selection(END_OF_2020, layer="world")).ties
    assert ids(found.effective) == ["mill~south"]


def test_a_possible_upgrade_to_a_chosen_kind_is_possible() -> None:
    tie = agreement("north", "mill", "exchange 2001; formal 2015/2025")
    assert (ids(ties(tie).possible), ties(tie).effective) == (["mill~north"], ())
    assert (ids(ties(tie, kinds="exchange,formal").effective), ties(tie, kinds="exchange,formal").possible) == (
        ["mill~north"],
        (),
    )


def test_of_two_records_of_one_pact_at_home_or_with_an_own_area_one_counts() -> None:
    bay = place("bay", "country", "BB", area_of="RR")
    for partner, group in (("next-door", "domestic"), ("bay", "areas")):
        twins = agreement("north", partner), agreement("south", partner, possibly_same=(agreement("north", partner).id,))
        assert len(getattr(vine(bay, *twins).ties, group)) == 1
