"""Loading the world layer into a real Neo4j, against the bare driver running UNWIND batches of the same rows."""

import asyncio
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, LiteralString

from neo4j import Driver, GraphDatabase

from benchmarks.measure import Measured, in_turn, seconds
from benchmarks.stores import seeds
from graph_service.errors import ServiceError
from graph_service.records.agreement import Agreement
from graph_service.records.network import ChangeSet
from graph_service.records.place import Place
from graph_service.store.neo4j import Neo4jStore
from graph_service.store.neo4j_rows import properties
from graph_service.store.neo4j_server import running_server

BATCH = 5_000
UNIQUE: tuple[LiteralString, ...] = (
    "CREATE CONSTRAINT place_id IF NOT EXISTS FOR (place:Place) REQUIRE place.id IS UNIQUE",
    "CREATE CONSTRAINT agreement_id IF NOT EXISTS FOR (agreement:Agreement) REQUIRE agreement.id IS UNIQUE",
)
EMPTY: LiteralString = "MATCH (node) CALL (node) { DETACH DELETE node } IN TRANSACTIONS OF 10000 ROWS"
PLACES: LiteralString = "UNWIND $rows AS row MERGE (place:Place {id: row.id}) SET place += row"
PARENTS: LiteralString = """
    UNWIND $rows AS row
    MATCH (place:Place {id: row.id}) MATCH (parent:Place {id: row.parent})
    MERGE (place)-[:PART_OF]->(parent)"""
AGREEMENTS: LiteralString = """
    UNWIND $rows AS row
    MATCH (a:Place {id: row.a}) MATCH (b:Place {id: row.b})
    MERGE (agreement:Agreement {id: row.properties.id}) SET agreement += row.properties
    MERGE (agreement)-[:PARTY]->(a) MERGE (agreement)-[:PARTY]->(b)
    MERGE (a)-[:PARTNER {agreement: row.properties.id}]->(b)"""


def axes() -> Iterator[Measured]:
    """The load, where a Neo4j can be had; none, with the reason, where it cannot."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            with running_server(Path(folder)) as server:
                url = server.url
                with GraphDatabase.driver(url.address, auth=(url.user, url.password)) as driver:
                    yield load(driver, url.secret())
        except ServiceError as error:
            print(f"Neo4j is not measured: {error}")


def load(driver: Driver, url: str) -> Measured:
    """The world layer into an empty database; rows are made before the yardstick's clock starts."""
    records = seeds("world")
    places = [record for record in records if isinstance(record, Place)]
    nodes = [_plain(place) for place in places]
    parents = [{"id": place.id, "parent": place.parent} for place in places if place.parent]
    agreements = [
        {"a": record.pair[0], "b": record.pair[1], "properties": _plain(record)}
        for record in records
        if isinstance(record, Agreement)
    ]

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


def _plain(record: Place | Agreement) -> dict[str, Any]:
    """The properties of a record without the record itself, which is ours alone."""
    return {name: value for name, value in properties(record).items() if name != "record"}


def _batches(rows: Sequence[Mapping[str, Any]]) -> Iterator[Sequence[Mapping[str, Any]]]:
    return (rows[start : start + BATCH] for start in range(0, len(rows), BATCH))


def _fresh(driver: Driver) -> None:
    with driver.session(database="neo4j") as session:
        session.run(EMPTY).consume()
        for name in session.run("SHOW CONSTRAINTS YIELD name").value():
            session.run(f"DROP CONSTRAINT {name}").consume()


async def _apply(url: str, change: ChangeSet) -> None:
    store = Neo4jStore.connect(url)
    await store.apply(change)
    await store.aclose()
