"""The search over all layers: queries in many languages against the limit in milliseconds, and what its index holds in memory."""

import csv
import statistics
import tracemalloc
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec

from benchmarks.measure import Measured, seconds
from benchmarks.stores import seeds
from graph_service.answers.places import suggest_answer
from graph_service.records.network import Network
from graph_service.search.index import search_index
from graph_service.snapshot import Snapshot

_QUERIES = Path(__file__).parents[1] / "tests" / "search" / "queries.csv"
_LIMIT_SECONDS = 0.003
_TAIL_SECONDS = 0.020
_LIMIT_BYTES = 20 * 1024**2
_ROUNDS = 5


def axes() -> Iterator[Measured]:
    """The middle and the slow end of all queries, from text to bytes; the bytes of the index."""
    snapshot = Snapshot(Network(seeds()), "seeds", date(2026, 11, 21))
    suggest_answer(Snapshot(Network(), "none", snapshot.today), "南京", 10)  # what is read once and kept
    tracemalloc.start()
    snapshot.once(search_index)
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    with _QUERIES.open(encoding="utf-8", newline="") as file:
        queries = [row["query"] for row in csv.DictReader(file)]
    rounds = [sorted(seconds(lambda query=query: _asked(snapshot, query)) for query in queries) for _ in range(_ROUNDS)]
    middle, tail = [statistics.median(times) for times in rounds], [times[int(len(times) * 0.95)] for times in rounds]
    yield Measured(f"search, {len(queries)} queries: p50", "3 ms", middle, [_LIMIT_SECONDS], target=1.0)
    yield Measured("the same: p95", "20 ms", tail, [_TAIL_SECONDS], target=1.0)
    yield Measured("index of the search", "20 MiB", [held], [_LIMIT_BYTES], target=1.0, unit="bytes")


def _asked(snapshot: Snapshot, query: str) -> None:
    msgspec.json.encode(suggest_answer(snapshot, query, 10))
