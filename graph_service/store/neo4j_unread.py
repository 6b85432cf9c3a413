"""What stands in Neo4j and is part of no record: properties and nodes that the service does not read."""

from collections.abc import Iterator
from typing import NamedTuple

from neo4j import AsyncManagedTransaction, RoutingControl

from graph_service.store.cypher_file import CypherQuery
from graph_service.store.findings import Finding
from graph_service.store.neo4j_model import MODELS, Model, Part
from graph_service.store.neo4j_run import run_query
from graph_service.store.queries import NumberRow

_LOG_LABELS = ("Meta", "Change", "Former")


class UnreadRow(NamedTuple):
    """A property that no record has, on how many nodes of a label, and the first of their ids (None where they have none)."""

    label: str
    property: str
    number: int
    example: str | None


def _parts() -> Iterator[Part]:
    for model in MODELS.values():
        yield from model.parts


def _properties() -> CypherQuery[UnreadRow]:
    looks = "\nUNION ALL\n".join(
        f"""MATCH (node:{model.label})
UNWIND [key IN keys(node) WHERE NOT key IN $read['{model.label}']] AS property
RETURN '{model.label}' AS label, property, count(*) AS number, min(node.id) AS example"""
        for model in _MODELS
    )
    return CypherQuery("unread_properties", "unread properties", looks, ("read",), UnreadRow, RoutingControl.READ)


def _loose(part: Part) -> CypherQuery[NumberRow]:
    text = f"""MATCH (part:{part.model.label})
WHERE NOT EXISTS {{ ()-[:{part.relationship}]->(part) }}
RETURN count(*) AS number"""
    return CypherQuery("loose_parts", "loose parts", text, (), NumberRow, RoutingControl.READ)


def _others() -> CypherQuery[NumberRow]:
    ours = " - ".join(f"COUNT {{ (:{label}) }}" for label in (*(model.label for model in _MODELS), *_LOG_LABELS))
    return CypherQuery("others", "other nodes", f"RETURN COUNT {{ () }} - {ours} AS number", (), NumberRow, RoutingControl.READ)


_MODELS: tuple[Model, ...] = (*MODELS.values(), *(part.model for part in _parts()))
_READ = {model.label: list(model.property_names()) for model in _MODELS}
_PROPERTIES, _OTHERS = _properties(), _others()


async def passed_over(tx: AsyncManagedTransaction) -> tuple[Finding, ...]:
    """What the service passes over, a line for each property of a label; it may be meant for others who use the database."""
    findings = []
    for row in await run_query(tx, _PROPERTIES, read=_READ):
        of = f", {row.example!r} the first" if row.example else ""
        findings.append(Finding(f"{row.label}.{row.property}", f"no record has it; on {row.number} node(s){of}", unread=True))
    for part in _parts():
        [[loose]] = await run_query(tx, _loose(part))
        if loose:
            findings.append(Finding(part.model.label, f"{loose} node(s) without {part.relationship}", unread=True))
    [[others]] = await run_query(tx, _OTHERS)
    if others > 0:
        findings.append(Finding("database", f"{others} node(s) with no label that the service knows", unread=True))
    return tuple(findings)
