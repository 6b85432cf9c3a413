"""How much of a frame, a continent or a tier a home reaches."""

from typing import Annotated, get_args

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field, WithJsonSchema

from graph_service.answers.coverage import CoverageAnswer, CoverageFilter, coverage_answer
from graph_service.api.answering import answer, gives
from graph_service.api.aside import aside
from graph_service.api.dependencies import SnapshotDep
from graph_service.api.parameters import Listed, Paged, Selected
from graph_service.metrics.coverage_rows import Axis
from graph_service.metrics.selection import select

router = APIRouter(prefix="/v1", tags=["planning"])


Axes = Annotated[
    Listed,
    WithJsonSchema({"type": "array", "items": {"enum": list(get_args(Axis))}, "minItems": 1, "maxItems": 2, "uniqueItems": True}),
]


class CoverageQuery(Selected, Paged):
    """Whose coverage of what."""

    home: str = Field(description="id of a province-level place")
    frame: str | None = Field(
        None, description="id of a frame; the states that count by default if left out, all for every country"
    )
    by: Axes = Field(["frame"], description="one or two of these, by commas or by repeating it")
    tier: int | None = Field(None, ge=1, le=3, description="agreements of one tier; of any if left out")


@router.get("/coverage", **gives(CoverageAnswer))
@aside
def list_coverage(request: Request, snapshot: SnapshotDep, query: Annotated[CoverageQuery, Query()]) -> Response:
    """The share of each part that a home covers; an interval where a frame claims more members than it names."""
    selection = select(snapshot, query.as_of, query.kinds, query.layer)
    wanted = CoverageFilter(query.frame, ",".join(query.by), query.tier)
    return answer(request, coverage_answer(snapshot, query.home, selection, wanted, query.limit, query.cursor))
