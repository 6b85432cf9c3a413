"""Bringing a store of an earlier release up to date: what its nodes carried as JSON becomes properties and
relationships, dates and moments that were texts become native, and nodes without a name are given one to be shown by."""

import asyncio
from collections.abc import Iterable
from uuid import uuid4

from neo4j import AsyncManagedTransaction

from graph_service.errors import StoreUnsound
from graph_service.records.base import Record
from graph_service.records.network import ChangeSet
from graph_service.records.registry import RECORD_TYPES
from graph_service.store.canonical import collector_at_rest, decode_many, lines_of
from graph_service.store.neo4j_dates import worded
from graph_service.store.neo4j_records import read_all
from graph_service.store.neo4j_run import FORM, batches, lock_head, run_query
from graph_service.store.neo4j_shown import name_nodes
from graph_service.store.neo4j_write import write
from graph_service.store.queries import DATE_CHANGES, DATE_STATED, OLDER_RECORDS, REMOVE_OLDER, SET_FORM, STATED_WORDS, OlderRow

_NATIVE = 2  # the first form whose records stand in properties and relationships
_PLURALS = {cls.__name__: plural for plural, cls in RECORD_TYPES}


async def bring_up_to_date(tx: AsyncManagedTransaction) -> None:
    """Give an older network the present form, in one transaction; the change feed goes on as it was.

    Raises:
        StoreUnsound: a node is no record.
        DataRefused: a record names one that is not there.
    """
    lock = await lock_head(tx)
    if lock.form >= FORM:  # another process did it meanwhile
        return
    if lock.form < _NATIVE:
        records = await asyncio.to_thread(_decoded, await run_query(tx, OLDER_RECORDS))
        await run_query(tx, REMOVE_OLDER)
        await write(tx, ChangeSet(tuple(records)), {})
    [[stated]] = await run_query(tx, STATED_WORDS)
    for rows in batches([[each, worded("stated", words)] for each, words in stated if isinstance(words, str)]):
        await run_query(tx, DATE_STATED, rows=rows)
    await run_query(tx, DATE_CHANGES)
    await name_nodes(tx, (await read_all(tx)).misnamed)
    await run_query(tx, SET_FORM, form=FORM, revision=uuid4().hex)


def _decoded(tables: Iterable[OlderRow]) -> list[Record]:
    records: list[Record] = []
    with collector_at_rest():
        for label, bodies in tables:
            if label not in _PLURALS:
                problem = f"records of no type known here: {len(bodies)}"
                remedy = "give them their label again, or restore a backup"
                raise StoreUnsound(f"nodes labelled {label or 'Record alone'}", problem, remedy)
            records += decode_many(_PLURALS[label], lines_of(bodies))
    return records
