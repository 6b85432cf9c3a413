"""Graph: a simple undirected graph as arrays, the form in which every whole-graph measure takes it.

scipy is loaded by what needs it: it takes 30 MB, which a process that only makes graphs and compares them does without.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from scipy import sparse

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Graph:
    """Nodes are numbered 0 … n-1 in the order of `ids`; `links` is m × 2, each row once, the lower number first, in order.

    What a list of links held beyond a simple graph is counted and left out: `self_loops`, and `duplicates` of a link.
    The arrays are read-only.
    """

    ids: tuple[str, ...]
    links: Ints
    self_loops: int = 0
    duplicates: int = 0

    @property
    def order(self) -> int:
        """How many nodes."""
        return len(self.ids)

    @property
    def size(self) -> int:
        """How many links."""
        return len(self.links)

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of each node by its id."""
        return {name: at for at, name in enumerate(self.ids)}

    @cached_property
    def ends(self) -> Ints:
        """Each link from both its ends, 2m × 2."""
        return np.concatenate([self.links, self.links[:, ::-1]])

    @cached_property
    def degrees(self) -> Ints:
        """Links per node, shape (n,)."""
        return np.bincount(self.links.ravel(), minlength=self.order)

    @cached_property
    def adjacency(self) -> "sparse.csr_array":
        """The n × n matrix of ones, symmetric, with sorted indices."""
        return adjacency(self.links, self.order)

    @cached_property
    def components(self) -> Ints:
        """The number of the connected component of each node, shape (n,)."""
        from scipy.sparse.csgraph import connected_components  # noqa: PLC0415

        if not self.order:
            return np.zeros(0, np.int64)
        return np.asarray(connected_components(self.adjacency, directed=False)[1], np.int64)

    @cached_property
    def component_sizes(self) -> Ints:
        """How many nodes the component of each node has, shape (n,)."""
        return np.bincount(self.components)[self.components] if self.order else self.components

    @cached_property
    def largest(self) -> Ints:
        """The nodes of the largest component, ascending; of equal ones, the one that holds the lowest node."""
        return (
            np.flatnonzero(self.components == self.components[np.argmax(self.component_sizes)]) if self.order else self.components
        )

    @cached_property
    def linked(self) -> "Graph":
        """This graph without the nodes that have no link."""
        if (self.degrees > 0).all():
            return self
        kept = np.flatnonzero(self.degrees > 0)
        numbers = np.zeros(self.order, np.int64)
        numbers[kept] = np.arange(len(kept))
        return Graph(tuple(self.ids[node] for node in kept), numbers[self.links], self.self_loops, self.duplicates)

    def __reduce__(self) -> tuple[type["Graph"], tuple[object, ...]]:
        """What it is made of goes to another process, not what is derived from it: that grows while others ask for it here."""
        return Graph, (self.ids, self.links, self.self_loops, self.duplicates)

    def equals(self, other: "Graph") -> bool:
        """Whether both have the same nodes in the same order and the same links."""
        return self.ids == other.ids and np.array_equal(self.links, other.links)

    def flags(self, ids: Iterable[str]) -> Flags:
        """Which nodes these are, shape (n,); ids that are no nodes count for nothing."""
        found = np.zeros(self.order, bool)
        found[[self.numbers[name] for name in ids if name in self.numbers]] = True
        return found

    def part(self, nodes: Ints) -> "Graph":
        """The graph of these nodes and the links between them; the order of the nodes becomes that of the ids."""
        place = np.full(self.order, -1)
        place[nodes] = np.arange(len(nodes))
        links = place[self.links]
        return Graph(tuple(self.ids[node] for node in nodes.tolist()), _simple(links[(links >= 0).all(axis=1)]))


def graph_of(ids: Iterable[str], pairs: Iterable[Sequence[str]]) -> Graph:
    """The graph of these ids, in this order, and the links between them, in any order and either direction.

    Raises:
        KeyError: a pair names an id that is not among the ids.
    """
    names = tuple(dict.fromkeys(ids))
    number = {name: at for at, name in enumerate(names)}
    both = np.array([(number[pair[0]], number[pair[1]]) for pair in pairs], np.int64).reshape(-1, 2)
    proper = both[both[:, 0] != both[:, 1]]
    links = _simple(proper)
    return Graph(names, links, len(both) - len(proper), len(proper) - len(links))


def adjacency(links: Ints, order: int) -> "sparse.csr_array":
    """The symmetric matrix of ones that these links make."""
    from scipy import sparse  # noqa: PLC0415

    ends = np.concatenate([links, links[:, ::-1]])
    matrix = sparse.csr_array((np.ones(len(ends)), (ends[:, 0], ends[:, 1])), shape=(order, order))
    matrix.sort_indices()
    return matrix


def _simple(links: Ints) -> Ints:
    found: Ints = np.unique(np.sort(links, axis=1), axis=0) if len(links) else links
    found.flags.writeable = False
    return found
