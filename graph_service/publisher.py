"""Publisher: keeps one current snapshot for all readers and swaps in the next when the store has changed.

The only thing in the service that changes. A swap is one rebinding: readers need no lock and never see half of it.
"""

import asyncio
import gc
import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime

from graph_service.answers.agreements import agreements_of_organisations
from graph_service.answers.warming import Warming
from graph_service.errors import NotReady, ServiceError
from graph_service.metrics.activities import activities_by_agreement, activities_by_participant
from graph_service.metrics.associations import associations_by_seat
from graph_service.metrics.atlas import atlas
from graph_service.metrics.business import business_by_place
from graph_service.metrics.channels import channel_records
from graph_service.metrics.claims import claims_by_subject
from graph_service.metrics.countries import agreements_between_countries
from graph_service.metrics.frames import frames_with_members, memberships_by_body
from graph_service.metrics.lift import warm_lift
from graph_service.metrics.links import networks_of
from graph_service.metrics.missions import missions_by_place
from graph_service.metrics.neighbours import neighbours
from graph_service.metrics.overlay import cities_on_record
from graph_service.metrics.points import bodies_by_seat
from graph_service.metrics.resources import resources_by_country
from graph_service.metrics.risk import risk_claims
from graph_service.metrics.selection import layers_of
from graph_service.metrics.work import plans_by_agreement, projects_by_agreement
from graph_service.planning.preparations import activities_and_plans
from graph_service.planning.quality import find_oddities
from graph_service.planning.relations import anniversary_claims, relations_of
from graph_service.search import name_index
from graph_service.snapshot import Snapshot
from graph_service.store.base import Store, Stored
from graph_service.store.feed import FeedPage, FeedQuery
from graph_service.views.homes import homes_by_country

_LOG = logging.getLogger(__name__)
# What any request may need, computed before readers see the snapshot so that none of them waits for it.
_WARM = (
    layers_of,
    name_index,
    activities_by_agreement,
    activities_by_participant,
    bodies_by_seat,
    memberships_by_body,
    frames_with_members,
    relations_of,
    anniversary_claims,
    activities_and_plans,
    agreements_between_countries,
    warm_lift,
    homes_by_country,
    claims_by_subject,
    plans_by_agreement,
    channel_records,
    risk_claims,
    agreements_of_organisations,
    projects_by_agreement,
    missions_by_place,
    associations_by_seat,
    find_oddities,
    atlas,
    neighbours,
    business_by_place,
    cities_on_record,
    resources_by_country,
    networks_of,
)


@dataclass(frozen=True, slots=True)
class Published:
    """A snapshot, the store revision it was read at and when it was published."""

    snapshot: Snapshot
    revision: str
    at: datetime


class Publisher:
    """Loads, builds and warms snapshots off the event loop. If the store fails, the last one goes on serving."""

    def __init__(self, open_store: Callable[[], Store], now: Callable[[], datetime]) -> None:
        self._open_store = open_store
        self._now = now
        self._store: Store | None = None
        self._published: Published | None = None
        self._listeners: list[Callable[[Snapshot], None]] = []
        self._lock = asyncio.Lock()
        self.warming = Warming()
        self.failure: str | None = None

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

    def _why_not_ready(self) -> str:
        return f"no snapshot yet: {self.failure or 'the first one is being loaded'}; try again in a moment"

    def when_published(self, listener: Callable[[Snapshot], None]) -> None:
        """Call this with every snapshot, before anybody is answered from it."""
        self._listeners.append(listener)

    async def refresh(self) -> bool:
        """Publish a new snapshot if the store or the day has changed; whether it did.

        Raises:
            StoreUnavailable: the store does not answer; what was published before goes on serving.
        """
        async with self._lock:
            try:
                changed = await self._refresh()
            except ServiceError as error:
                self.failure = str(error)
                raise
            self.failure = None
            return changed

    async def changes(self, asked: FeedQuery) -> FeedPage:
        """Part of the store's change feed, which may be ahead of what is published; errors as `Store.changes`.

        Raises:
            NotReady: none has been published yet.
        """
        if self._store is None:
            raise NotReady(self._why_not_ready())
        return await self._store.changes(asked)

    async def watch(self, seconds: float) -> None:
        """Refresh for ever, this often. Failures are reported by `failure` and the log; they never end the watch."""
        while True:
            await asyncio.sleep(seconds)
            before = self.failure
            with suppress(ServiceError):
                await self.refresh()
            if self.failure and self.failure != before:
                _LOG.warning("the store failed, the last snapshot goes on serving: %s", self.failure)

    async def aclose(self) -> None:
        """Close the store, and compute no more aside."""
        await self.warming.end()
        if self._store is not None:
            await self._store.aclose()
            self._store = None

    async def _refresh(self) -> bool:
        if self._store is None:
            self._store = await asyncio.to_thread(self._open_store)
        store = self._store
        today = self._now().date()
        known = self._published
        if known and known.snapshot.today == today and known.revision == await store.revision():
            return False
        stored = await store.load()
        snapshot = await asyncio.to_thread(_build, stored, today)
        self._published = Published(snapshot, stored.revision, self._now())
        for listener in self._listeners:
            listener(snapshot)
        gc.freeze()  # the snapshot's millions of objects need not be walked by every collection
        self.warming.begin(snapshot, known.snapshot if known else None)
        return True


def _build(stored: Stored, today: date) -> Snapshot:
    snapshot = Snapshot.of(stored, today)
    for measure in _WARM:
        snapshot.once(measure)
    return snapshot
