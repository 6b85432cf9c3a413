"""Targets and how far they have come."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field

from graph_service.answers.targets import ProgressAnswer, progress_answer
from graph_service.api.answering import answer, gives
from graph_service.api.aside import aside
from graph_service.api.dependencies import SnapshotDep
from graph_service.api.parameters import Paged
from graph_service.questions.parameters import Day

router = APIRouter(prefix="/v1", tags=["planning"])


class ProgressQuery(Paged):
    """Whose targets, on which day."""

    home: str | None = Field(
        None, description="a place by id, code or name: targets of it, of units in it and of bodies seated there"
    )
    owner: str | None = Field(None, description="who set the targets: a place by id, code or name, or an organisation by id")
    as_of: Day | None = Field(None, description="the day the answer is about; today if left out")


@router.get("/progress", **gives(ProgressAnswer))
@aside
def list_progress(request: Request, snapshot: SnapshotDep, query: Annotated[ProgressQuery, Query()]) -> Response:
    """Each target with its range, what has been reached, whether it is met, and the plans to follow up."""
    as_of = query.as_of or snapshot.today
    return answer(request, progress_answer(snapshot, query.home, query.owner, as_of, query.limit, query.cursor))
