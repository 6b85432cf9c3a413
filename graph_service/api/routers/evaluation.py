"""Scorecards, the points ledger and the indicators of a home."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field

from graph_service.answers.evaluation import IndicatorsAnswer, LedgerAnswer, indicators_answer, ledger_answer
from graph_service.answers.scorecards import ScorecardsAnswer, scorecards_answer
from graph_service.api.answering import answer, gives
from graph_service.api.aside import aside
from graph_service.api.dependencies import SettingsDep, SnapshotDep
from graph_service.api.parameters import Paged
from graph_service.files.evaluation import read_evaluation
from graph_service.metrics.selection import ALL_LAYERS, select
from graph_service.metrics.vine import vine_of
from graph_service.planning.scorecards import CardOf
from graph_service.questions.parameters import Day, Selected

router = APIRouter(prefix="/v1", tags=["evaluation"])


class ScorecardsQuery(Selected, Paged):
    """Whose scorecards, and of what."""

    home: str = Field(description="a province-level place by id, code or name")
    by: CardOf = Field("unit", description="one scorecard for each agreement, unit of the home, or partner country")


class LedgerQuery(Paged):
    """Whose ledger."""

    home: str = Field(description="a province-level place by id, code or name")
    unit: str | None = Field(
        None, description="a unit of the home by id, code or name: it and what lies in it; all units if left out"
    )
    as_of: Day | None = Field(None, description="the day the answer is about; today if left out")
    layer: str = Field(ALL_LAYERS, description="a layer of the data (home, china, world) or all")


class IndicatorsQuery(Selected, Paged):
    """Whose indicators."""

    home: str = Field(description="a province-level place by id, code or name")
    unit: str | None = Field(
        None, description="a unit of the home by id, code or name: it and what lies in it; all units if left out"
    )


@router.get("/scorecards", **gives(ScorecardsAnswer))
@aside
def list_scorecards(
    request: Request, snapshot: SnapshotDep, settings: SettingsDep, query: Annotated[ScorecardsQuery, Query()]
) -> Response:
    """Length, breadth, depth, heat and frequency of each agreement, unit or country, beside its named peers."""
    vine = vine_of(snapshot, query.home, select(snapshot, query.as_of, query.kinds, query.layer))
    evaluation, rule = read_evaluation(settings.points_file), settings.rules.dormancy.vitality
    return answer(request, scorecards_answer(vine, query.by, evaluation, rule, query.limit, query.cursor))


@router.get("/ledger", **gives(LedgerAnswer))
@aside
def list_ledger(
    request: Request, snapshot: SnapshotDep, settings: SettingsDep, query: Annotated[LedgerQuery, Query()]
) -> Response:
    """Every event that earns a unit points: date, record, rule, what it earned and what has not yet faded."""
    vine = vine_of(snapshot, query.home, select(snapshot, query.as_of, None, query.layer))
    evaluation = read_evaluation(settings.points_file)
    return answer(request, ledger_answer(vine, query.unit, evaluation, query.limit, query.cursor))


@router.get("/indicators", **gives(IndicatorsAnswer))
@aside
def list_indicators(
    request: Request, snapshot: SnapshotDep, settings: SettingsDep, query: Annotated[IndicatorsQuery, Query()]
) -> Response:
    """Each unit scored by named indicators: formula, measures, target, weight and score."""
    vine = vine_of(snapshot, query.home, select(snapshot, query.as_of, query.kinds, query.layer))
    evaluation, rule = read_evaluation(settings.points_file), settings.rules.dormancy.vitality
    return answer(request, indicators_answer(vine, query.unit, evaluation, rule, query.limit, query.cursor))
