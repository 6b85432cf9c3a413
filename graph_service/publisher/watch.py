"""The watch over a store: what is written to it is published soon, and what fails is asked less often."""

import asyncio
from collections.abc import Awaitable, Callable

from graph_service.publisher.pauses import pause_after, pieces
from graph_service.publisher.publisher import Publisher


async def watch(publisher: Publisher, seconds: float, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep) -> None:
    """Refresh for ever, this often, after failures less often; a store that was found unsound is read again as soon as somebody
    has written to it. Nothing but a cancellation ends the watch."""
    failures = 0 if publisher.failure is None else 1
    while True:
        pause = pause_after(failures, seconds)
        for piece in pieces(pause, seconds if publisher.unsound else pause):
            await sleep(piece)
            if publisher.unsound and await publisher.written():
                break
        failures = 0 if await publisher.try_refresh() else failures + 1
