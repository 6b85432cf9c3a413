"""What ten times the places and agreements cost: synthetic networks of 17,000, 51,000 and 170,000 places.

Each size is measured in a process of its own, so that memory counts for one network alone:
`python -m benchmarks.growth PLACES` prints what it found as JSON.
"""

import asyncio
import gc
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from statistics import median

import msgspec

from benchmarks import synthetic
from benchmarks.measure import Measured, seconds
from graph_service.answers.clusters import clusters_answer
from graph_service.graph import connections, degrees, spectra, triangles
from graph_service.graph.arrays import Graph
from graph_service.metrics.links import place_graph
from graph_service.metrics.selection import select
from graph_service.metrics.vine import vine_of
from graph_service.questions.gaps import Gaps, gaps
from graph_service.questions.question import View
from graph_service.records.network import ChangeSet
from graph_service.rules import StrengthWeights
from graph_service.site.templating import Frame
from graph_service.site.world import Worldwide, render_world
from graph_service.snapshot import Snapshot
from graph_service.store.embedded import EmbeddedStore

PLACES = 17_000
FACTORS = (1, 3, 10)
RUNS, FAST_RUNS, FAST_SECONDS = 3, 31, 0.2
HOME = "R0.0"
MEMORY = "memory of a snapshot"
TARGETS = {MEMORY: 11.0}
TIME_TARGET = 12.0


def axes() -> Iterator[Measured]:
    """Each at 10 times the size against once; how it stands at 3 times is said beside the yardstick."""
    once, thrice, tenfold = (_measured_apart(PLACES * factor) for factor in FACTORS)
    for name, values in once.items():
        between = f"the same ×1 (×3: {median(thrice[name]) / median(values):.1f})"
        unit = "MiB" if name == MEMORY else "ms"
        yield Measured(f"growth ×10: {name}", between, tenfold[name], values, TARGETS.get(name, TIME_TARGET), unit)


def _measured_apart(places: int) -> dict[str, list[float]]:
    command = [sys.executable, "-m", "benchmarks.growth", str(places)]
    found: dict[str, list[float]] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return found


def measure(places: int) -> dict[str, list[float]]:
    """Seconds of each run by what was done, and the MiB that the snapshot added to the process."""
    with tempfile.TemporaryDirectory() as folder:
        store = EmbeddedStore.open(Path(folder) / "graph.db")
        asyncio.run(store.apply(ChangeSet(tuple(synthetic.records(places)))))
        before = _resident()
        snapshot = _snapshot(store)
        found = {MEMORY: [_resident() - before], "store to snapshot": _times(lambda: _snapshot(store))}
    gc.freeze()  # as the publisher does
    chosen = select(snapshot)
    graph = place_graph(snapshot, chosen)
    return found | {
        "linear measures of the whole network": _times(lambda: _linear_measures(graph)),
        "clusters of a home": _times(lambda: _bytes(clusters_answer(vine_of(snapshot, HOME, chosen), StrengthWeights()))),
        "gaps of a home": _times(lambda: _bytes(gaps(View(snapshot), Gaps(home=HOME, as_of=chosen.as_of, limit=1000)))),
        "page of the whole world": _times(
            lambda: render_world(Frame("en", "../"), View(snapshot), Worldwide(as_of=chosen.as_of))
        ),
    }


def _snapshot(store: EmbeddedStore) -> Snapshot:
    stored = asyncio.run(store.load())
    return Snapshot(stored.network, stored.version, date(2026, 11, 21))


def _linear_measures(graph: Graph) -> None:
    fresh = Graph(graph.ids, graph.links)
    for measure_of in (
        degrees.assortativity, degrees.gini, degrees.rich_club, triangles.triangles, triangles.squares,
        spectra.pagerank, connections.core_numbers, connections.articulation_points, connections.bridges,
    ):  # fmt: skip
        measure_of(fresh)


def _bytes(document: msgspec.Struct) -> bytes:
    return msgspec.json.encode(document)


def _times(work: Callable[[], object]) -> list[float]:
    runs = FAST_RUNS if seconds(work) < FAST_SECONDS else RUNS
    return [seconds(work) for _ in range(runs)]


def _resident() -> float:
    lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS:"))


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]))))
