"""Exact betweenness: how many shortest paths run through each node.

Brandes' accumulation (2001) for a block of sources at once, as products of the adjacency with dense blocks. Trees that
hang on the graph are peeled first: a path into a tree has no choice, so the tree counts as a weight of the node it
hangs on, and what the tree itself adds is plain arithmetic. Sources that are close to each other share a block (reverse
Cuthill-McKee order), so that a node is looked at on few levels only.
"""

import os
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import reverse_cuthill_mckee

from graph_service.graph.arrays import Floats, Graph, Ints
from graph_service.graph.leaves import peel

_BLOCK = 64  # sources at once: the rows of a block, 8 bytes a source, stay in the cache of a core


def betweenness(graph: Graph) -> Floats:
    """The share of the pairs of other nodes whose shortest paths lead over each node, in [0, 1], shape (n,).

    Where a pair has several shortest paths, the part of them that leads over the node. Pairs in different components
    have none. Normalised by (n-1)(n-2)/2 as networkx does; all 0 below three nodes.
    """
    n = graph.order
    counted = paths_through(graph)
    return counted * (2 / ((n - 1) * (n - 2))) if n > 2 else counted


def paths_through(graph: Graph) -> Floats:
    """The number of pairs of other nodes whose shortest paths lead over each node; parts of pairs count as parts."""
    peeled = peel(graph)
    others = graph.component_sizes - 1 - peeled.hung
    through = (peeled.hung * peeled.hung - peeled.squares) / 2 + peeled.hung * others
    through[peeled.core] += _through_core(graph.part(peeled.core), 1 + peeled.hung[peeled.core])
    return through


def _through_core(core: Graph, weights: Floats) -> Floats:
    if not core.size:
        return np.zeros(core.order)
    order = reverse_cuthill_mckee(sparse.csr_matrix(core.adjacency), symmetric_mode=True)
    matrix = sparse.csr_array(core.adjacency[order][:, order])
    ordered = weights[order]
    starts = range(0, core.order, _BLOCK)
    with ThreadPoolExecutor(os.cpu_count()) as threads:
        total = sum(threads.map(lambda start: _from_block(matrix, ordered, start), starts))
    through = np.empty(core.order)
    through[order] = total
    return through / 2  # each pair was counted from both ends


class _Level(NamedTuple):
    """The nodes that some source of the block has at this distance, and their number of shortest paths, else 0."""

    nodes: Ints
    paths: Floats


def _from_block(matrix: sparse.csr_array, weights: Floats, start: int) -> Floats:
    sources = np.arange(start, min(start + _BLOCK, len(weights)))
    levels = _forward(matrix, sources)
    dependency = np.zeros((len(weights), len(sources)))
    shares = np.zeros_like(dependency)
    for nearer, farther in zip(levels[-2:0:-1], levels[:1:-1], strict=True):
        passed = dependency[farther.nodes]
        passed += weights[farther.nodes, None]
        passed *= farther.paths > 0
        passed /= np.maximum(farther.paths, 1)
        shares[farther.nodes] = passed
        gathered = matrix[nearer.nodes] @ shares
        gathered *= nearer.paths
        dependency[nearer.nodes] += gathered
        shares[farther.nodes] = 0
    return np.asarray(np.einsum("vs,s->v", dependency, weights[sources]))


def _forward(matrix: sparse.csr_array, sources: Ints) -> list[_Level]:
    """The levels of breadth-first search from all these sources, the sources themselves first."""
    levels = [_Level(sources, np.eye(len(sources)))]
    paths = np.zeros((matrix.shape[0], len(sources)))
    paths[sources] = levels[0].paths
    front, full = paths.copy(), np.zeros(matrix.shape[0], bool)
    while True:
        reached = np.zeros(matrix.shape[0], bool)
        reached[matrix[levels[-1].nodes].indices] = True
        nodes = np.flatnonzero(reached & ~full)
        arriving, known = matrix[nodes] @ front, paths[nodes]
        arriving *= known == 0
        front[levels[-1].nodes] = 0
        some = arriving.any(axis=1)
        if not some.any():
            return levels
        nodes, arriving, known = nodes[some], arriving[some], known[some] + arriving[some]
        paths[nodes], front[nodes] = known, arriving
        full[nodes[known.all(axis=1)]] = True
        levels.append(_Level(nodes, arriving))
