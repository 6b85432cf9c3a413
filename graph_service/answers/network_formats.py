"""The network around a place in the formats other programs read. Each takes the answer and gives text.

A file that holds only the nearest places says so inside: JSON of every kind in `truncated` and `total_nodes`, GraphML as
attributes of the graph, GEXF in its description. CSV has no place for it; there the name of the file tells.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec

from graph_service.answers.network import NetworkAnswer, NetworkEdge, NetworkNode, cut_of
from graph_service.domain.characters import fit
from graph_service.formats.tables import csv_of

_Values = dict[str, Any]


class Format(NamedTuple):
    """A way to write a network and the media type to say so."""

    media_type: str
    write: Callable[[NetworkAnswer], bytes]


def _json(answer: NetworkAnswer) -> bytes:
    return msgspec.json.encode(answer)


def _csv(answer: NetworkAnswer) -> bytes:
    """One row per agreement, with the names of both places: what a spreadsheet user expects."""
    nodes = {node.id: node for node in answer.nodes}
    places = ("source", "source_zh", "source_en", "target", "target_zh", "target_en")
    header = ("id", *places, "kind", "status", "certainty", "since", "since_precision", "since_basis", "layer")
    return csv_of(header, (_row(edge, nodes) for edge in answer.edges), line_end="\r\n")


def _row(edge: NetworkEdge, nodes: Mapping[str, NetworkNode]) -> tuple[object, ...]:
    ends = (nodes[edge.source], nodes[edge.target])
    names = (cell for node in ends for cell in (node.id, node.names.zh, node.names.en))
    rest = (edge.kind, edge.status, edge.certainty, edge.since, edge.since_precision, edge.since_basis, edge.layer)
    return (edge.id, *names, *rest)


def _plain(answer: NetworkAnswer) -> tuple[list[_Values], list[_Values]]:
    """Nodes and edges as flat values that any file can carry, their ids still different from one another."""
    ids = _fit_ids([*(node.id for node in answer.nodes), *(edge.id for edge in answer.edges)])
    nodes = [_fit(_properties(node)) | {"id": ids[node.id]} for node in answer.nodes]
    edges = [
        _fit(msgspec.to_builtins(edge)) | {"id": ids[edge.id], "source": ids[edge.source], "target": ids[edge.target]}
        for edge in answer.edges
    ]
    return nodes, edges


def _fit_ids(ids: Sequence[str]) -> dict[str, str]:
    given, taken = dict[str, str](), set(ids)
    for record_id in ids:
        given[record_id] = fit(record_id)
        if given[record_id] != record_id:
            while given[record_id] in taken:
                given[record_id] += "\ufffd"
            taken.add(given[record_id])
    return given


def _fit(values: _Values) -> _Values:
    return {key: fit(value) if isinstance(value, str) else value for key, value in values.items()}


def _properties(node: NetworkNode) -> _Values:
    """A node with its names flattened: graph formats know no nested values."""
    plain: _Values = msgspec.to_builtins(node)
    names = plain.pop("names")
    return plain | {"name_zh": names.get("zh"), "name_en": names.get("en")}


def _geojson(answer: NetworkAnswer) -> bytes:
    """Points for places and lines for agreements; where a position is not on record there is no geometry, as RFC 7946 has it."""
    nodes, edges = _plain(answer)
    where = {node["id"]: [node["lon"], node["lat"]] for node in nodes if node["lat"] is not None}
    points = [_feature("Point", where.get(node["id"]), node) for node in nodes]
    ends = ([where.get(edge["source"]), where.get(edge["target"])] for edge in edges)
    lines = [_feature("LineString", None if None in both else both, edge) for both, edge in zip(ends, edges, strict=True)]
    return msgspec.json.encode({"type": "FeatureCollection", **_size(answer), "features": points + lines})


def _feature(shape: str, coordinates: object, properties: _Values) -> _Values:
    geometry = None if coordinates is None else {"type": shape, "coordinates": coordinates}
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def _size(answer: NetworkAnswer) -> _Values:
    return {"truncated": answer.truncated, "total_nodes": answer.total_nodes}


def _cytoscape(answer: NetworkAnswer) -> bytes:
    nodes, edges = ([{"data": values} for values in rows] for rows in _plain(answer))
    return msgspec.json.encode({"data": _size(answer), "elements": {"nodes": nodes, "edges": edges}})


def _networkx() -> Any:
    """Loaded for the first who asks: it takes a tenth of the memory of a worker that is not asked for these formats."""
    import networkx as nx  # noqa: PLC0415

    return nx


def _graph(answer: NetworkAnswer) -> Any:  # networkx's graph is generic in its stubs only
    graph = _networkx().Graph()
    nodes, edges = _plain(answer)
    for node in nodes:
        graph.add_node(node["id"], **_present(node))
    for edge in edges:
        graph.add_edge(edge["source"], edge["target"], **_present(edge))
    return graph


def _present(values: _Values) -> _Values:
    """Without what is unknown, and without `id`, which the formats keep for themselves."""
    return {("record" if key == "id" else key): value for key, value in values.items() if value is not None}


def _graphml(answer: NetworkAnswer) -> bytes:
    graph = _graph(answer)
    if cut := cut_of(answer):
        graph.graph |= {"truncated": cut, "total_nodes": answer.total_nodes}
    return "\n".join(_networkx().generate_graphml(graph)).encode()


def _gexf(answer: NetworkAnswer) -> bytes:
    """Without the day of writing that networkx puts in: the same answer gives the same bytes."""
    text = re.sub(' lastmodifieddate="[^"]*"', "", "\n".join(_networkx().generate_gexf(_graph(answer))), count=1)
    if cut := cut_of(answer):
        said = f"truncated: the nearest {cut} places; 截断：只有最近的一部分地方（{cut}）"
        text = text.replace("</creator>", f"</creator>\n    <description>{said}</description>", 1)
    return text.encode()


FORMATS: Mapping[str, Format] = {
    "json": Format("application/json", _json),
    "csv": Format("text/csv; charset=utf-8", _csv),
    "geojson": Format("application/geo+json", _geojson),
    "graphml": Format("application/graphml+xml", _graphml),
    "gexf": Format("application/gexf+xml", _gexf),
    "cytoscape": Format("application/vnd.cytoscape+json", _cytoscape),
}
