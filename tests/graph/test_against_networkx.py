"""Every measure equals networkx on random graphs: disconnected, with isolated nodes, trees and cycles."""

from itertools import combinations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings

from graph_service.graph import degrees, spectra, triangles
from graph_service.graph.communities import communities
from graph_service.graph.connections import articulation_points, bridges
from graph_service.graph.measures import Measured
from tests.graph.drawn import graphs, of_networkx

REFERENCE = {
    "degree": nx.degree_centrality,
    "closeness": nx.closeness_centrality,
    "harmonic": nx.harmonic_centrality,
    "betweenness": nx.betweenness_centrality,
    "pagerank": lambda graph: nx.pagerank(graph, tol=1e-14, max_iter=1000),
    "core_number": nx.core_number,
    "clustering": nx.clustering,
    "triangles": nx.triangles,
}


@pytest.mark.first(2)
@pytest.mark.parametrize("measure", REFERENCE)
@given(likeness=graphs())
@settings(deadline=None, max_examples=60)
def test_a_measure_of_nodes_equals_networkx(measure: str, likeness: nx.Graph) -> None:
    expected = list(REFERENCE[measure](likeness).values())
    assert Measured(of_networkx(likeness)).values(measure).tolist() == pytest.approx(expected, abs=1e-9)


@given(likeness=graphs())
@settings(deadline=None, max_examples=60)
def test_eigenvector_centrality_is_the_limit_of_power_iteration(likeness: nx.Graph) -> None:
    matrix = nx.to_numpy_array(likeness) + np.eye(len(likeness))
    vector = np.ones(len(likeness))
    for _ in range(40):  # 2^40 steps: squaring the matrix
        matrix = matrix @ matrix
        matrix /= matrix.max()
    vector = matrix @ vector
    expected = vector / np.linalg.norm(vector)
    assert Measured(of_networkx(likeness)).values("eigenvector").tolist() == pytest.approx(expected.tolist(), abs=5e-8)


@given(likeness=graphs())
@settings(deadline=None, max_examples=60)
def test_distances_equal_networkx(likeness: nx.Graph) -> None:
    measured = Measured(of_networkx(likeness))
    lengths = dict(nx.all_pairs_shortest_path_length(likeness))
    assert measured.values("eccentricity").tolist() == [max(lengths[node].values()) for node in likeness]
    assert measured.values("reach").tolist() == [sum(0 < d <= 2 for d in lengths[node].values()) for node in likeness]
    part = measured.graph.largest.tolist()
    between = [lengths[a][b] for a, b in combinations(part, 2)]
    assert measured.distances.mean(measured.graph.largest) == (pytest.approx(np.mean(between)) if between else None)
    assert measured.distances.median(measured.graph.largest) == (np.median(between) if between else None)


@given(likeness=graphs())
@settings(deadline=None, max_examples=60)
def test_what_holds_a_graph_together_equals_networkx(likeness: nx.Graph) -> None:
    graph = of_networkx(likeness)
    assert set(np.flatnonzero(articulation_points(graph))) == set(nx.articulation_points(likeness))
    assert {tuple(link) for link in bridges(graph).tolist()} == {tuple(sorted(link)) for link in nx.bridges(likeness)}
    parts = {frozenset(np.flatnonzero(graph.components == label).tolist()) for label in set(graph.components.tolist())}
    assert parts == {frozenset(part) for part in nx.connected_components(likeness)}


@given(likeness=graphs())
@settings(deadline=None, max_examples=60)
def test_figures_of_a_whole_graph_equal_networkx(likeness: nx.Graph) -> None:
    graph = of_networkx(likeness)
    assert triangles.mean_local_clustering(graph) == pytest.approx(nx.average_clustering(likeness), abs=1e-9)
    if degrees.wedges(graph):
        assert triangles.clustering(graph) == pytest.approx(nx.transitivity(likeness), abs=1e-9)
    if degrees.assortativity(graph) is not None:
        assert degrees.assortativity(graph) == pytest.approx(nx.degree_assortativity_coefficient(likeness), abs=1e-9)
    assert degrees.rich_club(graph) == pytest.approx(_rich_club(likeness), abs=1e-9)
    assert triangles.squares(graph) == sum(len(cycle) == 4 for cycle in nx.simple_cycles(likeness, length_bound=4))
    if graph.size:
        assert spectra.spectral_norm(graph) == pytest.approx(np.linalg.eigvalsh(nx.to_numpy_array(likeness))[-1], abs=5e-8)


def _rich_club(likeness: nx.Graph) -> dict[int, float]:
    return nx.rich_club_coefficient(likeness, normalized=False) if len(likeness) > 1 else {}


@given(likeness=graphs())
@settings(deadline=None, max_examples=60)
def test_communities_partition_the_nodes_and_their_modularity_equals_networkx(likeness: nx.Graph) -> None:
    found = communities(of_networkx(likeness), seed=7)
    groups = [set(np.flatnonzero(found.labels == label).tolist()) for label in range(max(found.labels) + 1)]
    assert sum(map(len, groups)) == len(likeness)
    assert [len(group) for group in groups] == sorted(map(len, groups), reverse=True)
    if likeness.size():
        assert found.modularity == pytest.approx(nx.community.modularity(likeness, groups), abs=1e-9)
    else:
        assert found.modularity is None


@given(likeness=graphs())
@settings(deadline=None, max_examples=30)
def test_the_same_seed_gives_the_same_communities(likeness: nx.Graph) -> None:
    graph = of_networkx(likeness)
    assert communities(graph, seed=3).labels.tolist() == communities(graph, seed=3).labels.tolist()
