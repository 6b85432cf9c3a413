"""A real Neo4j: loading the world layer and all seeds against the bare driver running UNWIND batches of the same rows, loading
seeds that are there already, reading all there is, and what the server holds in memory."""

import asyncio
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, LiteralString

from neo4j import Driver, GraphDatabase

from benchmarks import bare_driver
from benchmarks.bare_driver import BATCH
from benchmarks.measure import Measured, in_turn, seconds
from benchmarks.memory import held
from benchmarks.stores import seeds
from graph_service.data_files import data_folder
from graph_service.errors import ServiceError
from graph_service.loader import SeedLoad, load_files
from graph_service.records.agreement import Agreement
from graph_service.records.base import Record
from graph_service.records.network import ChangeSet
from graph_service.records.place import Place
from graph_service.store.neo4j import Neo4jStore
from graph_service.store.neo4j_model import model_of
from graph_service.store.neo4j_partners import partners
from graph_service.store.neo4j_places import level_labels
from graph_service.store.neo4j_server import running_server

SERVER_MIB = 2048.0
_RUNS = 5
UNIQUE: tuple[LiteralString, ...] = (
    "CREATE CONSTRAINT place_id IF NOT EXISTS FOR (place:Place) REQUIRE place.id IS UNIQUE",
    "CREATE CONSTRAINT agreement_id IF NOT EXISTS FOR (agreement:Agreement) REQUIRE agreement.id IS UNIQUE",
)
EMPTY: LiteralString = "MATCH (node) CALL (node) { DETACH DELETE node } IN TRANSACTIONS OF 10000 ROWS"
PLACES: LiteralString = "UNWIND $rows AS row MERGE (place:Place {id: row.id}) SET place:$(row.labels) SET place += row.properties"
PARENTS: LiteralString = """
    UNWIND $rows AS row
    MATCH (place:Place {id: row.id}) MATCH (parent:Place {id: row.parent})
    MERGE (place)-[:PART_OF]->(parent)"""
AGREEMENTS: LiteralString = """
    UNWIND $rows AS row
    MATCH (a:Place {id: row.a}) MATCH (b:Place {id: row.b})
    MERGE (agreement:Agreement {id: row.properties.id}) SET agreement += row.properties
    MERGE (a)-[:PARTY_OF]->(agreement) MERGE (b)-[:PARTY_OF]->(agreement)
    CREATE (agreement)-[:HAS_STAGE]->(stage:Stage) SET stage = row.stage
    CREATE (a)-[tie:PARTNER]->(b) SET tie = row.tie"""


def axes() -> Iterator[Measured]:
    """The load, where a Neo4j can be had; none, with the reason, where it cannot."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            with running_server(Path(folder)) as server:
                url = server.url
                with GraphDatabase.driver(url.address, auth=(url.user, url.password)) as driver:
                    yield load(driver, url.secret())
                    yield load_all(driver, url.secret())
                    yield from load_again(driver, url.secret(), server.process.pid)
        except ServiceError as error:
            print(f"Neo4j is not measured: {error}")


def load(driver: Driver, url: str) -> Measured:
    """The world layer into an empty database; rows are made before the yardstick's clock starts."""
    records = _closed(seeds("world"))
    places = [record for record in records if isinstance(record, Place)]
    nodes = [
        {"id": place.id, "labels": list(level_labels(place)), "properties": model_of(Place).properties(place)} for place in places
    ]
    parents = [{"id": place.id, "parent": place.parent} for place in places if place.parent]
    agreements = [_agreement(record) for record in records if isinstance(record, Agreement)]

    def bare() -> None:
        for statement, rows in ((PLACES, nodes), (PARENTS, parents), (AGREEMENTS, agreements)):
            for batch in _batches(rows):
                driver.execute_query(statement, rows=batch, database_="neo4j")

    def ours() -> float:
        _fresh(driver)
        asyncio.run(_apply(url, ChangeSet()))  # the constraints stand before either clock starts
        return seconds(lambda: asyncio.run(_apply(url, ChangeSet(records))))

    def theirs() -> float:
        _fresh(driver)
        for statement in UNIQUE:
            driver.execute_query(statement, database_="neo4j")
        return seconds(bare)

    return Measured("Neo4j: load of the world layer", "bare driver", *in_turn(ours, theirs), target=1.5)


def load_all(driver: Driver, url: str) -> Measured:
    """All seeds of every type into an empty database, as `load`."""
    records = seeds()
    batches = bare_driver.batches(records)

    def ours() -> float:
        _fresh(driver)
        asyncio.run(_apply(url, ChangeSet()))
        return seconds(lambda: asyncio.run(_apply(url, ChangeSet(records))))

    def theirs() -> float:
        _fresh(driver)
        for statement in bare_driver.unique(records):
            driver.execute_query(statement, database_="neo4j")  # type: ignore[arg-type]  # made of our labels
        return seconds(lambda: bare_driver.write(driver, batches))

    return Measured("Neo4j: load of all seeds", "bare driver", *in_turn(ours, theirs, runs=3), target=1.5)


def load_again(driver: Driver, url: str, process_id: int) -> Iterator[Measured]:
    """The seeds where they are stored already, which writes nothing, reading all of them, and what the server holds then."""
    _fresh(driver)
    asyncio.run(_load_seeds(url))
    runs = [seconds(lambda: asyncio.run(_load_seeds(url))) for _ in range(_RUNS)]
    yield Measured("Neo4j: load of the seeds where they are", "2 s", runs, [2.0], target=1.0)
    reads = [seconds(lambda: asyncio.run(_read(url))) for _ in range(_RUNS)]
    yield Measured("Neo4j: full read of all seeds", "3 s", reads, [3.0], target=1.0)
    yield held("Neo4j: memory of the server, all seeds", process_id, "VmRSS", SERVER_MIB)


def _closed(records: Sequence[Record]) -> tuple[Record, ...]:
    """Places and agreements that name nothing beyond these: a relationship leads to what is there."""
    kept = [record for record in records if isinstance(record, Place | Agreement)]
    count = 0
    while count != len(kept):  # what is left out may be named by others
        count, there = len(kept), {record.id for record in kept}
        kept = [record for record in kept if all(target in there for _, target in record.references())]
    return tuple(kept)


def _agreement(agreement: Agreement) -> dict[str, Any]:
    """An agreement with what goes with it: in the world layer nearly every one has one stage and one stretch of days."""
    model = model_of(Agreement)
    a, b = agreement.pair
    return {
        "a": a,
        "b": b,
        "properties": model.properties(agreement),
        "stage": model.parts[0].model.properties(agreement.stages[0]),
        "tie": next(partners(agreement)).properties,
    }


def _batches(rows: Sequence[Mapping[str, Any]]) -> Iterator[Sequence[Mapping[str, Any]]]:
    return (rows[start : start + BATCH] for start in range(0, len(rows), BATCH))


def _fresh(driver: Driver) -> None:
    with driver.session(database="neo4j") as session:
        session.run(EMPTY).consume()
        for name in session.run("SHOW CONSTRAINTS YIELD name").value():
            session.run(f"DROP CONSTRAINT {name}").consume()


async def _load_seeds(url: str) -> None:
    store = Neo4jStore.connect(url)
    await load_files(store, [data_folder("seeds")], today=datetime.now(UTC).date(), seeds=SeedLoad.PROPOSE)
    await store.aclose()


async def _read(url: str) -> None:
    store = Neo4jStore.connect(url)
    await store.load()
    await store.aclose()


async def _apply(url: str, change: ChangeSet) -> None:
    store = Neo4jStore.connect(url)
    await store.apply(change)
    await store.aclose()
