"""Anniversaries of agreements and of diplomatic relations, as a list and as a calendar to subscribe to."""

from datetime import date
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field

from graph_service.answers.anniversaries import AnniversariesAnswer, AnniversaryQuestion, anniversaries_answer
from graph_service.answers.calendar import MEDIA_TYPE, calendar_of
from graph_service.answers.pages import EVERYTHING
from graph_service.api.answering import answer, encoded, gives
from graph_service.api.aside import aside
from graph_service.api.dependencies import SettingsDep, SnapshotDep
from graph_service.api.parameters import Paged
from graph_service.metrics.selection import select
from graph_service.metrics.vine import Vine, vine_of
from graph_service.planning.anniversaries import AnniversaryKind, window_of
from graph_service.planning.rules import AnniversaryRule
from graph_service.questions.parameters import Day, Selected
from graph_service.snapshot import Snapshot

router = APIRouter(prefix="/v1", tags=["planning"])


class CalendarQuery(Selected):
    """Whose anniversaries, and when."""

    home: str = Field(description="a province-level place by id, code or name")
    from_: Day | None = Field(None, alias="from", description="the first day; as_of if left out")
    to: Day | None = Field(None, description="the last day; twelve months after the first if left out")
    year: int | None = Field(None, description="a calendar year, in place of from and to")
    step: int | None = Field(None, ge=1, le=100, description="every so many years; five if left out")
    kind: AnniversaryKind | None = Field(None, description="of agreements or of diplomatic relations; both if left out")

    def question(self, as_of: date, rule: AnniversaryRule) -> AnniversaryQuestion:
        """The question these parameters make; BadRequest if the days contradict each other."""
        window = window_of(as_of, self.from_, self.to, self.year, rule.months)
        return AnniversaryQuestion(window, self.step or rule.step, self.kind)


class AnniversariesQuery(CalendarQuery, Paged):
    """Whose anniversaries, and when, in pages."""


class IcsQuery(CalendarQuery):
    """Whose anniversaries, and when, with titles in which language."""

    lang: Literal["zh", "en"] | None = Field(None, description="language of the titles")


@router.get("/anniversaries", **gives(AnniversariesAnswer))
@aside
def list_anniversaries(
    request: Request, snapshot: SnapshotDep, settings: SettingsDep, query: Annotated[AnniversariesQuery, Query()]
) -> Response:
    """What to celebrate in a window, as exactly as it is dated, and what is planned for it."""
    vine = _vine(snapshot, query)
    asked = query.question(vine.selection.as_of, settings.rules.anniversary)
    return answer(request, anniversaries_answer(vine, asked, query.limit, query.cursor))


@router.get("/anniversaries.ics", response_class=Response, responses={200: {"content": {"text/calendar": {}}}})
@aside
def read_calendar(
    request: Request, snapshot: SnapshotDep, settings: SettingsDep, query: Annotated[IcsQuery, Query()]
) -> Response:
    """The same as an iCalendar file that a calendar program opens or subscribes to."""
    vine = _vine(snapshot, query)
    asked = query.question(vine.selection.as_of, settings.rules.anniversary)
    found = anniversaries_answer(vine, asked, EVERYTHING)
    return encoded(request, calendar_of(found, query.lang or settings.language or "zh"), MEDIA_TYPE)


def _vine(snapshot: Snapshot, query: CalendarQuery) -> Vine:
    return vine_of(snapshot, query.home, select(snapshot, query.as_of, query.kinds, query.layer))
