"""Whole names are found by what they begin with, not by patterns, and once for all parts of a search."""

import re

import pytest

from graph_service.records.place import Place
from graph_service.search.exact import places_named, places_named_in_short
from graph_service.search.find import find_places
from graph_service.search.folding import fold
from graph_service.snapshot import Snapshot


@pytest.mark.parametrize("name", ["江苏", "北京", "广西", "São Paulo", "sao paulo", "Q1198", "恩施", "a.b", "新", "York"])
def test_names_are_those_that_a_look_at_each_place_finds(seeds: Snapshot, name: str) -> None:
    def called(place: Place) -> bool:
        return fold(name) in map(fold, (*place.names.spellings(), place.id))

    assert places_named(seeds, name) == {place.id for place in seeds.places.values() if called(place)}


def test_a_chinese_name_is_found_without_its_ending_and_no_part_of_one_is(seeds: Snapshot) -> None:
    assert "Q16963" in places_named_in_short(seeds, "江苏")
    assert places_named_in_short(seeds, "广西") >= {"Q15176"}
    ending = re.compile("(?:省|市|县|区|州|盟|地区|特别行政区|.*自治[区州县旗])")
    found = [seeds.places[one].names.spellings() for one in places_named_in_short(seeds, "南")]
    assert all(any(name.startswith("南") and ending.fullmatch(name[1:]) for name in names) for names in found)


def test_the_parts_of_a_search_are_looked_for_once(seeds: Snapshot) -> None:
    assert find_places(seeds, "Wuxi", whole=True) is find_places(seeds, "Wuxi", whole=True)
