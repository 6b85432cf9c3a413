"""Edits by hand: what somebody changed in the Neo4j Browser becomes a change of the feed, if it makes a sound network."""

from neo4j import AsyncManagedTransaction

from graph_service.errors import StoreUnsound
from graph_service.records.checks import broken_rules, find_flaws
from graph_service.records.network import ChangeSet, Difference, Network
from graph_service.records.registry import PLURAL_OF
from graph_service.store.base import Stored
from graph_service.store.neo4j_derived import mend
from graph_service.store.neo4j_feed import write_down
from graph_service.store.neo4j_records import REMEDY
from graph_service.store.neo4j_run import lock_head

WHO = "neo4j"  # the author of what no program signed


def edits(known: Stored, found: Stored) -> Difference:
    """What was edited since `known` was read.

    Raises:
        StoreUnsound: it makes no sound network.
    """
    there = {record.id for record in found.network}
    gone = tuple(record.id for record in known.network if record.id not in there)
    _prove_rules(found.network, known.network)
    for flaw in find_flaws(found.network):
        raise StoreUnsound(f"record {flaw.record_id!r}, field {flaw.field}", flaw.problem, f"{flaw.remedy}, or {REMEDY}")
    return Difference.between(known.network, ChangeSet(tuple(found.network), gone))


def prove_beside(network: Network, revision: str, known: Stored | None) -> None:
    """Refuse what a hand may have broken beside a write since `known` was read; where nothing was written, `edits` looks at all.

    Raises:
        StoreUnsound: a record that is not as it is known breaks a rule of its type.
    """
    if known is None or known.revision != revision:
        _prove_rules(network, known.network if known else Network())


def _prove_rules(network: Network, known: Network) -> None:
    changed = (record for record in network if known.rows(PLURAL_OF[type(record)]).get(record.id) != record)
    for record, error in broken_rules(changed):
        raise StoreUnsound(f"record {record.id!r}", str(error), REMEDY) from error


async def own_up(tx: AsyncManagedTransaction, known: Stored, found: Stored, difference: Difference) -> Stored:
    """Write down what was edited by hand and set right what is derived from it; the network as it is known then.

    Where somebody wrote meanwhile nothing is done: the next read finds what is there.
    """
    lock = await lock_head(tx)
    if lock.revision != found.revision:
        return found
    revision, sequence = await write_down(tx, lock, known.network, difference.effective, WHO, unwritten=False)
    await mend(tx, found.network)
    return found._replace(revision=revision, sequence=sequence)
