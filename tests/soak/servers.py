"""A real Neo4j that is stopped and killed while two services read from it and somebody writes to it or loads."""

import asyncio
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack
from itertools import count
from pathlib import Path
from random import Random
from signal import SIGKILL, SIGTERM, Signals
from threading import Event
from typing import NamedTuple
from urllib.error import HTTPError
from urllib.request import urlopen

import msgspec
from msgspec.structs import replace

from benchmarks.http import SERVE, Server, served
from graph_service.records.network import ChangeSet
from graph_service.records.place import Place
from graph_service.store.neo4j_server import Server as Neo4j
from graph_service.store.neo4j_server import running_server
from tests.neo4j_fixture import CACHE
from tests.soak.kills import at_work, begin, compared, emptied, last_said, loaded, loading, stored, write, write_one, writing

REFRESH_SECONDS = 0.5
PATIENCE = 60  # seconds after which a change counts as never told


class Outages(NamedTuple):
    """What a server that was stopped and killed over and over held, and what two services on it told.

    `found` counts the changes that stood or were taken back, `reads` were all answered, `slowest` are the seconds after
    which both told a change, at most, while the server ran.
    """

    found: Counter[str]
    reads: int
    slowest: float


def outages(folder: Path, rounds: int, draw: Random) -> Outages:
    """Kill the server in the middle of a write, stop it in the middle of the next, and start it again each time.

    Raises:
        AssertionError: a change stands in part, one that was said to be done is lost, a read failed, or a service never
            tells a change.
    """
    found, said, held, port, slowest = Counter[str](), 0, 0, 0, 0.0
    services, ended = list[Server](), Event()
    with ThreadPoolExecutor(2) as pool, ExitStack() as stack:
        for number in range(rounds + 1):
            with running_server(folder, port=port, cache=CACHE) as server:
                url, port = server.url.secret(), server.url.port
                if not services:
                    begin(url)
                    services = [stack.enter_context(_service(url)) for _ in range(2)]
                    stack.callback(ended.set)  # before the services end
                    asking = [pool.submit(_ask_until, ended, service) for service in services]
                else:
                    outcome, held = compared(url, said)
                    found[outcome] += 1
                    _seconds_to_tell(services, held)  # longer than usual: after failures they ask less often
                    held += 1
                    write_one(url, held)
                    slowest = max(slowest, _seconds_to_tell(services, held))
                if number < rounds:
                    said = _interrupted(server, held, SIGTERM if number % 2 else SIGKILL, draw)
        ended.set()
        found["changes"] = held
        return Outages(found, sum(task.result() for task in asking), slowest)


def _interrupted(server: Neo4j, held: int, how: Signals, draw: Random) -> int:
    """Write to a server until it ends; the number of the last change that was said to be done."""
    with writing(server.url.secret(), held) as writer:
        said = at_work(writer, held, draw)
        server.process.send_signal(how)
        return last_said(writer, said)


def killed_under_loads(folder: Path, seeds: Sequence[Path], rounds: int, draw: Random) -> Counter[str]:
    """Kill the server in the middle of a load; how often it held nothing afterwards and how often everything.

    Raises:
        AssertionError: a load stands in part, one that was said to be done is lost, or it cannot be repeated.
    """
    found, everything, took, done = Counter[str](), 0, 0.0, False
    for number in range(rounds + 1):
        with running_server(folder, cache=CACHE) as server:
            url = server.url.secret()
            if number:
                held = len(stored(url))
                assert held in (0, everything), f"{held} of {everything} records are held"
                assert held or not done, "a load that was said to be done is lost"
                found["as after it" if held else "as before it"] += 1
            begun = time.monotonic()
            everything = len(loaded(url, seeds))
            took = took or time.monotonic() - begun
            if number < rounds:
                with loading(emptied(url)(0), seeds) as load:
                    time.sleep(draw.uniform(0, took))
                    server.process.send_signal(SIGKILL)
                    load.communicate()
                done = load.returncode == 0
    return found


def seconds_to_tell(folder: Path, seeds: Sequence[Path], place_id: str, changes: int) -> list[float]:
    """How long it takes two services on one server that holds the seeds until both tell a change of this place, for each of so
    many."""
    with running_server(folder, cache=CACHE) as server, ExitStack() as stack:
        url = server.url.secret()
        place = loaded(url, seeds).table(Place)[place_id]
        services = [stack.enter_context(_service(url)) for _ in range(2)]
        took = []
        for number in range(1, changes + 1):
            asyncio.run(write(url, ChangeSet((replace(place, note=str(number)),))))
            took.append(_seconds_to_tell(services, number, place_id))
            time.sleep(REFRESH_SECONDS * number / changes)  # else each is written right after the services have asked
        return took


def _service(url: str) -> AbstractContextManager[Server]:
    settings = {"GRAPH_SERVICE_STORE": url, "GRAPH_SERVICE_REFRESH_SECONDS": str(REFRESH_SECONDS)}
    return served(SERVE, settings, "/health/ready")


def _ask_until(ended: Event, service: Server) -> int:
    """Ask one question after the other; how many were answered. One that is not ends it with an error."""
    for number in count():
        if ended.is_set():
            return number
        _told(service)
        time.sleep(0.05)  # a client that asks often, and leaves the processor to others
    raise AssertionError


def _told(service: Server, place_id: str = "p0") -> str | None:
    """The number of the last change that a service tells."""
    with urlopen(f"{service.url}/v1/places/{place_id}", timeout=10) as answer:
        note: str | None = msgspec.json.decode(answer.read())["place"].get("note")
        return note


def _seconds_to_tell(services: Sequence[Server], number: int, place_id: str = "p0") -> float:
    """How long it takes from now until all tell this change."""
    begun = time.monotonic()
    while not all(_told(service, place_id) == str(number) for service in services):
        late = time.monotonic() > begun + PATIENCE
        assert not late, f"the store holds change {number}, and is served without it: {list(map(_ready, services))}"
        time.sleep(0.02)
    return time.monotonic() - begun


def _ready(service: Server) -> str:
    """What a service says of itself."""
    try:
        with urlopen(f"{service.url}/health/ready", timeout=10) as answer:
            return str(answer.read().decode())
    except HTTPError as error:
        with error:
            return error.read().decode()
