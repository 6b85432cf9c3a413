"""The start page."""

from datetime import UTC
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from graph_service.site.lately import SHOWN
from graph_service.site.start import render_start, start_taken
from graph_service.web.answering import for_now, page
from graph_service.web.aside import rendered
from graph_service.web.dependencies import PageSnapshotDep, PublisherDep, SettingsDep
from graph_service.web.feed import last_changes
from graph_service.web.framed import frame_of
from graph_service.web.page_query import PageQuery
from graph_service.web.taken import Taking, taken

router = APIRouter(tags=["pages"], default_response_class=Response)


class StartQuery(Taking, PageQuery):
    """In which language, and as what."""


@router.get("/", include_in_schema=False)
async def start(
    request: Request,
    publisher: PublisherDep,
    snapshot: PageSnapshotDep,
    settings: SettingsDep,
    query: Annotated[StartQuery, Query()],
) -> Response:
    """Where to begin: search a place, the homes with data, the world, what changed lately, files and documentation."""
    if query.format != "html":
        return await rendered(
            request, lambda: taken(request, query, start_taken(frame_of(request, settings), snapshot)), snapshot
        )
    changes, zone = await last_changes(publisher, snapshot, SHOWN), settings.now().tzinfo or UTC

    def work() -> Response:
        shown = page(request, render_start(frame_of(request, settings), snapshot, changes, zone))
        return for_now(shown) if changes is None else shown

    return await rendered(request, work, snapshot)
