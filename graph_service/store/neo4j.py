"""The Neo4j store: records as nodes and relationships, for those who query them with Cypher or share them between services."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from functools import partial
from typing import Any, TypeVar

from neo4j import AsyncDriver, AsyncGraphDatabase, AsyncManagedTransaction, AsyncSession, NotificationDisabledClassification
from neo4j.exceptions import ClientError

from graph_service.records.network import ChangeSet, Difference, Network
from graph_service.store.base import NamedQuery, Readable, Stored, Told
from graph_service.store.feed import FeedPage, FeedQuery
from graph_service.store.findings import Finding
from graph_service.store.neo4j_apply import apply, foresee
from graph_service.store.neo4j_derived import has_drifted, mend, read_derived, verify
from graph_service.store.neo4j_edits import edits
from graph_service.store.neo4j_errors import explained
from graph_service.store.neo4j_feed import read_feed
from graph_service.store.neo4j_load import follow, load, own_up
from graph_service.store.neo4j_log_check import verify_log
from graph_service.store.neo4j_records import MANY, read_what_can_be
from graph_service.store.neo4j_run import OlderForm, head_of, run_query, steady
from graph_service.store.neo4j_schema import make_missing, make_schema, missing_schema
from graph_service.store.neo4j_upgrade import bring_up_to_date
from graph_service.store.neo4j_url import Neo4jUrl
from graph_service.store.queries import DROP_OLDER, NAMED, PLAN_ANEW, DerivedRow, RevisionRow

T = TypeVar("T")
_IDLE_SECONDS = 60  # a connection unused for longer is tried before use: something between may have dropped it


class Neo4jStore:
    """One database of a Neo4j server, 5.26 or later, Community or Enterprise.

    To be used within one event loop, like the driver it holds. Records become rows and rows records in threads beside it.
    """

    def __init__(self, driver: AsyncDriver, url: Neo4jUrl, *, upgrade: bool = False) -> None:
        self._driver = driver
        self._url = url
        self._upgrade = upgrade
        self._prepared = False
        # What this store wrote it reads again, from whichever member of a cluster.
        self._bookmarks = AsyncGraphDatabase.bookmark_manager()

    @classmethod
    def connect(cls, url: str, seconds: float = 5.0, *, upgrade: bool = False) -> "Neo4jStore":
        """The store behind `neo4j://USER:PASSWORD@HOST:PORT/DATABASE`; the first use goes to the server, not this.

        `seconds` are the longest wait for a connection. The wait for an answer is not bounded here: cancel it, and the
        driver drops the connection without another word to a server that may hang. `upgrade` brings the network of an earlier
        release up to date when it is read or written; without it that is refused.

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
        return cls(driver, parsed, upgrade=upgrade)

    async def revision(self) -> str:
        """See `Store.revision`: a random mark, renewed by every write that changes something."""
        return (await self._read(head_of)).revision

    async def load(self, known: Stored | None = None) -> Stored:
        """See `Store.load`."""
        found = await self._read_present(partial(load, known=known))
        if known is None or known.version == found.version:
            return found
        difference = await self._read(partial(edits, known=known, found=found))
        if not difference.has_effect:
            return found
        async with self._session() as session:
            return await session.execute_write(own_up, known, found, difference)

    async def follow(self, known: Stored) -> Stored:
        """See `Store.follow`: the records that programs touched are read, or the whole where these do not tell all."""
        return await self._read_present(partial(follow, known=known)) or await self.load(known)

    async def readable(self) -> Readable:
        """See `Store.readable`. What is derived is gathered beside the records: another writer between makes it seem drifted."""
        derived = asyncio.create_task(self._read_beside())
        try:
            readable = await self._read_present(read_what_can_be)
        finally:
            missing, found = await derived
        drifted = readable.drifted or bool(missing)
        return readable._replace(drifted=drifted or await asyncio.to_thread(has_drifted, readable.network, found))

    async def _read_beside(self) -> tuple[tuple[Finding, ...], DerivedRow]:
        """What is missing of constraints and indexes, and what is derived."""
        async with self._session() as session:
            return await missing_schema(session), await self._read(read_derived)

    async def verify(self) -> tuple[Finding, ...]:
        """See `Store.verify`."""
        async with self._session() as session:
            return (*await self._read(verify_log), *await self._read(verify), *await missing_schema(session))

    async def mend(self, network: Network) -> int:
        """See `Store.mend`."""
        async with self._session() as session:
            return await make_missing(session) + await session.execute_write(mend, network)

    async def foresee(self, change: ChangeSet) -> Difference:
        """See `Store.foresee`; errors as `apply`."""
        return await self._read(partial(foresee, change=change))

    async def apply(self, change: ChangeSet, who: str | None = None) -> Difference:
        """See `Store.apply`: another writer is waited for.

        Raises:
            DataRefused: a record would name one that is not there, which no relationship can say.
        """
        async with self._session() as session:
            await self._prepare(session)
            try:
                difference = await session.execute_write(apply, change, who)
            except OlderForm as older:
                await self._bring_up_to_date(older)
                difference = await session.execute_write(apply, change, who)
            if difference.added >= MANY:
                # Queries planned by the numbers before them took 14 s that take 0.1 s planned anew.
                with suppress(ClientError):  # a user who may not ask for it has his load none the less
                    await session.execute_read(run_query, PLAN_ANEW)
            return difference

    async def changes(self, asked: FeedQuery) -> FeedPage:
        """See `Store.changes`."""
        return await self._read(partial(read_feed, asked=asked))

    async def ask(self, query: NamedQuery) -> Told:
        """See `Store.ask`; whichever member of a cluster is asked has seen what this store wrote."""
        head, rows = await self._read(partial(_ask, query=query))
        return Told(rows, head.revision)

    async def aclose(self) -> None:
        """Close the connections."""
        await self._driver.close()

    async def _prepare(self, session: AsyncSession) -> None:
        if not self._prepared:
            await session.execute_write(make_schema)
            self._prepared = True

    async def _bring_up_to_date(self, older: OlderForm) -> None:
        if not self._upgrade:
            raise older
        async with self._session() as session:
            await session.execute_write(run_query, DROP_OLDER)
            await self._prepare(session)
            await session.execute_write(bring_up_to_date)

    async def _read_present(self, work: Callable[[AsyncManagedTransaction], Awaitable[T]]) -> T:
        try:
            return await self._read(work)
        except OlderForm as older:
            await self._bring_up_to_date(older)
            return await self._read(work)

    async def _read(self, work: Callable[[AsyncManagedTransaction], Awaitable[T]]) -> T:
        async with self._session() as session:
            return await session.execute_read(work)

    @asynccontextmanager
    async def _session(self) -> AsyncIterator[AsyncSession]:
        with explained(self._url):
            async with self._driver.session(database=self._url.database, bookmark_manager=self._bookmarks) as session:
                yield session


async def _ask(tx: AsyncManagedTransaction, query: NamedQuery) -> tuple[RevisionRow, list[Any]]:
    file = NAMED[query.name]
    return await steady(tx, partial(run_query, tx, file, **{name: query.parameters[name] for name in file.params}))
