"""What partners need and our projects do well."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field

from graph_service.answers.matches import MatchesAnswer, MatchFilter, matches_answer
from graph_service.api.answering import answer, gives
from graph_service.api.aside import aside
from graph_service.api.dependencies import SnapshotDep
from graph_service.api.parameters import Paged
from graph_service.metrics.selection import select
from graph_service.questions.parameters import Selected

router = APIRouter(prefix="/v1", tags=["planning"])


class MatchesQuery(Selected, Paged):
    """Whose projects, for whom."""

    home: str = Field(description="a province-level place by id, code or name")
    partner: str | None = Field(None, description="a place by id, code or name: the partner is it or lies in it")
    country: str | None = Field(None, description="country or area of the partner by code, id or name")
    field: str | None = Field(None, description="a field that must fit, as the records write it")


@router.get("/matches", **gives(MatchesAnswer))
@aside
def list_matches(request: Request, snapshot: SnapshotDep, query: Annotated[MatchesQuery, Query()]) -> Response:
    """Partners and projects that fit (what they need and we do well), most fitting fields first, each with its reason."""
    selection = select(snapshot, query.as_of, query.kinds, query.layer)
    wanted = MatchFilter(query.partner, query.country, query.field)
    return answer(request, matches_answer(snapshot, query.home, selection, wanted, query.limit, query.cursor))
