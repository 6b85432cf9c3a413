"""What the numbers of links alone tell: how unequal they are, and whether well-linked nodes link to each other."""

import numpy as np

from graph_service.graph.arrays import Floats, Graph, Ints


def degree_centrality(graph: Graph) -> Floats:
    """Links over the n-1 there could be, in [0, 1]; 1 for a graph of one node, as networkx has it."""
    return graph.degrees / (graph.order - 1) if graph.order > 1 else np.ones(graph.order)


def distribution(graph: Graph) -> Ints:
    """How many nodes have k links, at index k = 0 … the largest degree."""
    return np.bincount(graph.degrees)


def density(graph: Graph) -> float | None:
    """Links over the n(n-1)/2 there could be, in [0, 1]; None below two nodes."""
    return 2 * graph.size / (graph.order * (graph.order - 1)) if graph.order > 1 else None


def wedges(graph: Graph) -> int:
    """Pairs of links that share a node: the sum of d(d-1)/2."""
    d = graph.degrees
    return int((d * (d - 1) // 2).sum())


def claws(graph: Graph) -> int:
    """Threes of links that share a node: the sum of d(d-1)(d-2)/6."""
    d = graph.degrees
    return int((d * (d - 1) * (d - 2) // 6).sum())


def gini(graph: Graph) -> float | None:
    """How unequally links are spread over nodes, from 0 (all alike) towards 1; None without links (Kunegis & Preusse 2012)."""
    d = np.sort(graph.degrees)
    ranks = 2 * np.arange(1, graph.order + 1) - graph.order - 1
    return float(ranks @ d / (graph.order * d.sum())) if graph.size else None


def edge_distribution_entropy(graph: Graph) -> float | None:
    """-Σ (d/2m)·ln(d/2m) / ln n, in (0, 1], 1 if all nodes have as many links; None without links (Kunegis & Preusse 2012)."""
    if not graph.size:
        return None
    shares = graph.degrees[graph.degrees > 0] / (2 * graph.size)
    return float(-(shares * np.log(shares)).sum() / np.log(graph.order))


def power_law_exponent(graph: Graph) -> float | None:
    """1 + n / Σ ln(d / smallest d) over nodes with a link (Newman 2005); None without links or if all have as many."""
    d = graph.degrees[graph.degrees > 0]
    logs = np.log(d / d.min()).sum() if len(d) else 0
    return float(1 + len(d) / logs) if logs > 0 else None


def assortativity(graph: Graph) -> float | None:
    """The correlation of the degrees at both ends of a link, in [-1, 1]; None if they do not vary (Newman 2002)."""
    ends = graph.degrees[np.concatenate([graph.links, graph.links[:, ::-1]])].astype(float)
    if not len(ends) or ends[:, 0].min() == ends[:, 0].max():
        return None
    first, second = ends[:, 0] - ends[:, 0].mean(), ends[:, 1] - ends[:, 1].mean()
    return float(first @ second / (first @ first))


def rich_club(graph: Graph) -> dict[int, float]:
    """By k: the density among nodes with more than k links, in [0, 1], while there are two such (Zhou & Mondragón 2004)."""
    nodes = graph.order - np.cumsum(distribution(graph))
    poorer = graph.degrees[graph.links].min(axis=1) if graph.size else graph.degrees[:0]
    links = graph.size - np.cumsum(np.bincount(poorer, minlength=len(nodes)))
    return {k: 2 * float(links[k]) / float(nodes[k] * (nodes[k] - 1)) for k in range(len(nodes)) if nodes[k] > 1}
