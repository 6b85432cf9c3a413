"""The answers about places and about all other records."""

from typing import Any

import pytest

from graph_service.answers.paging import page_of
from graph_service.answers.places import PlaceFilter, place_answer, places_answer, places_where, suggest_answer
from graph_service.answers.records import records_where
from graph_service.errors import Moved, NotFound
from graph_service.records.frame import Frame
from graph_service.records.place import Place
from graph_service.search.find import find_places
from tests.drawing import known_records, snapshot

DRAWN = snapshot(known_records())


def found(**wanted: Any) -> list[str]:
    if (query := wanted.pop("q", None)) is not None:
        wanted["found"] = {hit.place.id: hit for hit in find_places(DRAWN, query)}
    return [place.id for place in places_where(DRAWN, PlaceFilter(**wanted))]


def test_without_a_filter_every_place_is_listed_in_id_order() -> None:
    assert found() == sorted(DRAWN.places)


@pytest.mark.parametrize(
    ("wanted", "ids"),
    [
        ({"countries": {"NL"}}, ["netherlands", "north-brabant", "oss"]),
        ({"countries": {"NL"}, "levels": {"city"}}, ["oss"]),
        ({"within": {"north-brabant"}}, ["north-brabant", "oss"]),
        ({"levels": {"county"}}, ["kunshan"]),
        ({"levels": {"province"}, "countries": {"SG"}}, ["singapore"]),
        ({"q": "taizhou"}, ["taizhou", "taizhou-zhejiang"]),
        ({"q": "taizhou", "within": {"zhejiang"}}, ["taizhou-zhejiang"]),
        ({"q": "台州"}, ["taizhou-zhejiang"]),
        ({"has_agreements": True, "within": {"switzerland"}}, ["vaud"]),
        ({"has_agreements": False, "within": {"switzerland"}}, ["switzerland"]),
        ({"q": "nothing"}, []),
    ],
)
def test_a_place_passes_what_it_fulfils(wanted: dict[str, Any], ids: list[str]) -> None:
    assert found(**wanted) == ids


def test_any_of_several_values_passes() -> None:
    assert found(countries={"CH", "SG"}, levels={"province"}) == ["singapore", "vaud"]
    assert found(within={"north-brabant", "singapore"}) == ["north-brabant", "oss", "singapore"]
    assert found(ids={"vaud", "oss", "suzhou"}, within={"netherlands", "switzerland"}) == ["oss", "vaud"]


def test_a_page_of_places_tells_levels_and_agreements_and_leaves_unknown_values_open() -> None:
    page = page_of(places_where(DRAWN, PlaceFilter(within={"singapore"})), lambda place: place.id, 10, None)
    answer = places_answer(DRAWN, page)
    (item,) = answer.items
    assert (answer.snapshot, answer.total, answer.next) == ("drawn", 1, None)
    assert (item.id, item.levels, item.agreement_count) == ("singapore", ("country", "province", "city"), 1)
    assert (item.population, item.lat, item.lon, item.parent) == (None, None, None, None)


def test_one_place_tells_what_it_lies_in_and_how_much_lies_in_it() -> None:
    answer = place_answer(DRAWN, DRAWN.place("suzhou"))
    assert [above.id for above in answer.within] == ["jiangsu", "china"]
    assert (answer.place.id, answer.children, answer.agreement_count) == ("suzhou", 1, 1)


def test_suggestions_tell_places_of_one_name_apart_by_what_they_lie_in() -> None:
    answer = suggest_answer(DRAWN, "taizhou", 10)
    assert {item.id: [names.en for names in item.within] for item in answer.items} == {
        "taizhou": ["jiangsu", "china"], "taizhou-zhejiang": ["zhejiang", "china"],
    }  # fmt: skip
    assert suggest_answer(DRAWN, "taizhou", 1).total == 2
    assert len(suggest_answer(DRAWN, "taizhou", 1).items) == 1


@pytest.mark.parametrize(
    ("plural", "wanted", "ids"),
    [
        ("frames", {}, ["frame:plan"]),
        ("memberships", {"of": {"frame:plan"}}, ["membership:nl", "membership:sg"]),
        ("memberships", {"of": {"frame:plan"}, "member": {"singapore", "suzhou"}}, ["membership:sg"]),
        ("projects", {"parties": {"congo", "suzhou"}}, ["project:park"]),
        ("projects", {"parties": {"suzhou"}}, []),
        ("organisations", {"kind": {"network", "park"}}, ["org:union"]),
    ],
)
def test_records_are_filtered_by_the_values_of_their_fields(plural: str, wanted: dict[str, set[str]], ids: list[str]) -> None:
    assert [record.id for record in records_where(DRAWN, plural, wanted)] == ids


def test_a_record_is_found_by_its_id_and_a_merged_id_says_where_it_lives() -> None:
    assert DRAWN.record(Frame, "frame:plan").id == "frame:plan"
    with pytest.raises(Moved):
        DRAWN.record(Place, "old-taizhou")
    with pytest.raises(NotFound, match="no frame has the id 'old-taizhou'"):
        DRAWN.record(Frame, "old-taizhou")
