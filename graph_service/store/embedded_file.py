"""The file of the embedded store: what it is, before SQLite touches it, and connections to read and to write it."""

import sqlite3
import struct
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from graph_service.errors import StoreUnavailable, StoreUnsound
from graph_service.store.embedded_errors import explained, primary_code
from graph_service.store.embedded_forms import APPLICATION_ID, FIRST_COLUMNS, FORM, bring_up_to_date, form_of
from graph_service.store.embedded_log import check_log, log_of
from graph_service.store.embedded_rows import WAY_BACK, define_hash
from graph_service.store.first_bytes import first_bytes, in_use

# A second writer is told at once rather than left hanging.
_BUSY_SECONDS = 0.5
_HEADER = 100
_MAGIC = b"SQLite format 3\0"
# For reading what nobody else can write, without the files beside it that readers otherwise share with writers.
_IMMUTABLE = "mode=ro&immutable=1"


def is_missing(path: Path) -> bool:
    """Whether there is no store yet, and nothing else in its place; an empty file is nothing.

    Raises:
        StoreUnavailable: the file is none of ours, or cannot be read.
    """
    try:
        # Only of a file can be read what it is; a pipe would wait for ever.
        if path.exists() and not path.is_file():
            raise StoreUnavailable(f"{path} is no store (no file); name a file in GRAPH_SERVICE_STORE")
        header = first_bytes(path, _HEADER)
    except FileNotFoundError:
        return True
    except OSError as error:
        raise StoreUnavailable(f"{path} cannot be read ({error.strerror}); check the path and its permissions") from error
    if header:
        _check_header(path, header)
    return not header


def make(path: Path) -> bool:
    """Make the store if it is missing, whether it was; bring one of an older release up to date, if it may be written.

    Raises:
        StoreUnavailable: it cannot be made, or something else is in its place.
    """
    if not is_missing(path):
        if _is_older(path):
            with suppress(StoreUnavailable), writing(path):  # where it cannot be written, it can be read all the same
                pass
        return False
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreUnavailable(f"cannot make the folder {path.parent} ({error.strerror}); choose another path") from error
    with explained(path), in_use(path), closing(_connect(path, "mode=rwc")) as connection:
        with _transaction(connection):
            bring_up_to_date(connection)
        # Only now: the first pages are in the file itself, so that it can be told what it is.
        connection.execute("PRAGMA journal_mode = WAL")
    return True


@contextmanager
def reading(path: Path, *, as_it_is: bool = False) -> Iterator[sqlite3.Connection]:
    """A connection that cannot write. A store of an older release is read from a copy in memory that has the present
    form, unless asked for `as_it_is`; nor is the log proved then, for the mark may be asked for often.

    Raises:
        StoreUnavailable: there is no store, it cannot be read, or it is damaged.
    """
    with explained(path), in_use(path):
        _require(path)
        if not as_it_is:
            check_log(path)
        with closing(_to_read(path)) as connection:
            form = form_of(connection)
            _refuse_newer(path, form)
            if as_it_is or form == FORM:
                yield connection
                return
            with closing(sqlite3.connect(":memory:", isolation_level=None)) as copy:
                define_hash(copy)
                connection.backup(copy)
                bring_up_to_date(copy)
                yield copy


@contextmanager
def writing(path: Path) -> Iterator[sqlite3.Connection]:
    """A transaction on a store of the present form: committed at the end, or nothing is written at all.

    Raises:
        StoreBusy: another process is writing.
        StoreUnavailable: there is no store, it cannot be written, or it is damaged.
    """
    with explained(path), in_use(path):
        _require(path)
        check_log(path)  # what SQLite leaves out of it would be gone for good
        with closing(_connect(path, "mode=rw")) as connection, _transaction(connection):
            _refuse_newer(path, form_of(connection))
            bring_up_to_date(connection)
            yield connection


def _is_older(path: Path) -> bool:
    with reading(path, as_it_is=True) as connection:
        return form_of(connection) < FORM


def _require(path: Path) -> None:
    if is_missing(path):
        raise StoreUnavailable(f"there is no store at {path}; make one with: graph-service load seeds")


def _check_header(path: Path, header: bytes) -> None:
    """Refuse what is no store of ours, before SQLite could change it or make files beside it."""
    if len(header) < _HEADER or not header.startswith(_MAGIC):
        raise StoreUnavailable(f"{path} is no store (no SQLite file); name another file or restore a backup")
    form, application = struct.unpack_from(">I4xI", header, 60)
    if application == APPLICATION_ID:
        _refuse_newer(path, form)
        if not form:
            raise StoreUnsound(str(path), "it is damaged (it has no form)", WAY_BACK)
    elif application or form or not _is_of_first_release(path):
        raise StoreUnavailable(f"{path} is no store (a SQLite file of another program); name another file")


def _refuse_newer(path: Path, form: int) -> None:
    if form > FORM:
        told = f"{path} has form {form} of a newer release, this one knows forms up to {FORM}"
        raise StoreUnavailable(f"{told}; upgrade graph-service, or name another file")


def _is_of_first_release(path: Path) -> bool:
    """Whether the file has the tables of 0.1.0. What another program may just be writing is left out of account."""
    with suppress(sqlite3.DatabaseError), in_use(path), closing(_connect(path, _IMMUTABLE)) as connection:
        return all(
            columns <= {name for (name,) in connection.execute("SELECT name FROM pragma_table_info(?)", (table,))}
            for table, columns in FIRST_COLUMNS.items()
        )
    return False


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    address = f"{path.absolute().as_uri()}?{mode}"
    connection = sqlite3.connect(address, uri=True, timeout=_BUSY_SECONDS, isolation_level=None)
    define_hash(connection)
    return connection


def _to_read(path: Path) -> sqlite3.Connection:
    """Where neither the folder may be written nor anything waits in the log, nobody writes: read the file alone."""
    connection = _connect(path, "mode=ro")
    try:
        form_of(connection)
    except sqlite3.OperationalError as error:
        connection.close()
        denied = primary_code(error) in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN)
        if not denied or _has_log(path):
            raise
        return _connect(path, _IMMUTABLE)
    return connection


def _has_log(path: Path) -> bool:
    log = log_of(path)
    return log.exists() and log.stat().st_size > 0


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("PRAGMA synchronous = FULL")
    # All of it is written at the end, in order: nothing stays in the log that looks like damage if the process is killed.
    connection.execute("PRAGMA cache_spill = OFF")
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # where there is no room, SQLite has gone back by itself
            connection.execute("ROLLBACK")
        raise
