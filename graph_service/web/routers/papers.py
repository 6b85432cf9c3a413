"""Pages that are printed: the one before a meeting, and the periodic report."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field

from graph_service.questions.answered import Answered, answered, formats_of
from graph_service.questions.brief import BRIEF, Brief
from graph_service.questions.parameters import Chosen, Day
from graph_service.questions.question import View
from graph_service.questions.report import REPORT, Report
from graph_service.site.brief import render_brief
from graph_service.site.report import render_report_page
from graph_service.site.templating import Frame
from graph_service.web.answering import encoded, page, shows
from graph_service.web.aside import aside
from graph_service.web.dependencies import PageSnapshotDep, SettingsDep
from graph_service.web.framed import frame_of
from graph_service.web.page_query import PageQuery
from graph_service.web.routers.questions import file_headers

router = APIRouter(tags=["pages"], default_response_class=Response)


class _Paper(Chosen, PageQuery):
    """As what a paper is given."""

    format: Literal["html", "docx"] = Field("html", description="the page, or the same as a document that offices edit")


class BriefQuery(_Paper):
    """Which agreements count, and what is printed."""

    annex: bool = Field(False, description="whether what yields to keep it one page is printed overleaf")


class ReportQuery(_Paper):
    """For which period."""

    from_: Day | None = Field(None, alias="from", description="the first day; that of the year of the last if left out")
    to: Day | None = Field(None, description="the last day, for which it is told; today if left out")


@router.get("/views/brief/{home}/{partner}", **shows("The page"))
@aside
def view_brief(
    request: Request,
    snapshot: PageSnapshotDep,
    settings: SettingsDep,
    home: str,
    partner: str,
    query: Annotated[BriefQuery, Query()],
) -> Response:
    """One page before a meeting: who the partner is, ties, activities, plans, anniversaries, gaps, bodies and sources."""
    words = query.model_dump(include=set(Chosen.model_fields))
    ask = Brief(home=home, partner=partner, **words)
    frame, view = frame_of(request, settings), View(snapshot, settings.standards)
    if query.format == "docx":
        return _document(request, frame, answered(BRIEF, view, ask))
    return page(request, render_brief(frame, view, ask, annex=query.annex))


@router.get("/views/home/{home}/report", **shows("The page"))
@aside
def view_report(
    request: Request, snapshot: PageSnapshotDep, settings: SettingsDep, home: str, query: Annotated[ReportQuery, Query()]
) -> Response:
    """The periodic report of a home: what was signed and renewed, is in approval, took place and is ahead."""
    last = query.to or query.as_of or snapshot.today
    first = query.from_ or last.replace(month=1, day=1)
    ask = Report.model_validate({"home": home, "from": first, "to": last, "kinds": query.kinds, "layer": query.layer})
    frame, view = frame_of(request, settings), View(snapshot, settings.standards)
    if query.format == "docx":
        return _document(request, frame, answered(REPORT, view, ask))
    return page(request, render_report_page(frame, view, ask))


def _document(request: Request, frame: Frame, found: Answered) -> Response:
    """The file that the question itself is answered with."""
    headers = file_headers(found, "docx", frame.language)
    return encoded(request, found.file("docx", frame.language), formats_of(found.question)["docx"], headers)
