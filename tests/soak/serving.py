"""A service under load, and one whose store changes all the while: what is answered, how soon, and how much memory it takes."""

import asyncio
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from itertools import cycle, islice
from pathlib import Path
from typing import NamedTuple
from urllib.error import HTTPError
from urllib.request import urlopen

import msgspec

from benchmarks.http import SERVE, Server, served
from graph_service.records.base import Record
from graph_service.records.network import ChangeSet
from graph_service.records.place import Place
from graph_service.store.embedded import EmbeddedStore

PATHS = (
    "/v1/clusters?home={home}&as_of={day}",
    "/v1/gaps?home={home}&as_of={day}",
    "/v1/coverage?home={home}&as_of={day}",
    "/v1/places/{home}/network?depth=2&as_of={day}",
    "/views/place/{home}?as_of={day}",
    "/v1/places/{home}",
)
FIRST, DAYS = date(1990, 1, 1), 13_000


class Loaded(NamedTuple):
    """What clients were told under load: how often each status, seconds of the answers, peak memory of the service in MiB."""

    statuses: Counter[int]
    times: Sequence[float]
    rate: float
    peak: float

    def at(self, share: float) -> float:
        """The seconds that this share of the answers took at most."""
        return self.times[int(len(self.times) * share)]


class Soaked(NamedTuple):
    """A service that was changed and asked for long: MiB after a tenth of it and at its end, and the last change it told."""

    early: float
    late: float
    sequence: int


def loaded(folder: Path, records: Sequence[Record], home: str, requests: int, clients: int) -> Loaded:
    """Ask this often, so many at once, ever new days.

    Raises:
        AssertionError: an answer is neither 200 nor a 503 that says when to ask again, or nobody was answered.
    """
    with service(folder, records) as server, ThreadPoolExecutor(clients) as pool:
        begun = time.perf_counter()
        answers = list(pool.map(lambda path: asked(server.url + path), islice(paths(home), requests)))
        passed = time.perf_counter() - begun
        assert asked(f"{server.url}/health/live")[0] == 200
        statuses, times = Counter(status for status, _ in answers), sorted(seconds for _, seconds in answers)
        assert statuses[200] > 0
        assert statuses.keys() <= {200, 503}, statuses
        return Loaded(statuses, times, requests / passed, memory(server, "VmHWM"))


def soaked(folder: Path, records: Sequence[Record], home: str, writes: int, days: int) -> Soaked:
    """Write one change after the other to the store that is served, asking for ever new days in between.

    Raises:
        AssertionError: an answer is none, or the service never tells the last change.
    """
    place = next(record for record in records if isinstance(record, Place) and record.id == home)
    with service(folder, records) as server:
        store, asking = EmbeddedStore.open(folder / "graph.db"), paths(home)
        early, done = 0.0, 0
        for number in range(1, writes + 1):
            asyncio.run(store.apply(ChangeSet((msgspec.structs.replace(place, note=str(number)),))))
            while done * writes < days * number:
                assert asked(server.url + next(asking))[0] in (200, 503)
                done += 1
            if number == writes // 10:
                early = memory(server, "VmRSS")
        wait_for(server, home, str(writes))
        with urlopen(f"{server.url}/v1/changes?since={writes}") as answer:
            sequence = int(msgspec.json.decode(answer.read())["latest"])
        return Soaked(early, memory(server, "VmRSS"), sequence)


def service(folder: Path, records: Sequence[Record]):
    """The service in a process of its own, on a new store with these records."""
    asyncio.run(EmbeddedStore.open(folder / "graph.db").apply(ChangeSet(tuple(records))))
    settings = {"GRAPH_SERVICE_STORE": f"sqlite:///{folder}/graph.db", "GRAPH_SERVICE_REFRESH_SECONDS": "0.2"}
    return served(SERVE, settings, "/health/ready")


def paths(home: str) -> Iterator[str]:
    """The addresses again and again, each time of a new day."""
    for number, path in enumerate(cycle(PATHS)):
        yield path.format(home=home, day=FIRST + timedelta(days=number * 4799 % DAYS))


def asked(url: str) -> tuple[int, float]:
    """The status of an answer and the seconds it took; a 503 must say when to ask again."""
    begun = time.perf_counter()
    try:
        with urlopen(url, timeout=60) as answer:
            answer.read()
            status, again = int(answer.status), None
    except HTTPError as error:
        status, again = error.code, error.headers["Retry-After"]
        error.close()
    assert again or status != 503, url
    return status, time.perf_counter() - begun


def wait_for(server: Server, home: str, note: str) -> None:
    """Wait until readers see this note on the home, for a minute at most."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        with urlopen(f"{server.url}/v1/places/{home}") as answer:
            if f'"note":"{note}"'.encode() in answer.read():
                return
        time.sleep(0.1)
    raise AssertionError(f"the service never told change {note}")


def memory(server: Server, field: str) -> float:
    """MiB that the kernel counts for the service; 0 where it does not tell."""
    if sys.platform != "linux":
        return 0.0
    lines = Path(f"/proc/{server.pid}/status").read_text("ascii").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith(f"{field}:"))
