"""One real Neo4j for the whole run, its database emptied for each test that asks for it.

SISTER_CITY_TEST_NEO4J names a server to use, whose database is then emptied; else one is started on loopback
(NEO4J_VERSION chooses its version). Where neither can be had the tests are skipped with the reason, or fail with it
if REQUIRE_NEO4J is 1, as on CI.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from neo4j import Driver, GraphDatabase

from graph_service.errors import ServiceError
from graph_service.store.neo4j import Neo4jStore
from graph_service.store.neo4j_server import running_server
from graph_service.store.neo4j_server.docker import engine_runs
from graph_service.store.neo4j_server.java import java_command
from graph_service.store.neo4j_server.port import Ports
from graph_service.store.neo4j_server.release import release
from graph_service.store.neo4j_server.trial import empty, trial_database
from graph_service.store.neo4j_url import Neo4jUrl
from tests.one_loop import run

ROOT = Path(__file__).parent.parent
CACHE = ROOT / ".neo4j"
# A server that lives for two minutes spends more on compiling its code well, and on watching it for that, than it then saves;
# and a fourth of its start is proving classes that Maven fetched by their sums.
_BRIEFLY = "-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:+UnlockDiagnosticVMOptions -XX:-BytecodeVerificationRemote"
# A database that is emptied and filled for each test would have its queries planned anew every ten seconds, and for each other
# length of a list.
_KEPT_PLANS = {"dbms.cypher.min_replan_interval": "1h", "internal.cypher.use_parameter_size": "false"}


@pytest.fixture(scope="session")
def neo4j_server() -> Iterator[tuple[Neo4jUrl, int | None]]:
    """The URL of the server, and the number of its process where that is ours to stop."""
    with ExitStack() as stack:
        yield _server(stack)


@pytest.fixture(scope="session")
def neo4j_driver(neo4j_server: tuple[Neo4jUrl, int | None]) -> Iterator[tuple[Driver, Neo4jUrl]]:
    """A plain driver, for what the store does not do, and the URL of the server."""
    url, _ = neo4j_server
    with GraphDatabase.driver(url.address, auth=(url.user, url.password)) as driver:
        yield driver, url


@pytest.fixture
def neo4j(neo4j_driver: tuple[Driver, Neo4jUrl]) -> Driver:
    """The plain driver, over an empty database."""
    empty(*neo4j_driver)
    return neo4j_driver[0]


class SeededNeo4j:
    """The seeds in the database, loaded by the command: again only where another test has written since.

    Loading them and taking them out takes some twenty seconds of two cores.
    """

    def __init__(self, driver: Driver, url: Neo4jUrl) -> None:
        self.url = url
        self.said = ""  # by the command that loaded them into an empty database
        self._driver, self._revision = driver, ""

    def load(self) -> None:
        """See that they are there, and nothing else."""
        if self._revision and self._revision == self._found():
            return
        empty(self._driver, self.url)
        words = [sys.executable, "-m", "graph_service", "load", "seeds"]
        store = {"GRAPH_SERVICE_STORE": self.url.secret()}
        done = subprocess.run(words, cwd=ROOT, env=os.environ | store, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        self.said, self._revision = done.stderr, self._found()

    def _found(self) -> str:
        """The mark of what the database holds, which every write renews."""

        async def asked() -> str:
            store = Neo4jStore.connect(self.url.secret())
            try:
                return await store.revision()
            finally:
                await store.aclose()

        return run(asked())


@pytest.fixture(scope="session")
def _seeded_neo4j(neo4j_driver: tuple[Driver, Neo4jUrl]) -> SeededNeo4j:
    return SeededNeo4j(*neo4j_driver)


@pytest.fixture(scope="module")
def seeded_neo4j(_seeded_neo4j: SeededNeo4j) -> SeededNeo4j:
    """A real server that held the real rows, and nothing else, when the module first asked; for those that only read."""
    _seeded_neo4j.load()
    return _seeded_neo4j


@pytest.fixture
def neo4j_url(neo4j: Driver, neo4j_driver: tuple[Driver, Neo4jUrl]) -> str:
    """The URL of a real server with an empty database."""
    return neo4j_driver[1].secret()


@pytest.fixture
def own_neo4j(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for a server of a test's own, which it may stop and kill."""
    if engine_runs():
        pytest.skip("only servers of Java are ours to kill")
    monkeypatch.delenv("SISTER_CITY_TEST_NEO4J", raising=False)
    monkeypatch.setenv("JDK_JAVA_OPTIONS", _short_lived())
    try:
        java_command(release(), tmp_path / "not started", Ports(0), CACHE)
    except ServiceError as error:
        raise _unless_needed(error) from error
    return tmp_path


def _server(stack: ExitStack) -> tuple[Neo4jUrl, int | None]:
    given, version = os.environ.get("SISTER_CITY_TEST_NEO4J") or None, os.environ.get("NEO4J_VERSION")
    try:
        if given:
            return stack.enter_context(trial_database(given)), None
        folder = stack.enter_context(TemporaryDirectory(prefix="neo4j-"))
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("JDK_JAVA_OPTIONS", _short_lived())
            server = stack.enter_context(running_server(Path(folder), version=version, cache=CACHE, settings=_KEPT_PLANS))
    except ServiceError as error:
        if given:
            raise
        raise _unless_needed(error) from error
    return server.url, None if engine_runs() else server.process.pid  # a container's server is no process of ours


def _unless_needed(error: ServiceError) -> Exception:
    """Skips the test that can have no server, aloud; where there has to be one, the error to fail with."""
    if os.environ.get("REQUIRE_NEO4J") != "1":
        pytest.skip(f"no Neo4j here: {error}")
    return error


def _short_lived() -> str:
    return f"{_BRIEFLY} {os.environ.get('JDK_JAVA_OPTIONS', '')}".strip()
