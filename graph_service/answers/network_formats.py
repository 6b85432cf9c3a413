"""The network around a place in the formats other programs read. Each takes the answer and gives text."""

import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import msgspec

from graph_service.answers.network import NetworkAnswer, NetworkEdge, NetworkNode
from graph_service.answers.tables import csv_of


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


def _geojson(answer: NetworkAnswer) -> bytes:
    """Points for places with coordinates and lines for agreements between two such."""
    where = {node.id: [node.lon, node.lat] for node in answer.nodes if node.lat is not None}
    points = [_feature("Point", where[node.id], _properties(node)) for node in answer.nodes if node.id in where]
    lines = [
        _feature("LineString", [where[edge.source], where[edge.target]], msgspec.to_builtins(edge))
        for edge in answer.edges
        if edge.source in where and edge.target in where
    ]
    return msgspec.json.encode({"type": "FeatureCollection", "features": points + lines})


def _feature(shape: str, coordinates: object, properties: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "Feature", "geometry": {"type": shape, "coordinates": coordinates}, "properties": properties}


def _properties(node: NetworkNode) -> dict[str, Any]:
    """A node with its names flattened: graph formats know no nested values."""
    plain: dict[str, Any] = msgspec.to_builtins(node)
    names = plain.pop("names")
    return plain | {"name_zh": names.get("zh"), "name_en": names.get("en")}


def _cytoscape(answer: NetworkAnswer) -> bytes:
    nodes = [{"data": _properties(node)} for node in answer.nodes]
    edges = [{"data": msgspec.to_builtins(edge)} for edge in answer.edges]
    return msgspec.json.encode({"elements": {"nodes": nodes, "edges": edges}})


def _networkx() -> Any:
    """Loaded for the first who asks: it takes a tenth of the memory of a worker that is not asked for these formats."""
    import networkx as nx  # noqa: PLC0415

    return nx


def _graph(answer: NetworkAnswer) -> Any:  # networkx's graph is generic in its stubs only
    graph = _networkx().Graph()
    for node in answer.nodes:
        graph.add_node(node.id, **_present(_properties(node)))
    for edge in answer.edges:
        graph.add_edge(edge.source, edge.target, **_present(msgspec.to_builtins(edge)))
    return graph


def _present(values: Mapping[str, Any]) -> dict[str, Any]:
    """Without what is unknown, and without `id`, which the formats keep for themselves."""
    return {("record" if key == "id" else key): value for key, value in values.items() if value is not None}


def _graphml(answer: NetworkAnswer) -> bytes:
    return "\n".join(_networkx().generate_graphml(_graph(answer))).encode()


def _gexf(answer: NetworkAnswer) -> bytes:
    """Without the day of writing that networkx puts in: the same answer gives the same bytes."""
    return re.sub(' lastmodifieddate="[^"]*"', "", "\n".join(_networkx().generate_gexf(_graph(answer))), count=1).encode()


FORMATS: Mapping[str, Format] = {
    "json": Format("application/json", _json),
    "csv": Format("text/csv; charset=utf-8", _csv),
    "geojson": Format("application/geo+json", _geojson),
    "graphml": Format("application/graphml+xml", _graphml),
    "gexf": Format("application/gexf+xml", _gexf),
    "cytoscape": Format("application/vnd.cytoscape+json", _cytoscape),
}
