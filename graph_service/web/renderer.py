"""The renderer: one thread beside the event loop, in which all is computed that takes longer than a few milliseconds.

While it computes, the loop goes on answering. Both share one interpreter, so that the loop gets its turn only as often as
threads are switched; more threads would make it wait for as many turns, and one computes as much as four.
"""

import asyncio
import sys
from collections.abc import Callable, Coroutine, Hashable
from concurrent.futures import ThreadPoolExecutor
from threading import BoundedSemaphore
from time import monotonic
from typing import Any, Self, TypeVar

from graph_service.background.single_flight import SingleFlight
from graph_service.errors import Busy
from graph_service.store.canonical import collector_at_rest

T = TypeVar("T")
_PATIENCE = 15.0  # seconds; who waits for longer has mostly gone, and those behind would wait as long
_SWITCH_SECONDS = 0.0005  # between threads; Python's own 5 ms would be added to every answer of the loop


class Renderer:
    """Does work in the order it is asked for, one at a time. Used as a context: it ends with the block.

    At most `waiting` pieces of work wait for their turn, and none for long. What nobody waits for any more when its turn comes is
    not done.
    """

    def __init__(self, waiting: int) -> None:
        self._waiting = waiting
        self._room = BoundedSemaphore(waiting + 1)  # one of them is being done
        self._thread = ThreadPoolExecutor(1, "renderer")
        self._underway = SingleFlight[Hashable, Any]()

    def __enter__(self) -> Self:
        self._interval = sys.getswitchinterval()
        sys.setswitchinterval(_SWITCH_SECONDS)
        return self

    def __exit__(self, *_: object) -> None:
        self._thread.shutdown(wait=False, cancel_futures=True)
        sys.setswitchinterval(self._interval)

    async def do(self, work: Callable[[], T]) -> T:
        """The result of this work; errors as the work itself.

        Raises:
            Busy: as much work as may wait waits already, or its turn came too late.
        """
        if not self._room.acquire(blocking=False):
            raise Busy(f"{self._waiting} questions are waiting to be computed already")
        future = self._thread.submit(_made, work, monotonic())
        future.add_done_callback(lambda _: self._room.release())
        return await asyncio.wrap_future(future)

    async def once(self, key: Hashable, begin: Callable[[], Coroutine[Any, Any, T]]) -> T:
        """The result of what `begin` does, done once for all who ask with this key meanwhile; errors as `begin`."""
        result: T = await self._underway.get(key, begin)
        return result


def _made(work: Callable[[], T], asked: float) -> T:
    """The result of this work, with no collection while it is made: one walks all that lives, and the loop waits for its end."""
    if monotonic() - asked > _PATIENCE:
        raise Busy(f"others are computed for more than {_PATIENCE:g} s already")
    with collector_at_rest():
        return work()
