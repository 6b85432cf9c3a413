"""The network as it is stored: all of it, or only what programs wrote since it was read."""

import asyncio
from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from neo4j import AsyncManagedTransaction

from graph_service.records.network import ChangeSet, Network
from graph_service.records.registry import PLURAL_OF, RECORD_TYPES
from graph_service.store.base import Stored
from graph_service.store.canonical import collector_at_rest, encode, lines_of, version_of
from graph_service.store.feed import ALL
from graph_service.store.neo4j_apply import MANY
from graph_service.store.neo4j_derived import first_cause
from graph_service.store.neo4j_edits import flaws_since, prove_rules
from graph_service.store.neo4j_records import Found, read_all, read_ids
from graph_service.store.neo4j_run import run_query, steady
from graph_service.store.queries import TOUCHED, RevisionRow


class Touched(NamedTuple):
    """The ids of the records that programs touched, and what is found of them."""

    ids: Sequence[str]
    found: Found


async def load(tx: AsyncManagedTransaction, known: Stored | None) -> Stored:
    """See `Store.load`, without what a hand edited."""
    head, found = await steady(tx, lambda: read_all(tx))
    if found.unsound:
        raise await first_cause(tx, found)
    return await asyncio.to_thread(_whole, head, found, known)


async def follow(tx: AsyncManagedTransaction, known: Stored) -> Stored | None:
    """See `Store.follow`; None where the whole has to be read: another store took the place of this one, much was written, or
    what was written does not fit what is known, as beside what a hand edited."""
    head, touched = await steady(tx, partial(_touched, tx, known))
    return await asyncio.to_thread(_followed, head, touched, known) if touched else None


async def _touched(tx: AsyncManagedTransaction, known: Stored) -> Touched | None:
    told = await run_query(tx, TOUCHED, since=known.sequence, latest=ALL, revision=known.revision)
    if not told or len(told[0].ids) > MANY:
        return None
    return Touched(told[0].ids, await read_ids(tx, told[0].ids))


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
        amiss = any(flaws_since(known.network, network, frozenset(touched.ids)))
        return None if amiss else _stored(head, network)


def _stored(head: RevisionRow, network: Network) -> Stored:
    lines = ((plural, lines_of(map(encode, network.rows(plural).values()))) for plural, _ in RECORD_TYPES)
    return Stored(network, head.revision, version_of(lines), head.sequence)
