"""The measures of every node that a reader can ask for by name, and the engine that answers each.

Add a measure: write the function in its family's module, name it in `CENTRALITIES`.
"""

from collections.abc import Callable
from functools import cached_property
from threading import RLock
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from graph_service.graph import betweenness, connections, degrees, distances, spectra, triangles
from graph_service.graph.arrays import Floats, Graph


class Measured:
    """A graph with what has been computed of it: each measure once, and one sweep for all measures of distance.

    May be asked from several threads; whoever asks second waits for the first.
    """

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self._values: dict[str, Floats] = {}
        self._lock = RLock()

    @cached_property
    def distances(self) -> distances.Distances:
        """The sweep that feeds every measure of distance."""
        with self._lock:
            return distances.distances(self.graph)

    def values(self, measure: str) -> Floats:
        """One value per node, shape (n,), in the order of the graph's ids; read-only.

        Raises:
            KeyError: `CENTRALITIES` has no measure of this name.
        """
        compute = CENTRALITIES[measure].compute
        with self._lock:
            if measure not in self._values:
                values = np.asarray(compute(self), np.float64)
                values.flags.writeable = False
                self._values[measure] = values
            return self._values[measure]

    def knows(self, measure: str) -> bool:
        """Whether this measure has been computed, so that asking for it costs nothing."""
        return measure in self._values


class Centrality(NamedTuple):
    """A measure of nodes: its names, what its values range over, the engine, and how it is computed."""

    zh: str
    en: str
    range: str
    engine: str
    compute: Callable[[Measured], npt.NDArray[np.number]]


def _of(function: Callable[[Graph], npt.NDArray[np.number]]) -> Callable[[Measured], npt.NDArray[np.number]]:
    return lambda measured: function(measured.graph)


_SWEEP = "numpy, one bit-parallel sweep"
CENTRALITIES: dict[str, Centrality] = {
    "degree": Centrality("度中心性", "degree centrality", "[0, 1]", "numpy", _of(degrees.degree_centrality)),
    "closeness": Centrality("接近中心性", "closeness centrality", "[0, 1]", _SWEEP, lambda on: on.distances.closeness()),
    "harmonic": Centrality("调和中心性", "harmonic centrality", "[0, n-1]", _SWEEP, lambda on: on.distances.harmonic()),
    "betweenness": Centrality("中介中心性", "betweenness centrality", "[0, 1]", "scipy, Brandes", _of(betweenness.betweenness)),
    "eigenvector": Centrality("特征向量中心性", "eigenvector centrality", "[0, 1]", "scipy", _of(spectra.eigenvector)),
    "pagerank": Centrality("PageRank 值", "PageRank", "(0, 1]", "scipy", _of(spectra.pagerank)),
    "core_number": Centrality("核数", "core number", "0, 1, 2 …", "rustworkx", _of(connections.core_numbers)),
    "clustering": Centrality("局部聚类系数", "local clustering", "[0, 1]", "scipy", _of(triangles.local_clustering)),
    "triangles": Centrality("三角形数", "triangles", "0, 1, 2 …", "scipy", _of(triangles.triangles)),
    "eccentricity": Centrality("离心率", "eccentricity", "0, 1, 2 … steps", _SWEEP, lambda on: on.distances.eccentricity()),
    "reach": Centrality("两步可达数", "two-hop reach", "0 … n-1", _SWEEP, lambda on: on.distances.within(2)),
}
