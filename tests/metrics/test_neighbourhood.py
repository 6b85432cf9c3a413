"""Neighbourhood: the places within a few agreements of one, on a chain that can be followed by eye.

a ── b ── c ── d        a ── e (exchange)        a ── f (planned)
     └──── e ──── d
"""

from datetime import date

import pytest

from graph_service.errors import NotFound
from graph_service.metrics.neighbourhood import Neighbourhood, neighbourhood
from graph_service.metrics.selection import Selection
from tests.drawing import agreement, place, snapshot

DRAWN = snapshot(
    [
        *(place(name, "city", "XX") for name in "abcdefg"),
        agreement("a", "b", "formal 2000"),
        agreement("b", "c", "formal 2010"),
        agreement("c", "d"),
        agreement("b", "e", layer="world"),
        agreement("e", "d", layer="world"),
        agreement("a", "e", "exchange 2001"),
        agreement("a", "f", "planned 2001"),
    ]
)


def around(centre: str, depth: int = 1, limit: int = 100, **more: object) -> Neighbourhood:
    selection = Selection(**({"as_of": date(2020, 12, 31)} | more))  # type: ignore[arg-type]  # tests spell selections as plain words
    return neighbourhood(DRAWN, centre, depth, selection, limit)


def links(found: Neighbourhood) -> list[str]:
    return [link.agreement.id for link in found.links]


@pytest.mark.parametrize(
    ("depth", "hops"),
    [
        (0, {"a": 0}),
        (1, {"a": 0, "b": 1}),
        (2, {"a": 0, "b": 1, "c": 2, "e": 2}),
        (3, {"a": 0, "b": 1, "c": 2, "e": 2, "d": 3}),
        (9, {"a": 0, "b": 1, "c": 2, "e": 2, "d": 3}),
    ],
)
def test_every_place_is_told_with_its_distance_nearest_first(depth: int, hops: dict[str, int]) -> None:
    found = around("a", depth)
    assert list(found.hops.items()) == list(hops.items())
    assert (found.total_places, found.truncated) == (len(hops), False)


def test_links_join_any_two_places_of_the_neighbourhood() -> None:
    assert links(around("a", 3)) == ["a~b", "b~c", "b~e", "c~d", "d~e"]
    assert links(around("a", 1)) == ["a~b"]
    assert links(around("d", 3)) == ["a~b", "b~c", "b~e", "c~d", "d~e"]


def test_a_place_without_agreements_is_alone() -> None:
    found = around("g", 3)
    assert (found.hops, found.links, found.centre.id) == ({"g": 0}, (), "g")


def test_a_limit_keeps_the_nearest_and_says_how_many_there_are() -> None:
    found = around("a", 3, limit=3)
    assert (found.hops, found.total_places, found.truncated) == ({"a": 0, "b": 1, "c": 2}, 5, True)
    assert links(found) == ["a~b", "b~c"]


def test_only_effective_agreements_of_the_chosen_kinds_lead_on() -> None:
    assert set(around("a", kinds=frozenset({"exchange"})).hops) == {"a", "e"}
    assert set(around("b", as_of=date(2005, 1, 1)).hops) == {"a", "b", "e"}


def test_only_the_chosen_layer_leads_on() -> None:
    assert set(around("b", 2, layer="world").hops) == {"b", "d", "e"}


def test_a_link_tells_how_its_agreement_stands() -> None:
    (link,) = around("a").links
    assert (link.standing.kind, link.standing.status) == ("formal", "active")


def test_an_unknown_centre_is_not_found() -> None:
    with pytest.raises(NotFound):
        around("z")


def test_what_is_found_out_for_today_does_not_colour_another_day_or_choice() -> None:
    today = Selection(DRAWN.today)
    first = neighbourhood(DRAWN, "a", 2, today, 100)
    assert list(around("a", 2, as_of=date(2005, 1, 1)).hops) == ["a", "b", "e"]
    assert list(around("a", as_of=DRAWN.today, kinds=frozenset(("exchange",))).hops) == ["a", "e"]
    assert list(around("a", 2, as_of=DRAWN.today, layer="home").hops) == ["a", "b", "c"]
    assert neighbourhood(DRAWN, "a", 2, today, 100) == first
    assert list(first.hops) == ["a", "b", "c", "e"]


def test_degrees_count_all_agreements_of_a_place_also_those_that_lead_out() -> None:
    assert around("a").degrees == {"a": 1, "b": 3}
