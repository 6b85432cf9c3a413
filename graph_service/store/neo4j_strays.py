"""Nodes without a label of ours that bear what is ours: the id of a record, its layer, a level, or a relationship to a part."""

from typing import Any, NamedTuple

from neo4j import AsyncManagedTransaction, RoutingControl

from graph_service.store.cypher_file import CypherQuery
from graph_service.store.neo4j_model import MODELS, Part
from graph_service.store.neo4j_places import LEVEL_LABELS
from graph_service.store.neo4j_run import run_query

_LOG_LABELS = ("Meta", "Change", "Former")
PARTS: tuple[Part, ...] = tuple(part for model in MODELS.values() for part in model.parts)
LABELS = (*(model.label for model in MODELS.values()), *(part.model.label for part in PARTS), *_LOG_LABELS)
_RELATIONSHIPS = sorted(
    {link.reference.relationship for model in MODELS.values() for link in model.links} | {part.relationship for part in PARTS}
)


class Stray(NamedTuple):
    """Such a node: what the server calls it, its labels and its id; whether it is a part of a record by its relationship, and
    whether by its layer or level it was a record once; label of the record that has its id, and what the server calls that,
    None where there is none. Each tie is [relationship, whether it goes out of the node, label of the other, its id]."""

    element: str
    labels: list[str]
    id: Any
    is_part: bool
    was_record: bool
    label: str | None
    record: str | None
    ties: list[list[Any]]

    @property
    def is_lost(self) -> bool:
        """Whether it lost its label: as a part, or as a record of which there is no other now."""
        return self.is_part or (self.was_record and self.record is None)

    @property
    def is_twin(self) -> bool:
        """Whether it doubles a record: one with a label of others alone only happens to have its id."""
        return not self.is_lost and (self.was_record or not self.labels)


def _looking() -> CypherQuery[Stray]:
    is_part = " OR ".join(f"EXISTS {{ ()-[:{part.relationship}]->(node) }}" for part in PARTS)
    was_record = f"node.id IS NOT NULL AND (node.layer IS NOT NULL OR node:{'|'.join(LEVEL_LABELS)})"
    looks = "\n  UNION ALL\n  ".join(
        f"MATCH (record:{model.label} {{id: node.id}}) RETURN '{model.label}' AS label, elementId(record) AS record"
        for model in MODELS.values()
    )
    ties = f"(node)-[link:{'|'.join(_RELATIONSHIPS)}]-(other:{'|'.join(LABELS)})"
    text = f"""MATCH (node:!({"|".join(LABELS)}))
OPTIONAL CALL (node) {{
  {looks}
}}
WITH node, label, record, {is_part} AS is_part, {was_record} AS was_record
WHERE is_part OR was_record OR record IS NOT NULL
RETURN elementId(node) AS element, labels(node) AS labels, node.id AS id, is_part, was_record, label, record,
       [{ties} | [type(link), startNode(link) = node, [label IN labels(other) WHERE label IN $labels][0], other.id]] AS ties"""
    return CypherQuery("strays", "strays", text, ("labels",), Stray, RoutingControl.READ)


_STRAYS = _looking()


async def strays_of(tx: AsyncManagedTransaction) -> tuple[Stray, ...]:
    """All of them, by id."""
    return tuple(sorted(await run_query(tx, _STRAYS, labels=LABELS), key=lambda stray: (str(stray.id), stray.element)))
