"""Shortest chains equal those of networkx: each of them, their number, their order, and the rest of them from any on."""

from bisect import bisect_right
from itertools import pairwise

import networkx as nx
from hypothesis import given, settings
from hypothesis import strategies as st

from graph_service.graph.arrays import Graph, graph_of
from graph_service.graph.chains import shortest_chains
from tests.graph.drawn import graphs, of_networkx

FAR = 40  # more links than a drawn graph has nodes


def layers(widths: list[int]) -> Graph:
    """Layers of so many nodes, each linked with all of the next."""
    names = [[f"{layer:02}-{number:03}" for number in range(width)] for layer, width in enumerate(widths)]
    links = [(one, other) for here, there in pairwise(names) for one in here for other in there]
    return graph_of((name for layer in names for name in layer), links)


@given(likeness=graphs(), data=st.data())
@settings(deadline=None, max_examples=150)
def test_the_chains_are_those_of_networkx_in_the_order_of_their_ids(likeness: nx.Graph, data: st.DataObject) -> None:
    graph = of_networkx(likeness)
    if graph.order < 2:
        return
    start, end = data.draw(st.sampled_from(graph.ids)), data.draw(st.sampled_from(graph.ids))
    named = nx.Graph()
    named.add_nodes_from(graph.ids)
    named.add_edges_from((graph.ids[one], graph.ids[other]) for one, other in graph.links.tolist())
    expected = sorted(map(tuple, nx.all_shortest_paths(named, start, end))) if nx.has_path(named, start, end) else []
    found = shortest_chains(graph, start, end, FAR)
    assert (found is not None) == bool(expected)
    if found is not None:
        assert list(found.listed()) == expected
        assert (found.total, found.length) == (len(expected), len(expected[0]) - 1)


@given(likeness=graphs(), data=st.data())
@settings(deadline=None, max_examples=100)
def test_the_rest_of_them_goes_on_after_any_chain_though_it_is_none_any_more(likeness: nx.Graph, data: st.DataObject) -> None:
    graph = of_networkx(likeness)
    if graph.order < 2:
        return
    start, end = data.draw(st.sampled_from(graph.ids)), data.draw(st.sampled_from(graph.ids))
    found = shortest_chains(graph, start, end, FAR)
    if found is None:
        return
    every = list(found.listed())
    between = st.lists(
        st.sampled_from([*graph.ids, "", "~"]), min_size=max(found.length - 1, 0), max_size=max(found.length - 1, 0)
    )
    after = data.draw(
        st.one_of(st.sampled_from(every), between.map(lambda names: (start, *names, end) if found.length else (start,)))
    )
    assert found.up_to(after) == bisect_right(every, after)
    assert list(found.listed(after)) == every[found.up_to(after) :]


def test_more_chains_than_anybody_could_list_are_counted_exactly_and_listed_from_any_on() -> None:
    found = shortest_chains(layers([1, *[100] * 11, 1]), "00-000", "12-000", 12)
    assert found is not None
    assert (found.length, found.total) == (12, 100**11)
    last = ("00-000", *(f"{layer:02}-099" for layer in range(1, 12)), "12-000")
    before = (*last[:-2], "11-098", "12-000")
    assert list(found.listed(before)) == [last]
    assert found.up_to(before) == 100**11 - 1


def test_none_is_longer_than_asked_for() -> None:
    line = layers([1] * 6)
    assert shortest_chains(line, "00-000", "05-000", 4) is None
    found = shortest_chains(line, "00-000", "05-000", 5)
    assert found is not None
    assert list(found.listed()) == [tuple(f"{layer:02}-000" for layer in range(6))]


def test_what_is_no_node_or_in_another_component_has_no_chain() -> None:
    graph = graph_of("abcd", [("a", "b"), ("c", "d")])
    assert shortest_chains(graph, "a", "nowhere", FAR) is None
    assert shortest_chains(graph, "nowhere", "a", FAR) is None
    assert shortest_chains(graph, "a", "c", FAR) is None
