"""The home: its units and their tiers (domain rules, section 3). Nothing in it is special to one country."""

from datetime import date

import pytest

from graph_service.errors import Moved, NotFound, WrongKind
from graph_service.metrics.home import Home, home_of
from graph_service.records.place import Place
from tests.drawing import JIANGSU_CITIES, SHANGHAI_DISTRICTS, known_records, place, shanghai_in_japan, snapshot

NOW = date(2026, 1, 1)
DRAWN = snapshot(known_records())
SHANGHAI = snapshot(shanghai_in_japan())


def home(*units: Place, as_of: date = NOW, home_id: str = "home") -> Home:
    return home_of(snapshot([place("country", "country", "XX"), *units]), home_id, as_of)


PROVINCE = place("home", "province", "XX", "country")
MUNICIPALITY = place("home", "province", "XX", "country", levels=("province", "city"))


def test_a_province_is_tier_one_its_cities_two_and_its_counties_three() -> None:
    found = home_of(DRAWN, "jiangsu", NOW)
    assert found.tiers == {"jiangsu": 1, **dict.fromkeys(JIANGSU_CITIES, 2), "jiangsu-unnamed": 2, "kunshan": 3}
    assert (found.place.id, found.tmax) == ("jiangsu", 3)


def test_tier_two_are_the_named_cities_in_id_order() -> None:
    assert home_of(DRAWN, "jiangsu", NOW).tier_two == tuple(sorted(JIANGSU_CITIES))


def test_a_county_belongs_to_the_city_above_it() -> None:
    assert home_of(DRAWN, "jiangsu", NOW).second["kunshan"] == ("suzhou",)


def test_the_districts_of_a_municipality_are_tier_two_and_there_is_no_tier_three() -> None:
    found = home_of(SHANGHAI, "shanghai", NOW)
    assert found.tiers == {"shanghai": 1, **dict.fromkeys(SHANGHAI_DISTRICTS, 2)}
    assert (found.tmax, len(found.tier_two)) == (2, 16)


def test_a_town_in_a_district_of_a_municipality_acts_for_its_district() -> None:
    found = home(MUNICIPALITY, place("district", "county", "XX", "home"), place("town", "county", "XX", "district"))
    assert found.tiers == {"home": 1, "district": 2, "town": 2}
    assert (found.second["town"], found.tier_two) == (("district", "town"), ("district", "town"))


def test_a_county_directly_below_a_province_is_tier_three_of_no_city() -> None:
    found = home(PROVINCE, place("county", "county", "XX", "home"))
    assert found.tiers == {"home": 1, "county": 3}
    assert (found.second, found.tier_two) == ({"county": ()}, ())


def test_a_sub_provincial_city_is_tier_two() -> None:
    assert home(PROVINCE, place("shenzhen", "city", "XX", "home", iso_3166_2="XX-1")).tiers["shenzhen"] == 2


def test_a_city_inside_another_unit_of_tier_two_acts_for_both() -> None:
    found = home(PROVINCE, place("outer", "city", "XX", "home"), place("inner", "city", "XX", "outer"))
    assert (found.tiers["inner"], found.second["inner"], found.tier_two) == (2, ("outer", "inner"), ("inner", "outer"))


def test_a_city_below_a_county_is_tier_two_and_stands_in_id_order() -> None:
    found = home(PROVINCE, place("a", "county", "XX", "home"), place("z", "city", "XX", "a"), place("m", "city", "XX", "home"))
    assert (found.tiers["z"], found.tier_two) == (2, ("m", "z"))


@pytest.mark.parametrize(
    ("as_of", "tier_two"),
    [(date(1995, 12, 31), ("old",)), (date(1996, 1, 1), ("new", "old")), (date(2011, 5, 31), ("new",))],
)
def test_tier_two_are_the_cities_that_exist_at_the_date(as_of: date, tier_two: tuple[str, ...]) -> None:
    units = (
        place("new", "city", "XX", "home", valid_from="1996"),
        place("old", "city", "XX", "home", valid_to="2011-05-31", succeeded_by=("new",)),
    )
    assert home(PROVINCE, *units, as_of=as_of).tier_two == tier_two
    assert home(PROVINCE, *units, as_of=as_of).tiers == {"home": 1, "new": 2, "old": 2}


def test_a_merged_city_without_a_date_is_no_unit_of_today() -> None:
    units = (place("new", "city", "XX", "home"), place("old", "city", "XX", "home", succeeded_by=("new",)))
    assert home(PROVINCE, *units).tier_two == ("new",)


@pytest.mark.parametrize(
    ("records", "home_id", "tmax", "tiers"),
    [
        ([], "north-brabant", 3, {"north-brabant": 1, "oss": 2}),
        ([], "singapore", 2, {"singapore": 1}),
        ([place("hamburg", "city", "DE", levels=("province", "city"))], "hamburg", 2, {"hamburg": 1}),
    ],
)
def test_a_first_level_unit_of_any_country_can_be_a_home(
    records: list[Place], home_id: str, tmax: int, tiers: dict[str, int]
) -> None:
    found = home_of(snapshot([*known_records(), *records]), home_id, NOW)
    assert (found.tmax, found.tiers) == (tmax, tiers)


def test_a_city_is_no_home_and_the_message_says_where_it_lies() -> None:
    with pytest.raises(
        WrongKind, match=r"suzhou \(suzhou\) is a city, a home is a province-level unit; it lies in jiangsu \(jiangsu\)"
    ):
        home_of(DRAWN, "suzhou", NOW)


def test_a_country_is_no_home() -> None:
    with pytest.raises(WrongKind, match=r"china \(china\) is a country or area, a home is a province-level unit$"):
        home_of(DRAWN, "china", NOW)


def test_a_home_that_is_not_there_or_has_moved_is_told() -> None:
    with pytest.raises(NotFound):
        home_of(DRAWN, "gone", NOW)
    with pytest.raises(Moved):
        home_of(DRAWN, "old-taizhou", NOW)
