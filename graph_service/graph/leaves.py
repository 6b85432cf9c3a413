"""Trees that hang on a graph: half of all places have one agreement, and paths through them need no search."""

from typing import NamedTuple

import numpy as np

from graph_service.graph.arrays import Floats, Graph, Ints


class Peeled(NamedTuple):
    """A graph without its hanging trees.

    `core` are the nodes left, ascending: every cycle and what links cycles, and of each tree one node.
    `hung` counts, per node of the graph, the nodes of the trees that hang on it, `squares` the sum of the squares of
    the size of each. Both have shape (n,).
    """

    core: Ints
    hung: Floats
    squares: Floats


def peel(graph: Graph) -> Peeled:
    """Take leaves away until none is left, in O(n + m); a tree keeps the node that remains last."""
    # The sum of a node's neighbours that are still there names the one neighbour of a leaf without a search.
    neighbours = graph.adjacency @ np.arange(graph.order)
    degrees = graph.degrees.copy()
    hung, squares = np.zeros(graph.order), np.zeros(graph.order)
    gone = np.zeros(graph.order, bool)
    leaves = np.flatnonzero(degrees == 1)
    while len(leaves):
        above = neighbours[leaves].astype(np.int64)
        kept = (degrees[above] > 1) | (leaves < above)  # of two that only have each other, one stays
        leaves, above = leaves[kept], above[kept]
        gone[leaves] = True
        size = 1 + hung[leaves]
        np.add.at(hung, above, size)
        np.add.at(squares, above, size * size)
        np.subtract.at(degrees, above, 1)
        np.subtract.at(neighbours, above, leaves)
        degrees[leaves] = 0
        leaves = np.unique(above[degrees[above] == 1])
    return Peeled(np.flatnonzero(~gone), hung, squares)
