"""Registers as graphs of networkx, their attributes called as in the files of other programs."""

from typing import TYPE_CHECKING

from graph_service.answers.network import NetworkAnswer
from graph_service.answers.network_graph import graph_of_all, graph_of_network, node_of_place
from graph_service.formats.graph import Graph, known
from graph_service.metrics.selection import Selection
from graph_service.snapshot import Snapshot

if TYPE_CHECKING:
    import networkx as nx


def whole_graph(snapshot: Snapshot, selection: Selection) -> "nx.MultiGraph[str]":
    """Every place, organisations with agreements, and every agreement of the layer, whatever its kind and status on the day."""
    return _multigraph(graph_of_all(snapshot, selection))


def graph_around(snapshot: Snapshot, answer: NetworkAnswer) -> "nx.MultiGraph[str]":
    """The places and agreements of a network, with `hops` from its centre, and with all that is known of the places."""
    made = _multigraph(graph_of_network(answer))
    for place_id, told in made.nodes.items():
        told.update(known(node_of_place(snapshot.places[place_id]).values()))
    return made


def _multigraph(graph: Graph) -> "nx.MultiGraph[str]":
    """What is not known is no attribute: writers of networkx take no None."""
    import networkx as nx  # noqa: PLC0415  # a tenth of a second, which other doors need not pay

    made: nx.MultiGraph[str] = nx.MultiGraph(**graph.about())
    made.add_nodes_from((node.id, known(node.values())) for node in graph.nodes)
    made.add_edges_from((edge.source, edge.target, edge.id, known(edge.values())) for edge in graph.edges)
    return made
