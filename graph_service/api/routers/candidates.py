"""Who could be a unit's next partner."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field

from graph_service.answers.candidates import CandidateFilter, CandidatesAnswer, candidates_answer
from graph_service.answers.pages import MAX_LIMIT
from graph_service.api.answering import answer, gives
from graph_service.api.aside import aside
from graph_service.api.dependencies import SettingsDep, SnapshotDep
from graph_service.api.parameters import Paged
from graph_service.metrics.selection import select
from graph_service.questions.parameters import Selected

router = APIRouter(prefix="/v1", tags=["planning"])


class CandidatesQuery(Selected, Paged):
    """Partners for whom, and where."""

    home: str = Field(description="a province-level place by id, code or name")
    unit: str | None = Field(None, description="a unit of the home by id, code or name; the home itself if left out")
    country: str | None = Field(None, description="country or area by code, id or name; every one if left out")
    region: str | None = Field(None, description="a place that the candidates lie in, by id, code or name")
    max_risk: float | None = Field(None, description="leave out countries whose risk level on record is above this")
    limit: int = Field(20, ge=1, le=MAX_LIMIT, description="items per page")


@router.get("/candidates", **gives(CandidatesAnswer))
@aside
def list_candidates(
    request: Request, snapshot: SnapshotDep, settings: SettingsDep, query: Annotated[CandidatesQuery, Query()]
) -> Response:
    """Places that could be a unit's next partner, on-stem ones first by weight; each score term by term, with warnings."""
    selection = select(snapshot, query.as_of, query.kinds, query.layer)
    wanted = CandidateFilter(query.unit, query.country, query.region, query.max_risk)
    found = candidates_answer(snapshot, query.home, selection, wanted, settings.candidates, query.limit, query.cursor)
    return answer(request, found)
