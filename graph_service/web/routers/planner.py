"""Pages that a planner asks by a form: the ways between two places."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field

from graph_service.questions.parameters import Chosen
from graph_service.questions.question import View
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


@router.get("/views/path", **shows("The page"))
@aside
def view_path(
    request: Request, snapshot: PageSnapshotDep, settings: SettingsDep, query: Annotated[PathQuery, Query()]
) -> Response:
    """The shortest chains of agreements between two places as strips, and a form to ask again."""
    frame, view = frame_of(request, settings), View(snapshot, settings.standards)
    return page(request, render_path(frame, view, (query.from_, query.to), query))
