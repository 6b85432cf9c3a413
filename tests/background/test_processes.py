"""What another process computes is what this one would, is computed once, and ends with those who wait for it."""

import asyncio
import os
import sys
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence

import networkx as nx
import pytest

from graph_service.background import processes as module
from graph_service.background.processes import Processes
from graph_service.errors import ComputationFailed
from graph_service.graph.arrays import Graph
from graph_service.graph.communities import Communities, CommunitiesBy
from graph_service.graph.measures import CENTRALITIES, Computation, Measured, Values
from graph_service.graph.statistics import figures
from tests.graph.drawn import of_networkx

LARGE = of_networkx(nx.barabasi_albert_graph(150, 2, seed=1))
SMALL = of_networkx(nx.path_graph(5))


def learned(do: Callable[[Processes], Awaitable[object]]) -> None:
    """Run this with processes that compute."""

    async def run() -> None:
        await do(Processes())

    asyncio.run(run())


def own_process(on: Measured) -> int:
    """In which process this was computed."""
    return os.getpid()


def disturbed(on: Measured) -> int:
    """Never computed: the process ends."""
    sys.exit(3)


def endless(on: Measured) -> int:
    """Goes on until it is stopped."""
    while True:
        pass


def test_what_another_process_computes_is_what_this_one_would() -> None:
    on, here = Measured(LARGE), Measured(LARGE)
    asked = [*map(Values, CENTRALITIES), figures, CommunitiesBy(seed=3), own_process]
    learned(lambda processes: processes.learn(on, *asked))
    assert all(on.knows(compute) for compute in asked)
    assert all(on.values(measure).tolist() == here.values(measure).tolist() for measure in CENTRALITIES)
    assert on.once(figures) == here.once(figures)
    found, expected = (each.once(CommunitiesBy(seed=3)) for each in (on, here))
    assert isinstance(found, Communities)
    assert (found.labels.tolist(), found.modularity) == (expected.labels.tolist(), expected.modularity)
    assert on.once(own_process) != os.getpid()


def test_a_small_graph_is_measured_without_another_process() -> None:
    on = Measured(SMALL)
    learned(lambda processes: processes.learn(on, own_process, Values("betweenness")))
    assert on.once(own_process) == os.getpid()
    assert on.knows(Values("betweenness"))


def test_those_who_ask_at_the_same_time_wait_for_one_process() -> None:
    on, seen = Measured(LARGE), list[int]()

    async def ask(processes: Processes) -> None:
        first = asyncio.create_task(processes.learn(on, own_process, Values("degree")))
        await asyncio.sleep(0)
        await processes.learn(on, Values("degree"))
        seen.append(on.once(own_process))  # computed before the degrees, by the process that was running already
        await first

    learned(ask)
    assert seen[0] != os.getpid()


def test_whoever_goes_away_takes_nothing_from_those_who_still_wait() -> None:
    on = Measured(LARGE)

    async def ask(processes: Processes) -> None:
        leaving, staying = (asyncio.create_task(processes.learn(on, own_process)) for _ in range(2))
        await asyncio.sleep(0)
        leaving.cancel()
        await staying

    learned(ask)
    assert on.once(own_process) != os.getpid()


class Telling(Measured):
    """Says when it has learnt something."""

    def __init__(self) -> None:
        super().__init__(LARGE)
        self.told = asyncio.Event()

    def learn(self, compute: Computation[object], result: object) -> None:
        super().learn(compute, result)
        self.told.set()


def test_what_nobody_waits_for_any_more_is_stopped() -> None:
    on = Telling()

    async def ask(processes: Processes) -> None:
        waiting = asyncio.create_task(processes.learn(on, own_process, endless))
        await on.told.wait()
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
        rest = asyncio.all_tasks() - {asyncio.current_task()}
        await asyncio.gather(*rest, return_exceptions=True)

    learned(ask)
    with pytest.raises(ProcessLookupError):
        os.kill(on.once(own_process), 0)


def test_whoever_asks_for_what_is_just_being_stopped_gets_it_all_the_same() -> None:
    on = Measured(LARGE)

    async def ask(processes: Processes) -> None:
        leaving = asyncio.create_task(processes.learn(on, own_process))
        await asyncio.sleep(0)
        leaving.cancel()
        await asyncio.sleep(0)
        await processes.learn(on, own_process)

    learned(ask)
    assert on.knows(own_process)


def test_a_process_that_ends_too_early_is_told_and_the_next_to_ask_tries_again() -> None:
    on = Measured(LARGE)

    async def ask(processes: Processes) -> None:
        with pytest.raises(ComputationFailed, match="ended with code 3"):
            await processes.learn(on, disturbed)
        await processes.learn(on, own_process)

    learned(ask)
    assert on.knows(own_process)
    assert not on.knows(disturbed)


def test_no_more_than_two_processes_run_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    running, most = 0, 0
    go_on = asyncio.Event()

    async def counted(_: Graph, asked: Sequence[Computation[object]]) -> AsyncGenerator[object, None]:
        nonlocal running, most
        running += 1
        most = max(most, running)
        try:
            await go_on.wait()
            for _ in asked:
                yield 1
        finally:
            running -= 1

    monkeypatch.setattr(module, "computed_elsewhere", counted)
    measured = [Measured(LARGE) for _ in range(5)]

    async def ask(processes: Processes) -> None:
        waiting = [asyncio.create_task(processes.learn(on, own_process)) for on in measured]
        for _ in range(20):
            await asyncio.sleep(0)
        go_on.set()
        await asyncio.gather(*waiting)

    learned(ask)
    assert all(on.knows(own_process) for on in measured)
    assert most == 2
