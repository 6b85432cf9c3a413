"""The JSON of Cytoscape and Cytoscape.js, which `networkx.cytoscape_graph` reads, too."""

from collections.abc import Iterator

import msgspec

from graph_service.formats.graph import Edge, Graph, Node, fitted, known, listed


def cytoscape(graph: Graph) -> Iterator[str]:
    """The text of a Cytoscape file, element by element. `name` is the label, `value` and `key` are the ids again, for networkx;
    what is not known is left out; what the file says of itself stands in `data`."""
    graph = fitted(graph)
    about = msgspec.json.encode(graph.about()).decode()
    yield f'{{"data":{about},"directed":false,"multigraph":true,"elements":{{"nodes":'
    yield from listed(map(_node, graph.nodes))
    yield ',"edges":'
    yield from listed(map(_edge, graph.edges))
    yield "}}"


def _node(node: Node) -> object:
    return {"data": {"id": node.id, "value": node.id, "name": node.label, **known(node.values())}}


def _edge(edge: Edge) -> object:
    ends = {"id": edge.id, "source": edge.source, "target": edge.target, "key": edge.id}
    return {"data": {**ends, **known(edge.values())}}
