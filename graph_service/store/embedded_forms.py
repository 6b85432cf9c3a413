"""The forms that the file of the embedded store has had since the first release, and the steps from one to the next.

`application_id` and `user_version` of the file tell a store from other SQLite files, and its form. Release 0.1.0 set neither.
"""

import sqlite3
from collections.abc import Mapping

from graph_service.store.embedded_rows import seal

APPLICATION_ID = 0x53434752  # "SCGR"
# form → the statements that make it of the form before. The first makes what stores of 0.1.0 have already.
_STEPS: Mapping[int, tuple[str, ...]] = {
    1: (
        """CREATE TABLE IF NOT EXISTS record (
            plural TEXT NOT NULL,
            id TEXT NOT NULL,
            body TEXT NOT NULL CHECK (json_valid(body)),
            PRIMARY KEY (plural, id)
        ) WITHOUT ROWID""",
        "CREATE TABLE IF NOT EXISTS revision (only_row INTEGER PRIMARY KEY CHECK (only_row = 1), mark TEXT NOT NULL)",
        "INSERT OR IGNORE INTO revision VALUES (1, 'empty')",
        "CREATE TABLE IF NOT EXISTS change (sequence INTEGER PRIMARY KEY, at TEXT NOT NULL, who TEXT, records INTEGER)",
        """CREATE TABLE IF NOT EXISTS former (
            sequence INTEGER NOT NULL,
            position INTEGER NOT NULL,
            plural TEXT NOT NULL,
            id TEXT NOT NULL,
            before TEXT,
            PRIMARY KEY (sequence, position)
        ) WITHOUT ROWID""",
        "CREATE INDEX IF NOT EXISTS former_of ON former (id, plural, sequence)",
        "ALTER TABLE revision ADD COLUMN version TEXT",
    ),
    2: (
        "ALTER TABLE change ADD COLUMN hash BLOB",
        "ALTER TABLE former ADD COLUMN hash BLOB",
        "UPDATE change SET hash = hash_of(sequence, at, who, records)",
        "UPDATE former SET hash = hash_of(sequence, position, plural, id, before)",
    ),
}
FORM = max(_STEPS)
# The columns by which a store of 0.1.0 is known.
FIRST_COLUMNS: Mapping[str, frozenset[str]] = {
    "record": frozenset({"plural", "id", "body"}),
    "revision": frozenset({"only_row", "mark"}),
}


def form_of(connection: sqlite3.Connection) -> int:
    """The form of the database behind a connection; 0 is an empty one or one of 0.1.0."""
    form: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return form


def bring_up_to_date(connection: sqlite3.Connection) -> None:
    """Give an older or an empty database the present form; within a transaction of the caller's, who defined the hash."""
    older = form_of(connection)
    if older >= FORM:
        return
    for form in range(older + 1, FORM + 1):
        for statement in _STEPS[form]:
            connection.execute(statement)
    if not older:
        seal(connection)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {FORM}")
