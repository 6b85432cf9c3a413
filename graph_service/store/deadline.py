"""Deadlines: every call to a store ends in time, whatever its server or its disk does."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager, suppress
from typing import Literal, NamedTuple

from graph_service.errors import StoreUnavailable
from graph_service.records.network import ChangeSet, Difference, Network
from graph_service.store.base import NamedQuery, Readable, Store, Stored, Told
from graph_service.store.feed import FeedPage, FeedQuery
from graph_service.store.findings import Finding
from graph_service.store.threads import Threads

Which = Literal["short", "whole"]


class Deadlines(NamedTuple):
    """Seconds within which a store must answer a `short` question, and read or write the `whole` network or its whole feed."""

    short: float = 5.0
    whole: float = 120.0

    def of(self, which: Which) -> float:
        """The seconds of one of them."""
        return self.short if which == "short" else self.whole


_SETTINGS: dict[Which, str] = {"short": "GRAPH_SERVICE_STORE_SECONDS", "whole": "GRAPH_SERVICE_STORE_LOAD_SECONDS"}


class PunctualStore:
    """A store whose every call ends in time, with the answer of the store behind it or with an error.

    A call that is given up may go on behind the scenes: a thread in a read of a hung disk cannot be stopped.
    """

    def __init__(self, store: Store, name: str, deadlines: Deadlines) -> None:
        self._store = store
        self._name = name
        self._deadlines = deadlines

    @classmethod
    def opened(cls, opener: Callable[[], Store], name: str, deadlines: Deadlines, *, within: Which = "short") -> "PunctualStore":
        """The store that this opens, `name` being its address in messages, without a password.

        Raises:
            StoreUnavailable: opening it takes too long; other errors as `opener`.
        """
        opening = Threads(1).begin(opener)
        try:
            return cls(opening.result(deadlines.of(within)), name, deadlines)
        except TimeoutError:
            if opening.done():
                raise
            raise _late(name, deadlines, within) from None

    async def revision(self) -> str:
        """See `Store.revision`."""
        async with self._in_time("short"):
            return await self._store.revision()

    async def load(self, known: Stored | None = None) -> Stored:
        """See `Store.load`."""
        return await self._told_early(self._store.load(known))

    async def follow(self, known: Stored) -> Stored:
        """See `Store.follow`."""
        return await self._told_early(self._store.follow(known))

    async def readable(self) -> Readable:
        """See `Store.readable`."""
        async with self._in_time("whole"):
            return await self._store.readable()

    async def verify(self) -> tuple[Finding, ...]:
        """See `Store.verify`."""
        async with self._in_time("whole"):
            return await self._store.verify()

    async def mend(self, network: Network) -> int:
        """See `Store.mend`."""
        async with self._in_time("whole"):
            return await self._store.mend(network)

    async def foresee(self, change: ChangeSet) -> Difference:
        """See `Store.foresee`."""
        async with self._in_time("whole"):
            return await self._store.foresee(change)

    async def apply(self, change: ChangeSet, who: str | None = None) -> Difference:
        """See `Store.apply`. After a deadline nobody knows whether the change was written."""
        async with self._in_time("whole", "whether it was written is not known, and writing it again does no harm; "):
            return await self._store.apply(change, who)

    async def changes(self, asked: FeedQuery) -> FeedPage:
        """See `Store.changes`."""
        async with self._in_time("whole" if asked.whole else "short"):
            return await self._store.changes(asked)

    async def ask(self, query: NamedQuery) -> Told:
        """See `Store.ask`."""
        async with self._in_time("short"):
            return await self._store.ask(query)

    async def aclose(self) -> None:
        """Close the store; one that hangs is left to the end of the process."""
        with suppress(StoreUnavailable):
            async with self._in_time("short"):
                await self._store.aclose()

    async def _told_early(self, reading: Coroutine[None, None, Stored]) -> Stored:
        """What is read; a short question is asked now and then, so that a store that hangs meanwhile is known early."""
        async with self._in_time("whole"):
            loading = asyncio.create_task(reading)
            try:
                while not (await asyncio.wait({loading}, timeout=self._deadlines.short))[0]:
                    await self.revision()
                return loading.result()
            finally:
                if not loading.cancel() and not loading.cancelled():
                    loading.exception()  # known to whoever waits, if anybody still does

    @asynccontextmanager
    async def _in_time(self, which: Which, besides: str = "") -> AsyncIterator[None]:
        try:
            async with asyncio.timeout(self._deadlines.of(which)) as limit:
                yield
        except TimeoutError as error:
            if not limit.expired():
                raise
            raise _late(self._name, self._deadlines, which, besides) from error


def _late(name: str, deadlines: Deadlines, which: Which, besides: str = "") -> StoreUnavailable:
    remedy = f"see whether its server or disk hangs, or raise {_SETTINGS[which]}"
    return StoreUnavailable(f"{name} did not answer within {deadlines.of(which):g} s; {besides}{remedy}")
