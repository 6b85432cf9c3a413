"""A real Neo4j that hangs, and one that was changed by hand: told in time and in a line, with the last snapshot serving."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from neo4j import Driver

from graph_service.errors import StoreUnavailable, StoreUnsound
from graph_service.records.network import ChangeSet
from graph_service.settings import Settings
from graph_service.snapshot import Snapshot
from graph_service.store.deadline import Deadlines
from graph_service.store.neo4j import Neo4jStore
from graph_service.store.neo4j_url import Neo4jUrl
from graph_service.store.open import open_store
from graph_service.web.app import create_app
from tests.drawing import TODAY, known_records
from tests.one_loop import run

pytestmark = pytest.mark.neo4j
REFRESH, DEADLINE = 0.2, 0.5
PATIENCE = 20  # seconds after which a test gives up; a call without a deadline took more than a minute


@pytest.fixture
def filled(neo4j_url: str) -> str:
    """The URL of a database with the drawn network."""
    store = Neo4jStore.connect(neo4j_url)
    run(store.apply(ChangeSet(tuple(known_records()))))
    run(store.aclose())
    return neo4j_url


@pytest.fixture
def process(neo4j_server: tuple[Neo4jUrl, int | None]) -> int:
    """The number of the server's process."""
    number = neo4j_server[1]
    if number is None:
        pytest.skip("the server's process is not ours to stop")
    return number


@contextmanager
def hung(process: int) -> Iterator[None]:
    """The server hangs until the end of the block. The signal returns before each thread has stopped, and one that goes on for
    a moment answers."""
    os.kill(process, signal.SIGSTOP)
    try:
        until(lambda: all(state == "T" for state in states_of(process)))
        yield
    finally:
        os.kill(process, signal.SIGCONT)


def states_of(process: int) -> list[str]:
    """The state of each thread, as the kernel spells it: T is stopped."""
    files = Path(f"/proc/{process}/task").glob("*/stat")
    return [file.read_text("utf-8").rpartition(") ")[2][0] for file in files]


def until(holds: Callable[[], bool]) -> None:
    """Ask until it holds."""
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, "it never held"
        time.sleep(0.05)


def test_a_server_that_hangs_is_told_in_time_and_the_service_recovers_alone(filled: str, process: int) -> None:
    limits = count(1)
    settings = Settings(store=filled, refresh_seconds=REFRESH, store_seconds=DEADLINE)
    with TestClient(create_app(settings)) as client:

        def status() -> str:
            return str(client.get("/health/ready").json()["status"])

        def tells_changes() -> bool:
            """Ask the store, not for an answer that was given before and is ready."""
            return client.get(f"/v1/changes?since=1&limit={next(limits)}").status_code == 200

        until(lambda: status() == "ready" and tells_changes())  # a server just begun takes longer for its first answers
        with hung(process):
            begun = time.monotonic()
            # The second asks for a change that only the store could know of.
            for asked in (f"since=1&limit={next(limits)}", "since=2"):
                refused = client.get(f"/v1/changes?{asked}")
                assert (refused.status_code, refused.headers.get("retry-after")) == (503, "1"), refused.text
                assert refused.json()["type"] == "/problems/store-unavailable"
            until(lambda: status() == "stale")
            assert time.monotonic() - begun < PATIENCE
            assert "did not answer within 0.5 s" in client.get("/health/ready").json()["store_failure"]
            assert client.get("/v1/places/nanjing").status_code == 200
        until(lambda: status() == "ready" and tells_changes())


def test_every_call_to_a_server_that_hangs_ends_in_time_and_so_does_closing(filled: str, process: int) -> None:
    async def story() -> None:
        store = open_store(filled, Deadlines(DEADLINE, DEADLINE))
        marks = await asyncio.gather(*(store.revision() for _ in range(3)))  # so that several connections are held
        with hung(process):
            for call in (store.load(), store.apply(ChangeSet(tuple(known_records()))), store.revision()):
                with pytest.raises(StoreUnavailable, match=r"127\.0\.0\.1:\d+/neo4j did not answer within 0\.5 s"):
                    await call
        assert await store.revision() == marks[0]
        patient = open_store(filled, Deadlines(DEADLINE, 600))
        with hung(process):
            with pytest.raises(StoreUnavailable, match=r"within 0\.5 s"):
                await patient.load()
            await store.aclose()
        await patient.aclose()

    run(asyncio.wait_for(story(), PATIENCE))


def test_a_node_deleted_by_hand_ends_serve_in_one_line_that_names_it(neo4j: Driver, filled: str) -> None:
    neo4j.execute_query("MATCH (place:Place {id: 'netherlands'}) DETACH DELETE place")
    words, environment = (
        [sys.executable, "-m", "graph_service", "serve", "--port", "1"],
        os.environ | {"GRAPH_SERVICE_STORE": filled},
    )
    done = subprocess.run(words, env=environment, capture_output=True, text=True, check=False, timeout=60)
    [line] = done.stderr.splitlines()
    assert done.returncode == 1
    assert (
        "Membership 'membership:nl': member: no relationship(s) HOLDS from a node Place or Organisation, where one must be;"
        in line
    )


@pytest.mark.first(2)
@pytest.mark.parametrize(
    ("statement", "told"),
    [
        (
            "MATCH (place:Place {id: 'oss'}) SET place.valid_from = 'soon'",
            "/neo4j, Place 'oss': valid_from: 'soon' is no DATE; write",
        ),
        ("MATCH (place:Place {id: 'oss'}) REMOVE place.country", "Place 'oss': country: it is missing"),
        ("MATCH (place:Place {id: 'oss'}) SET place.population = -1", "Place 'oss': population: -1 is too small; 0 is the least"),
        (
            "MATCH (place:Place {id: 'oss'}) REMOVE place:City",
            "Place 'oss': level: none of the labels Country, Province, City, County",
        ),
        ("MATCH (place:Place {id: 'oss'}) REMOVE place.id", "Place: without an id that is a text: 1 node.s., elementId '"),
        ("MATCH (:Place {id: 'oss'})-[party:PARTY_OF]->() DELETE party", "Agreement 'oss~taizhou': .*PARTY_OF"),
        ("MATCH (place:Place {id: 'oss'}) REMOVE place:Place SET place:Town", "label Place: lost by 1 node.s., elementId '"),
    ],
)
def test_what_was_changed_by_hand_is_told_by_record(neo4j: Driver, filled: str, statement: str, told: str) -> None:
    neo4j.execute_query(statement)
    store = Neo4jStore.connect(filled)

    async def read() -> Snapshot:
        try:
            return Snapshot.of(await store.load(), TODAY)
        finally:
            await store.aclose()

    with pytest.raises(StoreUnsound, match=told):
        run(read())
