"""One cluster of a home."""

from fastapi import APIRouter, Request, Response

from graph_service.answers.clusters import ClusterAnswer, cluster_answer
from graph_service.api.answering import answer, gives
from graph_service.api.aside import aside
from graph_service.api.dependencies import SettingsDep, SnapshotDep
from graph_service.api.parameters import SelectedParameters
from graph_service.metrics.selection import select
from graph_service.metrics.vine import vine_of

router = APIRouter(prefix="/v1", tags=["planning"])


@router.get("/clusters/{home}/{partner}", **gives(ClusterAnswer))
@aside
def read_cluster(
    request: Request, snapshot: SnapshotDep, settings: SettingsDep, home: str, partner: str, query: SelectedParameters
) -> Response:
    """One cluster: the stem, every grape with class and unit, units without a grape, partners still free."""
    selection = select(snapshot, query.as_of, query.kinds, query.layer)
    vine = vine_of(snapshot, home, selection)
    return answer(request, cluster_answer(vine, snapshot.place(partner), settings.weights))
