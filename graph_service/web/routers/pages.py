"""The start page."""

from fastapi import APIRouter, Request, Response

from graph_service.site.start import render_start
from graph_service.web.answering import page
from graph_service.web.aside import aside
from graph_service.web.dependencies import PageSnapshotDep, SettingsDep
from graph_service.web.framed import frame_of

router = APIRouter(tags=["pages"], default_response_class=Response)


@router.get("/", include_in_schema=False)
@aside
def start(
    request: Request,
    snapshot: PageSnapshotDep,
    settings: SettingsDep,
) -> Response:
    """Where to begin: search a place, the homes with data, links to their pictures and to the documentation."""
    return page(request, render_start(frame_of(request, settings), snapshot))
