"""How much memory a serving worker holds with all layers, as the kernel counts it in /proc; on Linux only.

The worker is warmed, asked what planners ask, and made to publish a second time while readers hold the first snapshot.
"""

import asyncio
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import msgspec

from benchmarks.answers import HOME
from benchmarks.http import served
from benchmarks.measure import Measured
from benchmarks.stores import seeds
from graph_service.records.network import ChangeSet
from graph_service.records.place import Place
from graph_service.store.embedded import EmbeddedStore

LIMIT_MIB = 250.0
SERVE = ("graph_service", "serve")
ASKED = (
    "/",
    "/v1/agreements",
    f"/v1/clusters?home={HOME}",
    f"/v1/gaps?home={HOME}&limit=1000",
    f"/v1/candidates?home={HOME}",
    f"/v1/coverage?home={HOME}",
    f"/v1/scorecards?home={HOME}",
    f"/v1/overlay?home={HOME}",
    f"/v1/places/{HOME}/network?depth=2",
    f"/views/place/{HOME}",
)


def axes() -> Iterator[Measured]:
    """Resident memory after warming and requests, and the most there ever was once the network had changed."""
    if sys.platform != "linux":
        print("memory: not measured, there is no /proc")
        return
    with tempfile.TemporaryDirectory() as folder:
        store = EmbeddedStore.open(Path(folder) / "graph.db")
        records = seeds()
        asyncio.run(store.apply(ChangeSet(records)))
        settings = {"GRAPH_SERVICE_STORE": f"sqlite:///{folder}/graph.db", "GRAPH_SERVICE_REFRESH_SECONDS": "0.2"}
        with served(SERVE, settings, ASKED[0]) as server:
            _ask_all(server.url)
            yield held("resident memory of a worker, all layers", server.pid, "VmRSS")
            _change(store, next(record for record in records if isinstance(record, Place)), server.url)
            _ask_all(server.url)
            yield held("the same as resident memory, most ever while publishing a change", server.pid, "VmHWM")


def _ask_all(url: str) -> None:
    for path in ASKED:
        urlopen(url + path).close()


def _change(store: EmbeddedStore, place: Place, url: str) -> None:
    """Change one record and wait until readers see it."""
    before = _tag(url)
    asyncio.run(store.apply(ChangeSet((msgspec.structs.replace(place, note="changed"),))))
    while _tag(url) == before:
        time.sleep(0.1)


def _tag(url: str) -> str:
    with urlopen(f"{url}/v1/places/{HOME}") as answer:
        return str(answer.headers["etag"])


def held(axis: str, pid: int, field: str, limit: float = LIMIT_MIB) -> Measured:
    """What a process holds by a field of /proc, in MiB."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    (kib,) = (int(line.split()[1]) for line in lines if line.startswith(f"{field}:"))
    return Measured(axis, f"{limit:g} MiB", [kib / 1024], [limit], target=1.0, unit="MiB")
