"""The Neo4j store: records as nodes, for those who query them with Cypher or share them between services."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Iterable, Iterator, Sequence
from contextlib import asynccontextmanager
from functools import partial
from typing import Any, TypeVar
from uuid import uuid4

from neo4j import AsyncDriver, AsyncGraphDatabase, AsyncManagedTransaction, AsyncSession, NotificationDisabledClassification

from graph_service.domain.base import Record
from graph_service.domain.network import ChangeSet, Difference, Network
from graph_service.domain.registry import RECORD_TYPES
from graph_service.store.base import Stored
from graph_service.store.canonical import decode_many, version_of
from graph_service.store.neo4j_errors import explained
from graph_service.store.neo4j_rows import links, parties, properties
from graph_service.store.neo4j_url import Neo4jUrl
from graph_service.store.queries import (
    CREATE_RECORDS,
    FIND_RECORDS,
    LINK_PARTIES,
    LINK_RECORDS,
    LOAD_RECORDS,
    LOCK_REVISION,
    REMOVE_RECORDS,
    REPLACE_RECORDS,
    REVISION,
    SCHEMA,
    SET_REVISION,
    CypherQuery,
    Row,
    TableRow,
)

T = TypeVar("T")
_BATCH = 5_000  # rows per statement: enough to make the round trip cheap, little enough for the server's memory
_EMPTY = "empty"


class Neo4jStore:
    """One database of a Neo4j server, 5.26 or later, Community or Enterprise.

    To be used within one event loop, like the driver it holds. Turning records into rows and back is done in threads,
    where it does not hold up the loop.
    """

    def __init__(self, driver: AsyncDriver, url: Neo4jUrl) -> None:
        self._driver = driver
        self._url = url
        self._prepared = False

    @classmethod
    def connect(cls, url: str) -> "Neo4jStore":
        """The store behind `neo4j://USER:PASSWORD@HOST:PORT/DATABASE`; the first use goes to the server, not this.

        Raises:
            BadRequest: the URL cannot be understood.
        """
        parsed = Neo4jUrl.parse(url)
        driver = AsyncGraphDatabase.driver(
            parsed.address,
            auth=(parsed.user, parsed.password),
            connection_timeout=5,
            max_transaction_retry_time=2,
            # An empty database knows none of our labels yet, and need not say so.
            notifications_disabled_classifications=[NotificationDisabledClassification.UNRECOGNIZED],
        )
        return cls(driver, parsed)

    async def revision(self) -> str:
        """See `Store.revision`: a random mark, renewed by every write that changes something."""
        return await self._read(_mark)

    async def load(self) -> Stored:
        """See `Store.load`."""
        return await self._read(_load)

    async def apply(self, change: ChangeSet) -> Difference:
        """See `Store.apply`: another writer is waited for."""
        async with self._session() as session:
            if not self._prepared:
                for statement in SCHEMA:
                    await session.execute_write(_run, statement)
                self._prepared = True
            return await session.execute_write(_apply, change)

    async def ask(self, query: CypherQuery[Row], **parameters: Any) -> list[Row]:
        """The rows of a query that only reads; what the embedded store cannot be asked."""
        return await self._read(partial(_run, query=query, **parameters))

    async def aclose(self) -> None:
        """Close the connections."""
        await self._driver.close()

    async def _read(self, work: Callable[[AsyncManagedTransaction], Awaitable[T]]) -> T:
        async with self._session() as session:
            return await session.execute_read(work)

    @asynccontextmanager
    async def _session(self) -> AsyncIterator[AsyncSession]:
        with explained(self._url):
            async with self._driver.session(database=self._url.database) as session:
                yield session


async def _run(tx: AsyncManagedTransaction, query: CypherQuery[Row], **parameters: Any) -> list[Row]:
    result = await tx.run(query.text, parameters)
    return list(map(query.row._make, await result.values()))


async def _mark(tx: AsyncManagedTransaction) -> str:
    rows = await _run(tx, REVISION)
    return rows[0].revision if rows else _EMPTY


async def _load(tx: AsyncManagedTransaction) -> Stored:
    # Neo4j reads what is committed, even in mid-transaction: the mark tells whether a writer came between.
    mark = await _mark(tx)
    while True:
        tables, before = await _run(tx, LOAD_RECORDS), mark
        if (mark := await _mark(tx)) == before:
            return await asyncio.to_thread(_assemble, mark, tables)


def _assemble(mark: str, tables: Iterable[TableRow]) -> Stored:
    found = {table.label: table.bodies for table in tables}
    records: list[Record] = []
    bodies: dict[str, list[str]] = {}
    for plural, cls in RECORD_TYPES:
        texts = found.get(cls.__name__, [])
        # Sorted here and not in Cypher, so that both stores sort alike.
        rows = sorted(zip(decode_many(plural, texts), texts, strict=True), key=lambda row: row[0].id)
        records += (record for record, _ in rows)
        bodies[plural] = [text for _, text in rows]
    return Stored(Network(records), mark, version_of(bodies.items()))


async def _apply(tx: AsyncManagedTransaction, change: ChangeSet) -> Difference:
    [[mark]] = await _run(tx, LOCK_REVISION)
    touched = [*(record.id for record in change.put), *change.remove]
    # There is nothing to look for in a store that was never written to.
    found = [] if mark == _EMPTY else await _run(tx, FIND_RECORDS, ids=touched)
    stored = (await asyncio.to_thread(_assemble, mark, found)).network
    difference = await asyncio.to_thread(Difference.between, stored, change)
    if difference.effective.put or difference.effective.remove:
        await _write(tx, difference.effective, {record.id for record in stored})
        await _run(tx, SET_REVISION, revision=uuid4().hex)
    return difference


async def _write(tx: AsyncManagedTransaction, change: ChangeSet, stored: Collection[str]) -> None:
    put = {record.id for record in change.put}
    for ids in _batches([record_id for record_id in change.remove if record_id not in put]):
        await _run(tx, REMOVE_RECORDS, ids=ids)
    by_query: dict[tuple[str, bool], list[Record]] = {}
    for record in change.put:
        by_query.setdefault((type(record).__name__, record.id in stored), []).append(record)
    for (label, known), records in by_query.items():
        for batch in _batches(records):
            query = REPLACE_RECORDS if known else CREATE_RECORDS
            await _run(tx, query, label=label, rows=await asyncio.to_thread(_rows, batch))
    for relationship, pairs in links(change.put).items():
        for rows in _batches(pairs):
            await _run(tx, LINK_RECORDS, type=relationship, rows=rows)
    for rows in _batches(parties(change.put)):
        await _run(tx, LINK_PARTIES, rows=rows)


def _rows(records: Sequence[Record]) -> list[dict[str, Any]]:
    return [properties(record) for record in records]


def _batches(rows: Sequence[T]) -> Iterator[Sequence[T]]:
    return (rows[start : start + _BATCH] for start in range(0, len(rows), _BATCH))
