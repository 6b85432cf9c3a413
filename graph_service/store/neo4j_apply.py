"""What a change set does to the network in Neo4j: found out, with all that refuses it, before anything is written."""

import asyncio
from typing import NamedTuple

from neo4j import AsyncManagedTransaction

from graph_service.records.network import ChangeSet, Difference, Network
from graph_service.store.base import EMPTY
from graph_service.store.neo4j_feed import write_down
from graph_service.store.neo4j_records import MANY, Found, read_all, read_ids
from graph_service.store.neo4j_run import head_of, lock_head, prove_form
from graph_service.store.neo4j_twins import refuse_twins
from graph_service.store.neo4j_write import refuse_named, write


class Planned(NamedTuple):
    """What a change set finds and what it does."""

    found: Found
    stored: Network
    difference: Difference


async def foresee(tx: AsyncManagedTransaction, change: ChangeSet) -> Difference:
    """See `Store.foresee`."""
    head = await head_of(tx)
    prove_form(head.form)
    return (await _planned(tx, change, unwritten=head.revision == EMPTY)).difference


async def apply(tx: AsyncManagedTransaction, change: ChangeSet, who: str | None) -> Difference:
    """See `Store.apply`."""
    lock = await lock_head(tx)
    prove_form(lock.form)
    unwritten = lock.revision == EMPTY
    found, stored, difference = await _planned(tx, change, unwritten=unwritten)
    if difference.has_effect:
        await write(tx, difference.effective, found.labels)
        await write_down(tx, lock, stored, difference.effective, who, unwritten=unwritten, unread=found.parts)
    return difference


async def _planned(tx: AsyncManagedTransaction, change: ChangeSet, *, unwritten: bool) -> Planned:
    touched = [*(record.id for record in change.put), *change.remove]
    # There is nothing to look for in a store that was never written to.
    found = Found() if unwritten else await (read_all(tx) if len(touched) >= MANY else read_ids(tx, touched))
    stored = Network(found.records)
    difference = await asyncio.to_thread(Difference.between, stored, change, {each.id for each in found.unsound})
    if difference.has_effect and not unwritten:
        await refuse_twins(tx, {record.id for record in difference.effective.put} - found.labels.keys())
        await refuse_named(tx, difference.effective, found.labels)
    return Planned(found, stored, difference)
