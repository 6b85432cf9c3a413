"""The network as it is stored: all of it, or only what programs wrote since it was read."""

import asyncio
from functools import partial

from neo4j import AsyncManagedTransaction

from graph_service.records.agreement import Agreement
from graph_service.records.network import ChangeSet, Difference, Network
from graph_service.records.place import Place
from graph_service.records.registry import PLURAL_OF
from graph_service.store.base import Stored
from graph_service.store.canonical import collector_at_rest, version_of_network
from graph_service.store.neo4j_cypher import LOCATE, read_some
from graph_service.store.neo4j_derived import first_cause, mend
from graph_service.store.neo4j_edits import WHO, edits, flaws_since, prove_rules
from graph_service.store.neo4j_feed import write_down
from graph_service.store.neo4j_records import Found, Touched, read_steadily, read_touched
from graph_service.store.neo4j_run import lock_head, run_query, steady
from graph_service.store.queries import RevisionRow

_NO_RECORD = [""]  # one id, as after most changes: the server plans by how many there are


async def load(tx: AsyncManagedTransaction, known: Stored | None) -> Stored:
    """See `Store.load`, without what a hand edited."""
    head, found = await read_steadily(tx)
    if found.unsound:
        raise await first_cause(tx, found)
    stored = await asyncio.to_thread(_whole, head, found, known)
    if known is None:
        await _plan_following(tx, head)
    return stored


async def _plan_following(tx: AsyncManagedTransaction, head: RevisionRow) -> None:
    """Ask what is asked after a change before there is one, so that the server need not plan it when the first one waits."""
    await read_touched(tx, head.sequence, head.revision)
    await run_query(tx, LOCATE, ids=_NO_RECORD)
    for label in (Place.__name__, Agreement.__name__):
        await run_query(tx, read_some(label), ids=_NO_RECORD)


async def follow(tx: AsyncManagedTransaction, known: Stored) -> Stored | None:
    """See `Store.follow`; None where the whole has to be read: another store took the place of this one, much was written, or
    what was written does not fit what is known, as beside what a hand edited."""
    head, touched = await steady(tx, partial(read_touched, tx, known.sequence, known.revision))
    return await asyncio.to_thread(_followed, head, touched, known) if touched else None


async def own_up(tx: AsyncManagedTransaction, known: Stored, found: Stored, difference: Difference) -> Stored:
    """Write down what was edited by hand since `known`, and set right what is derived from it; the network as it is known then.
    Errors as `edits`."""
    lock = await lock_head(tx)
    if lock.revision != found.revision:  # somebody wrote meanwhile, and nobody does until the end
        found = await follow(tx, found) or await load(tx, known)
        difference = await edits(tx, known, found)
    if not difference.has_effect:
        return found
    revision, sequence = await write_down(tx, lock, known.network, difference.effective, WHO)
    await mend(tx, found.network, [record.id for record in difference.effective.put])
    return found._replace(revision=revision, sequence=sequence)


def _whole(head: RevisionRow, found: Found, known: Stored | None) -> Stored:
    with collector_at_rest():
        network = Network(found.records)
        before = known.network if known else Network()
        prove_rules(network, (record for record in network if before.rows(PLURAL_OF[type(record)]).get(record.id) != record))
        return _stored(head, network)


def _followed(head: RevisionRow, touched: Touched, known: Stored) -> Stored | None:
    if touched.found.unsound:
        return None
    with collector_at_rest():
        network = known.network.changed_by(ChangeSet(tuple(touched.found.records), tuple(touched.ids)))
        prove_rules(network, touched.found.records)
        amiss = any(flaws_since(known.network, network, touched.ids))
        return None if amiss else _stored(head, network)


def _stored(head: RevisionRow, network: Network) -> Stored:
    return Stored(network, head.revision, version_of_network(network), head.sequence)
