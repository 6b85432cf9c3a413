"""Constraints and indexes: which are missing, as after a hand dropped one, and making them anew."""

import re
from contextlib import suppress
from typing import NamedTuple

from neo4j import AsyncManagedTransaction, AsyncSession, RoutingControl
from neo4j.exceptions import ClientError, DatabaseError, Forbidden

from graph_service.store.cypher_file import CypherQuery
from graph_service.store.findings import Finding
from graph_service.store.neo4j_cypher import SCHEMA
from graph_service.store.neo4j_run import run_query
from graph_service.store.queries import REVISION, NoRow

_STATEMENT = re.compile(
    r"CREATE (?:(\w+) )?(INDEX|CONSTRAINT) (\w+) IF NOT EXISTS\s+FOR (.+?)\s+(?:REQUIRE|ON EACH|ON)\s+(.+)", re.DOTALL
)
_LABELS, _PROPERTIES = re.compile(r":([\w|]+)"), re.compile(r"\w+\.(\w+)")


class IndexRow(NamedTuple):
    """An index that is there, by what it is of: its kind, the labels or types, the properties in order, and whether a constraint
    holds it. Its name does not matter."""

    kind: str
    labels: list[str]
    properties: list[str]
    constraint: bool


_INDEXES = CypherQuery(
    "indexes",
    "indexes",
    """SHOW INDEXES YIELD type, labelsOrTypes, properties, owningConstraint
WHERE properties IS NOT NULL
RETURN type AS kind, labelsOrTypes AS labels, properties, owningConstraint IS NOT NULL AS constraint""",
    (),
    IndexRow,
    RoutingControl.READ,
)


class _Needed(NamedTuple):
    """A statement that makes a constraint or an index, what it makes, and that as `_key` tells it."""

    statement: CypherQuery[NoRow]
    what: str
    key: tuple[str, tuple[str, ...], tuple[str, ...], bool]


def _needed(statement: CypherQuery[NoRow]) -> _Needed:
    made = _STATEMENT.search(statement.text)
    assert made, statement.text
    kind, sort, name, of, on = made.groups()
    [labels] = _LABELS.findall(of)
    row = IndexRow(kind or "RANGE", labels.split("|"), _PROPERTIES.findall(on), sort == "CONSTRAINT")
    return _Needed(statement, f"{sort.lower()} {name}", _key(row))


def _key(row: IndexRow) -> tuple[str, tuple[str, ...], tuple[str, ...], bool]:
    return row.kind, tuple(sorted(row.labels)), tuple(row.properties), row.constraint


_NEEDED = tuple(map(_needed, SCHEMA))


async def make_schema(tx: AsyncManagedTransaction) -> None:
    """Constraints and indexes, where they are not there yet."""
    for statement in SCHEMA:
        await run_query(tx, statement)


async def missing_schema(session: AsyncSession) -> tuple[Finding, ...]:
    """What is missing of them; nothing where nothing was ever written, or where the user may not ask."""
    findings = (
        Finding(each.what, "it is missing, so that what it guards or finds is not", derived=True)
        for each in await _missing(session)
    )
    return tuple(findings)


async def make_missing(session: AsyncSession) -> int:
    """Make what is missing, and how much that was; a constraint that what is stored breaks stays missing."""
    made = 0
    for each in await _missing(session):
        with suppress(ClientError, DatabaseError):
            await session.execute_write(run_query, each.statement)
            made += 1
    return made


async def _missing(session: AsyncSession) -> list[_Needed]:
    if not await session.execute_read(run_query, REVISION):
        return []
    try:
        there = {_key(row) for row in await session.execute_read(run_query, _INDEXES)}
    except Forbidden:
        return []
    return [each for each in _NEEDED if each.key not in there]
