"""What nodes are shown by in Neo4j, held against what they say: names that are made, and those that are missing beside others."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import msgspec
from neo4j import AsyncManagedTransaction, RoutingControl

from graph_service.records.network import Network
from graph_service.store.cypher_file import CypherQuery
from graph_service.store.findings import Finding
from graph_service.store.neo4j_kinds import Properties
from graph_service.store.neo4j_made import MADE, made_name
from graph_service.store.neo4j_model import MODELS, Part
from graph_service.store.neo4j_names import NAMES, Named
from graph_service.store.neo4j_run import batches, run_query
from graph_service.store.neo4j_values import quoted
from graph_service.store.queries import NAME_NODES

_NAMED = Named()
_PARTS = tuple((plural, model.label, part) for plural, model in MODELS.items() for part in model.parts)


class ShownRow(NamedTuple):
    """What the server calls each node whose name is made or missing, with the id of its record and the name: records by type,
    and the parts of records, which with others of one record come with their columns too."""

    records: list[list[list[Any]]]
    parts: list[list[list[Any]]]


class Misnamed(NamedTuple):
    """A node that is not shown by the name it should have: of which record, what the server calls it, the name that stands there,
    and the properties that should, None for those that should not."""

    where: str
    element: str
    stands: Any
    wanted: Properties

    def finding(self) -> Finding:
        """What is wrong, and what to do who meant it."""
        stands = "no name" if self.stands is None else repr(quoted(self.stands))
        problem = f"name: {stands} stands there, where {self.wanted['name']!r} should"
        if self.stands is not None:
            of_record = "name_language" in self.wanted
            problem += "; if it is one of its own, take name_language away" if of_record else "; it has none of its own"
        return Finding(self.where, problem, derived=True)


def _looking() -> CypherQuery[ShownRow]:
    has_id = "record.id IS :: STRING NOT NULL"
    of_records = (
        f"MATCH (record:{model.label}) WHERE {has_id} AND (record.name IS NULL OR record.name_language = '{MADE}') "
        "RETURN [elementId(record), record.id, record.name]"
        for model in MODELS.values()
    )
    of_parts = (
        f"MATCH (record:{label})-[:{part.relationship}]->(part:{part.model.label}) WHERE {has_id} "
        f"WITH record, part, COUNT {{ (record)-[:{part.relationship}]->() }} > 1 AS several "
        f"RETURN [elementId(part), record.id, part.name, CASE WHEN several THEN [{', '.join(part.columns())}] END]"
        for _, label, part in _PARTS
    )
    records, parts = (", ".join(f"COLLECT {{ {look} }}" for look in looks) for looks in (of_records, of_parts))
    return CypherQuery("shown", "shown", f"RETURN [{records}] AS records, [{parts}] AS parts", (), ShownRow, RoutingControl.READ)


_SHOWN = _looking()


async def read_shown(tx: AsyncManagedTransaction) -> ShownRow:
    """The names that are made or missing, as they stand."""
    [found] = await run_query(tx, _SHOWN)
    return found


def misnamed(network: Network, found: ShownRow) -> Iterator[Misnamed]:
    """The nodes among these that are shown by another name than this network says; of what it lacks nothing is told."""
    for (plural, model), rows in zip(MODELS.items(), found.records, strict=True):
        records = network.rows(plural)
        for element, record_id, stands in rows:
            if record := records.get(record_id):
                names = _NAMED.write(record)
                if (stands, MADE) != (names["name"], names.get("name_language")):
                    yield Misnamed(f"{model.label} {record_id!r}", element, stands, {name: names.get(name) for name in NAMES})
    for (plural, label, part), rows in zip(_PARTS, found.parts, strict=True):
        records = network.rows(plural)
        for element, record_id, stands, columns in rows:
            told = _part(records.get(record_id), part, columns)
            if told and stands != (name := made_name(told)):
                yield Misnamed(f"{part.model.label} of {label} {record_id!r}", element, stands, {"name": name})


def _part(record: Any, part: Part, columns: Sequence[Any] | None) -> Any:
    """The part of a record: its only one, or that of these columns; None where there is no record, or they say none any more."""
    if record is None or columns is None:
        return record and getattr(record, part.field)[0]
    try:
        return msgspec.convert(part.model.records([columns])[0], part.model.cls)
    except ValueError:
        return None


async def name_nodes(tx: AsyncManagedTransaction, nodes: Sequence[Misnamed]) -> None:
    """Let nodes be shown by the names they should have."""
    for some in batches(nodes):
        await run_query(tx, NAME_NODES, rows=[[each.element, each.wanted] for each in some])
