"""A graph as plain values, from which each of the graph formats writes its file as a stream of text."""

import dataclasses
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

import msgspec

from graph_service.records.characters import fit

Value: TypeAlias = str | float | bool  # whole numbers are among float for type checkers
Values: TypeAlias = dict[str, Value | None]  # None where nothing is known
Columns: TypeAlias = Mapping[str, type[Value]]


@dataclass(frozen=True, slots=True)
class Node:
    """A place or organisation. `label` is what a picture shows; `lat` and `lon` are degrees of WGS 84, both or neither."""

    id: str
    label: str
    lat: float | None = None
    lon: float | None = None
    attributes: Values = field(default_factory=dict)

    def values(self) -> Values:
        """All that is told of it beside its id, by name."""
        return {"label": self.label, **self.attributes, "lat": self.lat, "lon": self.lon}


@dataclass(frozen=True, slots=True)
class Edge:
    """An agreement, without a direction. `start` and `end` are ISO days, the first and the last on which it may have stood;
    None where that is not known, and `end` where it has not ended. `kind` keeps parallel agreements apart in Gephi."""

    id: str
    source: str
    target: str
    label: str | None = None
    kind: str | None = None
    start: str | None = None
    end: str | None = None
    attributes: Values = field(default_factory=dict)

    def values(self) -> Values:
        """All that is told of it beside its id and its ends, by name."""
        told: Values = {"label": self.label, "kind": self.kind, **self.attributes}
        return {**told, "start": self.start, "end": self.end}


@dataclass(frozen=True, slots=True)
class Graph:
    """Nodes, the edges among them, and what the file is to say of itself. `node_columns` and `edge_columns` are the types of
    the attributes; `total_nodes` counts the nodes that were left out, too."""

    nodes: Sequence[Node]
    edges: Sequence[Edge]
    node_columns: Columns
    edge_columns: Columns
    facts: Mapping[str, Value]
    total_nodes: int

    @property
    def truncated(self) -> bool:
        """Whether nodes were left out."""
        return len(self.nodes) < self.total_nodes

    def about(self) -> dict[str, Value]:
        """What the file says of itself, the cut included."""
        return {**self.facts, "truncated": self.truncated, "total_nodes": self.total_nodes}

    def all_node_columns(self) -> dict[str, type[Value]]:
        """The type of everything that `Node.values` tells."""
        return {"label": str, **self.node_columns, "lat": float, "lon": float}

    def all_edge_columns(self) -> dict[str, type[Value]]:
        """The type of everything that `Edge.values` tells."""
        return {"label": str, "kind": str, **self.edge_columns, "start": str, "end": str}


def known(values: Mapping[str, Value | None]) -> dict[str, Value]:
    """What is known of these: most formats have no word for what is not."""
    return {name: value for name, value in values.items() if value is not None}


def fitted(graph: Graph) -> Graph:
    """The graph with only what files can carry: U+FFFD in the place of other characters, ids still different."""
    ids = _fit_ids([*(node.id for node in graph.nodes), *(edge.id for edge in graph.edges)])
    return dataclasses.replace(
        graph,
        nodes=[
            dataclasses.replace(node, id=ids[node.id], label=fit(node.label), attributes=_fit(node.attributes))
            for node in graph.nodes
        ],
        edges=[
            dataclasses.replace(
                edge,
                id=ids[edge.id],
                source=ids[edge.source],
                target=ids[edge.target],
                attributes=_fit(edge.attributes),
            )
            for edge in graph.edges
        ],
        facts={name: ids.get(value, fit(value)) if isinstance(value, str) else value for name, value in graph.facts.items()},
    )


def listed(items: Iterable[object]) -> Iterator[str]:
    """The text of a JSON array, piece by piece."""
    between = "["
    for item in items:
        yield between + msgspec.json.encode(item).decode()
        between = ","
    yield "]" if between == "," else "[]"


def _fit_ids(ids: Sequence[str]) -> dict[str, str]:
    given, taken = dict[str, str](), set(ids)
    for record_id in ids:
        given[record_id] = fit(record_id)
        if given[record_id] != record_id:
            while given[record_id] in taken:
                given[record_id] += "\ufffd"
            taken.add(given[record_id])
    return given


def _fit(values: Mapping[str, Value | None]) -> Values:
    return {name: fit(value) if isinstance(value, str) else value for name, value in values.items()}
