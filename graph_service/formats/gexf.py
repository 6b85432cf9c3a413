"""GEXF 1.3, the format of Gephi: names as labels, positions, and agreements with the days from and to which they stood.

Positions are degrees of WGS 84: `lat` and `lon` as attributes, which Gephi's GeoLayout projects, and `viz:position` with the
longitude as x and the latitude as y, so that the graph is a map as soon as it is opened. No time of writing is told: the same
data give the same bytes.
"""

from collections.abc import Iterator, Mapping

from graph_service.formats.graph import Columns, Edge, Graph, Node, Value, fitted, known
from graph_service.formats.markup import HEAD, SCHEMA_INSTANCE, element, lexical, tag

_NAMESPACE = "http://gexf.net/1.3"
_ROOT = {
    "xmlns": _NAMESPACE,
    "xmlns:viz": f"{_NAMESPACE}/viz",
    "xmlns:xsi": SCHEMA_INSTANCE,
    "xsi:schemaLocation": f"{_NAMESPACE} {_NAMESPACE}/gexf.xsd",
    "version": "1.3",
}
_GRAPH = {
    "defaultedgetype": "undirected",
    "idtype": "string",
    "mode": "dynamic",
    "timeformat": "date",
    "timerepresentation": "interval",
}
# A population may be larger than an integer of GEXF.
_TYPES: Mapping[type[Value], str] = {str: "string", int: "long", float: "double", bool: "boolean"}
# What attributes of the elements themselves tell, and would be told twice.
_OF_NODES, _OF_EDGES = ("label",), ("label", "start", "end")


def gexf(graph: Graph) -> Iterator[str]:
    """The text of a GEXF file, line by line. Nodes are always there; an edge is there from `start` to `end`, its id is that of
    its record, and its `kind` keeps it apart from another between the same nodes."""
    graph = fitted(graph)
    yield HEAD + tag("gexf", _ROOT, "") + "\n"
    yield f"<meta>{element('creator', {}, 'graph-service')}{element('description', {}, _description(graph))}</meta>\n"
    yield tag("graph", _GRAPH, "") + "\n"
    yield from _attributes("node", graph.all_node_columns(), _OF_NODES)
    yield from _attributes("edge", graph.all_edge_columns(), _OF_EDGES)
    yield "<nodes>\n"
    yield from map(_node, graph.nodes)
    yield "</nodes>\n<edges>\n"
    yield from map(_edge, graph.edges)
    yield "</edges>\n</graph>\n</gexf>\n"


def _description(graph: Graph) -> str:
    told = [f"{name}: {lexical(value)}" for name, value in graph.facts.items()]
    if graph.truncated:
        kept, total = len(graph.nodes), graph.total_nodes
        told.append(f"truncated: {kept} of {total} nodes; 截断：共{total}个节点，这里只有{kept}个")
    return "\n".join(told)


def _attributes(owner: str, columns: Columns, told: tuple[str, ...]) -> Iterator[str]:
    yield f'<attributes class="{owner}" mode="static">\n'
    for name, kind in columns.items():
        if name not in told:
            yield tag("attribute", {"id": f"{owner}_{name}", "title": name, "type": _TYPES[kind]}) + "\n"
    yield "</attributes>\n"


def _node(node: Node) -> str:
    opened = tag("node", {"id": node.id, "label": node.label}, "")
    place = ""
    if node.lat is not None and node.lon is not None:
        place = tag("viz:position", {"x": str(node.lon), "y": str(node.lat), "z": "0.0"})
    return f"{opened}{_values('node', known(node.values()), _OF_NODES)}{place}</node>\n"


def _edge(edge: Edge) -> str:
    ends = {"id": edge.id, "source": edge.source, "target": edge.target, "label": edge.label, "kind": edge.kind}
    opened = tag("edge", {**ends, "start": edge.start, "end": edge.end}, "")
    return f"{opened}{_values('edge', known(edge.values()), _OF_EDGES)}</edge>\n"


def _values(owner: str, values: Mapping[str, Value], told: tuple[str, ...]) -> str:
    given = (
        tag("attvalue", {"for": f"{owner}_{name}", "value": lexical(value)}) for name, value in values.items() if name not in told
    )
    inside = "".join(given)
    return f"<attvalues>{inside}</attvalues>" if inside else ""
