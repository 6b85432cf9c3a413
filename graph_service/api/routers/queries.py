"""Named questions: what planners ask again and again."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field

from graph_service.answers.queries import QueriesAnswer, QueryAnswer, queries_answer, query_answer
from graph_service.api.answering import answer, gives
from graph_service.api.aside import aside
from graph_service.api.dependencies import SnapshotDep
from graph_service.api.parameters import NoParameters, Paged
from graph_service.metrics.neighbourhood import MAX_DEPTH
from graph_service.metrics.selection import select
from graph_service.questions.parameters import Selected

router = APIRouter(prefix="/v1/queries", tags=["queries"])


class NamedQuery(Selected, Paged):
    """The parameters of all questions; each takes some of them and refuses the others by name."""

    home: str | None = Field(None, description="a province-level place by id, code or name")
    unit: str | None = Field(None, description="a unit of the home by id, code or name")
    place: str | None = Field(None, description="a place by id, code or name")
    frame: str | None = Field(
        None, description="id of a frame; the states that count by default if left out, all for every country"
    )
    tier: int | None = Field(None, ge=1, le=3, description="only this tier of the home's units")
    depth: int | None = Field(None, ge=1, le=MAX_DEPTH, description="agreements from the place")


@router.get("", **gives(QueriesAnswer))
async def list_queries(request: Request, snapshot: SnapshotDep, _: NoParameters) -> Response:
    """Every named question with its parameters and columns, and whether Neo4j can be asked the same."""
    return answer(request, queries_answer(snapshot))


@router.get("/{name}", **gives(QueryAnswer))
@aside
def run_query(request: Request, snapshot: SnapshotDep, name: str, query: Annotated[NamedQuery, Query()]) -> Response:
    """The rows of a named question, and a link to the endpoint that tells more."""
    selection = select(snapshot, query.as_of, query.kinds, query.layer)
    given = query.model_dump(include={"home", "unit", "place", "frame", "tier", "depth"}, exclude_none=True)
    return answer(request, query_answer(snapshot, name, selection, given, query.limit, query.cursor))
