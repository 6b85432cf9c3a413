"""The change feed in Neo4j: a node per change, and one per record with how it was before."""

from datetime import datetime
from typing import Any

from neo4j import AsyncManagedTransaction

from graph_service.records.registry import RECORD_TYPES
from graph_service.store.feed import Changed, Entry, FeedPage, FeedQuery, Former, Line, Stretch, moment, stretch
from graph_service.store.neo4j_run import batches, head_of, run_query, steady
from graph_service.store.queries import ADD_CHANGES, CHANGE_BY, CHANGES, COUNT_CHANGES, KEEP_FORMERS, OPENING_CHANGE

_LABELS = {plural: cls.__name__ for plural, cls in RECORD_TYPES}


async def write_down(tx: AsyncManagedTransaction, entry: Entry) -> None:
    """Add what a change adds to the feed."""
    await run_query(tx, ADD_CHANGES, rows=[line._asdict() for line in entry.lines])
    for rows in batches(entry.formers):
        await run_query(tx, KEEP_FORMERS, sequence=entry.last.sequence, rows=[_properties(row) for row in rows])


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
        opening = await run_query(tx, OPENING_CHANGE)
        begins = opening[0] if opening else None
        part = stretch(asked, await _since(tx, asked), begins, (await head_of(tx)).sequence)
        return await _page(tx, asked, begins, part)

    return (await steady(tx, read))[1]


async def _page(tx: AsyncManagedTransaction, asked: FeedQuery, begins: Line | None, part: Stretch) -> FeedPage:
    wanted = {"plural": asked.plural, "id": asked.record_id, "latest": part.latest}
    [[total]] = await run_query(tx, COUNT_CHANGES, since=part.since, **wanted)
    sequence, position = part.after
    rows: list[Changed] = await run_query(
        tx, CHANGES, labels=_LABELS, after_sequence=sequence, after_position=position, limit=asked.limit + 1, **wanted
    )
    return FeedPage(begins, part.since, part.latest, total, tuple(rows[: asked.limit]), len(rows) > asked.limit)


async def _since(tx: AsyncManagedTransaction, asked: FeedQuery) -> int | None:
    """The change the query begins after; of a moment the last one until then, -1 where there is none."""
    if not isinstance(asked.since, datetime):
        return asked.since
    [[number]] = await run_query(tx, CHANGE_BY, moment=moment(asked.since))
    return number
