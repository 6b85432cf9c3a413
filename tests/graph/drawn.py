"""Graphs for the tests of whole-graph measures: random ones, and their likeness in networkx."""

import networkx as nx
from hypothesis import strategies as st

from graph_service.graph.arrays import Graph, graph_of


def of_networkx(likeness: nx.Graph) -> Graph:
    """The graph of a networkx graph: node names as text, in its order."""
    return graph_of(map(str, likeness), ((str(a), str(b)) for a, b in likeness.edges))


@st.composite
def graphs(draw: st.DrawFn) -> nx.Graph:
    """Up to 24 nodes: sparse and dense, with isolated ones, several components, trees hanging on cycles."""
    order = draw(st.integers(1, 24))
    ends = st.integers(0, order - 1)
    pairs = draw(st.lists(st.tuples(ends, ends), max_size=3 * order))
    likeness = nx.empty_graph(order)
    likeness.add_edges_from((a, b) for a, b in pairs if a != b)
    return likeness
