"""Apart: what takes long is computed in a thread, so that the event loop goes on answering others."""

import asyncio
from collections.abc import Callable, Hashable


class Apart:
    """Those who ask for the same at the same time wait for one thread, so that no crowd uses them all up."""

    def __init__(self) -> None:
        self._underway: dict[Hashable, asyncio.Future[object]] = {}

    async def do(self, key: Hashable, work: Callable[[], object]) -> None:
        """Wait until the work that this key stands for is done; it goes on if whoever waits goes away."""
        if key not in self._underway:
            self._underway[key] = asyncio.ensure_future(asyncio.to_thread(work))
            self._underway[key].add_done_callback(lambda _: self._underway.pop(key))
        await asyncio.shield(self._underway[key])
