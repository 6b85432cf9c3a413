"""How many agreements a home signed in each year."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field

from graph_service.answers.growth import GrowthAnswer, growth_answer
from graph_service.api.answering import answer, gives
from graph_service.api.aside import aside
from graph_service.api.dependencies import SnapshotDep
from graph_service.api.parameters import Paged, Selected
from graph_service.metrics.growth import GrowthAxis
from graph_service.metrics.selection import select
from graph_service.metrics.vine import vine_of

router = APIRouter(prefix="/v1", tags=["planning"])


class GrowthQuery(Selected, Paged):
    """Whose growth, in how many series."""

    home: str = Field(description="id of a province-level place")
    by: GrowthAxis | None = Field(None, description="one series per country or per tier; one for all if left out")


@router.get("/growth", **gives(GrowthAnswer))
@aside
def list_growth(request: Request, snapshot: SnapshotDep, query: Annotated[GrowthQuery, Query()]) -> Response:
    """Agreements signed in each year and by its end; undated and planned ones apart."""
    vine = vine_of(snapshot, query.home, select(snapshot, query.as_of, query.kinds, query.layer))
    return answer(request, growth_answer(vine, query.by, query.limit, query.cursor))
