"""How each measure of nodes is computed, by its name in `measures.CENTRALITIES`."""

from collections.abc import Callable, Mapping

import numpy as np
import numpy.typing as npt

from graph_service.graph import betweenness, connections, degrees, spectra, triangles
from graph_service.graph.arrays import Graph
from graph_service.graph.measures import Measured

_Numbers = npt.NDArray[np.number]


def _of(function: Callable[[Graph], _Numbers]) -> Callable[[Measured], _Numbers]:
    return lambda measured: function(measured.graph)


ENGINES: Mapping[str, Callable[[Measured], _Numbers]] = {
    "degree": _of(degrees.degree_centrality),
    "closeness": lambda on: on.distances.closeness(),
    "harmonic": lambda on: on.distances.harmonic(),
    "betweenness": _of(betweenness.betweenness),
    "eigenvector": _of(spectra.eigenvector),
    "pagerank": _of(spectra.pagerank),
    "core_number": _of(connections.core_numbers),
    "clustering": _of(triangles.local_clustering),
    "triangles": _of(triangles.triangles),
    "eccentricity": lambda on: on.distances.eccentricity(),
    "reach": lambda on: on.distances.within(2),
}
