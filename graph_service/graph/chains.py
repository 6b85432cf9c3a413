"""The shortest chains of links between two nodes: how long they are, how many there are, and each of them in order.

There may be more than anybody could list, so they are counted without being listed, and listed from any of them on.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from graph_service.graph.arrays import Graph, Ints

Chain = tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Chains:
    """All shortest chains from `start` to `end`. `steps` holds, for each node on one, the nodes that come next, ascending;
    `ways` how many chains lead on from it to the end."""

    graph: Graph
    start: int
    end: int
    length: int
    steps: Mapping[int, tuple[int, ...]]
    ways: Mapping[int, int]

    @property
    def total(self) -> int:
        """How many there are."""
        return self.ways[self.start]

    def up_to(self, chain: Sequence[str]) -> int:
        """How many come before a chain in the order of the ids of their nodes, itself included where it is one of them."""
        before, node = 0, self.start
        for name in chain[1:]:
            before += sum(self.ways[step] for step in self.steps[node] if self.graph.ids[step] < name)
            following = self.graph.numbers.get(name)
            if following is None or following not in self.steps[node]:
                return before
            node = following
        return before + 1

    def listed(self, after: Sequence[str] = ()) -> Iterator[Chain]:
        """The ids of the nodes of each, in the order of these; those that come after a chain where one is given."""
        return self._on((self.start,), tuple(after[1:]) if after else None)

    def _on(self, nodes: tuple[int, ...], after: Chain | None) -> Iterator[Chain]:
        if nodes[-1] == self.end:
            if after is None:  # otherwise it is the chain itself that they come after
                yield tuple(self.graph.ids[node] for node in nodes)
            return
        for step in self.steps[nodes[-1]]:
            name = self.graph.ids[step]
            if after is None or name >= after[0]:
                yield from self._on((*nodes, step), after[1:] if after is not None and name == after[0] else None)


def shortest_chains(graph: Graph, start: str, end: str, longest: int) -> Chains | None:
    """The shortest chains between two nodes, in O(links) for each step; None where none of at most `longest` links is there."""
    if start not in graph.numbers or end not in graph.numbers:
        return None
    first, last = graph.numbers[start], graph.numbers[end]
    steps_to = _steps_to(graph, first, last, longest)
    length = int(steps_to[last])
    if length < 0:
        return None
    steps, ways = dict[int, tuple[int, ...]](), {last: 1}
    for hop in range(length, 0, -1):
        following = dict[int, list[int]]()
        for node, step in _between(graph, steps_to, hop, ways).tolist():
            following.setdefault(node, []).append(step)
        steps |= {node: tuple(sorted(found)) for node, found in following.items()}
        ways |= {node: sum(ways[step] for step in found) for node, found in following.items()}
    return Chains(graph, first, last, length, steps, ways)


def _steps_to(graph: Graph, first: int, last: int, longest: int) -> Ints:
    """How many links each node is away from the first, as far as the last, shape (n,); -1 beyond."""
    found = np.full(graph.order, -1)
    found[first] = 0
    for hop in range(1, longest + 1):
        reached = graph.ends[found[graph.ends[:, 0]] == hop - 1, 1]
        new = reached[found[reached] < 0]
        found[new] = hop
        if not len(new) or found[last] >= 0:
            break
    return found


def _between(graph: Graph, steps_to: Ints, hop: int, leading: Mapping[int, int]) -> Ints:
    """The links into nodes so many steps away that lead on, each from the node before: m x 2."""
    leads = np.zeros(graph.order, bool)
    leads[list(leading)] = True
    before, after = graph.ends[:, 0], graph.ends[:, 1]
    found: Ints = graph.ends[(steps_to[before] == hop - 1) & (steps_to[after] == hop) & leads[after]]
    return found
