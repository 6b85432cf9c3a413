"""Above the order where dense matrices end, measures still equal networkx: a scale-free graph with hanging trees."""

import networkx as nx
import numpy as np
import pytest

from graph_service.graph import spectra
from graph_service.graph.measures import Measured
from tests.graph.drawn import of_networkx

LIKENESS = nx.disjoint_union(nx.barabasi_albert_graph(500, 2, seed=1), nx.random_labeled_tree(150, seed=2))
MEASURED = Measured(of_networkx(LIKENESS))


@pytest.mark.parametrize("measure", ["betweenness", "closeness", "harmonic"])
def test_a_measure_of_paths_equals_networkx_over_many_blocks(measure: str) -> None:
    reference = {
        "betweenness": nx.betweenness_centrality,
        "closeness": nx.closeness_centrality,
        "harmonic": nx.harmonic_centrality,
    }
    expected = list(reference[measure](LIKENESS).values())
    assert MEASURED.values(measure).tolist() == pytest.approx(expected, abs=1e-9)


def test_the_leading_eigenvector_by_iteration_equals_the_dense_one() -> None:
    values, vectors = np.linalg.eigh(nx.to_numpy_array(LIKENESS))
    assert MEASURED.values("eigenvector").tolist() == pytest.approx(np.abs(vectors[:, -1]).tolist(), abs=5e-8)
    assert spectra.spectral_norm(MEASURED.graph) == pytest.approx(values[-1], abs=5e-8)


def test_the_algebraic_connectivity_by_iteration_equals_the_dense_one() -> None:
    part = LIKENESS.subgraph(max(nx.connected_components(LIKENESS), key=len))
    expected = np.linalg.eigvalsh(nx.laplacian_matrix(part).toarray().astype(float))[1]
    assert spectra.algebraic_connectivity(MEASURED.graph) == pytest.approx(expected, abs=5e-8)
