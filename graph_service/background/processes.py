"""What takes long or much memory is computed by another process, which gives way to all others and ends when done.

In a thread, engines that never let go of the interpreter would hold up every answer, and what they needed for a moment
would stay with the serving process for good.
"""

import asyncio
import os
import pickle
import subprocess
import sys
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing, suppress
from typing import Any

from graph_service.errors import ComputationFailed
from graph_service.graph.arrays import Graph
from graph_service.graph.measures import Computation, Measured

_SMALL = 100  # nodes; up to here a thread is done long before another process has begun
_NICENESS = 5
_AT_ONCE = 2  # processes: one for what is computed after publishing, one for who asks meanwhile


class Processes:
    """Computes once what several ask for at the same time, and stops what nobody waits for any more.

    Two processes at most run at a time; what else is asked for waits for its turn.
    """

    def __init__(self) -> None:
        self._turn = asyncio.Semaphore(_AT_ONCE)
        self._underway: dict[tuple[Measured, Computation[Any]], _Batch] = {}

    async def learn(self, on: Measured, *asked: Computation[object]) -> None:
        """Return when all these are known of the graph. What is asked for together is computed one after the other.

        Raises:
            ComputationFailed: the other process ended too early.
        """
        missing = [compute for compute in asked if not on.knows(compute) and self._running(on, compute) is None]
        batches = {batch for compute in asked if (batch := self._running(on, compute)) is not None}
        if missing:
            batches.add(self._start(on, missing))
        for batch in batches:
            batch.waiting += 1
        try:
            for batch in batches:
                await asyncio.shield(batch.task)
        finally:
            for batch in batches:
                batch.leave()

    def _start(self, on: Measured, asked: Sequence[Computation[object]]) -> "_Batch":
        batch, keys = _Batch(asyncio.create_task(self._compute(on, asked))), [(on, compute) for compute in asked]
        self._underway.update(dict.fromkeys(keys, batch))

        def forget(_: asyncio.Task[None]) -> None:
            for key in keys:
                if self._underway.get(key) is batch:
                    del self._underway[key]

        batch.task.add_done_callback(forget)
        return batch

    def _running(self, on: Measured, compute: Computation[object]) -> "_Batch | None":
        batch = self._underway.get((on, compute))
        return batch if batch is not None and batch.waiting else None

    async def _compute(self, on: Measured, asked: Sequence[Computation[object]]) -> None:
        if on.graph.order <= _SMALL:
            for compute in asked:
                await asyncio.to_thread(on.once, compute)
            return
        async with self._turn, aclosing(computed_elsewhere(on.graph, asked)) as results:
            for compute in asked:
                on.learn(compute, await anext(results))


class _Batch:
    """A task and how many wait for it; it is stopped with the last of them."""

    def __init__(self, task: asyncio.Task[None]) -> None:
        self.task = task
        self.waiting = 0

    def leave(self) -> None:
        """One waits no more."""
        self.waiting -= 1
        if not self.waiting:
            self.task.cancel()


async def computed_elsewhere(graph: Graph, asked: Sequence[Computation[object]]) -> AsyncGenerator[object, None]:
    """The results of these computations, in order, each as soon as it is there.

    Raises:
        ComputationFailed: the process ended too early; why stands on its standard error.
    """
    with _started() as child:
        assert child.stdin is not None
        assert child.stdout is not None
        try:
            await asyncio.to_thread(pickle.dump, (graph, tuple(asked)), child.stdin)
            await asyncio.to_thread(child.stdin.flush)
            for _ in asked:
                yield await asyncio.to_thread(pickle.load, child.stdout)
        except (EOFError, BrokenPipeError, pickle.UnpicklingError) as error:
            raise ComputationFailed(child.wait()) from error
        finally:
            child.kill()  # a thread that still reads from it is let go
            with suppress(BrokenPipeError):
                child.stdin.close()


def _started() -> subprocess.Popen[bytes]:
    """The other process, out of reach of a Ctrl-C that is meant for this one."""
    pipe, command = subprocess.PIPE, (sys.executable, "-m", __name__)
    return subprocess.Popen(command, stdin=pipe, stdout=pipe, start_new_session=True)  # noqa: S603


def _serve() -> None:
    """Be the other process: one graph and what is asked of it on standard input, the results on standard output."""
    if hasattr(os, "nice"):
        os.nice(_NICENESS)
    graph, asked = pickle.load(sys.stdin.buffer)  # noqa: S301  # the process that started this one wrote it
    on = Measured(graph)
    for compute in asked:
        pickle.dump(on.once(compute), sys.stdout.buffer)
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    _serve()
