"""One real Neo4j for the whole run, its database emptied for each test that asks for it.

GRAPH_SERVICE_TEST_NEO4J names a server to use, whose database is then emptied; else one is started on loopback
(NEO4J_VERSION chooses its version). Where neither can be had the tests are skipped with the reason, or fail with it
if REQUIRE_NEO4J is 1, as on CI.
"""

import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from neo4j import Driver, GraphDatabase

from graph_service.errors import ServiceError
from graph_service.store.neo4j_server import running_server
from graph_service.store.neo4j_url import Neo4jUrl

CACHE = Path(__file__).parent.parent / ".neo4j"


@pytest.fixture(scope="session")
def neo4j_driver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Driver, Neo4jUrl]]:
    """A plain driver, for what the store does not do, and the URL of the server."""
    with ExitStack() as stack:
        url = _server(stack, tmp_path_factory)
        driver = stack.enter_context(GraphDatabase.driver(url.address, auth=(url.user, url.password)))
        yield driver, url


@pytest.fixture
def neo4j(neo4j_driver: tuple[Driver, Neo4jUrl]) -> Driver:
    """The plain driver, over an empty database."""
    _empty(*neo4j_driver)
    return neo4j_driver[0]


@pytest.fixture(scope="module")
def fresh_neo4j_url(neo4j_driver: tuple[Driver, Neo4jUrl]) -> str:
    """The URL of a real server whose database was empty when the module began."""
    _empty(*neo4j_driver)
    return neo4j_driver[1].secret()


def _empty(driver: Driver, url: Neo4jUrl) -> None:
    with driver.session(database=url.database) as session:
        session.run("MATCH (node) CALL (node) { DETACH DELETE node } IN TRANSACTIONS OF 10000 ROWS").consume()


@pytest.fixture
def neo4j_url(neo4j: Driver, neo4j_driver: tuple[Driver, Neo4jUrl]) -> str:
    """The URL of a real server with an empty database."""
    return neo4j_driver[1].secret()


def empty(driver: Driver, url: Neo4jUrl) -> None:
    """Take everything out of the database."""
    with driver.session(database=url.database) as session:
        session.run("MATCH (node) CALL (node) { DETACH DELETE node } IN TRANSACTIONS OF 10000 ROWS").consume()


def _server(stack: ExitStack, folders: pytest.TempPathFactory) -> Neo4jUrl:
    if given := os.environ.get("GRAPH_SERVICE_TEST_NEO4J"):
        return Neo4jUrl.parse(given)
    try:
        version = os.environ.get("NEO4J_VERSION")
        return stack.enter_context(running_server(folders.mktemp("neo4j"), version=version, cache=CACHE)).url
    except ServiceError as error:
        if os.environ.get("REQUIRE_NEO4J") == "1":
            raise
        pytest.skip(f"no Neo4j here: {error}")
