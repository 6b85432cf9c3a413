"""The measures of every node that a reader can ask for by name, and a graph with what has been computed of it.

Add a measure: write the function in its family's module, name it in `CENTRALITIES` and in `engines.ENGINES`.

Nothing here loads scipy before something is computed: a process that lets another compute (`apart`) does without it.
"""

from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol, TypeVar

from graph_service.graph.arrays import Floats, Graph
from graph_service.graph.distances import Distances, distances
from graph_service.graph.kept import Kept

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
_KEPT = 32


class Computation(Protocol[T_co]):
    """A function of a measured graph. Two that ask for the same are equal, and it can be sent to another process."""

    def __call__(self, on: "Measured", /) -> T_co:
        """The result, never None."""
        ...

    def __hash__(self) -> int:
        """Equal for equal ones."""
        ...


class Measured:
    """A graph with what has been computed of it: each measure once, and one sweep for all measures of distance.

    May be asked from several threads: who asks for what is being computed waits for it, and for nothing else.
    """

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self._found = Kept[Computation[Any], Any](_KEPT)

    @property
    def distances(self) -> Distances:
        """The sweep that feeds every measure of distance."""
        return self.once(_distances)

    def values(self, measure: str) -> Floats:
        """One value per node, shape (n,), in the order of the graph's ids; read-only.

        Raises:
            KeyError: `CENTRALITIES` has no measure of this name.
        """
        return self.once(Values(measure))

    def once(self, compute: Computation[T]) -> T:
        """The result of a computation, done on first request; those asked for last are kept."""
        result: T = self._found.get(compute, lambda: compute(self))
        return result

    def knows(self, compute: Computation[object]) -> bool:
        """Whether `once` would give this result at no cost."""
        return compute in self._found

    def learn(self, compute: Computation[T], result: T) -> None:
        """Keep what was computed elsewhere."""
        self._found.put(compute, result)


@dataclass(frozen=True, slots=True)
class Values:
    """The computation of a measure's values."""

    measure: str

    def __call__(self, on: Measured) -> Floats:
        """One value per node, shape (n,), read-only; errors as `Measured.values`."""
        from graph_service.graph.engines import ENGINES  # noqa: PLC0415  # loads scipy

        values = ENGINES[self.measure](on).astype(float)
        values.flags.writeable = False
        return values


def _distances(on: Measured) -> Distances:
    return distances(on.graph)


class Centrality(NamedTuple):
    """A measure of nodes: its names, what it says in a sentence, what its values range over, and the engine that answers."""

    zh: str
    en: str
    means_zh: str
    means_en: str
    range: str
    engine: str


_SWEEP = "numpy, one bit-parallel sweep"
CENTRALITIES: dict[str, Centrality] = {
    "degree": Centrality(
        "度中心性",
        "degree centrality",
        "有协议的伙伴占全部其他地方的比例。",
        "The share of all other places that it is linked with.",
        "[0, 1]",
        "numpy",
    ),
    "closeness": Centrality(
        "接近中心性",
        "closeness centrality",
        "到所能到达各地的平均步数的倒数，乘以能到达的比例。",
        "One over the mean number of steps to the places it reaches, times the share of places it reaches.",
        "[0, 1]",
        _SWEEP,
    ),
    "harmonic": Centrality(
        "调和中心性",
        "harmonic centrality",
        "到其他各地步数的倒数之和，到不了的计 0。",
        "The sum of one over the number of steps to every other place; what it cannot reach adds 0.",
        "[0, n-1]",
        _SWEEP,
    ),
    "betweenness": Centrality(
        "中介中心性",
        "betweenness centrality",
        "其他任意两地之间的最短路径经过它的比例。",
        "The share of the shortest paths between two other places that lead over it.",
        "[0, 1]",
        "scipy, Brandes",
    ),
    "eigenvector": Centrality(
        "特征向量中心性",
        "eigenvector centrality",
        "伙伴自身越中心，它就越中心：邻接矩阵最大特征值的特征向量。",
        "It is as central as its partners are: the eigenvector of the largest eigenvalue of the network.",
        "[0, 1]",
        "scipy",
    ),
    "pagerank": Centrality(
        "PageRank 值",
        "PageRank",
        "沿协议随机游走、每步以 0.15 的概率另起一处的人在它那里的概率。",
        "How likely a walker is there who follows agreements at random and starts anew with probability 0.15 at each step.",
        "(0, 1]",
        "scipy",
    ),
    "core_number": Centrality(
        "核数",
        "core number",
        "最大的 k：它属于其中每个地方都至少有 k 个伙伴的一部分。",
        "The largest k such that it belongs to a part in which every place has at least k partners.",
        "0, 1, 2 …",
        "rustworkx",
    ),
    "clustering": Centrality(
        "局部聚类系数",
        "local clustering",
        "它的伙伴中两两互为伙伴的比例。",
        "The share of the pairs of its partners that are partners of each other.",
        "[0, 1]",
        "scipy",
    ),
    "triangles": Centrality(
        "三角形数",
        "triangles",
        "它的伙伴中互为伙伴的对数。",
        "The pairs of its partners that are partners of each other.",
        "0, 1, 2 …",
        "scipy",
    ),
    "eccentricity": Centrality(
        "离心率",
        "eccentricity",
        "到所能到达的最远一地的步数。",
        "The number of steps to the farthest place that it reaches.",
        "0, 1, 2 … steps",
        _SWEEP,
    ),
    "reach": Centrality(
        "两步可达数",
        "two-hop reach",
        "两步之内能到达的地方数。",
        "The places within two steps of it.",
        "0 … n-1",
        _SWEEP,
    ),
}
