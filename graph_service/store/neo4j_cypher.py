"""The statements that read and write records, made from their model: one of each for every type."""

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from neo4j import RoutingControl

from graph_service.store import queries
from graph_service.store.cypher_file import CypherQuery
from graph_service.store.neo4j_model import MODELS, Model
from graph_service.store.queries import NoRow, NumberRow, RowsRow


class LocatedRow(NamedTuple):
    """An id that is stored, and the label of its type."""

    id: str
    label: str


class StillRow(NamedTuple):
    """A record that names another by a relationship of this type; None where it has no id."""

    record: str | None
    relationship: str
    other: str


def _query(name: str, text: str, row: type, mode: RoutingControl, *params: str) -> CypherQuery:  # type: ignore[type-arg]
    return CypherQuery(name, name.replace("_", " "), text, params, row, mode)


_READ, _WRITE = RoutingControl.READ, RoutingControl.WRITE


@cache
def read_next(label: str) -> CypherQuery[RowsRow]:
    """The columns of the next nodes of a label after an id, in the order of the ids."""
    text = f"""MATCH (record:{label})
WHERE record.id > $after
WITH record
ORDER BY record.id
LIMIT $limit
{_asked(label)}"""
    return _query(f"read_{label}", text, RowsRow, _READ, "after", "limit")


@cache
def read_some(label: str) -> CypherQuery[RowsRow]:
    """The columns of the nodes of a label with these ids."""
    text = f"""MATCH (record:{label})
WHERE record.id IN $ids
{_asked(label)}"""
    return _query(f"read_some_{label}", text, RowsRow, _READ, "ids")


def _asked(label: str) -> str:
    # All properties of a node at once are gathered in half the time that they take one by one, though most are none.
    columns = ", ".join(_labelled(label).columns())
    return f"WITH record, properties(record) AS told\nRETURN collect([{columns}]) AS rows"


@cache
def _labelled(label: str) -> Model:
    return next(model for model in MODELS.values() if model.label == label)


def _locating() -> CypherQuery[LocatedRow]:
    looks = "\n  UNION\n  ".join(
        f"MATCH (record:{model.label} {{id: id}}) RETURN '{model.label}' AS label" for model in MODELS.values()
    )
    text = f"""UNWIND $ids AS id
CALL (id) {{
  {looks}
}}
RETURN id, label"""
    return _query("locate", text, LocatedRow, _READ, "ids")


LOCATE = _locating()


def _counting() -> CypherQuery[RowsRow]:
    counts = ", ".join(f"['{model.label}', COUNT {{ (:{model.label}) }}]" for model in MODELS.values())
    return _query("count_records", f"RETURN [{counts}] AS rows", RowsRow, _READ)


COUNT_RECORDS = _counting()


@cache
def create(label: str, beside: tuple[str, ...]) -> CypherQuery[NoRow]:
    """Nodes for records known to be new; a row is the properties of one."""
    text = f"UNWIND $rows AS row\nCREATE (record{_labels((label, *beside))})\nSET record = row"
    return _query(f"create_{label}", text, NoRow, _WRITE, "rows")


@cache
def reset(old: str, label: str, beside: tuple[str, ...]) -> CypherQuery[NoRow]:
    """Other labels and properties for nodes that are there; a row is the properties of one."""
    gone = (*({old} - {label}), *_labelled(old).beside)
    text = f"""UNWIND $rows AS row
MATCH (record:{old} {{id: row.id}})
{f"REMOVE record{_labels(gone)}" if gone else ""}
SET record{_labels((label, *beside))}
SET record = row"""
    return _query(f"reset_{label}", text, NoRow, _WRITE, "rows")


@cache
def strip(label: str) -> CypherQuery[NoRow]:
    """Take from nodes every relationship that their records state, and their parts; what points at them stays."""
    model = _labelled(label)
    stated = [f"MATCH (record){link.arrow(f'link:{link.reference.relationship}')}() DELETE link" for link in model.links]
    parts = [
        f"MATCH (record)-[link:{part.relationship}]->(part:{part.model.label}) DELETE link "
        f"WITH part WHERE NOT EXISTS {{ ()-[:{part.relationship}]->(part) }} DETACH DELETE part"  # a hand may have shared it
        for part in model.parts
    ]
    steps = "\n".join(f"CALL (record) {{ {step} }}" for step in (*stated, *parts))
    text = f"UNWIND $ids AS id\nMATCH (record:{label} {{id: id}})\n{steps}"
    return _query(f"strip_{label}", text, NoRow, _WRITE, "ids")


@cache
def still_named(label: str) -> CypherQuery[StillRow]:
    """Who names nodes of a label that are about to go, records `apart` left out: the first, if any does."""
    named = [(model.label, link) for model in MODELS.values() for link in model.links if label in link.labels]
    looks = "\n  UNION ALL\n  ".join(
        f"MATCH (record){link.arrow(f'link:{link.reference.relationship}')}(gone:{label} {{id: id}}) "
        f"WHERE record:{named_by} AND coalesce(NOT record.id IN $apart, true) "
        "RETURN record.id AS record, type(link) AS relationship"
        for named_by, link in named
    )
    text = f"""UNWIND $ids AS id
CALL (id) {{
  {looks or "WITH id WHERE id IN $apart AND false RETURN null AS record, null AS relationship"}
}}
RETURN record, relationship, id AS other
LIMIT 1"""
    return _query(f"still_named_{label}", text, StillRow, _READ, "ids", "apart")


@cache
def remove(label: str) -> CypherQuery[NoRow]:
    """Take nodes away with every relationship that is left."""
    text = f"UNWIND $ids AS id\nMATCH (record:{label} {{id: id}})\nDETACH DELETE record"
    return _query(f"remove_{label}", text, NoRow, _WRITE, "ids")


@cache
def connect(label: str, field: str, target: str) -> CypherQuery[NumberRow]:
    """The relationships of one field to records of one type; a row is [id, id it names, position]; how many were made."""
    link = next(link for link in _labelled(label).links if link.field == field)
    arrow = link.arrow(f":{link.reference.relationship} {{position: row[2]}}")
    text = f"""UNWIND $rows AS row
MATCH (record:{label} {{id: row[0]}}) USING INDEX SEEK record:{label}(id)
MATCH (other:{target} {{id: row[1]}}) USING INDEX SEEK other:{target}(id)
CREATE (record){arrow}(other)
RETURN count(*) AS number"""
    return _query(f"connect_{label}_{field}", text, NumberRow, _WRITE, "rows")


@cache
def give_parts(label: str, field: str) -> CypherQuery[NoRow]:
    """The parts of records; a row is [id of the record, position, properties of the part]."""
    part = next(part for part in _labelled(label).parts if part.field == field)
    text = f"""UNWIND $rows AS row
MATCH (record:{label} {{id: row[0]}}) USING INDEX SEEK record:{label}(id)
CREATE (record)-[:{part.relationship} {{position: row[1]}}]->(part:{part.model.label})
SET part = row[2]"""
    return _query(f"give_{field}", text, NoRow, _WRITE, "rows")


def _labels(names: Iterable[str]) -> str:
    return "".join(f":{name}" for name in names)


# Those of every type, and the others, each a file.
SCHEMA: tuple[CypherQuery[NoRow], ...] = (
    *queries.SCHEMA,
    *(
        _query(f"{model.label.lower()}_{what}", text, NoRow, _WRITE)
        for model in MODELS.values()
        for what, text in (
            (
                "id",
                f"CREATE CONSTRAINT {model.label.lower()}_id IF NOT EXISTS FOR (node:{model.label}) REQUIRE node.id IS UNIQUE",
            ),
            (
                "name",
                f"CREATE INDEX {model.label.lower()}_name IF NOT EXISTS FOR (node:{model.label}) ON (node.name)",
            ),
        )
    ),
)
