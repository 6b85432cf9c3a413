"""The page of the world."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from graph_service.questions.question import View
from graph_service.site.world import Worldwide, measuring_of, render_world, world_taken
from graph_service.web.answering import page
from graph_service.web.aside import rendered, unless_gone
from graph_service.web.dependencies import PageSnapshotDep, SettingsDep
from graph_service.web.framed import frame_of
from graph_service.web.measured import measured
from graph_service.web.named import with_ids
from graph_service.web.page_query import PageQuery
from graph_service.web.taken import Taking, shows_or_gives, taken

router = APIRouter(tags=["pages"], default_response_class=Response)


class WorldQuery(Taking, Worldwide, PageQuery):
    """Which agreements the map shows, what colours tell, and in which language."""


@router.get("/views/world", **shows_or_gives("The page"))
async def view_world(
    request: Request, snapshot: PageSnapshotDep, settings: SettingsDep, query: Annotated[WorldQuery, Query()]
) -> Response:
    """All agreements on one map, with a table of the countries; it works offline."""
    view, frame = View(snapshot, settings.standards), frame_of(request, settings)
    if query.format != "html":  # neither picture nor table tells of what is measured
        return await rendered(
            request, lambda: taken(request, query, world_taken(frame, view, with_ids(snapshot, query))), snapshot
        )
    await unless_gone(request, measured(request, snapshot, measuring_of(view, query)))
    return await rendered(request, lambda: page(request, render_world(frame, view, with_ids(snapshot, query))), snapshot)
