"""Edits by hand: what somebody changed in the Neo4j Browser becomes a change of the feed, if it makes a sound network."""

import asyncio
from collections.abc import Collection, Iterable, Iterator

from neo4j import AsyncManagedTransaction

from graph_service.errors import StoreUnsound
from graph_service.records.base import Record
from graph_service.records.checks import Flaw, broken_rules, find_flaws
from graph_service.records.network import ChangeSet, Difference, Network
from graph_service.store.base import Stored
from graph_service.store.findings import and_more, refused_flaws
from graph_service.store.neo4j_records import REMEDY
from graph_service.store.neo4j_run import run_query
from graph_service.store.queries import TOUCHED, IdsRow

WHO = "neo4j"  # the author of what no program signed


async def edits(tx: AsyncManagedTransaction, known: Stored, found: Stored) -> Difference:
    """What was edited since `known` was read, beside what programs wrote since: what they touched is told as theirs.

    Where the store is another one than it was then, nobody knows what a hand did, and nothing is told.

    Raises:
        StoreUnsound: it makes no sound network.
    """
    touched: list[IdsRow] = [IdsRow([])]
    if known.revision != found.revision:
        stretch = {"since": known.sequence, "latest": found.sequence, "revision": known.revision}
        touched = await run_query(tx, TOUCHED, **stretch)
    if not touched:
        return Difference.between(found.network, ChangeSet())
    return await asyncio.to_thread(_edited, known.network, found.network, frozenset(touched[0].ids))


def _edited(known: Network, found: Network, touched: Collection[str]) -> Difference:
    there = {record.id for record in found}
    gone = tuple(record.id for record in known if record.id not in there and record.id not in touched)
    difference = Difference.between(known, ChangeSet(tuple(record for record in found if record.id not in touched), gone))
    put = {record.id for record in difference.effective.put} | (there & set(touched))
    flaws = list(flaws_since(known, found, put))
    for flaw in flaws[:1]:
        problem = f"{flaw.field}: {flaw.problem}; {flaw.remedy}{and_more(len(flaws))}"
        raise StoreUnsound(found.called(flaw.record_id), problem, REMEDY)
    return difference


def flaws_since(known: Network, found: Network, put: Collection[str]) -> Iterator[Flaw]:
    """The flaws that came since `known`, when the records with the ids `put` were written anew: a program's were checked then,
    and a hand may have changed them, or what they go with, before they were read."""
    flaws = (*find_flaws(found), *refused_flaws(known, found, put))
    before = {flaw[:2] for flaw in find_flaws(known)} if flaws else ()
    yield from (flaw for flaw in flaws if flaw[:2] not in before)


def prove_rules(network: Network, changed: Iterable[Record]) -> None:
    """Refuse what a hand may have broken of these records: a program's were checked when they came.

    Raises:
        StoreUnsound: one of them breaks a rule of its type.
    """
    broken = list(broken_rules(changed))
    for record, error in broken[:1]:
        raise StoreUnsound(network.called(record.id), f"{error}{and_more(len(broken))}", REMEDY) from error
