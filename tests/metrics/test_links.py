"""The whole network as a graph: which places and agreements make it, and what two selections share."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_service.graph.arrays import Graph
from graph_service.metrics.links import known_network, place_graph, whole_network
from graph_service.metrics.selection import Selection
from graph_service.records.agreement import Agreement
from graph_service.records.base import Record
from graph_service.records.membership import Membership
from graph_service.records.network import Network
from graph_service.records.organisation import Organisation
from graph_service.snapshot import Snapshot
from tests.drawing import DRAWN, TODAY, agreement, place, snapshot

NOW = Selection(TODAY)
ALL_KINDS = frozenset(("formal", "unclassified", "exchange", "intent"))
PLACES = [
    place("PP", "country", "PP"), place("p", "province", "PP", "PP"), place("p1", "city", "PP", "p"),
    place("QQ", "country", "QQ"), place("q1", "city", "QQ", "QQ"), place("q2", "city", "QQ", "QQ"),
    place("RR", "country", "RR"), place("r1", "city", "RR", "RR", layer="world"),
]  # fmt: skip
TIES = [
    agreement("p", "q1", "formal 1990"),
    agreement("p1", "q2", "formal 2010"),
    agreement("p", "p1"),
    agreement("q1", "r1", "exchange 2005"),
    agreement("q2", "r1", "planned 2025 aim=formal", layer="world"),
]


def links(graph: Graph) -> set[tuple[str, ...]]:
    return {tuple(sorted((graph.ids[a], graph.ids[b]))) for a, b in graph.links.tolist()}


def test_nodes_are_the_parties_on_record_and_links_the_effective_agreements() -> None:
    graph = place_graph(snapshot([*PLACES, *TIES]), NOW)
    assert graph.ids == ("p", "p1", "q1", "q2", "r1")
    assert links(graph) == {("p", "q1"), ("p1", "q2"), ("p", "p1")}


@pytest.mark.parametrize(
    ("selection", "expected"),
    [
        (Selection(date(2000, 1, 1)), {("p", "q1"), ("p", "p1")}),
        (Selection(TODAY, ALL_KINDS), {("p", "q1"), ("p1", "q2"), ("p", "p1"), ("q1", "r1")}),
        (Selection(TODAY, ALL_KINDS, "world"), set()),
    ],
)
def test_links_are_those_of_the_date_the_kinds_and_the_layer(selection: Selection, expected: set[tuple[str, str]]) -> None:
    assert links(place_graph(snapshot([*PLACES, *TIES]), selection)) == expected


@given(st.permutations([*PLACES, *TIES]))
def test_the_order_of_rows_changes_nothing(rows: list[Record]) -> None:
    drawn = snapshot([*PLACES, *TIES])
    shuffled = Snapshot(Network(rows), "drawn", TODAY)
    assert place_graph(shuffled, NOW).equals(place_graph(drawn, NOW))
    assert whole_network(shuffled, NOW, "country").graph.equals(whole_network(drawn, NOW, "country").graph)


def test_memberships_and_agreements_of_organisations_add_neither_nodes_nor_links() -> None:
    source = {"sources": DRAWN, "layer": "home"}
    bodies = [Organisation(id=f"org:{name}", kind="school", seat=name, **source) for name in ("p1", "RR")]
    more = [*bodies, agreement("org:p1", "org:RR"), Membership(id="m", member="p1", of="org:RR", **source)]
    with_more = place_graph(snapshot([*PLACES, *TIES, *more]), NOW)
    assert with_more.equals(place_graph(snapshot([*PLACES, *TIES]), NOW))


def test_agreements_between_the_same_two_countries_are_one_link_that_counts_them() -> None:
    network = whole_network(snapshot([*PLACES, *TIES]), NOW, "country")
    assert (network.graph.ids, network.isolated) == (("PP", "QQ"), 1)  # RR
    assert links(network.graph) == {("PP", "QQ")}
    assert (network.graph.self_loops, network.graph.duplicates) == (1, 1)  # p~p1 at home; p~q1 and p1~q2
    assert network.agreements.tolist() == [2, 2]
    assert whole_network(snapshot([*PLACES, *TIES]), NOW).agreements.tolist() == [2, 2, 1, 1]


def test_two_selections_with_the_same_links_share_what_is_computed() -> None:
    drawn = snapshot([*PLACES, *TIES])
    one, other = whole_network(drawn, NOW), whole_network(drawn, Selection(date(2020, 1, 1)))
    assert one.measured is other.measured
    assert whole_network(drawn, Selection(date(2000, 1, 1))).measured is not one.measured


def test_a_later_snapshot_with_the_same_links_takes_over_what_was_computed() -> None:
    before = whole_network(snapshot([*PLACES, *TIES]), NOW)
    renamed = snapshot([*PLACES, place("more", "country", "MM"), *TIES])
    assert whole_network(renamed, NOW, earlier=[before]).measured is before.measured
    ended = snapshot([*PLACES, agreement("p", "q1", "formal 1990; terminated 2024"), *TIES[1:]])
    assert whole_network(ended, NOW, earlier=[before]).measured is not before.measured


def test_a_network_is_known_once_it_was_asked_for() -> None:
    drawn = snapshot([*PLACES, *TIES])
    assert known_network(drawn, NOW) is None
    assert whole_network(drawn, NOW) is known_network(drawn, NOW)


def test_only_the_last_few_selections_are_kept() -> None:
    drawn = snapshot([*PLACES, *TIES])
    for year in range(2000, 2010):
        whole_network(drawn, Selection(date(year, 1, 1)))
    assert known_network(drawn, Selection(date(2000, 1, 1))) is None
    assert known_network(drawn, Selection(date(2009, 1, 1))) is not None


def test_agreements_of_one_home_are_told_though_its_units_share_partners() -> None:
    assert whole_network(snapshot([*PLACES, agreement("p", "q1"), agreement("p1", "q1"), agreement("p1", "q2")]), NOW).stars
    ring = [agreement("p", "q1"), agreement("q1", "r1"), agreement("r1", "p")]
    assert not whole_network(snapshot([*PLACES, *ring]), NOW).stars


def test_every_agreement_of_places_in_the_real_rows_is_a_link_or_is_not_effective(seeds: Snapshot) -> None:
    graph = place_graph(seeds, NOW)
    table = [row for row in seeds.network.table(Agreement).values() if row.parties[0] in seeds.places]
    effective = {row.parties for row in table if NOW.counts(NOW.standing(seeds, row))}
    assert links(graph) == {tuple(sorted(pair)) for pair in effective}
    assert set(graph.ids) == {party for row in table for party in row.parties}
