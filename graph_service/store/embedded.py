"""The embedded store: one SQLite file, nothing to install, ready in milliseconds. The default."""

import asyncio
from functools import partial
from pathlib import Path

from graph_service.errors import StoreUnsound
from graph_service.records.network import ChangeSet, Difference, Network
from graph_service.store.base import EMPTY, NamedQuery, Readable, Stored, Told, no_cypher
from graph_service.store.embedded_feed import last_change, read_feed, write_down
from graph_service.store.embedded_file import make, reading, writing
from graph_service.store.embedded_rows import check_file, mark_of, sealed, write
from graph_service.store.feed import FeedPage, FeedQuery, entry
from graph_service.store.findings import Finding, flaws_found
from graph_service.store.threads import Threads

# Calls at a time; more would only take turns, at the cost of whoever answers from memory.
_THREADS = 4


class EmbeddedStore:
    """Records as canonical JSON rows of one table. Readers never wait for the writer (write-ahead log)."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._threads = Threads(_THREADS)

    @classmethod
    def open(cls, path: Path, *, create: bool = True) -> "EmbeddedStore":
        """Open the store in this file. `create` makes it if it is missing, and brings an older one up to date.

        Raises:
            StoreUnavailable: the file cannot be opened, is no store, or is missing.
        """
        if create:
            make(path)
        with reading(path, as_it_is=True):
            return cls(path)

    async def revision(self) -> str:
        """See `Store.revision`: a random mark, renewed by every write that changes something."""
        return await self._threads.run(self._revision)

    async def load(self, known: Stored | None = None) -> Stored:  # noqa: ARG002  # what is edited by hand is damage here
        """See `Store.load`: proved to be what was written. The file is checked meanwhile."""
        tasks = self._threads.run(self._load), self._threads.run(self._check)
        stored, checked = await asyncio.gather(*tasks, return_exceptions=True)
        if isinstance(stored, BaseException):  # it says more than that the file is damaged
            raise stored
        if checked is not None:
            raise checked
        return stored

    async def follow(self, known: Stored) -> Stored:
        """See `Store.follow`: all is read."""
        return await self.load(known)

    async def readable(self) -> Readable:
        """See `Store.readable`: all or nothing."""
        return Readable((await self.load()).network)

    async def verify(self) -> tuple[Finding, ...]:
        """See `Store.verify`."""
        try:
            return flaws_found((await self.load()).network)
        except StoreUnsound as error:
            return (Finding(error.where, error.problem),)

    async def mend(self, network: Network) -> int:  # noqa: ARG002  # nothing is derived here
        """See `Store.mend`."""
        return 0

    async def foresee(self, change: ChangeSet) -> Difference:
        """See `Store.foresee`."""
        return await self._threads.run(partial(self._foresee, change))

    async def apply(self, change: ChangeSet, who: str | None = None) -> Difference:
        """See `Store.apply`."""
        return await self._threads.run(partial(self._apply, change, who))

    async def changes(self, asked: FeedQuery) -> FeedPage:
        """See `Store.changes`."""
        return await self._threads.run(partial(self._changes, asked))

    async def ask(self, query: NamedQuery) -> Told:
        """See `Store.ask`: SQLite knows no Cypher."""
        raise no_cypher(query)

    async def aclose(self) -> None:
        """Nothing is held between calls."""

    def _revision(self) -> str:
        with reading(self._path, as_it_is=True) as connection:
            return mark_of(connection)

    def _check(self) -> None:
        with reading(self._path, as_it_is=True) as connection:
            check_file(connection)

    def _load(self) -> Stored:
        with reading(self._path) as connection:
            connection.execute("BEGIN")  # one read transaction: the mark and the rows belong together
            mark, last = mark_of(connection), last_change(connection)
            network, version = sealed(connection)
        return Stored(network, mark, version, last[0] if last else 0)

    def _changes(self, asked: FeedQuery) -> FeedPage:
        with reading(self._path) as connection:
            connection.execute("BEGIN")
            return read_feed(connection, asked)

    def _foresee(self, change: ChangeSet) -> Difference:
        with reading(self._path) as connection:
            connection.execute("BEGIN")
            return Difference.between(sealed(connection).network, change)

    def _apply(self, change: ChangeSet, who: str | None) -> Difference:
        with writing(self._path) as connection:
            stored = sealed(connection).network
            difference = Difference.between(stored, change)
            if difference.has_effect:
                unwritten = mark_of(connection) == EMPTY
                effective = difference.effective
                added = entry(last_change(connection), unwritten=unwritten, who=who, stored=stored, effective=effective)
                write_down(connection, added)
                write(connection, effective)
        return difference
