"""Closed shapes: triangles, squares, and how often partners of a node are partners of each other."""

import numpy as np
from scipy import sparse

from graph_service.graph.arrays import Floats, Graph, Ints
from graph_service.graph.degrees import wedges


def triangles(graph: Graph) -> Ints:
    """How many triangles each node is a corner of, shape (n,); each triangle counts at three nodes."""
    walks = (graph.adjacency @ graph.adjacency) * graph.adjacency
    return np.rint(np.asarray(walks.sum(axis=1)) / 2).astype(np.int64)


def local_clustering(graph: Graph) -> Floats:
    """The share of pairs of neighbours that are linked, in [0, 1]; 0 below two neighbours (Watts & Strogatz 1998)."""
    pairs = graph.degrees * (graph.degrees - 1) / 2
    return np.divide(triangles(graph), pairs, out=np.zeros(graph.order), where=pairs > 0)


def mean_local_clustering(graph: Graph) -> float | None:
    """The mean of the local clustering of all nodes, in [0, 1]; None without nodes."""
    return float(local_clustering(graph).mean()) if graph.order else None


def clustering(graph: Graph) -> float | None:
    """The share of wedges that are closed, in [0, 1]: 3 · triangles / wedges; None without wedges."""
    open_or_closed = wedges(graph)
    return float(triangles(graph).sum() / open_or_closed) if open_or_closed else None


def squares(graph: Graph) -> int:
    """Cycles of four nodes: of each pair of nodes, the pairs of neighbours they share, halved."""
    shared = sparse.coo_array(graph.adjacency @ graph.adjacency)
    common = np.rint(shared.data[shared.row < shared.col]).astype(np.int64)
    return int((common * (common - 1) // 2).sum()) // 2
