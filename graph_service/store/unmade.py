"""A store that is made by what is first written to it: of what is refused nothing stays behind, not even an empty file."""

from collections.abc import Callable
from datetime import datetime

from graph_service.records.network import ChangeSet, Difference, Network
from graph_service.store.base import EMPTY, NamedQuery, Readable, Store, Stored, Told, no_cypher
from graph_service.store.canonical import version_of_network
from graph_service.store.feed import FeedPage, FeedQuery, stretch
from graph_service.store.findings import Finding

_BEFORE_ALL = -1  # the change that a moment before the first one stands for


class UnmadeStore:
    """An empty store, until a change is applied: then it is the one that `make` makes."""

    def __init__(self, make: Callable[[], Store]) -> None:
        self._make = make
        self._made: Store | None = None

    async def revision(self) -> str:
        """See `Store.revision`."""
        return await self._made.revision() if self._made else EMPTY

    async def load(self, known: Stored | None = None) -> Stored:
        """See `Store.load`."""
        if self._made:
            return await self._made.load(known)
        return Stored(Network(), EMPTY, version_of_network(Network()), 0)

    async def follow(self, known: Stored) -> Stored:
        """See `Store.follow`."""
        return await self._made.follow(known) if self._made else await self.load(known)

    async def readable(self) -> Readable:
        """See `Store.readable`."""
        return Readable((await self.load()).network)

    async def verify(self) -> tuple[Finding, ...]:
        """See `Store.verify`."""
        return await self._made.verify() if self._made else ()

    async def mend(self, network: Network) -> int:
        """See `Store.mend`."""
        return await self._made.mend(network) if self._made else 0

    async def foresee(self, change: ChangeSet) -> Difference:
        """See `Store.foresee`."""
        return await self._made.foresee(change) if self._made else Difference.between(Network(), change)

    async def apply(self, change: ChangeSet, who: str | None = None) -> Difference:
        """See `Store.apply`."""
        self._made = self._made or self._make()
        return await self._made.apply(change, who)

    async def changes(self, asked: FeedQuery) -> FeedPage:
        """See `Store.changes`."""
        if self._made:
            return await self._made.changes(asked)
        since = _BEFORE_ALL if isinstance(asked.since, datetime) else asked.since
        part = stretch(asked, since, None, 0)
        return FeedPage(None, part.since, part.latest, 0, (), more=False)

    async def ask(self, query: NamedQuery) -> Told:
        """See `Store.ask`: only a file is made by what is written to it."""
        raise no_cypher(query)

    async def aclose(self) -> None:
        """See `Store.aclose`."""
        if self._made:
            await self._made.aclose()
