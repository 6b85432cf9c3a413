"""Clusters and gaps of a home."""

from fastapi import APIRouter, Request, Response

from graph_service.answers.clusters import ClusterAnswer, ClustersAnswer, cluster_answer, clusters_answer
from graph_service.answers.gaps import GapFilter, GapsAnswer, gaps_answer
from graph_service.api.answering import answer, gives
from graph_service.api.aside import aside
from graph_service.api.dependencies import SettingsDep, SnapshotDep
from graph_service.api.parameters import ClustersParameters, GapsParameters, SelectedParameters
from graph_service.metrics.selection import select
from graph_service.metrics.vine import vine_of

router = APIRouter(prefix="/v1", tags=["planning"])


@router.get("/clusters", **gives(ClustersAnswer))
@aside
def list_clusters(request: Request, snapshot: SnapshotDep, settings: SettingsDep, query: ClustersParameters) -> Response:
    """How a home's agreements hang together, per country and region, with every rate's counts and ids."""
    selection = select(snapshot, query.as_of, query.kinds, query.layer)
    return answer(request, clusters_answer(vine_of(snapshot, query.home, selection), settings.weights))


@router.get("/clusters/{home}/{partner}", **gives(ClusterAnswer))
@aside
def read_cluster(
    request: Request, snapshot: SnapshotDep, settings: SettingsDep, home: str, partner: str, query: SelectedParameters
) -> Response:
    """One cluster: the stem, every grape with class and unit, units without a grape, partners still free."""
    selection = select(snapshot, query.as_of, query.kinds, query.layer)
    vine = vine_of(snapshot, home, selection)
    return answer(request, cluster_answer(vine, snapshot.place(partner), settings.weights))


@router.get("/gaps", **gives(GapsAnswer))
@aside
def list_gaps(request: Request, snapshot: SnapshotDep, settings: SettingsDep, query: GapsParameters) -> Response:
    """Where a home's network has holes, each with its reason, evidence and suggested action."""
    selection = select(snapshot, query.as_of, query.kinds, query.layer)
    wanted = GapFilter(query.type, query.frame, query.tier, query.action, query.unit)
    found = gaps_answer(snapshot, query.home, selection, wanted, query.limit, query.cursor, settings.rules)
    return answer(request, found)
