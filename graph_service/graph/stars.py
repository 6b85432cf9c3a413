"""Stars: centres with partners that have no other link. On a network of stars centrality says nothing.

The agreements of one office form such a network: each of its units is a centre, and what its partners do elsewhere is on
record nowhere. Every centre then comes first by every measure, and every partner is like any other.
"""

import numpy as np

from graph_service.graph.arrays import Graph, Ints

_NEARLY_ALL = 0.9


def of_stars(graph: Graph, groups: Ints | None = None) -> bool:
    """Whether at least nine links in ten lie in stars, or have an end in one and the same group; False without links.

    `groups` numbers the group of each node from 0, shape (n,): the office it belongs to. Without it only stars are looked for.
    """
    if not graph.size:
        return False
    if in_stars(graph) >= _NEARLY_ALL * graph.size:
        return True
    return groups is not None and in_one_group(graph, groups) >= _NEARLY_ALL * graph.size


def in_stars(graph: Graph) -> int:
    """How many links lie in a component that is a star: one node has every link of it, and no two others are linked."""
    if not graph.size:
        return 0
    ends = np.concatenate([graph.links, graph.links[:, ::-1]])
    leaves = np.bincount(ends[graph.degrees[ends[:, 1]] == 1, 0], minlength=graph.order)
    centres = (leaves == graph.degrees) & (leaves > 0)
    return int(centres[graph.links].any(axis=1).sum())


def in_one_group(graph: Graph, groups: Ints) -> int:
    """How many links have an end in the group that most links have an end in."""
    if not graph.size:
        return 0
    one, other = groups[graph.links].T
    return int(np.bincount(np.concatenate([one, other[one != other]])).max())
