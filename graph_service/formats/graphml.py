"""GraphML: what yEd, Cytoscape, igraph and networkx read; parallel agreements stay apart by their ids."""

from collections.abc import Iterator, Mapping

from graph_service.formats.graph import Columns, Graph, Value, fitted, known
from graph_service.formats.markup import HEAD, SCHEMA_INSTANCE, element, lexical, tag

_NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
_ROOT = {
    "xmlns": _NAMESPACE,
    "xmlns:xsi": SCHEMA_INSTANCE,
    "xsi:schemaLocation": f"{_NAMESPACE} {_NAMESPACE}/1.0/graphml.xsd",
}
_TYPES: Mapping[type[Value], str] = {str: "string", int: "long", float: "double", bool: "boolean"}


def graphml(graph: Graph) -> Iterator[str]:
    """The text of a GraphML file, line by line. What is not known has no `data`; the file tells of itself in those of the
    graph. An id of an edge is the id of its record."""
    graph = fitted(graph)
    about = graph.about()
    yield HEAD + tag("graphml", _ROOT, "") + "\n"
    yield from _keys("graph", {name: type(value) for name, value in about.items()})
    yield from _keys("node", graph.all_node_columns())
    yield from _keys("edge", graph.all_edge_columns())
    yield '<graph edgedefault="undirected">\n'
    yield _data("graph", about) + "\n"
    for node in graph.nodes:
        yield tag("node", {"id": node.id}, "") + _data("node", known(node.values())) + "</node>\n"
    for edge in graph.edges:
        ends = {"id": edge.id, "source": edge.source, "target": edge.target}
        yield tag("edge", ends, "") + _data("edge", known(edge.values())) + "</edge>\n"
    yield "</graph>\n</graphml>\n"


def _keys(owner: str, columns: Columns) -> Iterator[str]:
    for name, kind in columns.items():
        key = {"id": f"{owner}_{name}", "for": owner, "attr.name": name, "attr.type": _TYPES[kind]}
        yield tag("key", key) + "\n"


def _data(owner: str, values: Mapping[str, Value]) -> str:
    return "".join(element("data", {"key": f"{owner}_{name}"}, lexical(value)) for name, value in values.items())
