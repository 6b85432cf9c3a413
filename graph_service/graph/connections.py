"""What holds a network together: cut points, bridges and cores. rustworkx computes them."""

import numpy as np
import rustworkx as rx

from graph_service.graph.arrays import Flags, Graph, Ints


def core_numbers(graph: Graph) -> Ints:
    """The largest k such that the node belongs to a part where every node has k links or more; 0 without links (Seidman 1983)."""
    found: dict[int, int] = rx.core_number(_engine(graph))  # type: ignore[assignment]  # the stubs say int
    return np.array([found[node] for node in range(graph.order)], np.int64)


def articulation_points(graph: Graph) -> Flags:
    """Whether the graph falls into more components without the node (Hopcroft & Tarjan 1973), shape (n,)."""
    flags = np.zeros(graph.order, bool)
    flags[sorted(rx.articulation_points(_engine(graph)))] = True
    return flags


def bridges(graph: Graph) -> Ints:
    """The links without which the graph falls into more components, shape (k, 2), lower number first, in order."""
    found = sorted(tuple(sorted(link)) for link in rx.bridges(_engine(graph)))
    return np.array(found, np.int64).reshape(-1, 2)


def _engine(graph: Graph) -> "rx.PyGraph[None, None]":
    engine: rx.PyGraph[None, None] = rx.PyGraph(multigraph=False)
    engine.add_nodes_from([None] * graph.order)
    engine.add_edges_from_no_data([(int(a), int(b)) for a, b in graph.links])
    return engine
