"""What SQLite raises, in words a person can act on: one line, the file in it."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph_service.errors import ServiceError, StoreBusy, StoreUnavailable, StoreUnsound
from graph_service.store.embedded_rows import WAY_BACK

_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_DENIED = (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH, sqlite3.SQLITE_IOERR)
# Where a limit on the size of files is met, SQLite tells of a write that failed.
_NO_ROOM = (
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR_WRITE,
    sqlite3.SQLITE_IOERR_FSYNC,
    sqlite3.SQLITE_IOERR_TRUNCATE,
    sqlite3.SQLITE_IOERR_SHMSIZE,
    sqlite3.SQLITE_IOERR_SHMOPEN,  # for who only reads as well: readers share a file beside the store with writers
)


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into the service's, and name the file where it is unsound.

    Raises:
        StoreUnavailable, StoreBusy, StoreUnsound: in place of SQLite's.
    """
    try:
        yield
    except StoreUnsound as error:
        raise StoreUnsound(f"{path}, {error.where}", error.problem, error.remedy) from error
    except sqlite3.DatabaseError as error:
        raise _explain(error, path) from error
    except UnicodeDecodeError as error:  # of a message of SQLite that quotes what is damaged
        raise StoreUnsound(str(path), "it is damaged (its schema is no text)", WAY_BACK) from error


def primary_code(error: sqlite3.Error) -> int | None:
    """What kind of error it is; None where it is Python's own, as of text that is not UTF-8."""
    code: int | None = getattr(error, "sqlite_errorcode", None)
    return None if code is None else code & 0xFF


def _explain(error: sqlite3.DatabaseError, path: Path) -> ServiceError:
    primary = primary_code(error)
    if primary in _BUSY:
        return StoreBusy(f"another process is writing to {path}; try again when it has finished")
    if getattr(error, "sqlite_errorcode", None) in _NO_ROOM:
        told = f"no room to write {path}: the disk is full, or a limit on the size of files is met ({error})"
        return StoreUnavailable(f"{told}; the store is as it was; make room and try again")
    if primary in _DENIED:
        return StoreUnavailable(f"{path}: {error}; check the path and its permissions")
    return StoreUnsound(str(path), f"it is damaged ({error})", WAY_BACK)
