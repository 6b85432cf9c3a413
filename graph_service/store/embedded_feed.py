"""The change feed in the embedded store: a line per change, and a row per record with how it was before."""

import sqlite3
from datetime import datetime
from typing import Literal

import msgspec

from graph_service.errors import StoreUnsound
from graph_service.store.embedded_rows import WAY_BACK
from graph_service.store.feed import MOMENT, Changed, Entry, FeedPage, FeedQuery, Line, moment, stretch

_WHERE = """
WHERE former.sequence > :since AND former.sequence <= :latest
  AND (:plural IS NULL OR former.plural = :plural) AND (:id IS NULL OR former.id = :id)
"""
_COUNT = f"SELECT count(*) FROM former {_WHERE}"  # noqa: S608  # no input
_LINE_DIFFERS = "change.hash IS NOT hash_of(change.sequence, change.at, change.who, change.records)"
_DIFFERS = "{0}.hash IS NOT hash_of({0}.sequence, {0}.position, {0}.plural, {0}.id, {0}.before)"
_PAGE = f"""
SELECT {_LINE_DIFFERS} OR {_DIFFERS.format("former")} OR (later.sequence IS NOT NULL AND {_DIFFERS.format("later")}),
       former.sequence, former.position, change.at, change.who, former.plural, former.id, former.before,
       CASE WHEN later.sequence IS NULL THEN record.body ELSE later.before END
FROM former
JOIN change ON change.sequence = former.sequence
LEFT JOIN former AS later ON later.id = former.id AND later.plural = former.plural AND later.sequence = (
    SELECT min(sequence) FROM former AS next
    WHERE next.id = former.id AND next.plural = former.plural AND next.sequence > former.sequence
)
LEFT JOIN record ON record.plural = former.plural AND record.id = former.id
{_WHERE} AND (former.sequence, former.position) > (:after_sequence, :after_position)
ORDER BY former.sequence, former.position
LIMIT :limit
"""  # noqa: S608  # no input


def last_change(connection: sqlite3.Connection) -> tuple[int, str] | None:
    """Number and moment of the last change; None where the feed has not begun.

    Raises:
        StoreUnsound: it has no moment.
    """
    last = _line(connection, "DESC")
    return (last.sequence, last.at) if last else None


def write_down(connection: sqlite3.Connection, entry: Entry) -> None:
    """Add what a change adds to the feed."""
    connection.executemany("INSERT INTO change VALUES (?1, ?2, ?3, ?4, hash_of(?1, ?2, ?3, ?4))", entry.lines)
    statement = "INSERT INTO former VALUES (?1, ?2, ?3, ?4, ?5, hash_of(?1, ?2, ?3, ?4, ?5))"
    connection.executemany(statement, ((entry.last.sequence, *row) for row in entry.formers))


def read_feed(connection: sqlite3.Connection, asked: FeedQuery) -> FeedPage:
    """The part of the feed that is asked for, within a transaction of the caller's; errors as `Store.changes`."""
    begins, last = _line(connection, "ASC"), last_change(connection)
    part = stretch(asked, _since(connection, asked), begins, last[0] if last else 0)
    names = {"since": part.since, "latest": part.latest, "plural": asked.plural, "id": asked.record_id}
    (total,) = connection.execute(_COUNT, names).fetchone()
    names |= {"after_sequence": part.after[0], "after_position": part.after[1], "limit": asked.limit + 1}
    rows = [_proved(Changed(*row), differs=differs) for differs, *row in connection.execute(_PAGE, names)]
    return FeedPage(begins, part.since, part.latest, total, tuple(rows[: asked.limit]), len(rows) > asked.limit)


def _line(connection: sqlite3.Connection, order: Literal["ASC", "DESC"]) -> Line | None:
    """The first line of the feed, or in descending order the last."""
    query = f"SELECT {_LINE_DIFFERS}, sequence, at, who, records FROM change ORDER BY sequence {order} LIMIT 1"  # noqa: S608  # no input
    row = connection.execute(query).fetchone()
    if row is None:
        return None
    differs, *cells = row
    line = Line(*cells)
    if not isinstance(cells[0], int) or MOMENT.fullmatch(str(line.at)) is None:
        raise StoreUnsound("change feed", f"a change has the number {line.sequence!r} and the moment {line.at!r}", WAY_BACK)
    if differs:
        raise _differs(line.sequence)
    return line


def _differs(sequence: int) -> StoreUnsound:
    return StoreUnsound("change feed", f"change {sequence} is not as it was written (its hash differs)", WAY_BACK)


def _proved(row: Changed, *, differs: bool) -> Changed:
    """The row, as it was written; its records are handed on as they are stored: they must be JSON."""
    for body in (row.before, row.after):
        try:
            msgspec.json.decode(msgspec.convert(body, str | None) or "null", type=msgspec.Raw)
        except (msgspec.DecodeError, msgspec.ValidationError) as error:
            raise StoreUnsound(f"change {row.sequence} of {row.record_id!r}", f"it cannot be read ({error})", WAY_BACK) from error
    if differs:
        raise _differs(row.sequence)
    return row


def _since(connection: sqlite3.Connection, asked: FeedQuery) -> int | None:
    """The change the query begins after; of a moment the last one until then, -1 where there is none."""
    if not isinstance(asked.since, datetime):
        return asked.since
    # Of a line whose moment is another, nobody knows whether it is asked for.
    if wrong := connection.execute(f"SELECT sequence FROM change WHERE {_LINE_DIFFERS} LIMIT 1").fetchone():  # noqa: S608  # no input
        raise _differs(wrong[0])
    query = "SELECT coalesce(max(sequence), -1) FROM change WHERE at <= ?"
    found: int = connection.execute(query, (moment(asked.since),)).fetchone()[0]
    return found
