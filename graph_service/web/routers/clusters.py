"""The page of a cluster."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field

from graph_service.questions.cluster import Cluster
from graph_service.questions.parameters import Chosen
from graph_service.questions.question import View
from graph_service.site.cluster import picture_of, render_cluster
from graph_service.web.answering import page, shows
from graph_service.web.aside import aside
from graph_service.web.dependencies import PageSnapshotDep, SettingsDep
from graph_service.web.framed import frame_of, language_for
from graph_service.web.pictures import drawing
from graph_service.web.routers.lists import PageQuery

router = APIRouter(tags=["pages"], default_response_class=Response)


class ClusterViewQuery(Chosen, PageQuery):
    """Which agreements to draw, in which language, and as what."""

    format: Literal["html", "svg", "png", "pdf"] = Field("html", description="the page, or its picture alone")


@router.get("/views/cluster/{home}/{partner}", **shows("The page"))
@aside
def view_cluster(
    request: Request,
    snapshot: PageSnapshotDep,
    settings: SettingsDep,
    home: str,
    partner: str,
    query: Annotated[ClusterViewQuery, Query()],
) -> Response:
    """One grape cluster: its picture, what it counts, every agreement, and what is free."""
    ask = Cluster(home=home, partner=partner, **query.model_dump(include=set(Chosen.model_fields)))
    view = View(snapshot, settings.standards)
    if query.format != "html":
        picture = picture_of(view, ask)
        return drawing(request, picture, language_for(request, settings), query.format)
    return page(request, render_cluster(frame_of(request, settings), view, ask))
