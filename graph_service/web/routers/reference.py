"""The reference of the interface as a page, where each question can be tried."""

from fastapi import APIRouter, Request, Response

from graph_service.pages.page import policy_of
from graph_service.site.reference import render_reference
from graph_service.web.aside import aside
from graph_service.web.dependencies import SettingsDep
from graph_service.web.framed import frame_of, remembered

router = APIRouter()


@router.get("/docs", include_in_schema=False)
@aside
def reference(request: Request, settings: SettingsDep) -> Response:
    """All that programs can ask, as OpenAPI tells it; it needs no data."""
    html = render_reference(frame_of(request, settings))
    headers = {"Content-Security-Policy": policy_of(html)} | remembered(request)
    return Response(html, headers=headers, media_type="text/html; charset=utf-8")
