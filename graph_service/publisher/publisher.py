"""Publisher: keeps one current snapshot for all readers and swaps in the next when the store or the day has changed.

The only thing in the service that changes. A swap is one rebinding: readers need no lock and never see half of it.
"""

import asyncio
import gc
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime

from graph_service.background.warming import Warming
from graph_service.errors import NotReady, StoreUnavailable
from graph_service.publisher.build import build
from graph_service.publisher.failures import Failures, tell_flaws
from graph_service.publisher.pauses import Rereads
from graph_service.publisher.published import Published
from graph_service.records.network import ChangeSet
from graph_service.snapshot import Snapshot
from graph_service.store.base import NamedQuery, Store, Stored, Told
from graph_service.store.feed import FeedPage, FeedQuery


class Publisher:
    """Loads, builds and warms snapshots off the event loop. If the store fails, the last one goes on serving."""

    def __init__(
        self,
        open_store: Callable[[], Store],
        now: Callable[[], datetime],
        *,
        first: Stored | None = None,
        reread: float | None = None,
        measure_ahead: bool = True,
    ) -> None:
        """`first` is what the store was found to hold a moment ago, so that it need not be loaded again. `reread` are the seconds
        after which it is read as a whole though its mark is the same, for people may edit it past us; None never. `measure_ahead`
        is whether the whole network is measured before anybody asks."""
        self._open_store = open_store
        self._now = now
        self._first = first
        self._rereads = Rereads(reread)
        self._store: Store | None = None
        self._mark: str | None = None  # that of the store when it was read last
        self._published: Published | None = None
        self._listeners: list[Callable[[Snapshot], None]] = []
        self._lock = asyncio.Lock()
        self._coming: asyncio.Task[bool] | None = None
        self._tasks: set[asyncio.Task[bool]] = set()
        self._failures = Failures()
        self.warming = Warming(measure_ahead)

    @property
    def failure(self) -> str | None:
        """Why the store could not be asked last time, in one line; None if it could."""
        return self._failures.now

    @property
    def unsound(self) -> bool:
        """Whether the store answered last time, with what is no sound network."""
        return self._failures.unsound

    @property
    def current(self) -> Snapshot:
        """The snapshot that answers requests now.

        Raises:
            NotReady: none has been published yet.
        """
        return self.published.snapshot

    @property
    def published(self) -> Published:
        """The snapshot with when and from which revision it was published; errors as `current`."""
        if self._published is None:
            raise NotReady(self._why_not_ready())
        return self._published

    @property
    def _opened(self) -> Store:
        if self._store is None:
            raise NotReady(self._why_not_ready())
        return self._store

    def _why_not_ready(self) -> str:
        return f"no snapshot yet: {self.failure or 'the first one is being loaded'}; try again in a moment"

    def when_published(self, listener: Callable[[Snapshot], None]) -> None:
        """Call this with every snapshot, before anybody is answered from it."""
        self._listeners.append(listener)

    async def refresh(self) -> bool:
        """Publish a new snapshot if the store or the day has changed; whether it did. It goes on if the caller gives up.

        Whoever asks while a refresh is under way may know of a change that it began too early for, and waits for the next;
        so do all others who ask until that begins.

        Raises:
            StoreUnavailable: the store does not answer or holds no sound network; what was published before goes on serving.
        """
        if self._coming is None:
            self._coming = asyncio.create_task(self._attempt())
            self._tasks.add(self._coming)
            self._coming.add_done_callback(self._ended)
        return await asyncio.shield(self._coming)

    async def catch_up(self, seconds: float, *, whole: bool = False) -> None:
        """Refresh, and wait for that no longer than this; `whole` reads it though its mark is the same. Errors as `refresh`,
        StoreUnavailable also where it takes longer."""
        if whole:
            self._rereads.ask()
        try:
            async with asyncio.timeout(seconds):
                await self.refresh()
        except TimeoutError as error:
            raise StoreUnavailable(f"the store was not read within {seconds:g} s; try again in a moment") from error

    async def try_refresh(self) -> bool:
        """Refresh; whether that went well. If it did not, `failure` and the log say why, whatever it was."""
        with suppress(Exception):
            await self.refresh()
        return self.failure is None

    async def changes(self, asked: FeedQuery) -> FeedPage:
        """Part of the store's change feed, which may be ahead of what is published; errors as `Store.changes` and `current`."""
        return await self._opened.changes(asked)

    async def ask(self, query: NamedQuery) -> Told:
        """What the store itself tells, which may be ahead of what is published; errors as `Store.ask` and `changes`.

        Raises:
            StoreUnsound: it was so when it was read last: its rows would be those of no network.
        """
        self._failures.refuse_unsound()
        return await self._opened.ask(query)

    async def apply(self, change: ChangeSet, who: str) -> None:
        """Have the store write a change by this author; what is published follows with `catch_up`. Errors as `Store.apply` and
        `current`."""
        await self._opened.apply(change, who)

    async def written(self) -> bool:
        """Whether somebody wrote to the store since it was read last, as far as it tells; errors as `current`."""
        with suppress(StoreUnavailable):
            return await self._opened.revision() != self._mark
        return False

    async def aclose(self) -> None:
        """Close the store, and compute no more aside."""
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self.warming.end()
        if self._store is not None:
            await self._store.aclose()
            self._store = None

    def _ended(self, task: asyncio.Task[bool]) -> None:
        self._tasks.discard(task)
        if not task.cancelled():
            task.exception()  # told by `_attempt`, also where nobody waits for it any more

    async def _attempt(self) -> bool:
        async with self._lock:
            self._coming = None
            self._rereads.begin()
            with self._failures.told():
                return await self._refresh()

    async def _refresh(self) -> bool:
        today, known = self._now().date(), self._published
        turned = known is not None and known.snapshot.today != today
        if known and turned:  # the day does not wait for the store
            await self._publish(known.stored(), today)
        if self._store is None:
            self._store = await asyncio.to_thread(self._open_store)
        self._mark = await self._store.revision()
        if known is None or self._rereads.due(self._now()):
            stored, self._first = self._first or await self._store.load(known.stored() if known else None), None
            self._rereads.done(self._now())
        elif known.revision == self._mark:
            return turned
        else:
            stored = await self._store.follow(known.stored())
        if known and (stored.revision, stored.version) == (known.revision, known.snapshot.version):
            return turned
        await self._publish(stored, today)
        if known is None and self._rereads.wanted:
            await tell_flaws(stored.network)  # a hand may have edited it while no service ran
        return True

    async def _publish(self, stored: Stored, today: date) -> None:
        snapshot = await asyncio.to_thread(build, stored, today)
        known, self._published = self._published, Published(snapshot, stored.revision, self._now())
        for listener in self._listeners:
            listener(snapshot)
        gc.freeze()  # the snapshot's millions of objects need not be walked by every collection
        self.warming.begin(snapshot, known.snapshot if known else None)
