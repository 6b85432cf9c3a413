"""What is computed aside once a snapshot is published, because it takes longer than an answer may."""

import asyncio
import gc
import logging
from collections.abc import Callable, Iterable
from contextlib import suppress

from graph_service.background.processes import Processes
from graph_service.errors import ComputationFailed
from graph_service.graph.communities import CommunitiesBy
from graph_service.graph.measures import CENTRALITIES, Computation, Values
from graph_service.graph.statistics import figures
from graph_service.metrics.atlas import atlas
from graph_service.metrics.lift import warm_lift
from graph_service.metrics.links import WholeNetwork, networks_of, whole_network
from graph_service.metrics.neighbours import neighbours
from graph_service.metrics.overlay import cities_on_record
from graph_service.metrics.resources import resources_by_country
from graph_service.metrics.selection import select
from graph_service.pages.homes import homes_by_country
from graph_service.planning.quality import find_oddities
from graph_service.search.index import search_index
from graph_service.snapshot import Snapshot

_LOG = logging.getLogger(__name__)
# What only pages and few other requests need, at most a tenth of a second each: readers see a change so much sooner.
_SOON: tuple[Callable[[Snapshot], object], ...] = (
    homes_by_country,
    atlas,
    neighbours,
    resources_by_country,
    warm_lift,
    cities_on_record,
    find_oddities,
)
_SLOW = Values("betweenness")
_SETTLED = 5.0  # seconds without a change, after which what takes all processors is computed
_FAST: tuple[Computation[object], ...] = (
    figures,
    CommunitiesBy(),
    *(Values(measure) for measure in CENTRALITIES if measure != _SLOW.measure),
)


class Warming:
    """Makes the index of names and measures the whole network of each snapshot while readers are answered from it already; the
    next snapshot ends it.

    It waits until no change has come for a while, and leaves the processors to who answers and who follows what is written.
    """

    def __init__(self, ahead: bool = True) -> None:
        """`ahead` is whether the whole network is measured before anybody asks; the rest is always computed."""
        self.processes = Processes()
        self._ahead = ahead
        self._task: asyncio.Task[None] | None = None

    def begin(self, snapshot: Snapshot, before: Snapshot | None) -> None:
        """Go over to this snapshot. Where it has the same links as the one before, nothing is computed again."""
        if self._task is not None:
            self._task.cancel()
        earlier = before.once(networks_of).values if before is not None else ()
        self._task = asyncio.create_task(self._warm(snapshot, earlier))

    async def done(self) -> None:
        """Return when the snapshot's whole network has been measured."""
        if self._task is not None:
            await self._task

    async def end(self) -> None:
        """Stop, wherever it stands."""
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task

    async def _warm(self, snapshot: Snapshot, earlier: Iterable[WholeNetwork]) -> None:
        for measure in _SOON:
            await asyncio.to_thread(snapshot.once, measure)
        selection = select(snapshot)
        places, countries = [
            (await asyncio.to_thread(whole_network, snapshot, selection, grain, earlier)).measured
            for grain in ("place", "country")
        ]
        await asyncio.sleep(_SETTLED)
        await asyncio.to_thread(snapshot.once, search_index)
        gc.freeze()  # the index and the links live as long as the snapshot, and need not be walked by collections either
        if not self._ahead:
            return
        try:
            await self.processes.learn(places, *_FAST)
            await self.processes.learn(countries, *_FAST, _SLOW)
            await self.processes.learn(places, _SLOW)
        except ComputationFailed as error:  # whoever asks will have it computed then
            _LOG.warning("%s", error)
