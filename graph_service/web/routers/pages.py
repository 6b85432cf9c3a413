"""Pages: the start page and the pictures."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field

from graph_service.metrics.neighbourhood import MAX_DEPTH
from graph_service.metrics.selection import select
from graph_service.pages.place import render_place
from graph_service.questions.parameters import Chosen
from graph_service.site.start import render_start
from graph_service.web.answering import page, shows
from graph_service.web.aside import aside
from graph_service.web.dependencies import PageSnapshotDep, SettingsDep
from graph_service.web.framed import frame_of, language_for
from graph_service.web.parameters import Lenient
from graph_service.words.bilingual import Language

router = APIRouter(tags=["pages"], default_response_class=Response)


class ViewQuery(Chosen, Lenient):
    """Which agreements to draw, and in which language."""

    lang: Language | None = None


class PlaceViewQuery(ViewQuery):
    """How far around the place."""

    depth: int = Field(1, ge=1, le=MAX_DEPTH)


@router.get("/", include_in_schema=False)
@aside
def start(
    request: Request,
    snapshot: PageSnapshotDep,
    settings: SettingsDep,
) -> Response:
    """Where to begin: search a place, the homes with data, links to their pictures and to the documentation."""
    return page(request, render_start(frame_of(request, settings), snapshot))


@router.get("/views/place/{place_id}", **shows("The page"))
@aside
def view_place(
    request: Request,
    snapshot: PageSnapshotDep,
    settings: SettingsDep,
    place_id: str,
    query: Annotated[PlaceViewQuery, Query()],
) -> Response:
    """The network of one place as a page that works offline."""
    selection = select(snapshot, query.as_of, query.kinds, query.layer)
    language = language_for(request, settings)
    return page(request, render_place(snapshot, place_id, query.depth, selection, language))
