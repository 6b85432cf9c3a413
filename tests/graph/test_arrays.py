"""The graph as arrays: simple whatever the list of links held, and measurable down to nothing."""

import math
import pickle

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph_service.graph.arrays import graph_of
from graph_service.graph.communities import communities
from graph_service.graph.measures import CENTRALITIES, Measured
from graph_service.graph.statistics import figures

ENDS = st.sampled_from("abcdefgh")


@given(links=st.lists(st.tuples(ENDS, ENDS), max_size=40))
@settings(deadline=None, max_examples=60)
def test_parallel_links_and_loops_are_counted_and_left_out(links: list[tuple[str, str]]) -> None:
    graph = graph_of("abcdefgh", links)
    simple = nx.Graph((a, b) for a, b in links if a != b)
    assert {frozenset((graph.ids[a], graph.ids[b])) for a, b in graph.links.tolist()} == set(map(frozenset, simple.edges))
    assert graph.self_loops == sum(a == b for a, b in links)
    assert graph.size + graph.duplicates + graph.self_loops == len(links)


@given(links=st.lists(st.tuples(ENDS, ENDS), max_size=30), order=st.randoms())
@settings(deadline=None, max_examples=30)
def test_the_order_and_the_direction_of_links_change_no_measure(links: list[tuple[str, str]], order) -> None:
    turned = [(b, a) for a, b in links]
    order.shuffle(turned)
    one, other = (Measured(graph_of("abcdefgh", found)) for found in (links, turned))
    for measure in CENTRALITIES:
        assert one.values(measure).tolist() == other.values(measure).tolist()


def test_a_link_to_an_unknown_node_is_refused_by_name() -> None:
    with pytest.raises(KeyError, match="z"):
        graph_of("ab", [("a", "z")])


@pytest.mark.parametrize("ids", ["", "a", "ab"])
def test_every_measure_answers_on_a_graph_without_links(ids: str) -> None:
    measured = Measured(graph_of(ids, []))
    for measure in CENTRALITIES:
        values = measured.values(measure).tolist()
        assert len(values) == len(ids)
        assert all(map(math.isfinite, values))
    found = figures(measured)
    assert (found.places, found.agreements, found.components, found.isolated) == (0, 0, 0, len(ids))
    assert (found.clustering, found.assortativity, found.mean_distance, found.power_law_exponent) == (None, None, None, None)
    assert communities(measured.graph).modularity is None


def test_a_graph_goes_to_another_process_without_what_was_derived_from_it_here() -> None:
    graph = graph_of("abcd", [("a", "b"), ("b", "c"), ("a", "b"), ("d", "d")])
    before = pickle.dumps(graph)
    figures(Measured(graph))
    assert pickle.dumps(graph) == before, "while it is sent, others may derive more"
    again = pickle.loads(before)
    assert (again.equals(graph), again.self_loops, again.duplicates) == (True, 1, 1)
