"""Threads for calls that may never return: a disk that hangs holds neither the event loop nor the end of the process."""

import asyncio
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from threading import Lock, Thread
from typing import Any, TypeVar

T = TypeVar("T")


class Threads:
    """A few threads that work off what they are given, in order, and end when there is nothing left to do.

    Daemons, and not those of the event loop: calls that hang there would take the threads of everybody else, and the process
    would wait for them at its end.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._running = 0
        self._waiting: deque[tuple[Future[Any], Callable[[], Any]]] = deque()
        self._lock = Lock()

    def begin(self, work: Callable[[], T]) -> Future[T]:
        """What will be the result of the work. Cancelled before it has begun, it is left out."""
        future = Future[T]()
        with self._lock:
            self._waiting.append((future, work))
            if self._running < self._most:
                self._running += 1
                Thread(target=self._run, daemon=True).start()
        return future

    async def run(self, work: Callable[[], T]) -> T:
        """The result of the work, which goes on by itself if the wait for it is given up; errors as the work's."""
        return await asyncio.wrap_future(self.begin(work))

    def _run(self) -> None:
        while task := self._next():
            future, work = task
            if future.set_running_or_notify_cancel():
                try:
                    future.set_result(work())
                except BaseException as error:  # noqa: BLE001  # it is for whoever waits
                    future.set_exception(error)

    def _next(self) -> tuple[Future[Any], Callable[[], Any]] | None:
        with self._lock:
            if self._waiting:
                return self._waiting.popleft()
            self._running -= 1
            return None
