"""Measures of the whole network against rustworkx and networkx on the same graph, conversion included."""

from collections.abc import Callable, Iterator
from datetime import date

import networkx as nx
import rustworkx as rx

from benchmarks.measure import Measured, in_turn, seconds
from benchmarks.stores import seeds
from graph_service.graph.arrays import Graph, graph_of
from graph_service.graph.betweenness import betweenness
from graph_service.graph.communities import communities
from graph_service.graph.connections import articulation_points, bridges
from graph_service.graph.distances import Distances, distances
from graph_service.graph.for_networkx import networkx_graph
from graph_service.graph.measures import CENTRALITIES
from graph_service.graph.measures import Measured as MeasuredGraph
from graph_service.graph.statistics import statistics
from graph_service.metrics.links import place_graph
from graph_service.metrics.selection import select
from graph_service.records.network import Network
from graph_service.snapshot import Snapshot

RUNS = 3
SAMPLE = 60  # sources that networkx is timed on where it needs a search from each place
WHOLE_SET_TARGET = 1 / 50


def world() -> Graph:
    """The places and agreements of all layers as a graph."""
    snapshot = Snapshot(Network(seeds()), "seeds", date(2026, 11, 21))
    return place_graph(snapshot, select(snapshot))


def axes() -> Iterator[Measured]:
    """Betweenness, the sweep of distances, and the whole set of measures."""
    graph = world()
    engine = rustworkx_graph(graph)
    yield _axis(
        "exact betweenness, whole network",
        "rustworkx",
        lambda: betweenness(fresh(graph)),
        lambda: rx.graph_betweenness_centrality(engine),
        target=1.1,
    )
    yield _axis(
        "all distance measures, one pass",
        "rustworkx closeness",
        lambda: all_distances(fresh(graph)),
        lambda: rx.graph_closeness_centrality(engine),
        target=0.7,
    )
    ours = [seconds(lambda: whole_set(fresh(graph))) for _ in range(RUNS)]
    yield Measured("whole set of measures", "networkx, sampled", ours, [networkx_seconds(graph)], WHOLE_SET_TARGET)


def _axis(axis: str, yardstick: str, ours: Callable[[], object], theirs: Callable[[], object], target: float) -> Measured:
    times = in_turn(lambda: seconds(ours), lambda: seconds(theirs), RUNS)
    return Measured(axis, yardstick, *times, target)


def fresh(graph: Graph) -> Graph:
    """The same graph with nothing computed yet, built from its ids as a snapshot builds it."""
    return graph_of(graph.ids, ((graph.ids[a], graph.ids[b]) for a, b in graph.links.tolist()))


def all_distances(graph: Graph) -> tuple[object, ...]:
    """Closeness, harmonic, mean and median distance, eccentricity and diameter from one sweep."""
    found: Distances = distances(graph)
    part = graph.largest
    eccentricity = found.eccentricity()
    return found.closeness(), found.harmonic(), found.mean(part), found.median(part), eccentricity, eccentricity[part].max()


def whole_set(graph: Graph) -> None:
    """Everything that is served of a whole network."""
    measured = MeasuredGraph(graph)
    for measure in CENTRALITIES:
        measured.values(measure)
    statistics(measured)
    articulation_points(graph), bridges(graph), communities(graph)


def rustworkx_graph(graph: Graph) -> "rx.PyGraph[None, None]":
    """The graph as rustworkx takes it."""
    engine: rx.PyGraph[None, None] = rx.PyGraph(multigraph=False)
    engine.add_nodes_from([None] * graph.order)
    engine.add_edges_from_no_data([(a, b) for a, b in graph.links.tolist()])
    return engine


def networkx_seconds(graph: Graph) -> float:
    """How long networkx needs for the same set. What searches from every place is timed on some and multiplied; squares,
    rich club, mean and median distance and algebraic connectivity are not even counted."""
    likeness = networkx_graph(graph)
    nodes = list(likeness)[:: max(1, len(likeness) // SAMPLE)][:SAMPLE]
    part = likeness.subgraph(max(nx.connected_components(likeness), key=len))
    inside = [node for node in nodes if node in part]
    searched = (
        seconds(lambda: nx.betweenness_centrality(likeness, k=len(nodes), seed=1))
        + seconds(lambda: [nx.closeness_centrality(likeness, node) for node in nodes])
        + seconds(lambda: nx.harmonic_centrality(likeness, nbunch=nodes))
        + seconds(lambda: [nx.eccentricity(part, node) for node in inside])
    )
    whole = (
        seconds(lambda: networkx_graph(graph)),
        seconds(lambda: nx.degree_centrality(likeness)),
        seconds(lambda: nx.eigenvector_centrality(likeness, max_iter=1000, tol=1e-9)),
        seconds(lambda: nx.pagerank(likeness, tol=1e-12, max_iter=1000)),
        seconds(lambda: nx.core_number(likeness)),
        seconds(lambda: nx.clustering(likeness)),
        seconds(lambda: nx.triangles(likeness)),
        seconds(lambda: list(nx.articulation_points(likeness))),
        seconds(lambda: list(nx.bridges(likeness))),
        seconds(lambda: nx.degree_assortativity_coefficient(likeness)),
        seconds(lambda: nx.community.louvain_communities(likeness, seed=1)),
    )
    return searched * len(likeness) / len(nodes) + sum(whole)
