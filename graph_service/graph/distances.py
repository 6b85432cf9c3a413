"""Distances from every node to every other in one sweep: closeness, harmonic, eccentricity, diameter, mean, median.

Breadth-first search from all nodes at once, a bit per source: at each level a node's row of bits becomes the OR of its
neighbours' rows, less what had reached it before. Counting bits gives how many nodes lie at each distance, and every
measure of distance follows from those counts. Nodes with one link are left out of the sweep: each sees what its only
neighbour sees, one step further away.
"""

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from graph_service.graph.arrays import Floats, Graph, Ints

Bits = npt.NDArray[np.uint64]
_BLOCK = 32  # words of 64 sources each: as many rows of a block as fit the cache of a core


@dataclass(frozen=True, eq=False)
class Distances:
    """`counts[k, v]` is how many nodes lie exactly k steps from node v; shape (diameter + 1, n), row 0 all ones.

    Nodes of other components are at no distance: they are counted nowhere.
    """

    counts: Floats

    @property
    def reached(self) -> Floats:
        """How many other nodes can be reached from each, shape (n,)."""
        return np.asarray(self.counts[1:].sum(axis=0))

    @property
    def farness(self) -> Floats:
        """The sum of the distances to all nodes that can be reached, shape (n,), in steps."""
        return np.asarray(np.arange(len(self.counts)) @ self.counts)

    def closeness(self) -> Floats:
        """(r / sum of distances) · (r / (n-1)) for r reached nodes, in [0, 1]; 0 for a node without links.

        The second factor (Wasserman & Faust 1994) lets components of different size be compared.
        """
        n, reached, farness = self.counts.shape[1], self.reached, self.farness
        return np.asarray(np.divide(reached * reached, farness * (n - 1), out=np.zeros(n), where=farness > 0))

    def harmonic(self) -> Floats:
        """The sum of 1/distance over all nodes, in [0, n-1]; what cannot be reached adds 0 (Boldi & Vigna 2014)."""
        return np.asarray((1 / np.arange(1, len(self.counts))) @ self.counts[1:])

    def eccentricity(self) -> Ints:
        """The distance to the farthest node that can be reached, in steps; 0 for a node without links."""
        return np.asarray((self.counts > 0).sum(axis=0) - 1)

    def within(self, steps: int) -> Floats:
        """How many other nodes lie at most this many steps away, shape (n,)."""
        return np.asarray(self.counts[1 : steps + 1].sum(axis=0))

    def mean(self, nodes: Ints) -> float | None:
        """The mean distance between two different nodes among those of one component; None if it has fewer than two."""
        pairs = self.reached[nodes].sum()
        return float(self.farness[nodes].sum() / pairs) if pairs else None

    def median(self, nodes: Ints) -> float | None:
        """The median of the same distances; between two values, the middle of both."""
        cumulated = np.cumsum(self.counts[1:, nodes].sum(axis=1))
        if not len(cumulated) or not cumulated[-1]:
            return None
        pairs = cumulated[-1]
        lower, upper = (int(np.searchsorted(cumulated, rank)) + 1 for rank in ((pairs + 1) // 2, pairs // 2 + 1))
        return (lower + upper) / 2


def distances(graph: Graph) -> Distances:
    """Sweep the graph once: time and memory O(n · m / 64), less by the nodes with one link, and O(n · diameter)."""
    hanging = _hanging(graph)
    core = np.flatnonzero(~hanging.flags & (graph.degrees > 0))
    sweep = _sweep(graph.part(core), hanging.weights[core])
    counts = np.zeros((len(sweep.nodes) + 2, graph.order))
    counts[: len(sweep.nodes), core] = sweep.nodes
    counts[1 : len(sweep.nodes) + 1, core] += sweep.leaves
    leaves = np.flatnonzero(hanging.flags)
    counts[1:, leaves] = counts[:-1, hanging.above]
    counts[2, leaves] -= 1  # seen from its neighbour, the leaf itself is one step away
    counts[0] = 1
    return Distances(counts[: max(1, int(np.flatnonzero(counts.any(axis=1))[-1]) + 1)] if graph.order else counts[:1])


class _Hanging(NamedTuple):
    flags: npt.NDArray[np.bool_]
    above: Ints
    weights: Ints


def _hanging(graph: Graph) -> _Hanging:
    """Nodes with one link: which they are, their neighbour, and how many each node has. Of a lone pair, the second."""
    ones = graph.degrees == 1
    ends = np.concatenate([graph.links, graph.links[:, ::-1]])
    ends = ends[ones[ends[:, 0]]]
    ends = ends[~(ones[ends[:, 1]] & (ends[:, 0] < ends[:, 1]))]
    ends = ends[np.argsort(ends[:, 0])]
    flags = np.zeros(graph.order, bool)
    flags[ends[:, 0]] = True
    return _Hanging(flags, ends[:, 1], np.bincount(ends[:, 1], minlength=graph.order))


class _Counted(NamedTuple):
    """Per level and node: how many core nodes lie there, and how many leaves hang on them."""

    nodes: Floats
    leaves: Floats


def _sweep(core: Graph, weights: Ints) -> _Counted:
    if not core.order:
        return _Counted(np.zeros((1, 0)), np.zeros((1, 0)))
    by_degree = np.argsort(-core.degrees, kind="stable")
    rounds = _rounds(core.part(by_degree))
    columns, of_words = _columns(weights[by_degree])
    starts = range(0, len(of_words), _BLOCK)
    with ThreadPoolExecutor(os.cpu_count()) as threads:
        parts = list(threads.map(lambda start: _levels(rounds, columns, of_words, start), starts))
    total = np.zeros((max(map(len, parts)), core.order, 2))
    for part in parts:
        total[: len(part)] += part
    ordered = np.empty_like(total)
    ordered[:, by_degree] = total
    return _Counted(ordered[:, :, 0], ordered[:, :, 1])


def _rounds(graph: Graph) -> list[Ints]:
    """The j-th neighbour of each node that has so many; nodes come by falling degree, so each round is a prefix."""
    starts, neighbours = graph.adjacency.indptr[:-1], graph.adjacency.indices
    return [neighbours[starts[graph.degrees > j] + j] for j in range(graph.degrees[0])]


def _columns(weights: Ints) -> tuple[Ints, Floats]:
    """The bit of each source, so that all sources of one word have the same weight, and the weight of each word."""
    columns, of_words = np.empty(len(weights), np.int64), list[int]()
    for weight in np.unique(weights).tolist():
        members = np.flatnonzero(weights == weight)
        columns[members] = 64 * len(of_words) + np.arange(len(members))
        of_words += [weight] * -(-len(members) // 64)
    return columns, np.array(of_words, float)


def _levels(rounds: list[Ints], columns: Ints, of_words: Floats, start: int) -> Floats:
    """The counts of the sources of one block of words, shape (levels, n, 2)."""
    weights = np.stack([np.ones(len(of_words[start : start + _BLOCK])), of_words[start : start + _BLOCK]], axis=1)
    front = _first(columns, start, len(weights))
    reached, counts = front.copy(), list[Floats]()
    while front.any():
        counts.append(np.bitwise_count(front) @ weights)
        front = _step(front, rounds)
        front &= ~reached
        reached |= front
    return np.array(counts)


def _first(columns: Ints, start: int, words: int) -> Bits:
    front = np.zeros((len(columns), words), np.uint64)
    mine = np.flatnonzero(columns // 64 - start == np.clip(columns // 64 - start, 0, words - 1))
    front[mine, columns[mine] // 64 - start] = np.uint64(1) << (columns[mine] % 64).astype(np.uint64)
    return front


def _step(front: Bits, rounds: list[Ints]) -> Bits:
    following = np.zeros_like(front)
    for neighbours in rounds:
        following[: len(neighbours)] |= front[neighbours]
    return following
