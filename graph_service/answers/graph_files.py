"""The answers about a graph file: the figures and centralities that the whole network has, of any graph."""

from collections.abc import Mapping
from dataclasses import dataclass

import msgspec
import numpy as np
from msgspec import Struct

from graph_service.answers.centrality import by_value
from graph_service.files.file_graph import FileGraph
from graph_service.graph.arrays import graph_of
from graph_service.graph.measures import CENTRALITIES, Measure, Measured
from graph_service.graph.stars import of_stars
from graph_service.graph.statistics import Figures, figures
from graph_service.words.bilingual import Bilingual
from graph_service.words.network import CENTRALITY_NAMES

STARS = Bilingual(
    "这个图几乎全由星形组成；在星形上，中心性说明不了什么。",
    "Nearly all links of this graph form stars, on which centrality says nothing.",
)


@dataclass(frozen=True, eq=False)
class GraphFile:
    """A file and its graph. `names` are the labels by id, `notices` say what of the file is not part of the graph.

    The nodes of the graph are numbered in the order of their ids.
    """

    file: str
    names: Mapping[str, str]
    notices: tuple[str, ...]
    measured: Measured


class FileStatistics(Figures, frozen=True, kw_only=True):
    """The statistics of the graph in a file: its `places` are nodes, its `agreements` links. `notices` say what of the file
    was left out, `warning` that it consists of stars."""

    file: str
    notices: tuple[str, ...]
    warning: Bilingual | None


class NodeValue(Struct, frozen=True):
    """One node: its id, its label or else its id again, and its value by the measure."""

    id: str
    name: str
    value: float


class FileCentrality(Struct, frozen=True, kw_only=True):
    """The nodes of the graph in a file by one measure, largest value first, ties by id; `total` counts them all."""

    file: str
    notices: tuple[str, ...]
    warning: Bilingual | None
    measure: Measure
    names: Bilingual
    range: str
    engine: str
    total: int
    items: tuple[NodeValue, ...]


def graph_file(file: str, found: FileGraph) -> GraphFile:
    """The graph of what was read from a file, and what had to be left out for it to be one."""
    graph = graph_of(sorted(found.names), found.links)
    counted = {"links of a node with itself": graph.self_loops, "doubled links": graph.duplicates}
    notices = (*found.notices, *(f"{what} left out: {count}" for what, count in counted.items() if count))
    return GraphFile(file, found.names, notices, Measured(graph))


def file_statistics(of: GraphFile) -> FileStatistics:
    """Its statistics; null where the graph is too small for a figure to have a meaning."""
    found = msgspec.structs.asdict(figures(of.measured))
    return FileStatistics(**found, file=of.file, notices=of.notices, warning=_warning(of))


def file_centrality(of: GraphFile, measure: Measure, limit: int) -> FileCentrality:
    """Its nodes with the largest values."""
    ids = of.measured.graph.ids
    values = of.measured.values(measure)
    order = by_value(values, np.ones(len(ids), bool))[:limit].tolist()
    return FileCentrality(
        file=of.file,
        notices=of.notices,
        warning=_warning(of),
        measure=measure,
        names=CENTRALITY_NAMES[measure],
        range=CENTRALITIES[measure].range,
        engine=CENTRALITIES[measure].engine,
        total=len(ids),
        items=tuple(NodeValue(ids[node], of.names[ids[node]], float(values[node])) for node in order),
    )


def _warning(of: GraphFile) -> Bilingual | None:
    return STARS if of_stars(of.measured.graph) else None
