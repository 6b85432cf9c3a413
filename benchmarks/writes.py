"""From a write acknowledged by the store to a snapshot that shows it, at world size."""

import asyncio
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from benchmarks.measure import Measured
from benchmarks.stores import seeds
from graph_service.publisher import Publisher
from graph_service.records.network import ChangeSet
from graph_service.records.place import Place
from graph_service.store.embedded import EmbeddedStore

LIMIT_SECONDS = 0.050
RUNS = 5


def axes() -> Iterator[Measured]:
    """A note of one place is changed; the publisher is told at once, without waiting for its next look at the store."""
    yield Measured("write acknowledged to visible in reads", "50 ms", asyncio.run(_measure()), [LIMIT_SECONDS], target=1.0)


async def _measure() -> list[float]:
    records = seeds()
    place = next(record for record in records if isinstance(record, Place))
    with tempfile.TemporaryDirectory() as folder:
        store = EmbeddedStore.open(Path(folder) / "graph.db")
        await store.apply(ChangeSet(records))
        publisher = Publisher(lambda: store, lambda: datetime.now(UTC))
        await publisher.refresh()
        times = []
        for run in range(RUNS):
            await store.apply(ChangeSet((msgspec.structs.replace(place, note=f"change {run}"),)))
            start = time.perf_counter()
            await publisher.refresh()
            times.append(time.perf_counter() - start)
            assert publisher.current.place(place.id).note == f"change {run}"
        await publisher.aclose()
    return times
