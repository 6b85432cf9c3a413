"""Computed answers for a home with the world layer loaded, against the limit in milliseconds of the targets."""

import gc
from collections.abc import Callable, Iterator, Mapping
from datetime import date

import msgspec
from msgspec import Struct

from benchmarks.measure import Measured, seconds
from benchmarks.stores import seeds
from graph_service.answers.clusters import clusters_answer
from graph_service.metrics.selection import Selection, select
from graph_service.metrics.vine import vine_of
from graph_service.questions.candidates import Candidates, candidates
from graph_service.questions.gaps import Gaps, gaps
from graph_service.questions.overlay import Overlay, overlay
from graph_service.questions.question import View
from graph_service.records.network import Network
from graph_service.rules import StrengthWeights
from graph_service.snapshot import Snapshot

HOME = "Q16963"  # Jiangsu: the home with most agreements on record
UNIT = "Q57931"  # Taizhou
LIMIT_SECONDS = 0.010
RUNS = 50

ANSWERS: Mapping[str, Callable[[Snapshot, Selection], Struct]] = {
    "clusters of Jiangsu": lambda snapshot, chosen: clusters_answer(vine_of(snapshot, HOME, chosen), StrengthWeights()),
    "gaps of Jiangsu": lambda snapshot, chosen: gaps(View(snapshot), Gaps(home=HOME, as_of=chosen.as_of, limit=1000)),
    "candidates of Taizhou": lambda snapshot, chosen: candidates(
        View(snapshot), Candidates(home=HOME, as_of=chosen.as_of, unit=UNIT, limit=20)
    ),
    "overlay of Jiangsu": lambda snapshot, chosen: overlay(View(snapshot), Overlay(home=HOME, as_of=chosen.as_of, limit=1000)),
}


def axes() -> Iterator[Measured]:
    """Each answer, from question to bytes."""
    snapshot = Snapshot(Network(seeds()), "seeds", date(2026, 11, 21))
    gc.collect()
    gc.freeze()  # as the publisher does
    selection = select(snapshot)
    for name, answer in ANSWERS.items():

        def work(answer: Callable[[Snapshot, Selection], Struct] = answer) -> None:
            msgspec.json.encode(answer(snapshot, selection))

        work()
        times = [seconds(work) for _ in range(RUNS)]
        yield Measured(f"{name}, computed", "10 ms", times, [LIMIT_SECONDS], target=1.0)
