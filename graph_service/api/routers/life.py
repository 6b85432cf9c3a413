"""The life of a single agreement."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field

from graph_service.answers.life import LifeAnswer, life_answer
from graph_service.api.answering import answer, gives
from graph_service.api.aside import aside
from graph_service.api.dependencies import SettingsDep, SnapshotDep
from graph_service.metrics.selection import select
from graph_service.questions.parameters import Day, Strict

router = APIRouter(prefix="/v1", tags=["planning"])


class LifeQuery(Strict):
    """On which day."""

    as_of: Day | None = Field(None, description="the day the answer is about; today if left out")


@router.get("/agreements/{agreement_id}/life", **gives(LifeAnswer))
@aside
def read_life(
    request: Request, snapshot: SnapshotDep, settings: SettingsDep, agreement_id: str, query: Annotated[LifeQuery, Query()]
) -> Response:
    """The steps of one agreement, what is odd about them, what is done under it, how lively it is and was."""
    return answer(request, life_answer(snapshot, agreement_id, select(snapshot, query.as_of), settings.rules))
