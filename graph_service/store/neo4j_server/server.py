"""Start a server, wait until it answers, let people in, stop it in good order."""

import ctypes
import fcntl
import os
import secrets
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from neo4j import Driver, GraphDatabase
from neo4j.exceptions import AuthError, DriverError, Neo4jError

from graph_service.errors import StoreBusy, StoreUnavailable
from graph_service.store.neo4j_server.docker import INNER_PORT, docker_command, engine_runs
from graph_service.store.neo4j_server.java import java_command
from graph_service.store.neo4j_server.port import Announcement, Ports, free_port, refuse_taken
from graph_service.store.neo4j_server.release import Release, release
from graph_service.store.neo4j_url import Neo4jUrl
from graph_service.store.queries import SET_PASSWORD

CACHE = Path(".neo4j")
_CONSOLE = "console.log"
_LIBC, _PR_SET_PDEATHSIG = ctypes.CDLL(None), 1
_START_SECONDS, _STOP_SECONDS = 120, 60
_LOG_LINES = 20


class Server(NamedTuple):
    """A running server: where it answers, its process, and the folder with its data, logs and password.

    `browser` is the address of Neo4j Browser, where it was asked for.
    """

    url: Neo4jUrl
    process: "subprocess.Popen[bytes]"
    folder: Path
    browser: str | None = None


@contextmanager
def running_server(
    folder: Path,
    *,
    port: int = 0,
    browser: int | None = None,
    version: str | None = None,
    cache: Path = CACHE,
    settings: Mapping[str, str] = MappingProxyType({}),
) -> Iterator[Server]:
    """A server on `folder` that answers while the context lasts; port 0 takes a free one.

    `browser` is the port of Neo4j Browser; without one it is off.
    `cache` keeps the jars that Maven fetches, `settings` are more of Neo4j's. The password is made once and kept there.

    Raises:
        StoreBusy: a server runs on this folder already, or another program on the port.
        StoreUnavailable: none can be started here; one line says why, a note holds the end of its log.
    """
    folder = folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    with _held(folder) as lock:
        ports = _free(port, browser)
        command, announcement = _command(release(version), folder, ports, cache, settings)
        url = Neo4jUrl(f"neo4j://127.0.0.1:{ports.bolt}", "neo4j", _password(folder))
        server = Server(url, _start(command, folder, lock), folder, ports.address_of_browser)
        try:
            _wait_until_it_answers(server, announcement)
            yield server
        finally:
            _stop(server.process)


def ended(server: Server) -> StoreUnavailable:
    """The error of a server that ended by itself."""
    return _failure(server, f"Neo4j ended by itself with code {server.process.poll()}")


def _free(bolt: int, browser: int | None) -> Ports:
    """The ports, of which 0 is any free one, proved free."""
    if bolt and bolt == browser:
        raise StoreBusy(f"port {bolt} cannot be both PORT and HTTP_PORT; name two: make neo4j PORT={bolt} HTTP_PORT={bolt + 1}")
    ports = Ports(bolt or free_port(), free_port() if browser == 0 else browser)
    refuse_taken(ports.bolt)
    if ports.browser is not None:
        refuse_taken(ports.browser, "HTTP_PORT")
    return ports


def _command(
    chosen: Release, folder: Path, ports: Ports, cache: Path, settings: Mapping[str, str]
) -> tuple[list[str], Announcement]:
    """How to start the server, and where it will say that it listens."""
    logs = folder / "logs"
    if engine_runs():  # what a container says goes to a log begun anew; Docker itself sees to the port outside
        return docker_command(chosen, folder, ports, settings), Announcement(logs / _CONSOLE, 0, INNER_PORT)
    return java_command(chosen, folder, ports, cache, settings), Announcement.to_come(logs / "neo4j.log", ports.bolt)


@contextmanager
def _held(folder: Path) -> Iterator[int]:
    """A lock that the server inherits: it holds for as long as either of us lives."""
    lock = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(lock)
        raise StoreBusy(f"a Neo4j runs on {folder} already; use that one, or stop it first") from None
    try:
        yield lock
    finally:
        os.close(lock)


def _password(folder: Path) -> str:
    file = folder / "password"
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(12), "ascii")
    return file.read_text("ascii")


def _start(command: list[str], folder: Path, lock: int) -> "subprocess.Popen[bytes]":
    logs = folder / "logs"
    logs.mkdir(exist_ok=True)
    # A session of its own: Ctrl-C reaches us alone, and we stop the server in good order.
    with (logs / _CONSOLE).open("wb") as console:
        return subprocess.Popen(
            command,
            stdout=console,
            stderr=subprocess.STDOUT,
            pass_fds=(lock,),
            start_new_session=True,
            cwd=folder,
            preexec_fn=_end_with_parent if sys.platform == "linux" else None,  # noqa: PLW1509  # one call of a loaded library
        )


def _end_with_parent() -> None:
    """Ask the kernel to stop the server if we are killed and cannot do it ourselves."""
    _LIBC.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def _stop(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    try:
        process.wait(_STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _wait_until_it_answers(server: Server, announcement: Announcement) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline:
        if server.process.poll() is not None:
            raise _failure(server, f"Neo4j ended with code {server.process.returncode} while starting")
        if announcement.made():
            with suppress(DriverError, Neo4jError):  # listening and not ready yet
                return _let_in(server)
        with suppress(subprocess.TimeoutExpired):
            server.process.wait(0.1)
    raise _failure(server, f"Neo4j did not answer within {_START_SECONDS} s")


def _let_in(server: Server) -> None:
    """Return once the server answers to our password; a fresh one, which knows only its default, is told ours."""
    url = server.url
    try:
        with _driver(url, url.password) as driver:
            driver.verify_connectivity()
    except AuthError:
        try:
            with _driver(url, "neo4j") as driver:
                driver.execute_query(SET_PASSWORD.text, {"password": url.password}, database_="system")
        except AuthError:
            raise _failure(server, f"Neo4j refuses the password kept in {server.folder / 'password'}") from None


def _driver(url: Neo4jUrl, password: str) -> Driver:
    # Plain bolt: there is one server, and asking it for routes before it listens fills the log with complaints.
    return GraphDatabase.driver(f"bolt://127.0.0.1:{url.port}", auth=(url.user, password), max_transaction_retry_time=1)


def _failure(server: Server, what: str) -> StoreUnavailable:
    logs = server.folder / "logs"
    error = StoreUnavailable(f"{what}; its logs are in {logs}")
    for log in (logs / "neo4j.log", logs / _CONSOLE):
        if log.exists():
            error.add_note(f"{log.name}:\n" + "\n".join(log.read_text("utf-8", "replace").splitlines()[-_LOG_LINES:]))
    return error
