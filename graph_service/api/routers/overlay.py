"""The friendship map of a home over its business map."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field

from graph_service.answers.overlay import OverlayAnswer, OverlayFilter, overlay_answer
from graph_service.api.answering import answer, gives
from graph_service.api.aside import aside
from graph_service.api.dependencies import SnapshotDep
from graph_service.api.parameters import Paged
from graph_service.metrics.business import Lines
from graph_service.metrics.overlay import OverlayGrain, State
from graph_service.metrics.selection import select
from graph_service.questions.parameters import Selected

router = APIRouter(prefix="/v1", tags=["planning"])


class OverlayQuery(Selected, Paged):
    """Whose maps, how fine, and what counts as business."""

    home: str = Field(description="a province-level place by id, code or name")
    grain: OverlayGrain = Field("country", description="country by country or city by city")
    lines: Lines = Field(
        "events", description="economic lines that count: none; events naming the place; also plans' fields and frames (all)"
    )
    state: State | None = Field(None, description="only places in this state; all if left out")


@router.get("/overlay", **gives(OverlayAnswer))
@aside
def read_overlay(request: Request, snapshot: SnapshotDep, query: Annotated[OverlayQuery, Query()]) -> Response:
    """Where friendship and business meet and where only one of them is, with the association of the two maps."""
    selection = select(snapshot, query.as_of, query.kinds, query.layer)
    wanted = OverlayFilter(query.grain, query.lines, query.state)
    return answer(request, overlay_answer(snapshot, query.home, selection, wanted, query.limit, query.cursor))
