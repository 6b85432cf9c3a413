"""What nodes are shown by in Neo4j, held against what they say: names that are made, and those that are missing beside others."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from neo4j import AsyncManagedTransaction, RoutingControl

from graph_service.records.base import Record
from graph_service.store.cypher_file import CypherQuery
from graph_service.store.findings import Finding
from graph_service.store.neo4j_kinds import Properties
from graph_service.store.neo4j_made import MADE, made_name
from graph_service.store.neo4j_model import OF_PART, Model, Part
from graph_service.store.neo4j_names import NAMES, Named
from graph_service.store.neo4j_run import batches, run_query
from graph_service.store.neo4j_values import quoted
from graph_service.store.queries import NoRow


class Misnamed(NamedTuple):
    """A node that is not shown by the name it should have: the label and id of its record; which part of that it is, if it is
    one, and what the server calls it where there are others; the name that stands there, and the properties that should, None
    for those that should not."""

    label: str
    id: str
    part: Part | None
    element: str | None
    stands: Any
    wanted: Properties

    def finding(self) -> Finding:
        """What is wrong, and what to do who meant it."""
        of = f"{self.part.model.label} of " if self.part else ""
        return Finding(f"{of}{self.label} {self.id!r}", self._problem(), derived=True)

    def _problem(self) -> str:
        wanted = self.wanted["name"]
        if self.stands == wanted:
            return f"name_language: {MADE!r} stands beside {wanted!r}, a name of its own"
        if self.stands is None:
            return f"name: no name stands there, where {wanted!r} should"
        remedy = "it has none of its own" if self.part else "if it is one of its own, take name_language away"
        return f"name: {quoted(self.stands)!r} stands there, where {wanted!r} should; {remedy}"


def misnamed(model: Model, rows: Sequence[Sequence[Any]], records: Sequence[Record]) -> Iterator[Misnamed]:
    """The nodes of these records that are shown by another name than they say; rows are of the columns of the model."""
    at, named = _name_in(model), Named(model.cls)
    for row, record in zip(rows, records, strict=True):
        stands, language = row[at : at + 2]
        if stands is None or language == MADE:  # else it is a name of its own
            names = named.write(record)
            if (stands, language) != (names["name"], names.get("name_language")):
                yield Misnamed(model.label, record.id, None, None, stands, {name: names.get(name) for name in NAMES})
    for column, part in enumerate(model.parts, start=-len(model.parts)):
        at, order = OF_PART + _name_in(part.model), part.order()
        for row, record in zip(rows, records, strict=True):
            for found, told in zip(order(row[column]), getattr(record, part.field), strict=True):
                if found[at] != (name := made_name(told)):
                    yield Misnamed(model.label, record.id, part, found[OF_PART - 1], found[at], {"name": name})


def _name_in(model: Model) -> int:
    return tuple(model.columns()).index("told.name")


async def name_nodes(tx: AsyncManagedTransaction, nodes: Iterable[Misnamed]) -> None:
    """Let nodes be shown by the names they should have."""
    groups: dict[tuple[str, Part | None], list[list[Any]]] = defaultdict(list)
    for node in nodes:
        groups[node.label, node.part].append([node.id, node.wanted, node.element])
    for (label, part), rows in groups.items():
        for some in batches(rows):
            await run_query(tx, naming(label, part), rows=some)


def naming(label: str, part: Part | None) -> CypherQuery[NoRow]:
    """Properties of nodes of a label, or of parts of them; a row is [id, properties, what the server calls one of several]."""
    node = f"(node:{label} {{id: row[0]}})"
    if part:
        owner, one = f"(:{label} {{id: row[0]}})", f"(node:{part.model.label}) WHERE row[2] IS NULL OR elementId(node) = row[2]"
        node = f"{owner}-[:{part.relationship}]->{one}"
    text = f"UNWIND $rows AS row\nMATCH {node}\nSET node += row[1]"
    return CypherQuery(f"name_{label}", f"name {label}", text, ("rows",), NoRow, RoutingControl.WRITE)
