"""Many clients at once on one worker: ready answers among computed ones of ever new dates, against bare uvicorn saying hello.

`loop stays free`: one client asks for one place after another while eight ask for what takes longest. `mixed load`: 64
connections ask for 30 addresses, a third of them of a new date each time.
"""

import asyncio
import itertools
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import uvloop

from benchmarks.http import HELLO, SERVE, served
from benchmarks.measure import Measured
from benchmarks.stores import seeds
from graph_service.records.network import ChangeSet
from graph_service.records.place import Place
from graph_service.store.embedded import EmbeddedStore

HOME, CITY, UNIT = "Q16963", "Q16666", "Q57931"  # Jiangsu, Nanjing, Taizhou
SLOW = (
    "/views/world?as_of={day}",
    f"/v1/places/{CITY}/network?depth=3&format=graphml&as_of={{day}}",
    f"/v1/candidates?home={HOME}&as_of={{day}}",
    f"/views/place/{CITY}?depth=3&as_of={{day}}",
    f"/v1/places/{CITY}/network?depth=3&format=gexf&as_of={{day}}",
    f"/v1/candidates?home={HOME}&unit={UNIT}&as_of={{day}}",
    f"/views/cluster/{HOME}/Q17?as_of={{day}}",
)
DATED = (
    f"/v1/clusters?home={HOME}&as_of={{day}}",
    f"/v1/clusters/{HOME}/Q17?as_of={{day}}",
    f"/v1/gaps?home={HOME}&as_of={{day}}",
    f"/v1/candidates?home={HOME}&as_of={{day}}",
    f"/v1/coverage?home={HOME}&as_of={{day}}",
    f"/v1/overlay?home={HOME}&as_of={{day}}",
    f"/v1/actions?home={HOME}&as_of={{day}}",
    f"/v1/places/{CITY}/network?depth=2&as_of={{day}}",
    f"/views/place/{CITY}?as_of={{day}}",
    f"/views/cluster/{HOME}/Q17?as_of={{day}}",
)
ALIKE = (
    "/",
    "/health/ready",
    "/views/world",
    f"/views/place/{CITY}",
    f"/views/cluster/{HOME}/Q17",
    f"/v1/places/{CITY}",
    "/v1/places/Q1563/network",
    f"/v1/places/{CITY}/network?depth=2",
    "/v1/places?q=nan",
    "/v1/places/suggest?q=%E5%8D%97",
    "/v1/agreements?limit=20",
    f"/v1/agreements?home={HOME}&limit=20",
    f"/v1/clusters?home={HOME}",
    f"/v1/gaps?home={HOME}",
    f"/v1/candidates?home={HOME}",
    f"/v1/coverage?home={HOME}",
    f"/v1/actions?home={HOME}",
    f"/v1/anniversaries?home={HOME}",
    f"/v1/growth?home={HOME}",
    f"/v1/progress?home={HOME}",
)
BUSY, CONNECTIONS, SECONDS, RUNS = 8, 64, 5.0, 3
_FIRST, _DAYS = date(1990, 1, 1), 12_000


class Told(NamedTuple):
    """What clients were told: how many answers per second, and the seconds each took."""

    rate: float
    times: list[float]

    def at(self, share: float) -> float:
        """The seconds that this share of the answers took at most."""
        return sorted(self.times)[int(len(self.times) * share)]


def axes() -> Iterator[Measured]:
    """Both benchmarks; each server is a process of its own and ends with the measurement."""
    records = seeds()
    places = [f"/v1/places/{row.id}" for row in records if isinstance(row, Place) and row.id.startswith("Q")]
    with tempfile.TemporaryDirectory() as folder, ExitStack() as servers:
        asyncio.run(EmbeddedStore.open(Path(folder) / "graph.db").apply(ChangeSet(records)))
        store = {"GRAPH_SERVICE_STORE": f"sqlite:///{folder}/graph.db"}
        hello = servers.enter_context(served(HELLO, {}, "/")).url
        ours = servers.enter_context(served(SERVE, store, ALIKE[0])).url
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            runner.run(_settled(ours))
            days = _days()
            free = [runner.run(_beside(ours, hello, places, days)) for _ in range(RUNS)]
            pairs = [(runner.run(_mixed(ours, days)), runner.run(_greeted(hello))) for _ in range(RUNS)]
    yield from _free(free)
    yield from _under_load([mixed for mixed, _ in pairs], [greeted for _, greeted in pairs])


def _free(found: Sequence[tuple[Told, Told]]) -> Iterator[Measured]:
    for name, share, most, ratio in (("p50", 0.5, 0.005, 20), ("p99", 0.99, 0.050, 20)):
        ours, theirs = ([told.at(share) for told in side] for side in zip(*found, strict=True))
        yield Measured(f"loop stays free: another client's place, {name}", f"{most * 1000:g} ms", ours, [most], target=1.0)
        yield Measured(f"loop stays free: {name} beside hello", "bare uvicorn hello, same load", ours, theirs, target=ratio)


def _under_load(found: Sequence[Told], hello: Sequence[Told]) -> Iterator[Measured]:
    rates = [told.rate for told in found]
    yield Measured("mixed load, 64 connections", "366 requests/s", rates, [366.0], target=1.0, unit="requests/s")
    theirs = [told.rate for told in hello]
    yield Measured("mixed load beside hello", "bare uvicorn hello", rates, theirs, target=0.0146, unit="requests/s")
    yield Measured("mixed load: p99", "700 ms", [told.at(0.99) for told in found], [0.7], target=1.0)


def _days() -> Iterator[str]:
    """Ever new days, those of neighbouring years far apart."""
    for number in itertools.count():
        yield str(_FIRST + timedelta(days=number * 4799 % _DAYS))


def _addresses(templates: Sequence[str], days: Iterator[str], begin: int) -> Iterator[str]:
    """These addresses again and again, from this one on, each time of a new day where they name one."""
    for template in itertools.islice(itertools.cycle(templates), begin, None):
        yield template.format(day=next(days)) if "{day}" in template else template


async def _settled(url: str) -> None:
    """Return once what is computed after publishing is known, and the addresses without a date are ready."""
    await _load(url, [iter(("/v1/centrality?measure=betweenness&limit=1", *ALIKE))], None)


async def _beside(url: str, hello: str, places: Sequence[str], days: Iterator[str]) -> tuple[Told, Told]:
    """What one client is told of places, and another one of hello, while others keep the service busy."""
    busy = _load(url, [_addresses(SLOW, days, number) for number in range(BUSY)], SECONDS)
    place = _load(url, [itertools.cycle(places)], SECONDS)
    _, ours, theirs = await asyncio.gather(busy, place, _load(hello, [itertools.repeat("/")], SECONDS, pause=0.001))
    return ours, theirs


async def _mixed(url: str, days: Iterator[str]) -> Told:
    every = [address for three in zip(DATED, ALIKE[:10], ALIKE[10:], strict=True) for address in three]
    return await _load(url, [_addresses(every, days, number) for number in range(CONNECTIONS)], SECONDS)


async def _greeted(hello: str) -> Told:
    return await _load(hello, [itertools.repeat("/")] * CONNECTIONS, SECONDS / 5)


async def _load(url: str, clients: Sequence[Iterator[str]], seconds: float | None, pause: float = 0.0) -> Told:
    """Each client asks for its addresses in turn, for this long or until they end; what is underway then counts as well."""
    begin, times = time.perf_counter(), list[float]()
    await asyncio.gather(*(_client(url, asked, seconds and begin + seconds, pause, times) for asked in clients))
    return Told(len(times) / (time.perf_counter() - begin), times)


async def _client(url: str, asked: Iterator[str], until: float | None, pause: float, times: list[float]) -> None:
    parts = urlsplit(url)
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port, limit=1 << 20)
    while until is None or time.perf_counter() < until:
        if (path := next(asked, None)) is None:
            break
        start = time.perf_counter()
        writer.write(f"GET {path} HTTP/1.1\r\nHost: {parts.netloc}\r\nAccept-Encoding: gzip\r\n\r\n".encode())
        head = (await reader.readuntil(b"\r\n\r\n")).lower()
        if not head.startswith(b"http/1.1 200 "):
            raise RuntimeError(f"{path}: answered {head[:40]!r}")
        await reader.readexactly(int(head.partition(b"content-length: ")[2].partition(b"\r\n")[0]))
        times.append(time.perf_counter() - start)
        if pause:
            await asyncio.sleep(pause)
    writer.close()
