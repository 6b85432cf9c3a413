"""The relationships STANDS_BESIDE between agreements: derived from records that may be the same, by the rule of the counts."""

from collections.abc import Iterator

from neo4j import AsyncManagedTransaction

from graph_service.records.agreement import Agreement
from graph_service.records.network import Network
from graph_service.records.place import Place
from graph_service.records.same import better_records
from graph_service.store.neo4j_records import read_ids
from graph_service.store.neo4j_run import run_query
from graph_service.store.queries import POSSIBLY_SAME, STAND_BESIDE


def beside(network: Network) -> Iterator[tuple[str, str]]:
    """Agreements that stand beside better ones, each with one of those."""
    for agreement_id, better in better_records(network.table(Place), network.table(Agreement)).items():
        yield from ((agreement_id, each) for each in better)


async def stand_beside(tx: AsyncManagedTransaction) -> None:
    """Say anew which agreements stand beside which, by what the database holds."""
    [[ids]] = await run_query(tx, POSSIBLY_SAME)
    network = Network((await read_ids(tx, ids)).records) if ids else Network()
    await run_query(tx, STAND_BESIDE, pairs=[list(pair) for pair in beside(network)])
