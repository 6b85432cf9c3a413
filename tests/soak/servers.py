"""A real Neo4j that is stopped and killed while two services read from it and somebody writes to it or loads."""

import asyncio
import time
from collections import Counter
from collections.abc import Callable, Sequence
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


def outages(folder: Path, rounds: int, draw: Random, last: Callable[[Neo4j], None] = lambda _: None) -> Outages:
    """Kill the server in the middle of a write, stop it in the middle of the next, and start it again each time; what is `last`
    done to it, nobody reads from it any more.

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
                else:
                    ended.set()
                    last(server)
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
    found, killed = Counter[str](), KilledLoad(seeds, draw)
    for number in range(rounds + 1):
        with running_server(folder, cache=CACHE) as server:
            if number:
                found[killed.outcome(server)] += 1
            if number < rounds:
                killed.interrupt(server)
    return found


class KilledLoad:
    """A load in the middle of which a server is killed, and what it holds then."""

    def __init__(self, seeds: Sequence[Path], draw: Random) -> None:
        self._seeds, self._draw = seeds, draw
        self._everything, self._took, self._done = 0, 0.0, False

    def interrupt(self, server: Neo4j) -> None:
        """Kill the server in the middle of a load into an empty database, after one that tells how much and how long that is."""
        fresh = emptied(server.url.secret())
        if not self._everything:
            begun = time.monotonic()
            self._everything = len(loaded(fresh(0), self._seeds))
            self._took = time.monotonic() - begun
        with loading(fresh(0), self._seeds) as load:
            time.sleep(self._draw.uniform(0, self._took))
            server.process.send_signal(SIGKILL)
            load.communicate()
        self._done = load.returncode == 0

    def outcome(self, server: Neo4j) -> str:
        """Whether it is as before the load or as after it, and proved that it can be repeated."""
        held = len(stored(server.url.secret()))
        assert held in (0, self._everything), f"{held} of {self._everything} records are held"
        assert held or not self._done, "a load that was said to be done is lost"
        assert len(loaded(server.url.secret(), self._seeds)) == self._everything
        return "as after it" if held else "as before it"


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
