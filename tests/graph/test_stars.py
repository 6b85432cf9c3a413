"""Networks of stars are told from others."""

import networkx as nx
import numpy as np
import pytest
from hypothesis import given

from graph_service.graph.arrays import graph_of
from graph_service.graph.stars import in_one_group, in_stars, of_stars
from tests.graph.drawn import graphs, of_networkx


@pytest.mark.parametrize("points", [1, 2, 5])
def test_a_star_is_one_however_many_points_it_has(points: int) -> None:
    assert of_stars(of_networkx(nx.star_graph(points)))


@pytest.mark.parametrize("likeness", [nx.empty_graph(3), nx.path_graph(4), nx.complete_graph(3), nx.cycle_graph(4)])
def test_what_is_no_star_is_none(likeness: nx.Graph) -> None:
    assert not of_stars(of_networkx(likeness))


def test_several_stars_are_stars_and_one_triangle_among_many_changes_nothing() -> None:
    stars = nx.disjoint_union_all([nx.star_graph(9)] * 3)
    assert of_stars(of_networkx(stars))
    graph = of_networkx(nx.disjoint_union(stars, nx.complete_graph(3)))  # 27 of 30 links
    assert in_stars(graph) == 27
    assert of_stars(graph)
    assert not of_stars(of_networkx(nx.disjoint_union_all([stars, nx.complete_graph(3), nx.complete_graph(3)])))


def test_two_units_of_one_office_with_a_partner_in_common_are_no_stars_but_one_group() -> None:
    graph = graph_of("abcde", [("a", "c"), ("a", "d"), ("b", "d"), ("b", "e")])
    office = np.array([0, 0, 1, 2, 3])
    assert not of_stars(graph)
    assert of_stars(graph, office)
    assert not of_stars(graph, np.arange(5))


def test_a_link_inside_a_group_counts_once() -> None:
    assert in_one_group(graph_of("abc", [("a", "b"), ("b", "c")]), np.array([0, 0, 1])) == 2


@given(likeness=graphs())
def test_the_links_in_stars_are_those_of_components_with_a_node_that_has_them_all(likeness: nx.Graph) -> None:
    parts = [likeness.subgraph(part) for part in nx.connected_components(likeness)]
    stars = [part for part in parts if part.size() == len(part) - 1 and max(dict(part.degree).values()) == part.size()]
    assert in_stars(of_networkx(likeness)) == sum(part.size() for part in stars)
