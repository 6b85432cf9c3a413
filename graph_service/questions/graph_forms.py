"""The formats in which other programs read a graph, for answers that are one. A file that holds a part of it says so inside."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from graph_service.formats.cytoscape import cytoscape
from graph_service.formats.geojson import geojson
from graph_service.formats.gexf import gexf
from graph_service.formats.graph import Graph
from graph_service.formats.graphml import graphml
from graph_service.questions.question import Form

_WRITERS: Mapping[str, tuple[str, Callable[[Graph], Iterator[str]]]] = {
    "geojson": ("application/geo+json", geojson),
    "graphml": ("application/graphml+xml", graphml),
    "gexf": ("application/gexf+xml", gexf),
    "cytoscape": ("application/vnd.cytoscape+json", cytoscape),
}


def graph_forms(graph_of: Callable[[Any], Graph]) -> Mapping[str, Form]:
    """The formats of an answer of which this makes the graph; all of them tell in both languages."""
    return {name: Form(media_type, _text(write, graph_of)) for name, (media_type, write) in _WRITERS.items()}


def _text(write: Callable[[Graph], Iterator[str]], graph_of: Callable[[Any], Graph]) -> Callable[[Any, Any], str]:
    return lambda answer, _: "".join(write(graph_of(answer)))
