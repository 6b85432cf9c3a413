"""The graph as a networkx graph, for analysts and as the reference that the measures are tested against."""

from typing import TypeAlias

import networkx as nx

from graph_service.graph.arrays import Graph

# The stubs of networkx are generic, the class is not subscriptable at run time.
NetworkxGraph: TypeAlias = "nx.Graph"


def networkx_graph(graph: Graph) -> NetworkxGraph:
    """A simple undirected graph whose nodes are the ids, in their order, without attributes. Made anew on each call."""
    made: NetworkxGraph = nx.Graph()
    made.add_nodes_from(graph.ids)
    made.add_edges_from((graph.ids[a], graph.ids[b]) for a, b in graph.links.tolist())
    return made
