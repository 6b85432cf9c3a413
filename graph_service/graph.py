"""The network as a networkx graph: places linked by agreements, for whole-graph measures and analysts."""

from typing import TypeAlias

import networkx as nx

from graph_service.domain.agreement import Agreement
from graph_service.domain.network import Network
from graph_service.domain.place import Place

# The stubs of networkx are generic, the class is not subscriptable at run time.
PlaceGraph: TypeAlias = "nx.Graph"


def place_graph(network: Network) -> PlaceGraph:
    """One simple undirected graph; nodes are place ids, every place included, in id order.

    An edge stands for the agreement of its two places and carries its id as `agreement`. Ties between organisations
    and memberships are no edges. Facts stay in the records: nodes carry no attributes.
    """
    places = network.table(Place)
    graph: PlaceGraph = nx.Graph()
    graph.add_nodes_from(places)
    graph.add_edges_from(
        (*agreement.pair, {"agreement": agreement.id})
        for agreement in network.table(Agreement).values()
        if agreement.parties[0] in places
    )
    frozen: PlaceGraph = nx.freeze(graph)
    return frozen
