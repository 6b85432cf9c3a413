"""The change feed in Neo4j: a node per change, and one per record with how it was before."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any
from uuid import uuid4

from neo4j import AsyncManagedTransaction

from graph_service.errors import StoreUnsound
from graph_service.records.network import ChangeSet, Network
from graph_service.records.registry import PLURAL_OF
from graph_service.store.canonical import encode
from graph_service.store.feed import NONE, Changed, FeedPage, FeedQuery, Former, Line, Stretch, entry, stretch
from graph_service.store.neo4j_log import CHANGE, FORMER, LAST, MARK, REMEDY, proved
from graph_service.store.neo4j_records import read_ids
from graph_service.store.neo4j_run import batches, head_of, run_query, steady
from graph_service.store.queries import (
    ADD_CHANGES,
    CHANGE_BY,
    CHANGES,
    COUNT_CHANGES,
    KEEP_FORMERS,
    OPENING_CHANGE,
    SET_REVISION,
    ChangedRow,
    LockRow,
)


async def write_down(
    tx: AsyncManagedTransaction,
    lock: LockRow,
    stored: Network,
    effective: ChangeSet,
    who: str | None,
    *,
    unwritten: bool = False,
    unread: Mapping[tuple[str, str], str] = NONE,
) -> tuple[str, int]:
    """Write a change down as the next of the feed and renew the mark; the mark and the number of the change. See `entry`."""
    last = None if lock.sequence is None or lock.at is None else (lock.sequence, lock.at)
    said = partial(entry, last, unwritten=unwritten, who=who, stored=stored, effective=effective, unread=unread)
    added = await asyncio.to_thread(said)
    revision, (sequence, at, *_) = uuid4().hex, added.last
    rows = [line._asdict() | {"at": datetime.fromisoformat(line.at)} for line in added.lines]
    rows[-1]["revision"] = revision
    await run_query(tx, ADD_CHANGES, rows=rows)
    for some in batches(added.formers):
        await run_query(tx, KEEP_FORMERS, sequence=sequence, rows=[_properties(former) for former in some])
    await run_query(tx, SET_REVISION, revision=revision, sequence=sequence, at=datetime.fromisoformat(at))
    return revision, sequence


def _properties(former: Former) -> dict[str, Any]:
    return {
        "position": former.position,
        "plural": former.plural,
        "record_id": former.record_id,
        "record": former.before,
    }


async def read_feed(tx: AsyncManagedTransaction, asked: FeedQuery) -> FeedPage:
    """The part of the feed that is asked for; errors as `Store.changes`."""

    async def read() -> FeedPage:
        opening = proved(await run_query(tx, OPENING_CHANGE), CHANGE, lambda line: f"Change {line.sequence}")
        begins = opening[0] if opening else None
        last = (await head_of(tx)).sequence
        if begins and last < begins.sequence:
            raise StoreUnsound(
                MARK, f"sequence is {last or 'missing'}, though the feed begins with change {begins.sequence}", REMEDY
            )
        part = stretch(asked, await _since(tx, asked), begins, last)
        return await _page(tx, asked, begins, part)

    return (await steady(tx, read))[1]


async def _page(tx: AsyncManagedTransaction, asked: FeedQuery, begins: Line | None, part: Stretch) -> FeedPage:
    wanted = {"plural": asked.plural, "id": asked.record_id, "latest": part.latest}
    [[total]] = await run_query(tx, COUNT_CHANGES, since=part.since, **wanted)
    sequence, position = part.after
    found = await run_query(tx, CHANGES, after_sequence=sequence, after_position=position, limit=asked.limit + 1, **wanted)
    rows = await _as_they_stand(tx, proved(found[: asked.limit], CHANGE | FORMER, _named))
    return FeedPage(begins, part.since, part.latest, total, tuple(rows), len(found) > asked.limit)


def _named(row: ChangedRow) -> str:
    return f"change {row.sequence}, {row.plural} {row.record_id!r}"


async def _as_they_stand(tx: AsyncManagedTransaction, rows: Sequence[ChangedRow]) -> list[Changed]:
    """The rows with what the records became that no later change tells of: they are read as every record is, and of
    one that cannot be read what can be."""
    standing = await read_ids(tx, {row.record_id for row in rows if not row.later})
    texts = standing.parts | {(PLURAL_OF[type(record)], record.id): encode(record) for record in standing.records}
    return [
        Changed(*row[:7], row.after if row.later else texts.get((row.plural, row.record_id)), stands=not row.later)
        for row in rows
    ]


async def _since(tx: AsyncManagedTransaction, asked: FeedQuery) -> int | None:
    """The change the query begins after; of a moment the last one until then, -1 where there is none."""
    if not isinstance(asked.since, datetime):
        return asked.since
    [[number]] = proved(await run_query(tx, CHANGE_BY, moment=asked.since), LAST, lambda _: "Change, the last by number")
    return number
