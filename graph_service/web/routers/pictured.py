"""Pages that are a picture first: of a cluster, and of a place with its network."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field

from graph_service.metrics.neighbourhood import MAX_DEPTH
from graph_service.pages.narrowed import LineKind, Narrowing
from graph_service.questions.cluster import Cluster
from graph_service.questions.network import Network
from graph_service.questions.parameters import ANY_OF, Chosen, Several
from graph_service.questions.question import View
from graph_service.records.dates import FIRST_YEAR, LAST_YEAR
from graph_service.site.cluster import cluster_taken, render_cluster
from graph_service.site.place import place_taken, render_place
from graph_service.web.answering import page
from graph_service.web.aside import aside
from graph_service.web.dependencies import PageSnapshotDep, SettingsDep
from graph_service.web.framed import frame_of
from graph_service.web.page_query import PageQuery
from graph_service.web.taken import Taking, shows_or_gives, taken

router = APIRouter(tags=["pages"], default_response_class=Response)


class PictureQuery(Taking, Chosen, PageQuery):
    """Which agreements to draw, in which language, and as what."""


class PlaceQuery(PictureQuery):
    """How far around the place, and whether the agreements among its partners are shown."""

    depth: int = Field(1, ge=1, le=MAX_DEPTH, description="agreements from the place")
    among: bool = Field(False, description="the agreements among the places around it too")
    without: Several[LineKind] = Field([], description=f"kinds of agreements that the picture leaves out{ANY_OF}")
    until: int | None = Field(None, ge=FIRST_YEAR, le=LAST_YEAR, description="the last year of signing that the picture shows")

    @property
    def narrowing(self) -> Narrowing:
        """As far as the picture is drawn."""
        return Narrowing(frozenset(self.without), self.until)


@router.get("/views/cluster/{home}/{partner}", **shows_or_gives("The page"))
@aside
def view_cluster(
    request: Request,
    snapshot: PageSnapshotDep,
    settings: SettingsDep,
    home: str,
    partner: str,
    query: Annotated[PictureQuery, Query()],
) -> Response:
    """One grape cluster: its picture, what it counts, every agreement, and what is free."""
    ask = Cluster(home=home, partner=partner, **query.model_dump(include=set(Chosen.model_fields)))
    view, frame = View(snapshot, settings.standards), frame_of(request, settings)
    if query.format != "html":
        return taken(request, query, cluster_taken(frame, view, ask))
    return page(request, render_cluster(frame, view, ask))


@router.get("/views/place/{place_id}", **shows_or_gives("The page"))
@aside
def view_place(
    request: Request,
    snapshot: PageSnapshotDep,
    settings: SettingsDep,
    place_id: str,
    query: Annotated[PlaceQuery, Query()],
) -> Response:
    """A place: what it is, its own agreements, their picture, and the network around it."""
    ask = Network(place=place_id, depth=query.depth, **query.model_dump(include=set(Chosen.model_fields)))
    view, frame = View(snapshot, settings.standards), frame_of(request, settings)
    if query.format != "html":
        return taken(request, query, place_taken(frame, view, ask, among=query.among, narrowing=query.narrowing))
    return page(request, render_place(frame, view, ask, among=query.among, narrowing=query.narrowing))
