"""The main job on the real rows, as a user does it: load the seeds, serve, ask, draw. Once per store, as real processes."""

import json
import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import Request, urlopen

import pytest

from tests.neo4j_fixture import SeededNeo4j

ROOT = Path(__file__).parent.parent
JIANGSU = "Q16963"
JEONBUK = "Q41157"


@pytest.fixture(
    scope="module",
    params=["embedded", pytest.param("neo4j", marks=[pytest.mark.neo4j, pytest.mark.seeded_neo4j, pytest.mark.thorough])],
)
def loaded(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An environment whose store holds the seeds, loaded by the command."""
    if request.param == "neo4j":
        server: SeededNeo4j = request.getfixturevalue("seeded_neo4j")
        environment, said = os.environ | {"GRAPH_SERVICE_STORE": server.url.secret()}, server.said
    else:
        environment = os.environ | {"GRAPH_SERVICE_STORE": f"sqlite:///{tmp_path_factory.mktemp('run') / 'graph.db'}"}
        _, said = command(environment, "load", "seeds")
    assert re.search(r"added \d{5}, changed 0, unchanged 0, removed 0, rejected 0", said)
    return environment


@pytest.fixture(scope="module")
def address(loaded: dict[str, str]) -> Iterator[str]:
    """The address of the service on that store."""
    with serving(loaded) as found:
        yield found


def command(environment: dict[str, str], *arguments: str) -> tuple[str, str]:
    """Run a command in its own process; what it printed to stdout and stderr."""
    done = subprocess.run(
        [sys.executable, "-m", "graph_service", *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout, done.stderr


@contextmanager
def serving(environment: dict[str, str], *starter: str) -> Iterator[str]:
    """The service in its own process on a free port, until the end of the block; `starter` is a program that becomes it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    words = [*starter, sys.executable, "-m", "graph_service", "serve", "--port", str(port)]
    process = subprocess.Popen(words, cwd=ROOT, env={"GRAPH_SERVICE_MEASURE_AHEAD": "false"} | environment)  # nobody asks
    address = f"http://127.0.0.1:{port}"
    try:
        wait_until_ready(process, address)
        yield address
    finally:
        process.terminate()
        process.wait(20)


def wait_until_ready(process: subprocess.Popen[bytes], address: str) -> None:
    """Ask until the service is ready, for a minute at most."""
    for _ in range(600):
        try:
            with urlopen(f"{address}/health/ready") as answer:
                if json.load(answer)["status"] == "ready":
                    return
        except URLError:
            assert process.poll() is None, "the service ended"
            try:
                process.wait(0.1)
            except subprocess.TimeoutExpired:
                continue
    pytest.fail("the service was not ready within a minute")


def ask(address: str, path: str) -> dict:
    """The JSON answer of a path."""
    with urlopen(f"{address}{path}") as answer:
        return json.load(answer)


@pytest.mark.thorough
def test_loading_the_seeds_again_writes_nothing(loaded: dict[str, str]) -> None:
    assert re.search(r"added 0, changed 0, unchanged \d{5}, removed 0", command(loaded, "load", "seeds")[1])


@pytest.mark.thorough
def test_jiangsu_has_its_real_clusters(address: str) -> None:
    answer = ask(address, f"/v1/clusters?home={JIANGSU}")
    assert answer["totals"]["agreements"] + answer["totals"]["exchange"] >= 280
    jeonbuk = next(row for row in answer["items"] if row["partner"]["id"] == JEONBUK)
    assert (jeonbuk["stem"]["since"], jeonbuk["stem"]["bare"], jeonbuk["classes"]["A"]) == ("1994-10-27", False, 6)


@pytest.mark.thorough
def test_a_client_that_polls_gets_an_empty_304(address: str) -> None:
    with urlopen(f"{address}/v1/places/{JIANGSU}/network") as answer:
        tag = answer.headers["etag"]
    with pytest.raises(URLError, match="304"):
        urlopen(Request(f"{address}/v1/places/{JIANGSU}/network", headers={"If-None-Match": tag}))


@pytest.mark.thorough
def test_the_command_line_and_http_give_the_same_document(loaded: dict[str, str], address: str) -> None:
    printed, _ = command(loaded, "gaps", "--home", JIANGSU, "--type", "bare_stem", "--format", "json")
    assert json.loads(printed) == ask(address, f"/v1/gaps?home={JIANGSU}&type=bare_stem&limit=1000")


@pytest.mark.thorough
def test_the_cluster_page_is_the_same_bytes_from_either(loaded: dict[str, str], address: str, tmp_path: Path) -> None:
    command(loaded, "render", "cluster", JIANGSU, JEONBUK, "-o", str(tmp_path / "page.html"))
    with urlopen(f"{address}/views/cluster/{JIANGSU}/{JEONBUK}?lang=zh&download=1") as answer:
        assert answer.read() == (tmp_path / "page.html").read_bytes()
