"""The page of a home."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from graph_service.metrics.vine import vine_of
from graph_service.questions.countries import Countries
from graph_service.questions.parameters import Chosen, Listed, Several
from graph_service.questions.question import View
from graph_service.records.vocabulary import AgreementKind, Status
from graph_service.site.home import home_taken, render_home
from graph_service.site.home_countries import ASKED
from graph_service.web.answering import page
from graph_service.web.aside import aside
from graph_service.web.dependencies import PageSnapshotDep, SettingsDep
from graph_service.web.framed import frame_of
from graph_service.web.page_query import PageQuery
from graph_service.web.taken import Taking, shows_or_gives, taken

router = APIRouter(tags=["pages"], default_response_class=Response)


def _of_countries(name: str) -> Any:
    """A parameter of the question about countries, as it is declared there."""
    return Countries.model_fields[name]


class HomeQuery(Taking, Chosen, PageQuery):
    """Which agreements a page is about, and which countries its table holds, in which order."""

    continent: str | None = _of_countries("continent")
    frame: str | None = _of_countries("frame")
    tier: int | None = _of_countries("tier")
    kind: Several[AgreementKind] | None = _of_countries("kind")
    status: Several[Status] | None = _of_countries("status")
    sort: Listed | None = _of_countries("sort")


@router.get("/views/home/{home}", **shows_or_gives("The page"))
@aside
def view_home(
    request: Request, snapshot: PageSnapshotDep, settings: SettingsDep, home: str, query: Annotated[HomeQuery, Query()]
) -> Response:
    """A home: what is known of its lists, what to do first, its clusters and anniversaries."""
    view = View(snapshot, settings.standards)
    place = vine_of(snapshot, home, view.selection(query)).home.place
    table = query.model_dump(include={*ASKED, "sort"})
    if query.format != "html":
        return taken(request, query, home_taken(frame_of(request, settings), view, place, query))
    return page(request, render_home(frame_of(request, settings), view, place, query, table))
