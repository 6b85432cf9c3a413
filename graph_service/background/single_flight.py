"""Work in the event loop that is done once for all who ask for it meanwhile, and only while somebody waits for it."""

import asyncio
from collections.abc import Callable, Coroutine, Hashable
from typing import Any, Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class SingleFlight(Generic[K, V]):
    """Work by key, as long as it lasts; it keeps no results. To be used from one event loop."""

    def __init__(self) -> None:
        self._shared: dict[K, _Shared[V]] = {}

    async def get(self, key: K, begin: Callable[[], Coroutine[Any, Any, V]]) -> V:
        """The result of the work with this key, begun now unless it is underway; errors as the work itself.

        Who is cancelled waits no more, and with the last of them the work is cancelled.
        """
        shared = self._shared.get(key)
        if shared is None:
            shared = self._shared[key] = _Shared(asyncio.create_task(begin()))
        shared.waiting += 1
        try:
            return await asyncio.shield(shared.task)
        finally:
            shared.waiting -= 1
            if not shared.waiting:
                self._end(key, shared)

    def _end(self, key: K, shared: "_Shared[V]") -> None:
        """At once, not when the work has noticed: who asks next begins anew."""
        if self._shared.get(key) is shared:
            del self._shared[key]
        shared.task.cancel()


class _Shared(Generic[V]):
    """A task and how many wait for it."""

    def __init__(self, task: asyncio.Task[V]) -> None:
        self.task = task
        self.waiting = 0
