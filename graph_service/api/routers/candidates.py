"""Who could be a unit's next partner."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field

from graph_service.answers.candidates import CandidateFilter, CandidatesAnswer, candidates_answer
from graph_service.answers.pages import MAX_LIMIT
from graph_service.api.answering import answer, gives
from graph_service.api.aside import aside
from graph_service.api.dependencies import SettingsDep, SnapshotDep
from graph_service.api.parameters import Paged, Selected
from graph_service.metrics.selection import select

router = APIRouter(prefix="/v1", tags=["planning"])


class CandidatesQuery(Selected, Paged):
    """Partners for whom, and where."""

    home: str = Field(description="id of a province-level place")
    unit: str | None = Field(None, description="id of a unit of the home; the home itself if left out")
    country: str | None = Field(None, pattern="^[A-Za-z]{2}$", description="ISO 3166-1 alpha-2 code; every country if left out")
    region: str | None = Field(None, description="id of a place the candidates lie in")
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
