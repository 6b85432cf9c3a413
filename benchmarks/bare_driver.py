"""The same graph as the store's, written by the bare driver: UNWIND batches of rows that are ready before the clock starts."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from neo4j import Driver

from graph_service.records.agreement import Agreement
from graph_service.records.base import Record
from graph_service.records.network import Network
from graph_service.records.place import Place
from graph_service.store.neo4j_beside import beside
from graph_service.store.neo4j_model import model_of
from graph_service.store.neo4j_partners import partners_of
from graph_service.store.neo4j_places import level_labels

BATCH = 5_000


class Batch(NamedTuple):
    """A statement and the rows it is given."""

    statement: str
    rows: Sequence[object]


def unique(records: Sequence[Record]) -> Iterator[str]:
    """A constraint on the id of each label: what the others are found by."""
    for label in sorted({type(record).__name__ for record in records}):
        yield f"CREATE CONSTRAINT {label.lower()}_id IF NOT EXISTS FOR (node:{label}) REQUIRE node.id IS UNIQUE"


def batches(records: Sequence[Record]) -> list[Batch]:
    """All that these records are in the graph, what is derived from them too."""
    statements = {**_nodes(records), **_parts(records), **_ties(records), **_derived(records)}
    return [
        Batch(statement, rows[start : start + BATCH])
        for statement, rows in statements.items()
        for start in range(0, len(rows), BATCH)
    ]


def write(driver: Driver, rows: Sequence[Batch]) -> None:
    """Write them one after the other."""
    for statement, some in rows:
        query: Any = statement
        driver.execute_query(query, rows=some, database_="neo4j")


def _nodes(records: Sequence[Record]) -> Mapping[str, list[object]]:
    found = defaultdict[str, list[object]](list)
    for record in records:
        labels = ":".join((type(record).__name__, *(level_labels(record) if isinstance(record, Place) else ())))
        found[f"UNWIND $rows AS row CREATE (node:{labels}) SET node = row"].append(model_of(type(record)).properties(record))
    return found


def _parts(records: Sequence[Record]) -> Mapping[str, list[object]]:
    found = defaultdict[str, list[object]](list)
    for record in records:
        for part in model_of(type(record)).parts:
            made = f"-[:{part.relationship} {{position: row[1]}}]->(part:{part.model.label}) SET part = row[2]"
            rows = ([record.id, at, part.model.properties(each)] for at, each in enumerate(getattr(record, part.field)))
            found[f"UNWIND $rows AS row MATCH (record:{type(record).__name__} {{id: row[0]}}) CREATE (record){made}"].extend(rows)
    return found


def _ties(records: Sequence[Record]) -> Mapping[str, list[object]]:
    found = defaultdict[str, list[object]](list)
    labels = {record.id: type(record).__name__ for record in records}
    for record in records:
        for reference, target in record.references():
            one, other = (target, record.id) if reference.incoming else (record.id, target)
            found[_tie(labels[one], reference.relationship, labels[other])].append([one, other, {}])
    return found


def _derived(records: Sequence[Record]) -> Mapping[str, list[object]]:
    network = Network(records)
    places = network.table(Place)
    ties = (tie for tie in partners_of(network.table(Agreement).values()) if tie.a in places and tie.b in places)
    return {
        _tie("Place", "PARTNER", "Place"): [[tie.a, tie.b, tie.properties] for tie in ties],
        _tie("Agreement", "STANDS_BESIDE", "Agreement"): [[*pair, {}] for pair in beside(network)],
    }


def _tie(one: str, relationship: str, other: str) -> str:
    return (
        f"UNWIND $rows AS row MATCH (one:{one} {{id: row[0]}}) MATCH (other:{other} {{id: row[1]}}) "
        f"CREATE (one)-[tie:{relationship}]->(other) SET tie = row[2]"
    )
