"""Finding places by what they are called, in any language and spelling on record."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_service.records.base import Names
from graph_service.search.exact import name_index
from graph_service.search.find import find_places
from graph_service.search.folding import fold, line
from graph_service.snapshot import Snapshot
from tests.drawing import agreement, place, snapshot

SUZHOU = Names(zh="苏州市", en="Suzhou", aliases=("Soochow", "姑苏"))
DRAWN = snapshot(
    [
        place("Q1", "city", "CN", names=SUZHOU),
        place("Q2", "city", "CN", names=Names(zh="宿州市", en="Suzhou")),
        place("Q3", "province", "SE", names=Names(en="Östergötland", local="Östergötlands län", zh="东约特兰省")),
        place("Q4", "city", "NL", names=Names(en="Oss")),
        place("Q5", "city", "NL", names=Names(en="New Oss")),
        place("Q6", "city", "NL", names=Names(en="Ossendrecht")),
        place("Q7", "city", "NL", names=Names()),
        agreement("Q2", "Q4"),
        agreement("Q2", "Q5"),
        agreement("Q1", "Q5"),
    ]
)


def found(query: str, where: Snapshot = DRAWN) -> list[str]:
    return [hit.place.id for hit in find_places(where, query)]


@pytest.mark.parametrize("query", ["苏州", "苏州市", "soochow", "SOOCHOW", " Soochow ", "姑苏", "chow"])
def test_a_place_is_found_by_part_of_any_of_its_spellings(query: str) -> None:
    assert found(query) == ["Q1"]


def test_two_places_of_one_name_are_both_found_the_better_linked_first() -> None:
    assert found("suzhou") == ["Q2", "Q1"]


@pytest.mark.parametrize("query", ["ostergotland", "ÖSTERGÖTLAND", "Östergötlands  län", "O\u0308stergo\u0308tland"])
def test_accents_case_and_spaces_do_not_matter(query: str) -> None:
    assert found(query) == ["Q3"]


def test_whole_names_come_before_beginnings_and_these_before_the_rest() -> None:
    assert found("oss") == ["Q4", "Q6", "Q5"]


def test_a_place_is_found_by_its_id() -> None:
    assert found("q7") == ["Q7"]


@pytest.mark.parametrize("query", ["", "   ", "\u0301"])
def test_a_query_of_nothing_finds_nothing(query: str) -> None:
    assert found(query) == []


@pytest.mark.parametrize("query", ["paris", "q1\nq2", "suzhou soochow", "x" * 10_000, "\x00\x1f", "%_*.?[]()\\", "\U0002070e"])
def test_what_no_spelling_is_like_is_not_found(query: str) -> None:
    assert found(query) == []


def test_a_search_in_an_empty_network_finds_nothing() -> None:
    assert found("oss", snapshot([])) == []


def test_a_place_with_several_matching_spellings_is_found_once() -> None:
    where = snapshot([place("x", "city", "NL", names=Names(en="Oss", local="Oss", aliases=("Oss stad", "bij Oss")))])
    assert found("oss", where) == ["x"]


def test_the_best_matching_spelling_of_a_place_counts() -> None:
    where = snapshot(
        [place("x", "city", "NL", names=Names(en="Oss", aliases=("bij Oss",))), place("a", "city", "NL", names=Names(en="Ossa"))]
    )
    assert found("oss", where) == ["x", "a"]


def test_the_index_is_made_once_for_a_snapshot() -> None:
    assert DRAWN.once(name_index) is DRAWN.once(name_index)


@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=12))
def test_folding_twice_is_folding_once_and_no_text_breaks_the_search(query: str) -> None:
    assert fold(fold(query)) == fold(query)
    hits = find_places(DRAWN, query)
    assert len({hit.place.id for hit in hits}) == len(hits)
    assert all(line(query).replace(" ", "") in hit.spelt.replace(" ", "") for hit in hits if hit.match == "part")


@pytest.mark.thorough
def test_the_longest_name_counts_where_a_place_is_named_with_its_country(seeds: Snapshot) -> None:
    asked = {"Moscow Oblast, Russia": "Q1697", "Gomel Region, Belarus": "Q188732", "Springfield Illinois": "gn:4250542"}
    found = {query: find_places(seeds, query)[0] for query in asked}
    assert {query: getattr(hit, "place", hit).id for query, hit in found.items()} == asked


@pytest.mark.first(3)
@pytest.mark.parametrize(
    "text", ["南京", "Georgia", "NRW", "江苏泰州", "taizhou", "320100", "Q16666", "Colonge", "德", "Springfield"]
)
def test_whole_names_alone_are_those_that_are_found_among_all(seeds: Snapshot, text: str) -> None:
    assert find_places(seeds, text, whole=True) == tuple(hit for hit in find_places(seeds, text) if hit.match == "exact")
