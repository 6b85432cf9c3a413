"""What stands in Neo4j and is part of no record: properties, labels and nodes that the service does not read."""

from collections.abc import Collection, Iterator
from typing import NamedTuple

from neo4j import AsyncManagedTransaction, RoutingControl

from graph_service.store.cypher_file import CypherQuery
from graph_service.store.findings import Finding
from graph_service.store.neo4j_lost import first_nodes
from graph_service.store.neo4j_model import MODELS, Model
from graph_service.store.neo4j_run import run_query
from graph_service.store.neo4j_strays import LABELS, PARTS


class UnreadRow(NamedTuple):
    """A property or a further label that no record has, on how many nodes of a label, the first of their ids (None where they
    have none), and what the server calls one of them."""

    label: str
    unread: str
    number: int
    example: str | None
    element: str

    def finding(self, where: str) -> Finding:
        """Where it stands, on how many nodes and which of them is the first."""
        first = repr(self.example) if self.example else f"elementId {self.element!r}"
        return Finding(where, f"no record has it; on {self.number} node(s), {first} the first", unread=True)


def _looking(function: str) -> CypherQuery[UnreadRow]:
    """What this function of a node gives and is not read of its label: `keys` or `labels`."""
    looks = "\nUNION ALL\n".join(
        f"""MATCH (node:{model.label})
UNWIND [each IN {function}(node) WHERE NOT each IN $read['{model.label}']] AS unread
RETURN '{model.label}' AS label, unread, count(*) AS number, min(node.id) AS example, min(elementId(node)) AS element"""
        for model in _MODELS
    )
    return CypherQuery(f"unread_{function}", f"unread {function}", looks, ("read",), UnreadRow, RoutingControl.READ)


_MODELS: tuple[Model, ...] = (*MODELS.values(), *(part.model for part in PARTS))
_READ = {model.label: list(model.property_names()) for model in _MODELS}
_READ_LABELS = {model.label: [*LABELS, *model.beside] for model in _MODELS}  # two of ours on one node are told as unsound
_PROPERTIES, _MORE_LABELS = _looking("keys"), _looking("labels")
_LOOSE = {
    part: first_nodes("loose_parts", f"MATCH (node:{part.model.label}) WHERE NOT EXISTS {{ ()-[:{part.relationship}]->(node) }}")
    for part in PARTS
}
_OTHERS = first_nodes(
    "others",
    f"MATCH (node) WHERE (node:!({'|'.join(LABELS)}) OR node:Meta AND coalesce(node.id <> 'network', true)) "
    "AND NOT elementId(node) IN $apart",
    "apart",
)


class TieRow(NamedTuple):
    """Relationships of a type between nodes of two labels, "" for a label of others: how many, and what the server calls one."""

    relationship: str
    source: str
    target: str
    number: int
    element: str


def _ties() -> CypherQuery[TieRow]:
    ours = "|".join(LABELS)
    label = "coalesce([label IN labels({0}) WHERE label IN $labels][0], '')"
    text = f"""MATCH (one)-[link]->(other) WHERE one:{ours} OR other:{ours}
WITH link, one, other WHERE NOT elementId(one) IN $apart AND NOT elementId(other) IN $apart
WITH type(link) AS relationship, {label.format("one")} AS source, {label.format("other")} AS target, elementId(link) AS element
WHERE NOT [relationship, source, target] IN $read
RETURN relationship, source, target, count(*) AS number, min(element) AS element
ORDER BY relationship, source, target"""
    return CypherQuery("unread_ties", "unread ties", text, ("labels", "read", "apart"), TieRow, RoutingControl.READ)


def _read_ties() -> Iterator[tuple[str, str, str]]:
    """The relationships that are read or derived, each with the labels it goes from and to."""
    for model in MODELS.values():
        for link in model.links:
            for label in link.labels:
                ends = (label, model.label) if link.reference.incoming else (model.label, label)
                yield (link.reference.relationship, *ends)
        yield from ((part.relationship, model.label, part.model.label) for part in model.parts)
    yield from (("PARTNER", "Place", "Place"), ("STANDS_BESIDE", "Agreement", "Agreement"), ("KEPT", "Change", "Former"))


_TIES, _READ_TIES = _ties(), [list(tie) for tie in _read_ties()]


async def passed_over(tx: AsyncManagedTransaction, apart: Collection[str]) -> tuple[Finding, ...]:
    """What the service passes over, a line for each property or further label of a label and each sort of relationship; it may be
    meant for others who use the database. Of the nodes `apart` nothing is told."""
    findings = [row.finding(f"{row.label}.{row.unread}") for row in await run_query(tx, _PROPERTIES, read=_READ)]
    more_labels = await run_query(tx, _MORE_LABELS, read=_READ_LABELS)
    findings += (row.finding(f"label {row.unread} on {row.label}") for row in more_labels)
    for part, query in _LOOSE.items():
        [loose] = await run_query(tx, query)
        if loose.number:
            findings.append(
                Finding(
                    part.model.label,
                    f"without {part.relationship}: {loose}; take it away, or tie it to a record",
                    unread=True,
                )
            )
    for tie in await run_query(tx, _TIES, labels=LABELS, read=_READ_TIES, apart=list(apart)):
        ends = f"from {tie.source or 'a node of others'} to {tie.target or 'a node of others'}"
        problem = f"no record has it; {tie.number} relationship(s), elementId {tie.element!r} the first"
        findings.append(Finding(f"{tie.relationship} {ends}", problem, unread=True))
    [others] = await run_query(tx, _OTHERS, apart=list(apart))
    if others.number:
        findings.append(Finding("database", f"of no type of record: {others}", unread=True))
    return tuple(findings)
