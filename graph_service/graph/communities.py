"""Groups found by the links alone, by the Leiden algorithm (Traag, Waltman & van Eck 2019). graspologic-native computes it."""

from dataclasses import dataclass

import numpy as np
from graspologic_native import leiden_csr

from graph_service.graph.arrays import Graph, Ints
from graph_service.graph.measures import Measured

_ITERATIONS = 2


@dataclass(frozen=True, eq=False)
class Communities:
    """`labels[v]` is the community of node v, numbered by falling size, then by lowest node; modularity in [-1/2, 1].

    Modularity is None without links. Nodes without links are communities of one.
    """

    labels: Ints
    modularity: float | None


def communities(graph: Graph, seed: int = 0, resolution: float = 1.0) -> Communities:
    """Communities of high modularity. The same seed gives the same ones; another may give others of like quality.

    Only the modularity can be compared between programs, never the labels. A higher resolution gives more communities.
    """
    if not graph.size:
        return Communities(np.arange(graph.order), None)
    matrix = graph.adjacency
    starts, neighbours = matrix.indptr.astype(np.int64), matrix.indices.astype(np.int32)
    _, found = leiden_csr(starts, neighbours, matrix.data, graph.order, resolution=resolution, iterations=_ITERATIONS, seed=seed)
    labels = _by_size(np.array([found[node] for node in range(graph.order)], np.int64))
    return Communities(labels, modularity(graph, labels))


@dataclass(frozen=True, slots=True)
class CommunitiesBy:
    """The computation of communities by a seed and a resolution."""

    seed: int = 0
    resolution: float = 1.0

    def __call__(self, on: Measured) -> Communities:
        """See `communities`."""
        return communities(on.graph, self.seed, self.resolution)


def modularity(graph: Graph, labels: Ints) -> float | None:
    """The share of links inside communities less what chance would give at these degrees; None without links (Newman 2004)."""
    if not graph.size:
        return None
    inside = (labels[graph.links[:, 0]] == labels[graph.links[:, 1]]).mean()
    expected = np.bincount(labels, weights=graph.degrees) / (2 * graph.size)
    return float(inside - expected @ expected)


def _by_size(labels: Ints) -> Ints:
    _, first, numbered, sizes = np.unique(labels, return_index=True, return_inverse=True, return_counts=True)
    order = np.lexsort((first, -sizes))
    rank = np.empty(len(order), np.int64)
    rank[order] = np.arange(len(order))
    return np.asarray(rank[numbered])
