"""Claims against each other, and the data-quality report."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field

from graph_service.answers.completeness import ComparisonAnswer, comparison_answer
from graph_service.answers.quality import QualityAnswer, quality_answer
from graph_service.api.answering import answer, gives
from graph_service.api.aside import aside
from graph_service.api.dependencies import SnapshotDep
from graph_service.questions.parameters import Strict

router = APIRouter(prefix="/v1", tags=["claims"])


class CompareQuery(Strict):
    """Which two claims."""

    one: str = Field(description="id of a claim")
    other: str = Field(description="id of another claim of the same scope")


class CheckQuery(Strict):
    """How much of the report."""

    limit: int = Field(100, ge=1, le=100_000, description="findings of each check")


@router.get("/claims/compare", **gives(ComparisonAnswer))
@aside
def compare_claims(request: Request, snapshot: SnapshotDep, query: Annotated[CompareQuery, Query()]) -> Response:
    """The difference of two claims; refused with the reason where they count different things."""
    return answer(request, comparison_answer(snapshot, query.one, query.other))


@router.get("/check", **gives(QualityAnswer))
@aside
def check_data(request: Request, snapshot: SnapshotDep, query: Annotated[CheckQuery, Query()]) -> Response:
    """What in the data deserves a second look: sums that fail, dates in conflict, odd lives, missing names."""
    return answer(request, quality_answer(snapshot, query.limit))
