"""Pages that a planner asks by a form: the ways between two places, homes side by side."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field

from graph_service.questions.parameters import Chosen, Listed
from graph_service.questions.question import View
from graph_service.site.compare import render_compare
from graph_service.site.path import render_path
from graph_service.web.answering import page, shows
from graph_service.web.aside import aside
from graph_service.web.dependencies import PageSnapshotDep, SettingsDep
from graph_service.web.framed import frame_of
from graph_service.web.routers.lists import PageQuery

router = APIRouter(tags=["pages"], default_response_class=Response)


class PathQuery(Chosen, PageQuery):
    """Between which places."""

    from_: str = Field("", alias="from", max_length=200, description="a place by id, code or any name")
    to: str = Field("", max_length=200, description="another place, named so")


class CompareQuery(Chosen, PageQuery):
    """Which homes."""

    homes: Listed = Field(
        default=[], max_length=50, description="two to four province-level places, by commas or by repeating it"
    )


@router.get("/views/path", **shows("The page"))
@aside
def view_path(
    request: Request, snapshot: PageSnapshotDep, settings: SettingsDep, query: Annotated[PathQuery, Query()]
) -> Response:
    """The shortest chains of agreements between two places as strips, and a form to ask again."""
    frame, view = frame_of(request, settings), View(snapshot, settings.standards)
    return page(request, render_path(frame, view, (query.from_, query.to), query))


@router.get("/views/compare", **shows("The page"))
@aside
def view_compare(
    request: Request, snapshot: PageSnapshotDep, settings: SettingsDep, query: Annotated[CompareQuery, Query()]
) -> Response:
    """Two to four homes side by side: what is known of their lists, and each figure with the list behind it."""
    frame, view = frame_of(request, settings), View(snapshot, settings.standards)
    return page(request, render_compare(frame, view, query.homes, query))
