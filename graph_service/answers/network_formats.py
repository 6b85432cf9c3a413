"""The network around a place in the formats other programs read. Each takes the answer and gives text.

A file that holds only the nearest places says so inside: JSON of every kind in `truncated` and `total_nodes`, GraphML as
attributes of the graph, GEXF in its description. CSV has no place for it; there the name of the file tells.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

import msgspec

from graph_service.answers.network import NetworkAnswer, NetworkEdge, NetworkNode
from graph_service.answers.network_graph import graph_of_network
from graph_service.formats.cytoscape import cytoscape
from graph_service.formats.geojson import geojson
from graph_service.formats.gexf import gexf
from graph_service.formats.graph import Graph
from graph_service.formats.graphml import graphml
from graph_service.formats.tables import csv_of


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


def _text(write: Callable[[Graph], Iterator[str]]) -> Callable[[NetworkAnswer], bytes]:
    return lambda answer: "".join(write(graph_of_network(answer))).encode()


FORMATS: Mapping[str, Format] = {
    "json": Format("application/json", _json),
    "csv": Format("text/csv; charset=utf-8", _csv),
    "geojson": Format("application/geo+json", _text(geojson)),
    "graphml": Format("application/graphml+xml", _text(graphml)),
    "gexf": Format("application/gexf+xml", _text(gexf)),
    "cytoscape": Format("application/vnd.cytoscape+json", _text(cytoscape)),
}
