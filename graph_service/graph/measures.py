"""The measures of every node that a reader can ask for by name, and a graph with what has been computed of it.

Add a measure: write the function in its family's module, name it in `CENTRALITIES` and in `engines.ENGINES`.

Nothing here loads scipy before something is computed: a process that lets another compute does without it.
"""

from dataclasses import dataclass
from typing import Annotated, Any, NamedTuple, Protocol, TypeAlias, TypeVar

from graph_service.graph.arrays import Floats, Graph
from graph_service.graph.distances import Distances, distances
from graph_service.graph.memo import Memo
from graph_service.records.vocabulary import one_of

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
        self._found = Memo[Computation[Any], Any](_KEPT)

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
    """A measure of nodes: what its values range over, and the engine that answers. `words.network` names it."""

    range: str
    engine: str


_SWEEP = "numpy, one bit-parallel sweep"
CENTRALITIES: dict[str, Centrality] = {
    "degree": Centrality("[0, 1]", "numpy"),
    "closeness": Centrality("[0, 1]", _SWEEP),
    "harmonic": Centrality("[0, n-1]", _SWEEP),
    "betweenness": Centrality("[0, 1]", "scipy, Brandes"),
    "eigenvector": Centrality("[0, 1]", "scipy"),
    "pagerank": Centrality("(0, 1]", "scipy"),
    "core_number": Centrality("0, 1, 2 …", "rustworkx"),
    "clustering": Centrality("[0, 1]", "scipy"),
    "triangles": Centrality("0, 1, 2 …", "scipy"),
    "eccentricity": Centrality("0, 1, 2 … steps", _SWEEP),
    "reach": Centrality("0 … n-1", _SWEEP),
}
Measure: TypeAlias = Annotated[str, one_of(CENTRALITIES)]
