"""Timing two things in turn, so that a machine that speeds up or slows down does so for both."""

import gc
import statistics
import time
from collections.abc import Callable
from typing import NamedTuple


class Measured(NamedTuple):
    """One axis: what was measured of ours and of the yardstick, run by run, and the ratio that the target asks for: of
    seconds (shown in ms) and MiB at most this, of anything per second at least this."""

    axis: str
    yardstick: str
    ours: list[float]
    theirs: list[float]
    target: float
    unit: str = "ms"

    @property
    def more_is_better(self) -> bool:
        """Whether the target is the least ratio, not the most."""
        return self.unit.endswith("/s")

    @property
    def ratio(self) -> float:
        """Median of ours over median of the yardstick."""
        return statistics.median(self.ours) / statistics.median(self.theirs)

    @property
    def met(self) -> bool:
        """Whether the target is reached."""
        return self.ratio >= self.target if self.more_is_better else self.ratio <= self.target


def seconds(work: Callable[[], object]) -> float:
    """How long one call takes, with rubbish of earlier calls cleared away first."""
    gc.collect()
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def in_turn(ours: Callable[[], float], theirs: Callable[[], float], runs: int = 5) -> tuple[list[float], list[float]]:
    """Seconds of both, A B A B …, after one uncounted round of each. Each callable times itself."""
    ours(), theirs()
    pairs = [(ours(), theirs()) for _ in range(runs)]
    return [pair[0] for pair in pairs], [pair[1] for pair in pairs]
