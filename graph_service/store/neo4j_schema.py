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
    """An index that is there: its kind, the labels or types, the properties in order, whether a constraint holds it, and its
    name, which matters only where another should have it."""

    kind: str
    labels: list[str]
    properties: list[str]
    constraint: bool
    name: str = ""

    @property
    def in_the_way(self) -> str:
        """What to do that another can be made in its place."""
        return f"; {self.name!r} stands in its way: DROP {'CONSTRAINT' if self.constraint else 'INDEX'} {self.name}, then repair"


_INDEXES = CypherQuery(
    "indexes",
    "indexes",
    """SHOW INDEXES YIELD name, type, labelsOrTypes, properties, owningConstraint
WHERE properties IS NOT NULL
RETURN type AS kind, labelsOrTypes AS labels, properties, owningConstraint IS NOT NULL AS constraint, name""",
    (),
    IndexRow,
    RoutingControl.READ,
)


class _Needed(NamedTuple):
    """A statement that makes a constraint or an index, what it makes, and that as `_key` tells it."""

    statement: CypherQuery[NoRow]
    what: str
    key: tuple[str, tuple[str, ...], tuple[str, ...], bool]

    def is_kept_out_by(self, row: IndexRow) -> bool:
        """Whether the server would not make it beside this one."""
        return row.name == self.what.partition(" ")[2] or _key(row)[:-1] == self.key[:-1]


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
    found = []
    for each, in_the_way in await _missing(session):
        remedy = in_the_way.in_the_way if in_the_way else ""
        found.append(Finding(each.what, f"it is missing, so that what it guards or finds is not{remedy}", derived=True))
    return tuple(found)


async def make_missing(session: AsyncSession) -> int:
    """Make what is missing, and how much that was; what is stored or another index may stand in the way of some."""
    missing = await _missing(session)
    for each, _ in missing:
        with suppress(ClientError, DatabaseError):
            await session.execute_write(run_query, each.statement)
    return len(missing) - len(await _missing(session)) if missing else 0


async def _missing(session: AsyncSession) -> list[tuple[_Needed, IndexRow | None]]:
    """What is missing, each with the index that has its name or its properties."""
    if not await session.execute_read(run_query, REVISION):
        return []
    try:
        rows = await session.execute_read(run_query, _INDEXES)
    except Forbidden:
        return []
    there = {_key(row) for row in rows}
    return [(each, next(filter(each.is_kept_out_by, rows), None)) for each in _NEEDED if each.key not in there]
