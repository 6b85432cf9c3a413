"""The Neo4j store: records as nodes, for those who query them with Cypher or share them between services."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Iterable, Sequence
from contextlib import asynccontextmanager, suppress
from functools import partial
from typing import Any, TypeVar
from uuid import uuid4

from neo4j import AsyncDriver, AsyncGraphDatabase, AsyncManagedTransaction, AsyncSession, NotificationDisabledClassification
from neo4j.exceptions import ClientError

from graph_service.errors import StoreUnsound
from graph_service.records.base import Record
from graph_service.records.network import ChangeSet, Difference, Network
from graph_service.records.registry import RECORD_TYPES
from graph_service.store.base import EMPTY, Stored
from graph_service.store.canonical import collector_at_rest, decode_many, lines_of, version_of
from graph_service.store.feed import FeedPage, FeedQuery, entry
from graph_service.store.neo4j_errors import explained
from graph_service.store.neo4j_feed import read_feed, write_down
from graph_service.store.neo4j_rows import links, parties, properties
from graph_service.store.neo4j_run import batches, head_of, run_query, steady
from graph_service.store.neo4j_url import Neo4jUrl
from graph_service.store.queries import (
    CREATE_RECORDS,
    FIND_RECORDS,
    LINK_PARTIES,
    LINK_RECORDS,
    LOAD_RECORDS,
    LOCK_REVISION,
    PLAN_ANEW,
    REMOVE_RECORDS,
    REPLACE_RECORDS,
    SCHEMA,
    SET_REVISION,
    CypherQuery,
    RevisionRow,
    Row,
    TableRow,
)

T = TypeVar("T")
_LABELS = frozenset(cls.__name__ for _, cls in RECORD_TYPES)
_MANY = 1_000  # records added at once; queries planned by the numbers before them took 14 s that take 0.1 s planned anew
_IDLE_SECONDS = 60  # a connection unused for longer is tried before use: something between may have dropped it


class Neo4jStore:
    """One database of a Neo4j server, 5.26 or later, Community or Enterprise.

    To be used within one event loop, like the driver it holds. Turning records into rows and back is done in threads,
    where it does not hold up the loop.
    """

    def __init__(self, driver: AsyncDriver, url: Neo4jUrl) -> None:
        self._driver = driver
        self._url = url
        self._prepared = False
        # What this store wrote it reads again, from whichever member of a cluster.
        self._bookmarks = AsyncGraphDatabase.bookmark_manager()

    @classmethod
    def connect(cls, url: str, seconds: float = 5.0) -> "Neo4jStore":
        """The store behind `neo4j://USER:PASSWORD@HOST:PORT/DATABASE`; the first use goes to the server, not this.

        `seconds` are the longest wait for a connection. The wait for an answer is not bounded here: cancel it, and the
        driver drops the connection without another word to a server that may hang.

        Raises:
            BadRequest: the URL cannot be understood.
        """
        parsed = Neo4jUrl.parse(url)
        driver = AsyncGraphDatabase.driver(
            parsed.address,
            auth=(parsed.user, parsed.password),
            connection_timeout=seconds,
            connection_acquisition_timeout=seconds,
            liveness_check_timeout=_IDLE_SECONDS,
            max_transaction_retry_time=2,
            # An empty database knows none of our labels yet, and need not say so.
            notifications_disabled_classifications=[NotificationDisabledClassification.UNRECOGNIZED],
        )
        return cls(driver, parsed)

    async def revision(self) -> str:
        """See `Store.revision`: a random mark, renewed by every write that changes something."""
        return (await self._read(head_of)).revision

    async def load(self) -> Stored:
        """See `Store.load`."""
        return await self._read(_load)

    async def apply(self, change: ChangeSet, who: str | None = None) -> Difference:
        """See `Store.apply`: another writer is waited for."""
        async with self._session() as session:
            if not self._prepared:
                for statement in SCHEMA:
                    await session.execute_write(run_query, statement)
                self._prepared = True
            difference = await session.execute_write(_apply, change, who)
            if difference.added >= _MANY:
                with suppress(ClientError):  # a user who may not ask for it has his load none the less
                    await session.execute_read(run_query, PLAN_ANEW)
            return difference

    async def changes(self, asked: FeedQuery) -> FeedPage:
        """See `Store.changes`."""
        return await self._read(partial(read_feed, asked=asked))

    async def ask(self, query: CypherQuery[Row], **parameters: Any) -> list[Row]:
        """The rows of a query that only reads; what the embedded store cannot be asked."""
        return await self._read(partial(run_query, query=query, **parameters))

    async def aclose(self) -> None:
        """Close the connections."""
        await self._driver.close()

    async def _read(self, work: Callable[[AsyncManagedTransaction], Awaitable[T]]) -> T:
        async with self._session() as session:
            return await session.execute_read(work)

    @asynccontextmanager
    async def _session(self) -> AsyncIterator[AsyncSession]:
        with explained(self._url):
            async with self._driver.session(database=self._url.database, bookmark_manager=self._bookmarks) as session:
                yield session


async def _load(tx: AsyncManagedTransaction) -> Stored:
    head, tables = await steady(tx, lambda: run_query(tx, LOAD_RECORDS))
    return await asyncio.to_thread(_assemble, head, tables)


def _assemble(head: RevisionRow, tables: Iterable[TableRow]) -> Stored:
    found = {table.label: table.bodies for table in tables}
    for label in found.keys() - _LABELS:
        problem = f"records of no type known here: {len(found[label])}"
        raise StoreUnsound(
            f"nodes labelled {label or 'Record alone'}", problem, "give them their label again, or restore a backup"
        )
    records: list[Record] = []
    lines: dict[str, bytes] = {}
    for plural, cls in RECORD_TYPES:
        texts = found.get(cls.__name__, [])
        # Sorted here and not in Cypher, so that both stores sort alike.
        with collector_at_rest():
            rows = sorted(zip(decode_many(plural, lines_of(texts)), texts, strict=True), key=lambda row: row[0].id)
        records += (record for record, _ in rows)
        lines[plural] = lines_of(text for _, text in rows)
    return Stored(Network(records), head.revision, version_of(lines.items()), head.sequence)


async def _apply(tx: AsyncManagedTransaction, change: ChangeSet, who: str | None) -> Difference:
    [lock] = await run_query(tx, LOCK_REVISION)
    unwritten = lock.revision == EMPTY
    touched = [*(record.id for record in change.put), *change.remove]
    # There is nothing to look for in a store that was never written to.
    found = [] if unwritten else await run_query(tx, FIND_RECORDS, ids=touched)
    stored = (await asyncio.to_thread(_assemble, RevisionRow(lock.revision, 0), found)).network
    difference = await asyncio.to_thread(Difference.between, stored, change)
    if difference.has_effect:
        await _write(tx, difference.effective, {record.id for record in stored})
        last = None if lock.sequence is None or lock.at is None else (lock.sequence, lock.at)
        added = entry(last, unwritten=unwritten, who=who, stored=stored, effective=difference.effective)
        await write_down(tx, added)
        await run_query(tx, SET_REVISION, revision=uuid4().hex, sequence=added.last.sequence, at=added.last.at)
    return difference


async def _write(tx: AsyncManagedTransaction, change: ChangeSet, stored: Collection[str]) -> None:
    put = {record.id for record in change.put}
    for ids in batches([record_id for record_id in change.remove if record_id not in put]):
        await run_query(tx, REMOVE_RECORDS, ids=ids)
    by_query: dict[tuple[str, bool], list[Record]] = {}
    for record in change.put:
        by_query.setdefault((type(record).__name__, record.id in stored), []).append(record)
    for (label, known), records in by_query.items():
        for batch in batches(records):
            query = REPLACE_RECORDS if known else CREATE_RECORDS
            await run_query(tx, query, label=label, rows=await asyncio.to_thread(_rows, batch))
    for relationship, pairs in links(change.put).items():
        for rows in batches(pairs):
            await run_query(tx, LINK_RECORDS, type=relationship, rows=rows)
    for rows in batches(parties(change.put)):
        await run_query(tx, LINK_PARTIES, rows=rows)


def _rows(records: Sequence[Record]) -> list[dict[str, Any]]:
    return [properties(record) for record in records]
