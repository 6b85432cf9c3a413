"""What to do with each agreement of a home, and the life of a single one."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field

from graph_service.answers.actions import ACTION_COLUMNS, ActionFilter, ActionsAnswer, action_rows, actions_answer
from graph_service.answers.life import LifeAnswer, life_answer
from graph_service.answers.pages import EVERYTHING, MAX_LIMIT, cut
from graph_service.api.answering import answer, cut_short, encoded, gives
from graph_service.api.aside import aside
from graph_service.api.dependencies import SettingsDep, SnapshotDep
from graph_service.api.parameters import Paged
from graph_service.formats.tables import csv_of
from graph_service.metrics.selection import select
from graph_service.metrics.vine import vine_of
from graph_service.questions.parameters import Day, Selected, Strict

router = APIRouter(prefix="/v1", tags=["planning"])


class ActionsQuery(Selected, Paged):
    """Whose worklist, and which part of it."""

    limit: int | None = Field(  # type: ignore[assignment]  # a file is whole unless a part of it is asked for
        None, ge=1, le=MAX_LIMIT, description="items per page; if left out 100 in json, and all in csv"
    )
    home: str = Field(description="a province-level place by id, code or name")
    action: Literal["consolidate", "activate", "open", "unclassed"] | None = Field(None, description="one class; all if left out")
    unit: str | None = Field(None, description="a unit of the home by id, code or name: it or one inside it is the party")
    country: str | None = Field(None, description="country or area of the partner by code, id or name")
    format: Literal["json", "csv"] = Field("json", description="csv is the worklist as a table")

    @property
    def most(self) -> int:
        """How many agreements to tell."""
        return self.limit or (EVERYTHING if self.format == "csv" else 100)


class LifeQuery(Strict):
    """On which day."""

    as_of: Day | None = Field(None, description="the day the answer is about; today if left out")


@router.get("/actions", **gives(ActionsAnswer, may_be_cut=True))
@aside
def list_actions(
    request: Request, snapshot: SnapshotDep, settings: SettingsDep, query: Annotated[ActionsQuery, Query()]
) -> Response:
    """Which agreements to consolidate, activate or open, with reason and evidence; counts per class and kind."""
    vine = vine_of(snapshot, query.home, select(snapshot, query.as_of, query.kinds, query.layer))
    wanted = ActionFilter(query.action, query.unit, query.country)
    found = actions_answer(vine, settings.rules, wanted, query.most, query.cursor)
    if query.format == "csv":
        more = cut_short(cut(len(found.items), found.total), "actions")
        return encoded(request, csv_of(ACTION_COLUMNS, action_rows(found)), "text/csv", more)
    return answer(request, found)


@router.get("/agreements/{agreement_id}/life", **gives(LifeAnswer))
@aside
def read_life(
    request: Request, snapshot: SnapshotDep, settings: SettingsDep, agreement_id: str, query: Annotated[LifeQuery, Query()]
) -> Response:
    """The steps of one agreement, what is odd about them, what is done under it, how lively it is and was."""
    return answer(request, life_answer(snapshot, agreement_id, select(snapshot, query.as_of), settings.rules))
