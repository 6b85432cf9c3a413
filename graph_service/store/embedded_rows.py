"""The records of the embedded store as rows of one table, and the seal: the hash that tells whether they are as written."""

import hashlib
import sqlite3
from collections.abc import Iterator
from typing import NamedTuple
from uuid import uuid4

import msgspec

from graph_service.errors import StoreUnsound
from graph_service.records.network import ChangeSet, Network
from graph_service.records.registry import PLURAL_OF, RECORD_TYPES
from graph_service.store.canonical import encode, network_of, prove_sound, version_of

WAY_BACK = "restore a backup of it, or load your files again into a new file"
# Rows per statement: each statement run from a worker thread costs a switch between threads.
_BATCH = 250
# Rows read as one value, half a megabyte or so.
_PIECE = 2_000
# Canonical JSON begins with {"id":" and the id, unless letters of it are escaped.
_OTHER_ID = """
SELECT plural, id FROM record
WHERE substr(body, 8, length(id)) IS NOT id AND json_extract(body, '$.id') IS NOT id LIMIT 1
"""


class Sealed(NamedTuple):
    """A network as stored, and the SHA-256 of its canonical JSON."""

    network: Network
    version: str


def mark_of(connection: sqlite3.Connection) -> str:
    """The mark that every write renews.

    Raises:
        StoreUnsound: it is gone.
    """
    return str(_head(connection, "mark"))


def sealed(connection: sqlite3.Connection) -> Sealed:
    """All records, proved to be what was written; within a transaction of the caller's.

    Raises:
        StoreUnsound: they are not; where one cannot be read, the message names it.
    """
    found = Sealed(*network_of(_pieces(connection)))
    if _head(connection, "version") != found.version:
        prove_sound(found.network)  # it may tell which record is wrong
        raise StoreUnsound("records", "they are not as they were written (their hash differs)", WAY_BACK)
    return found


def seal(connection: sqlite3.Connection) -> None:
    """Note the hash of what is stored now, which `sealed` compares."""
    connection.execute("UPDATE revision SET version = ?", (version_of(_pieces(connection)),))


def define_hash(connection: sqlite3.Connection) -> None:
    """Let statements on this connection use `hash_of(…)`: sixteen bytes that tell whether a row is as it was written."""
    connection.create_function("hash_of", -1, _hash_of, deterministic=True)


def _hash_of(*cells: str | float | bytes | None) -> bytes:
    return hashlib.sha256(msgspec.json.encode(cells)).digest()[:16]


def check_file(connection: sqlite3.Connection) -> None:
    """Prove the structure of the whole file, and that each row holds the record it is filed under.

    Raises:
        StoreUnsound: it is damaged.
    """
    (told,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    if told != "ok":
        raise StoreUnsound("file", f"it is damaged ({' '.join(told.split())})", WAY_BACK)
    if other := connection.execute(_OTHER_ID).fetchone():
        raise StoreUnsound(f"{other[0]}, record {other[1]!r}", "its row holds a record of another id", WAY_BACK)


def write(connection: sqlite3.Connection, change: ChangeSet) -> None:
    """Write a change set, renew the mark and seal; within a transaction of the caller's."""
    connection.executemany("DELETE FROM record WHERE id = ?", ((record_id,) for record_id in change.remove))
    for start in range(0, len(change.put), _BATCH):
        batch = change.put[start : start + _BATCH]
        cells = [cell for record in batch for cell in (PLURAL_OF[type(record)], record.id, encode(record))]
        rows = ", ".join(["(?, ?, ?)"] * len(batch))
        connection.execute(f"INSERT OR REPLACE INTO record VALUES {rows}", cells)  # noqa: S608  # placeholders only
    connection.execute("UPDATE revision SET mark = ?", (uuid4().hex,))
    seal(connection)


def _head(connection: sqlite3.Connection, column: str) -> object:
    row = connection.execute(f"SELECT {column} FROM revision").fetchone()  # noqa: S608  # no input
    if row is None:
        raise StoreUnsound("revision", "it is empty", WAY_BACK)
    return row[0]


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
