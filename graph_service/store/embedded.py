"""The embedded store: one SQLite file, nothing to install, ready in milliseconds. The default."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from uuid import uuid4

from graph_service.domain.network import ChangeSet, Difference, Network
from graph_service.domain.registry import PLURAL_OF, RECORD_TYPES
from graph_service.errors import StoreBusy, StoreUnavailable
from graph_service.store.base import Stored
from graph_service.store.canonical import encode, network_of
from graph_service.store.embedded_feed import SCHEMA as FEED_SCHEMA
from graph_service.store.embedded_feed import last_change, read_feed, write_down
from graph_service.store.feed import FeedPage, FeedQuery, entry
from graph_service.store.threads import Threads

_SCHEMA = """
CREATE TABLE IF NOT EXISTS record (
    plural TEXT NOT NULL,
    id TEXT NOT NULL,
    body TEXT NOT NULL CHECK (json_valid(body)),
    PRIMARY KEY (plural, id)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS revision (only_row INTEGER PRIMARY KEY CHECK (only_row = 1), mark TEXT NOT NULL);
INSERT OR IGNORE INTO revision VALUES (1, 'empty');
"""
_EMPTY = "empty"  # the mark of a store that nothing was ever written to
# A second writer is told at once rather than left hanging.
_BUSY_SECONDS = 0.5
# Rows per statement: each statement run from a worker thread costs a switch between threads.
_BATCH = 250
# Rows read as one value, half a megabyte or so.
_PIECE = 2_000
# Calls at a time; more would only take turns, at the cost of whoever answers from memory.
_THREADS = 4


class EmbeddedStore:
    """Records as canonical JSON rows of one table. Readers never wait for the writer (write-ahead log)."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._threads = Threads(_THREADS)

    @classmethod
    def open(cls, path: Path) -> "EmbeddedStore":
        """Open the store in this file, making it if it is new.

        Raises:
            StoreUnavailable: the file cannot be opened or is no store.
        """
        store = cls(path)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreUnavailable(f"cannot make the folder {path.parent} ({error.strerror}); choose another path") from error
        with store._connection() as connection:
            connection.executescript(_SCHEMA + FEED_SCHEMA)
        return store

    async def revision(self) -> str:
        """See `Store.revision`: a random mark, renewed by every write that changes something."""
        return await self._threads.run(self._revision)

    async def load(self) -> Stored:
        """See `Store.load`."""
        return await self._threads.run(self._load)

    async def apply(self, change: ChangeSet, who: str | None = None) -> Difference:
        """See `Store.apply`."""
        return await self._threads.run(partial(self._apply, change, who))

    async def changes(self, asked: FeedQuery) -> FeedPage:
        """See `Store.changes`."""
        return await self._threads.run(partial(self._changes, asked))

    async def aclose(self) -> None:
        """Nothing is held between calls."""

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        try:
            with closing(sqlite3.connect(self._path, timeout=_BUSY_SECONDS, isolation_level=None)) as connection:
                connection.execute("PRAGMA journal_mode = WAL")
                connection.execute("PRAGMA synchronous = FULL")
                yield connection
        except sqlite3.OperationalError as error:
            if "locked" in str(error) or "busy" in str(error):
                raise StoreBusy(f"another process is writing to {self._path}; try again when it has finished") from error
            raise StoreUnavailable(f"{self._path}: {error}; check the path and its permissions") from error
        except sqlite3.DatabaseError as error:
            raise StoreUnavailable(f"{self._path} is no store ({error}); name another file or restore a backup") from error

    def _revision(self) -> str:
        with self._connection() as connection:
            return _mark(connection)

    def _load(self) -> Stored:
        with self._connection() as connection:
            connection.execute("BEGIN")  # one read transaction: the mark and the rows belong together
            mark, last = _mark(connection), last_change(connection)
            network, version = network_of(_pieces(connection))
        return Stored(network, mark, version, last[0] if last else 0)

    def _changes(self, asked: FeedQuery) -> FeedPage:
        with self._connection() as connection:
            connection.execute("BEGIN")
            return read_feed(connection, asked)

    def _apply(self, change: ChangeSet, who: str | None) -> Difference:
        with self._connection() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                stored = _stored(connection)
                difference = Difference.between(stored, change)
                if difference.has_effect:
                    _write_down(connection, stored, difference.effective, who)
                    _write(connection, difference.effective)
                connection.execute("COMMIT")
            except BaseException:
                connection.execute("ROLLBACK")
                raise
        return difference


def _mark(connection: sqlite3.Connection) -> str:
    return str(connection.execute("SELECT mark FROM revision").fetchone()[0])


def _pieces(connection: sqlite3.Connection) -> Iterator[tuple[str, bytes]]:
    """All bodies in id order, one a line, each piece with the plural of its type; a type without any is one empty piece.

    Many rows as one value: each row fetched from a worker thread costs a switch, and text would be turned from UTF-8 and
    back. Not all of them: memory that was once used for so long a text is not given back to the system.
    """
    ordered = "SELECT id, body FROM record WHERE plural = ? AND id > ? ORDER BY id LIMIT ?"
    joined = f"SELECT CAST(group_concat(body, char(10)) AS BLOB), max(id) FROM ({ordered})"  # noqa: S608  # no input
    for plural, _ in RECORD_TYPES:
        lines, last = connection.execute(joined, (plural, "", _PIECE)).fetchone()
        yield plural, lines or b""
        while last is not None:
            lines, last = connection.execute(joined, (plural, last, _PIECE)).fetchone()
            if last is not None:
                yield plural, lines


def _stored(connection: sqlite3.Connection) -> Network:
    return network_of(_pieces(connection))[0]


def _write_down(connection: sqlite3.Connection, stored: Network, effective: ChangeSet, who: str | None) -> None:
    unwritten = _mark(connection) == _EMPTY
    write_down(connection, entry(last_change(connection), unwritten=unwritten, who=who, stored=stored, effective=effective))


def _write(connection: sqlite3.Connection, change: ChangeSet) -> None:
    connection.executemany("DELETE FROM record WHERE id = ?", ((record_id,) for record_id in change.remove))
    for start in range(0, len(change.put), _BATCH):
        batch = change.put[start : start + _BATCH]
        cells = [cell for record in batch for cell in (PLURAL_OF[type(record)], record.id, encode(record))]
        rows = ", ".join(["(?, ?, ?)"] * len(batch))
        connection.execute(f"INSERT OR REPLACE INTO record VALUES {rows}", cells)  # noqa: S608  # placeholders only
    connection.execute("UPDATE revision SET mark = ?", (uuid4().hex,))
