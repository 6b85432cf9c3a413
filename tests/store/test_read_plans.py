"""How Neo4j finds what the files of cypher/read ask for: by an index, unless all of a label or of a type is the answer."""

import re
from typing import Any

import pytest
from neo4j import Driver

from graph_service.records.network import ChangeSet
from graph_service.store.cypher_file import CypherQuery
from graph_service.store.neo4j import Neo4jStore
from graph_service.store.neo4j_server.trial import empty
from graph_service.store.neo4j_url import Neo4jUrl
from graph_service.store.queries import PLAN_ANEW
from tests.drawing import agreement, place
from tests.one_loop import run
from tests.store.test_queries import REGISTERED, named
from tests.test_cypher_queries import products, profile, steps_of

pytestmark = [pytest.mark.neo4j, pytest.mark.thorough, pytest.mark.plans_anew]

# What is looked through as a whole, and why.
WHOLE = {
    "log": {"node:Change", "node:Former"},  # `verify` looks at each node that tells what was written
    "partners": {"(a)-[tie:PARTNER]->(b)", "(one)-[:STANDS_BESIDE]->(other)"},  # all that is derived, held against the records
    "possibly_same": {"(one)-[:POSSIBLY_SAME]-()"},  # few in any network, and each of them is the answer
    "change_by": {"RANGE INDEX change:Change(sequence)"},  # from the last on, to the first that is old enough
}
GIVEN = {
    "after_position": 3,
    "after_sequence": 1,
    "since": 1,
    "latest": 2,
    "limit": 20,
    "id": None,
    "plural": None,
    "ids": ["here"],
}


@pytest.fixture(scope="module")
def written(neo4j_driver: tuple[Driver, Neo4jUrl]) -> tuple[Driver, Neo4jUrl]:
    """A database with some thousands of nodes, and changes that touched hundreds of them."""
    driver, url = neo4j_driver
    empty(driver, url)
    store = Neo4jStore.connect(url.secret())
    towns = [f"there-{number}" for number in range(800)]
    ties = (agreement("here", town, possibly_same=("here~there-0",) if town == "there-1" else ()) for town in towns)
    run(store.apply(ChangeSet((place("here", "city", "CN"), *(place(town, "city", "NL") for town in towns), *ties))))
    for population in (1, 2, 3):
        run(store.apply(ChangeSet(tuple(place(town, "city", "NL", population=population) for town in towns[:300]))))
    run(store.aclose())
    driver.execute_query(PLAN_ANEW.text, database_=url.database)
    return neo4j_driver


@pytest.mark.parametrize("query", [query for query in REGISTERED if query.name.startswith("read/")], ids=named)
def test_a_file_looks_through_nothing_but_what_it_answers_as_a_whole(
    query: CypherQuery[Any], written: tuple[Driver, Neo4jUrl]
) -> None:
    [last] = written[0].execute_query("MATCH (change:Change {sequence: 1}) RETURN change.at, change.revision").records
    given = GIVEN | {"moment": last[0], "revision": last[1]}
    plan = profile(query, written, **{name: given[name] for name in query.params})
    assert plan["args"]["Rows"]
    scans = {plain(step["args"]["Details"]) for step in steps_of(plan) if "Scan" in step["operatorType"]}
    assert scans == WHOLE.get(query.name.rpartition("/")[2], set())
    assert not list(products(plan))


def plain(details: str) -> str:
    """What is scanned, without the names that the server gives and what it notes beside."""
    return re.sub(r"anon_\d+", "", details).partition(" WHERE ")[0]
