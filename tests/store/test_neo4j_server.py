"""Starting and stopping a server, and what is said where none can be had."""

import fcntl
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from socket import socket

import pytest
from neo4j import Driver

from graph_service.errors import BadRequest, StoreBusy, StoreUnavailable
from graph_service.store.neo4j_server import __main__ as command
from graph_service.store.neo4j_server import running_server, server, trial_database
from graph_service.store.neo4j_server.docker import docker_command, engine_runs
from graph_service.store.neo4j_server.java import java_command
from graph_service.store.neo4j_server.port import Announcement, Ports
from graph_service.store.neo4j_server.release import pinned_version, release
from graph_service.store.neo4j_url import Neo4jUrl
from tests.neo4j_fixture import CACHE


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder that is the whole PATH."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder


def program(folder: Path, name: str, script: str) -> None:
    file = folder / name
    file.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    file.chmod(0o755)


def without_given_server() -> dict[str, str]:
    """The environment of a server of our own, which lives for too short a time to be compiled well."""
    kept = {name: value for name, value in os.environ.items() if name != "SISTER_CITY_TEST_NEO4J"}
    return {**kept, "JDK_JAVA_OPTIONS": "-XX:TieredStopAtLevel=1"}


def java(folder: Path, version: str, otherwise: str = "exit 3") -> None:
    program(folder, "java", f"""[ "$1" = -version ] && echo 'openjdk version "{version}"' >&2 && exit\n{otherwise}""")


def started(folder: Path) -> str:
    with pytest.raises(StoreUnavailable) as caught, running_server(folder / "server", cache=folder):
        pass
    return "\n".join([str(caught.value), *getattr(caught.value, "__notes__", [])])


def test_the_long_term_line_is_the_default_and_needs_java_17() -> None:
    assert pinned_version().startswith("5.26.")
    chosen = release()
    assert (chosen.main_class, chosen.java) == ("org.neo4j.server.CommunityEntryPoint", 17)
    assert chosen.image == "neo4j:5-community"


def test_a_version_of_the_calendar_line_has_its_own_main_class_java_and_modules() -> None:
    chosen = release("2026.08.1")
    assert (chosen.main_class, chosen.java) == ("org.neo4j.server.Neo4jCommunity", 21)
    assert "--add-modules=jdk.incubator.vector" in chosen.flags
    assert chosen.maven == ("-Dneo4j.version=2026.08.1", "-Dcalendar")


@contextmanager
def listening() -> Iterator[socket]:
    """Another program that listens on a port."""
    with socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        listener.setblocking(False)
        yield listener


def port_of(listener: socket) -> int:
    return int(listener.getsockname()[1])


def untouched(listener: socket) -> bool:
    """Whether nobody has connected."""
    try:
        listener.accept()
    except BlockingIOError:
        return True
    return False


def test_a_port_that_is_taken_is_told_in_a_line_and_who_has_it_is_not_touched(
    programs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("SISTER_CITY_TEST_NEO4J", raising=False)
    with listening() as other:
        port = port_of(other)
        monkeypatch.setattr(sys, "argv", ["neo4j_server", "--folder", str(tmp_path), "--port", str(port)])
        assert command.main() == 1
        assert untouched(other)
    said = f"neo4j: port {port} is taken by another program; name another: make neo4j PORT={port + 1}\n"
    assert capsys.readouterr().err == said


def test_a_taken_port_of_the_browser_is_told_in_a_line(
    programs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("SISTER_CITY_TEST_NEO4J", raising=False)
    with listening() as other:
        port = str(port_of(other))
        monkeypatch.setattr(sys, "argv", ["neo4j_server", "--folder", str(tmp_path), "--port", "0", "--http-port", port])
        assert command.main() == 1
        assert untouched(other)
    assert f"port {port} is taken by another program; name another: make neo4j HTTP_PORT=" in capsys.readouterr().err


def test_one_port_for_drivers_and_the_browser_is_refused_before_anything_starts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("SISTER_CITY_TEST_NEO4J", raising=False)
    monkeypatch.setattr(sys, "argv", ["neo4j_server", "--folder", str(tmp_path), "--port", "7999", "--http-port", "7999"])
    assert command.main() == 1
    told = "neo4j: port 7999 cannot be both PORT and HTTP_PORT; name two: make neo4j PORT=7999 HTTP_PORT=8000\n"
    assert capsys.readouterr().err.lstrip() == told


def test_nobody_who_takes_the_port_afterwards_is_touched(programs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What answers on the port is spoken to only once our server has said that it listens there."""
    java(programs, "17.0.15", "/bin/sleep 0.5; exit 3")
    (tmp_path / f"jars-{pinned_version()}").mkdir()
    earlier = tmp_path / "server" / "logs"
    earlier.mkdir(parents=True)
    with listening() as other:
        (earlier / "neo4j.log").write_text(f"INFO  Bolt enabled on localhost:{port_of(other)}.\n", "ascii")  # of an earlier start
        monkeypatch.setattr(server, "refuse_taken", lambda _: None)
        monkeypatch.setattr(server, "free_port", lambda: port_of(other))
        assert "ended with code 3 while starting" in started(tmp_path)
        assert untouched(other)


def test_a_server_says_in_its_log_that_it_listens(tmp_path: Path) -> None:
    log = tmp_path / "neo4j.log"
    first = Announcement.to_come(log, 7687)
    assert not first.made()
    log.write_text("INFO  Bolt enabled on localhost:7687.\n" * 2, "ascii")
    second = Announcement.to_come(log, 7687)
    assert (first.made(), second.made()) == (True, False)
    log.write_text("INFO  Bolt enabled on localhost:7687.\n", "ascii")  # a new log in the place of a full one
    assert (second.made(), Announcement(log, 0, 768).made()) == (True, False)


@pytest.mark.parametrize("port", ["70000", "-1", "bolt"])
def test_what_is_no_port_is_a_wrong_command(port: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["neo4j_server", "--port", port])
    with pytest.raises(SystemExit, match="2"):
        command.main()


def test_make_passes_the_port_on() -> None:
    words = ["make", "--dry-run", "neo4j", "PORT=7999", "HTTP_PORT=7998"]
    said = subprocess.run(words, cwd=CACHE.parent, capture_output=True, text=True, check=True).stdout
    assert "-m graph_service.store.neo4j_server --port 7999 --http-port 7998" in said


@pytest.mark.neo4j
def test_another_neo4j_on_the_port_keeps_its_password(neo4j: Driver, neo4j_url: str, tmp_path: Path) -> None:
    port = Neo4jUrl.parse(neo4j_url).port
    if "@127.0.0.1:" not in neo4j_url:
        pytest.skip("the server that was named is not on this machine")
    with pytest.raises(StoreBusy, match=f"port {port} is taken"), running_server(tmp_path, port=port, cache=CACHE):
        pass
    neo4j.verify_authentication()


@pytest.mark.parametrize("version", ["4.4.1", "5", "latest"])
def test_another_version_is_refused(version: str) -> None:
    with pytest.raises(BadRequest, match=r"write 5\.26\.30 or"):
        release(version)


def published(words: list[str]) -> list[str]:
    return [word for option, word in pairwise(words) if option == "--publish"]


def test_a_container_publishes_its_port_on_loopback_only(tmp_path: Path) -> None:
    words = docker_command(release(), tmp_path, Ports(7999))
    assert published(words) == ["127.0.0.1:7999:7687"]
    assert words[words.index("--volume") + 1] == f"{tmp_path / 'data'}:/data"
    assert words[-1] == "neo4j:5-community"


def test_a_container_publishes_the_browser_on_loopback_where_it_was_asked_for(tmp_path: Path) -> None:
    words = docker_command(release(), tmp_path, Ports(7999, 7998))
    assert published(words) == ["127.0.0.1:7999:7687", "127.0.0.1:7998:7474"]


def test_a_setting_by_the_name_of_neo4j_conf_reaches_a_server_of_either_kind(programs: Path, tmp_path: Path) -> None:
    settings = {"dbms.cypher.min_replan_interval": "1h"}
    assert "NEO4J_dbms_cypher_min__replan__interval=1h" in docker_command(release(), tmp_path, Ports(7999), settings)
    java(programs, "17.0.15")
    (tmp_path / f"jars-{pinned_version()}").mkdir()
    java_command(release(), tmp_path / "server", Ports(7999), tmp_path, settings)
    assert "dbms.cypher.min_replan_interval=1h\n" in (tmp_path / "server" / "conf" / "neo4j.conf").read_text("utf-8")


@pytest.mark.parametrize(("script", "runs"), [("exit 0", True), ("exit 1", False)])
def test_an_engine_runs_if_the_docker_client_reaches_it(programs: Path, script: str, runs: bool) -> None:
    program(programs, "docker", script)
    assert engine_runs() is runs


def test_a_running_engine_is_preferred_to_java(programs: Path, tmp_path: Path) -> None:
    program(programs, "docker", '[ "$1" = info ] && exit 0; echo "docker $1"; exit 5')
    said = started(tmp_path)
    assert "ended with code 5 while starting" in said
    assert "docker run" in said


def test_without_java_the_reason_says_what_to_install(programs: Path, tmp_path: Path) -> None:
    assert started(tmp_path) == "no Docker engine and no Java found; install Java 17 and Maven to run Neo4j here"


def test_too_old_a_java_is_named(programs: Path, tmp_path: Path) -> None:
    java(programs, "11.0.2")
    assert "needs Java 17 and the one on the path is 11" in started(tmp_path)


def test_without_maven_the_reason_says_so(programs: Path, tmp_path: Path) -> None:
    java(programs, "17.0.15")
    assert "no Maven (mvn) found" in started(tmp_path)


def test_a_failing_maven_is_quoted_and_leaves_no_half_of_the_jars(programs: Path, tmp_path: Path) -> None:
    java(programs, "17.0.15")
    program(programs, "mvn", "echo '[ERROR] no such artifact'; exit 1")
    assert "Maven cannot fetch Neo4j" in started(tmp_path)
    assert "[ERROR] no such artifact" in started(tmp_path)
    assert not list(tmp_path.glob("jars-*"))


def test_fetched_jars_are_kept_for_the_next_start(programs: Path, tmp_path: Path) -> None:
    java(programs, "17.0.15")
    program(programs, "mvn", 'for word in "$@"; do case $word in -DoutputDirectory=*) /bin/mkdir -p "${word#*=}";; esac; done')
    java_command(release(), tmp_path / "server", Ports(7999), tmp_path)
    (programs / "mvn").unlink()
    words = java_command(release(), tmp_path / "server", Ports(7999), tmp_path)
    assert f"{tmp_path / f'jars-{pinned_version()}'}/*" in words
    settings = (tmp_path / "server" / "conf" / "neo4j.conf").read_text("utf-8")
    assert "server.bolt.listen_address=127.0.0.1:7999" in settings
    assert "dbms.usage_report.enabled=false" in settings


def test_a_server_that_ends_while_starting_shows_the_end_of_its_log(programs: Path, tmp_path: Path) -> None:
    java(programs, "17.0.15", "echo 'last words'; exit 3")
    (tmp_path / f"jars-{pinned_version()}").mkdir()
    said = started(tmp_path)
    assert said.startswith("Neo4j ended with code 3 while starting; its logs are in")
    assert "last words" in said


def test_the_command_says_in_one_line_why_it_cannot_start(
    programs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["neo4j_server", "--folder", str(tmp_path)])
    monkeypatch.delenv("SISTER_CITY_TEST_NEO4J", raising=False)
    assert command.main() == 1
    assert capsys.readouterr().err == "neo4j: no Docker engine and no Java found; install Java 17 and Maven to run Neo4j here\n"


def test_a_server_named_in_the_environment_is_not_started_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["neo4j_server", "--folder", str(tmp_path / "none")])
    monkeypatch.setenv("SISTER_CITY_TEST_NEO4J", "neo4j://neo4j:x@127.0.0.1:7687/neo4j")
    assert command.main() == 0
    assert "make run STORE=neo4j://neo4j:x@127.0.0.1:7687/neo4j" in capsys.readouterr().out
    assert not (tmp_path / "none").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a program that its parent was killed")
def test_a_server_does_not_outlive_the_killed_program_that_started_it(programs: Path, tmp_path: Path) -> None:
    ready, told, folder = tmp_path / "ready", tmp_path / "told", tmp_path / ".neo4j"
    os.mkfifo(ready)
    wait = "signal.pthread_sigmask(signal.SIG_BLOCK, [15])", f"Path('{ready}').write_text('up')"
    end = f"signal.sigtimedwait([15], 60) and Path('{told}').touch()"
    script = "; ".join(("import signal", "from pathlib import Path", *wait, end))
    java(programs, "17.0.15", f'exec {sys.executable} -c "{script}"')
    (folder / f"jars-{pinned_version()}").mkdir(parents=True)
    words = [sys.executable, "-m", "graph_service.store.neo4j_server", "--folder", str(folder)]
    with subprocess.Popen(words, cwd=tmp_path, env=without_given_server()) as parent:
        assert ready.read_text("ascii") == "up"
        parent.kill()
    with (folder / "lock").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # granted when the server has let go of it
    assert told.exists()


@pytest.mark.neo4j
def test_a_given_trial_database_is_emptied_before_and_after(neo4j: Driver, neo4j_url: str) -> None:
    neo4j.execute_query("CREATE (:Left)")
    with trial_database(neo4j_url) as url:
        assert url.secret() == neo4j_url
        assert not neo4j.execute_query("MATCH (node) RETURN node").records
        neo4j.execute_query("CREATE (:Left)")
    assert not neo4j.execute_query("MATCH (node) RETURN node").records


def test_a_trial_database_that_cannot_be_started_leaves_no_folder(
    programs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    with pytest.raises(StoreUnavailable, match="no Docker engine and no Java found"), trial_database(cache=tmp_path):
        pass
    assert not list((tmp_path / "temporary").iterdir())


def test_a_given_server_that_does_not_answer_is_named_without_its_password() -> None:
    with pytest.raises(StoreUnavailable) as caught, trial_database("bolt://neo4j:secret@127.0.0.1:1/neo4j"):
        pass
    assert str(caught.value).startswith("bolt://127.0.0.1:1/neo4j does not answer")
