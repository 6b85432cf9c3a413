"""Apart: what takes long or much memory is computed by another process, which gives way to all others and ends when done.

In a thread, engines that never let go of the interpreter would hold up every answer, and what they needed for a moment
would stay with the serving process for good.
"""

import asyncio
import os
import pickle
import sys
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing, suppress
from typing import Any

from graph_service.errors import ComputationFailed
from graph_service.graph.arrays import Graph
from graph_service.graph.measures import Computation, Measured

_SMALL = 100  # nodes; up to here a thread is done long before another process has begun
_NICENESS = 10
_LENGTH = 8  # bytes that tell how long a result is


class Apart:
    """Computes once what several ask for at the same time, and stops what nobody waits for any more."""

    def __init__(self) -> None:
        self._underway: dict[tuple[Measured, Computation[Any]], _Batch] = {}

    async def learn(self, on: Measured, *asked: Computation[object]) -> None:
        """Return when all these are known of the graph. What is asked for together is computed one after the other.

        Raises:
            ComputationFailed: the other process ended too early.
        """
        missing = [compute for compute in asked if not on.knows(compute) and (on, compute) not in self._underway]
        if missing:
            batch = _Batch(asyncio.create_task(_compute(on, missing)))
            keys = [(on, compute) for compute in missing]
            self._underway.update(dict.fromkeys(keys, batch))
            batch.task.add_done_callback(lambda _: [self._underway.pop(key) for key in keys])
        for batch in {self._underway[on, compute] for compute in asked if (on, compute) in self._underway}:
            await batch.wait()


class _Batch:
    """A running task and how many wait for it; it is stopped with the last of them."""

    def __init__(self, task: asyncio.Task[None]) -> None:
        self.task = task
        self._waiting = 0

    async def wait(self) -> None:
        self._waiting += 1
        try:
            await asyncio.shield(self.task)
        finally:
            self._waiting -= 1
            if not self._waiting:
                self.task.cancel()


async def _compute(on: Measured, asked: Sequence[Computation[object]]) -> None:
    if on.graph.order <= _SMALL:
        for compute in asked:
            await asyncio.to_thread(on.once, compute)
        return
    async with aclosing(computed_apart(on.graph, asked)) as results:
        for compute in asked:
            on.learn(compute, await anext(results))


async def computed_apart(graph: Graph, asked: Sequence[Computation[object]]) -> AsyncGenerator[object, None]:
    """The results of these computations, in order, each as soon as it is there.

    Raises:
        ComputationFailed: the process ended too early; why stands on its standard error.
    """
    pipe, command = asyncio.subprocess.PIPE, (sys.executable, "-m", __name__)
    child = await asyncio.create_subprocess_exec(*command, stdin=pipe, stdout=pipe, start_new_session=True)
    try:
        assert child.stdin is not None
        assert child.stdout is not None
        child.stdin.write(pickle.dumps((graph, tuple(asked))))
        child.stdin.write_eof()
        for _ in asked:
            length = int.from_bytes(await child.stdout.readexactly(_LENGTH))
            yield pickle.loads(await child.stdout.readexactly(length))  # noqa: S301  # our own process wrote it
    except (asyncio.IncompleteReadError, ConnectionError) as error:
        raise ComputationFailed(await child.wait()) from error
    finally:
        with suppress(ProcessLookupError):
            child.kill()
        await child.wait()


def _serve() -> None:
    """Be the other process: one graph and what is asked of it on standard input, the results on standard output."""
    if hasattr(os, "nice"):
        os.nice(_NICENESS)
    graph, asked = pickle.load(sys.stdin.buffer)  # noqa: S301  # the process that started this one wrote it
    on = Measured(graph)
    for compute in asked:
        result = pickle.dumps(on.once(compute))
        sys.stdout.buffer.write(len(result).to_bytes(_LENGTH) + result)
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    _serve()
