"""The measures of every node that a reader can ask for by name, and the engine that answers each.

Add a measure: write the function in its family's module, name it in `CENTRALITIES`.
"""

from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt

from graph_service.graph import betweenness, connections, degrees, distances, spectra, triangles
from graph_service.graph.arrays import Floats, Graph
from graph_service.graph.kept import Kept

T = TypeVar("T")


class Measured:
    """A graph with what has been computed of it: each measure once, and one sweep for all measures of distance.

    May be asked from several threads: who asks for what is being computed waits for it, and for nothing else.
    """

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self._values = Kept[str, Floats]()
        self._others = Kept[Callable[[Measured], Any], Any]()

    @property
    def distances(self) -> distances.Distances:
        """The sweep that feeds every measure of distance."""
        return self.once(_distances)

    def values(self, measure: str) -> Floats:
        """One value per node, shape (n,), in the order of the graph's ids; read-only.

        Raises:
            KeyError: `CENTRALITIES` has no measure of this name.
        """
        compute = CENTRALITIES[measure].compute
        return self._values.get(measure, lambda: _fixed(compute(self)))

    def knows(self, measure: str) -> bool:
        """Whether this measure has been computed, so that asking for it costs nothing."""
        return measure in self._values

    def once(self, compute: Callable[["Measured"], T]) -> T:
        """The result of a function of a measured graph, computed on first request and kept. Not for functions made on the way."""
        result: T = self._others.get(compute, lambda: compute(self))
        return result

    def remembers(self, compute: Callable[["Measured"], object]) -> bool:
        """Whether `once` would give this result at no cost."""
        return compute in self._others


class Centrality(NamedTuple):
    """A measure of nodes: its names, what it says in a sentence, what its values range over, the engine that answers, and
    how it is computed."""

    zh: str
    en: str
    means_zh: str
    means_en: str
    range: str
    engine: str
    compute: Callable[[Measured], npt.NDArray[np.number]]


def _fixed(values: npt.NDArray[np.number]) -> Floats:
    found = np.asarray(values, np.float64)
    found.flags.writeable = False
    return found


def _distances(on: Measured) -> distances.Distances:
    return distances.distances(on.graph)


def _of(function: Callable[[Graph], npt.NDArray[np.number]]) -> Callable[[Measured], npt.NDArray[np.number]]:
    return lambda measured: function(measured.graph)


_SWEEP = "numpy, one bit-parallel sweep"
CENTRALITIES: dict[str, Centrality] = {
    "degree": Centrality(
        "度中心性",
        "degree centrality",
        "有协议的伙伴占全部其他地方的比例。",
        "The share of all other places that it is linked with.",
        "[0, 1]",
        "numpy",
        _of(degrees.degree_centrality),
    ),
    "closeness": Centrality(
        "接近中心性",
        "closeness centrality",
        "到所能到达各地的平均步数的倒数，乘以能到达的比例。",
        "One over the mean number of steps to the places it reaches, times the share of places it reaches.",
        "[0, 1]",
        _SWEEP,
        lambda on: on.distances.closeness(),
    ),
    "harmonic": Centrality(
        "调和中心性",
        "harmonic centrality",
        "到其他各地步数的倒数之和，到不了的计 0。",
        "The sum of one over the number of steps to every other place; what it cannot reach adds 0.",
        "[0, n-1]",
        _SWEEP,
        lambda on: on.distances.harmonic(),
    ),
    "betweenness": Centrality(
        "中介中心性",
        "betweenness centrality",
        "其他任意两地之间的最短路径经过它的比例。",
        "The share of the shortest paths between two other places that lead over it.",
        "[0, 1]",
        "scipy, Brandes",
        _of(betweenness.betweenness),
    ),
    "eigenvector": Centrality(
        "特征向量中心性",
        "eigenvector centrality",
        "伙伴自身越中心，它就越中心：邻接矩阵最大特征值的特征向量。",
        "It is as central as its partners are: the eigenvector of the largest eigenvalue of the network.",
        "[0, 1]",
        "scipy",
        _of(spectra.eigenvector),
    ),
    "pagerank": Centrality(
        "PageRank 值",
        "PageRank",
        "沿协议随机游走、每步以 0.15 的概率另起一处的人在它那里的概率。",
        "How likely a walker is there who follows agreements at random and starts anew with probability 0.15 at each step.",
        "(0, 1]",
        "scipy",
        _of(spectra.pagerank),
    ),
    "core_number": Centrality(
        "核数",
        "core number",
        "最大的 k：它属于其中每个地方都至少有 k 个伙伴的一部分。",
        "The largest k such that it belongs to a part in which every place has at least k partners.",
        "0, 1, 2 …",
        "rustworkx",
        _of(connections.core_numbers),
    ),
    "clustering": Centrality(
        "局部聚类系数",
        "local clustering",
        "它的伙伴中两两互为伙伴的比例。",
        "The share of the pairs of its partners that are partners of each other.",
        "[0, 1]",
        "scipy",
        _of(triangles.local_clustering),
    ),
    "triangles": Centrality(
        "三角形数",
        "triangles",
        "它的伙伴中互为伙伴的对数。",
        "The pairs of its partners that are partners of each other.",
        "0, 1, 2 …",
        "scipy",
        _of(triangles.triangles),
    ),
    "eccentricity": Centrality(
        "离心率",
        "eccentricity",
        "到所能到达的最远一地的步数。",
        "The number of steps to the farthest place that it reaches.",
        "0, 1, 2 … steps",
        _SWEEP,
        lambda on: on.distances.eccentricity(),
    ),
    "reach": Centrality(
        "两步可达数",
        "two-hop reach",
        "两步之内能到达的地方数。",
        "The places within two steps of it.",
        "0 … n-1",
        _SWEEP,
        lambda on: on.distances.within(2),
    ),
}
