"""`make neo4j` from its start until it is interrupted."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest

from graph_service.errors import StoreBusy, StoreUnavailable
from graph_service.store.neo4j import Neo4jStore
from graph_service.store.neo4j_server import running_server
from graph_service.store.neo4j_url import Neo4jUrl
from tests.neo4j_fixture import CACHE
from tests.one_loop import run


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Children hear SIGINT, which they would ignore where a script started the tests in its background."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


ATTEMPTS = 3  # with a wrong password; then the server takes none for a while


def asked_with_a_wrong_password(url: str) -> None:
    async def asked() -> None:
        store = Neo4jStore.connect(Neo4jUrl.parse(url)._replace(password="not-the-password").secret())
        try:
            await store.revision()
        finally:
            await store.aclose()

    run(asked())


@pytest.mark.thorough
@pytest.mark.own_neo4j
def test_the_command_serves_until_interrupted_and_a_second_one_on_its_folder_is_turned_away(
    own_neo4j: Path, interruptible: None
) -> None:
    for jars in CACHE.glob("jars-*"):
        (own_neo4j / jars.name).symlink_to(jars)
    words = [sys.executable, "-m", "graph_service.store.neo4j_server", "--folder", str(own_neo4j)]
    words += ["--port", "0", "--http-port", "0"]
    with subprocess.Popen(words, cwd=own_neo4j, stdout=subprocess.PIPE, text=True) as first:
        try:
            assert first.stdout is not None
            url = next(line for line in first.stdout if "STORE=" in line).strip().removeprefix("make run STORE=")
            assert Neo4jUrl.parse(url).password == (own_neo4j / "password").read_text("ascii")
            browser = next(line for line in first.stdout if "/browser/" in line).strip()
            assert browser.endswith(f"?dbms=neo4j://neo4j@{url.rpartition('@')[2].removesuffix('/neo4j')}")
            assert "<title>Neo4j Browser</title>" in httpx2.get(browser).text
            with pytest.raises(StoreBusy, match="already"), running_server(own_neo4j):
                pass
            for _ in range(ATTEMPTS):
                with pytest.raises(StoreUnavailable, match="refuses user and password"):
                    asked_with_a_wrong_password(url)
            with pytest.raises(StoreUnavailable, match="takes no password for some seconds, after wrong ones"):
                asked_with_a_wrong_password(url)
            first.send_signal(signal.SIGINT)
            assert first.wait(60) == 0
        finally:
            first.kill()  # else the end of the block waits for it
