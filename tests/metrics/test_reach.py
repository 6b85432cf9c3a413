"""Two-step reach on a network that can be drawn on paper, and against plain sets on random ones.

home: province `h` with city `h1`     h - p,  h1 - p,  h1 - q      (partners p and q)
abroad: p, q, r, s, t; k at home      p - q,  p - r,  q - r,  p - s,  q - t,  q - k (k: another province of the home's country)
"""

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_service.graph.arrays import Graph
from graph_service.metrics.links import place_graph
from graph_service.metrics.reach import Reach, reach_of
from graph_service.metrics.selection import Selection
from graph_service.metrics.vine import vine_of
from graph_service.records.base import Record
from graph_service.snapshot import Snapshot
from tests.drawing import TODAY, agreement, place, snapshot

NOW = Selection(TODAY)
ABROAD = "pqrstuvw"
PLACES = [
    place("HH", "country", "HH"), place("h", "province", "HH", "HH"), place("h1", "city", "HH", "h"),
    place("k", "province", "HH", "HH"), place("XX", "country", "XX"),
    *(place(name, "city", "XX", "XX") for name in ABROAD),
]  # fmt: skip
LINKS = [("h", "p"), ("h1", "p"), ("h1", "q"), ("p", "q"), ("p", "r"), ("q", "r"), ("p", "s"), ("q", "t"), ("k", "q")]


def drawn(links: Iterable[tuple[str, str]], more: Iterable[Record] = ()) -> Snapshot:
    return snapshot([*PLACES, *(agreement(*link) for link in links), *more])


def reach(found: Snapshot, selection: Selection = NOW) -> Reach:
    return reach_of(vine_of(found, "h", selection), place_graph(found, selection))


def test_partners_come_by_what_is_reached_only_through_them() -> None:
    found = reach(drawn(LINKS)).gateways
    assert [(gateway.partner.id, gateway.units, gateway.beyond, gateway.only_through) for gateway in found] == [
        ("q", ("h1",), 4, ("k", "t")),  # beyond q: p, r, t, k; p is a partner, r is reached through p too
        ("p", ("h", "h1"), 3, ("s",)),  # beyond p: q, r, s; the home's own units are none of them
    ]


def test_partners_and_what_lies_one_step_beyond_them_are_within_two() -> None:
    found = reach(drawn(LINKS))
    assert {found.graph.ids[node] for node in found.within.nonzero()[0]} == {"p", "q", "r", "s", "t", "k"}


@pytest.mark.parametrize(
    ("possible", "gained"),
    [("u", ("u", "v")), ("r", ("u",)), ("t", ()), ("v", ("u", "v")), ("w", ("w",))],
)
def test_a_new_partner_brings_itself_and_its_partners_unless_they_are_within_two_already(
    possible: str, gained: tuple[str, ...]
) -> None:
    assert reach(drawn([*LINKS, ("u", "v"), ("u", "r")])).gained(possible) == gained


def test_a_domestic_agreement_of_the_home_is_no_first_step() -> None:
    found = reach(drawn([("h", "p"), ("h", "k"), ("k", "t")]))
    assert [gateway.partner.id for gateway in found.gateways] == ["p"]
    assert "t" in found.gained("t")


def test_what_is_planned_or_ended_leads_nowhere() -> None:
    found = drawn([("h", "p")], [agreement("p", "s", "formal 1990; terminated 2001"), agreement("h", "q", "planned 2026")])
    assert [(gateway.partner.id, gateway.beyond) for gateway in reach(found).gateways] == [("p", 0)]


def test_a_home_without_agreements_reaches_nothing() -> None:
    found = reach(drawn([("p", "q")]))
    assert (found.gateways, int(found.within.sum())) == ((), 0)
    assert found.gained("p") == ("p", "q")


PAIRS = st.lists(st.sampled_from([(a, b) for a in ("h", "h1", "k", *ABROAD) for b in ("k", *ABROAD) if a < b]), unique=True)


@given(links=PAIRS)
def test_reach_is_what_sets_of_neighbours_give(links: list[tuple[str, str]]) -> None:
    found = reach(drawn(links))
    linked = neighbours(found.graph)
    partners = {other for unit in ("h", "h1") for other in linked.get(unit, set()) if other in ABROAD}
    beyond = {partner: linked[partner] - {"h", "h1"} for partner in partners}
    for gateway in found.gateways:
        others = set().union(partners, *(beyond[other] for other in partners - {gateway.partner.id}))
        assert gateway.beyond == len(beyond[gateway.partner.id])
        assert set(gateway.only_through) == beyond[gateway.partner.id] - others
    within = set().union(partners, *beyond.values())
    for name in ABROAD:
        assert set(found.gained(name)) == ({name} | linked.get(name, set())) - within - {"h", "h1"}


def neighbours(graph: Graph) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for a, b in graph.links.tolist():
        found.setdefault(graph.ids[a], set()).add(graph.ids[b])
        found.setdefault(graph.ids[b], set()).add(graph.ids[a])
    return found


def test_jiangsu_reaches_further_through_its_cities_than_through_the_province_alone(seeds: Snapshot) -> None:
    found = reach_of(vine_of(seeds, "Q16963", NOW), place_graph(seeds, NOW))
    best = found.gateways[0]
    assert best.partner.names.en == "Gomel"  # of Huai'an: a city with some thirty partners
    assert best.units == ("Q57818",)
    assert len(best.only_through) <= best.beyond
    assert int(found.within.sum()) > 3 * len(found.gateways)
