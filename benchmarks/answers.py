"""Computed answers for a home with the world layer loaded, against the limit in milliseconds of the targets."""

from collections.abc import Iterator
from datetime import date

import msgspec

from benchmarks.measure import Measured, seconds
from benchmarks.stores import seeds
from graph_service.answers.clusters import clusters_answer
from graph_service.answers.gaps import GapFilter, gaps_answer
from graph_service.domain.network import Network
from graph_service.metrics.clusters import vine_of
from graph_service.metrics.selection import select
from graph_service.metrics.strength import StrengthWeights
from graph_service.snapshot import Snapshot

HOME = "Q16963"  # Jiangsu: the home with most agreements on record
LIMIT_SECONDS = 0.010
RUNS = 50


def axes() -> Iterator[Measured]:
    """Clusters and gaps of a home, from question to bytes."""
    snapshot = Snapshot(Network(seeds()), "seeds", date(2026, 11, 21))
    selection = select(snapshot)

    def clusters() -> None:
        msgspec.json.encode(clusters_answer(vine_of(snapshot, HOME, selection), StrengthWeights()))

    def gaps() -> None:
        msgspec.json.encode(gaps_answer(snapshot, HOME, selection, GapFilter(), limit=1000))

    for name, work in (("clusters", clusters), ("gaps", gaps)):
        work()
        times = [seconds(work) for _ in range(RUNS)]
        yield Measured(f"{name} of Jiangsu, computed", "10 ms", times, [LIMIT_SECONDS], target=1.0)
