"""The whole network: who is central in it, which groups it falls into, its statistics."""

import asyncio
from collections.abc import Callable
from functools import partial
from typing import Annotated, NamedTuple

from fastapi import APIRouter, Query, Request, Response
from msgspec import Struct
from pydantic import Field

from graph_service.answers.centrality import CentralityAnswer, CentralityFilter, centrality_answer, centrality_named
from graph_service.answers.communities import CommunitiesAnswer, CommunityFilter, communities_answer
from graph_service.answers.pages import MAX_LIMIT
from graph_service.answers.reach import ReachAnswer, ReachFilter, reach_answer
from graph_service.answers.statistics import StatisticsAnswer, statistics_answer
from graph_service.api.answering import answer, gives
from graph_service.api.aside import rendered, renderer_of, unless_gone
from graph_service.api.dependencies import SettingsDep, SnapshotDep, publisher_of, settings_of
from graph_service.api.named import with_ids
from graph_service.api.parameters import Paged
from graph_service.domain.vocabulary import Level
from graph_service.errors import TooSlow
from graph_service.graph.communities import CommunitiesBy
from graph_service.graph.measures import CENTRALITIES, Computation, Values
from graph_service.graph.statistics import figures
from graph_service.metrics.links import Grain, known_network, whole_network
from graph_service.metrics.selection import Selection, select
from graph_service.questions.parameters import Listed, Selected, worded
from graph_service.snapshot import Snapshot

router = APIRouter(prefix="/v1", tags=["whole network"])
_LARGEST_SEED = 2**32 - 1
Named = Annotated[str, worded(CENTRALITIES)]


class WholeNetworkQuery(Selected):
    """Which network; all layers unless one is named, for on the agreements of one office centrality says nothing."""

    grain: Grain = Field("place", description="place, or country: all its places as one")


class CentralityQuery(WholeNetworkQuery, Paged):
    """By which measure, and which places to list."""

    measure: Named = Field("degree", description="degree, closeness, betweenness …; another name is refused with all of them")
    within: str | None = Field(None, description="a place that they lie in, by id, code or name")
    level: Level | None = None
    home: str | None = Field(None, description="a province-level place by id, code or name: only partners of it and its units")


class CommunitiesQuery(WholeNetworkQuery, Paged):
    """How communities are looked for."""

    seed: int = Field(0, ge=0, le=_LARGEST_SEED, description="the same gives the same communities")
    resolution: float = Field(1.0, gt=0, le=100, allow_inf_nan=False, description="higher gives more and smaller communities")
    place: str | None = Field(None, description="a place by id, code or name: only its community")
    shown: int = Field(10, ge=0, le=MAX_LIMIT, description="places shown of each")


class ReachQuery(Selected, Paged):
    """Whose reach, and which new partners to weigh."""

    home: str = Field(description="a province-level place by id, code or name")
    measure: Named = Field("degree", description="by which partners are ranked in the whole network, as in /v1/centrality")
    partner: Listed | None = Field(
        None, max_length=400, description="places that could be partners, by id, code or name; by commas or by repeating it"
    )
    candidates: int = Field(0, ge=0, le=100, description="how many of the home's first candidates to weigh besides")

    @property
    def wanted(self) -> ReachFilter:
        """The filter these parameters make."""
        possible = tuple(map(str.strip, self.partner or ()))
        return ReachFilter(self.measure, possible, self.candidates)


@router.get("/centrality", **gives(CentralityAnswer))
async def list_centrality(request: Request, snapshot: SnapshotDep, query: Annotated[CentralityQuery, Query()]) -> Response:
    """Places, or countries, by a measure of the whole network, largest first; only those of a region or partners of a home."""
    query = with_ids(snapshot, query)
    asked, measure = _asked(snapshot, query), query.measure
    centrality_named(measure)
    wanted = CentralityFilter(query.within, query.level, query.home)
    found = partial(centrality_answer, *asked, measure, wanted, query.limit, query.cursor)
    return await _answered(request, asked, Values(measure), found)


@router.get("/communities", **gives(CommunitiesAnswer))
async def list_communities(request: Request, snapshot: SnapshotDep, query: Annotated[CommunitiesQuery, Query()]) -> Response:
    """Groups of places, or countries, that are linked more among themselves than with others; or the one of a place."""
    query = with_ids(snapshot, query)
    asked = _asked(snapshot, query)
    wanted = CommunityFilter(query.seed, query.resolution, query.place, query.shown)
    found = partial(communities_answer, *asked, wanted, query.limit, query.cursor)
    return await _answered(request, asked, CommunitiesBy(query.seed, query.resolution), found)


@router.get("/statistics", **gives(StatisticsAnswer))
async def get_statistics(request: Request, snapshot: SnapshotDep, query: Annotated[WholeNetworkQuery, Query()]) -> Response:
    """Figures of the whole network: components, distances, clustering, inequality, what holds it together."""
    asked = _asked(snapshot, query)
    return await _answered(request, asked, figures, partial(statistics_answer, *asked))


@router.get("/reach", **gives(ReachAnswer))
async def list_reach(
    request: Request,
    snapshot: SnapshotDep,
    settings: SettingsDep,
    query: Annotated[ReachQuery, Query()],
) -> Response:
    """Partners of a home by whom they alone open the way to within two steps, and what new partners would add."""
    query = with_ids(snapshot, query)
    selection = select(snapshot, query.as_of, query.kinds, query.layer)
    centrality_named(query.measure)
    found = partial(reach_answer, snapshot, query.home, selection, query.wanted, settings.candidates, query.limit, query.cursor)
    return await _answered(request, _Asked(snapshot, selection, "place"), Values(query.measure), found)


class _Asked(NamedTuple):
    """Which network of which snapshot."""

    snapshot: Snapshot
    selection: Selection
    grain: Grain


def _asked(snapshot: Snapshot, query: WholeNetworkQuery) -> _Asked:
    return _Asked(snapshot, select(snapshot, query.as_of, query.kinds, query.layer), query.grain)


async def _answered(request: Request, asked: _Asked, compute: Computation[object], find: Callable[[], Struct]) -> Response:
    """The answer that `find` gives once this has been computed of the network; errors as `rendered` and `_measured`."""
    await unless_gone(request, _measured(request, asked, compute))
    return await rendered(request, lambda: answer(request, find()), asked.snapshot)


async def _measured(request: Request, asked: _Asked, compute: Computation[object]) -> None:
    """Return when this has been computed of the network, once for all who ask for it meanwhile.

    Raises:
        TooSlow: it takes longer than the settings let a client wait.
        ComputationFailed: the process that computes it ended too early.
    """
    publisher, settings, renderer = await publisher_of(request), await settings_of(request), renderer_of(request)
    try:
        async with asyncio.timeout(settings.measure_seconds):
            network = known_network(*asked)
            if network is None:
                network = await renderer.once(asked, lambda: renderer.do(lambda: whole_network(*asked)))
            await publisher.warming.processes.learn(network.measured, compute)
    except TimeoutError as error:
        raise TooSlow(settings.measure_seconds) from error
