"""Pages that a planner asks by a form: the ways between two places, homes side by side, a country, a scenario."""

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field

from graph_service.errors import NotFound
from graph_service.metrics.vine import vine_of
from graph_service.questions.answered import formats_of
from graph_service.questions.parameters import Chosen, Listed
from graph_service.questions.question import View
from graph_service.resolver import resolve_home
from graph_service.settings import Settings
from graph_service.site.compare import render_compare
from graph_service.site.compare_drawn import compare_taken
from graph_service.site.country import OfCountry, country_taken, render_country
from graph_service.site.path import render_path
from graph_service.site.path_drawn import path_taken
from graph_service.site.scenario import render_scenario, scenario_found, scenario_taken
from graph_service.site.taken import TABLES
from graph_service.site.templating import Frame
from graph_service.snapshot import Snapshot
from graph_service.web.answering import encoded, page
from graph_service.web.aside import aside, rendered
from graph_service.web.dependencies import PageSnapshotDep, SettingsDep
from graph_service.web.framed import frame_of
from graph_service.web.page_query import PageQuery
from graph_service.web.routers.questions import file_headers
from graph_service.web.taken import Taking, shows_or_gives, taken

router = APIRouter(tags=["pages"], default_response_class=Response)


class PathQuery(Taking, Chosen, PageQuery):
    """Between which places."""

    from_: str = Field("", alias="from", max_length=200, description="a place by id, code or any name")
    to: str = Field("", max_length=200, description="another place, named so")


class CompareQuery(Taking, Chosen, PageQuery):
    """Which homes."""

    homes: Listed = Field(
        default=[], max_length=50, description="two to four province-level places, by commas or by repeating it"
    )


class CountryQuery(Taking, OfCountry, PageQuery):
    """For whom."""

    home: str | None = Field(None, description="a province-level place; everybody if left out")


class ScenarioPageQuery(Taking, Chosen, PageQuery):
    """For whom, and lines of a sheet. The rows of the form are `unit1`, `partner1`, `kind1`, `date1` and so on for what is to be
    signed, `end_unit1`, `end_partner1` for what is to end."""

    home: str = Field("", max_length=200, description="a province-level place by id, code or any name")
    paste: str = Field("", max_length=10_000, description="lines: unit, partner, kind, date")


def _seen(request: Request, snapshot: Snapshot, settings: Settings) -> tuple[Frame, View]:
    """How a form is answered: the frame of its page, and what is looked at."""
    return frame_of(request, settings), View(snapshot, settings.standards)


def _of_file(frame: Frame) -> Frame:
    """The frame of a page of which only a file is wanted: there nobody can choose what a name means, as on one that is saved."""
    return replace(frame, saved=True)


@router.get("/views/path", **shows_or_gives("The page"))
@aside
def view_path(
    request: Request, snapshot: PageSnapshotDep, settings: SettingsDep, query: Annotated[PathQuery, Query()]
) -> Response:
    """The shortest chains of agreements between two places as strips, and a form to ask again."""
    frame, view = _seen(request, snapshot, settings)
    if query.format != "html":
        return taken(request, query, path_taken(_of_file(frame), view, (query.from_, query.to), query))
    return page(request, render_path(frame, view, (query.from_, query.to), query))


@router.get("/views/compare", **shows_or_gives("The page"))
@aside
def view_compare(
    request: Request, snapshot: PageSnapshotDep, settings: SettingsDep, query: Annotated[CompareQuery, Query()]
) -> Response:
    """Two to four homes side by side: what is known of their lists, and each figure with the list behind it."""
    frame, view = _seen(request, snapshot, settings)
    if query.format != "html":
        return taken(request, query, compare_taken(_of_file(frame), view, query.homes, query))
    return page(request, render_compare(frame, view, query.homes, query))


@router.get("/views/country/{country}", **shows_or_gives("The page"))
@aside
def view_country(
    request: Request, snapshot: PageSnapshotDep, settings: SettingsDep, country: str, query: Annotated[CountryQuery, Query()]
) -> Response:
    """A country or area: for a home its ties, gaps, anniversaries and candidates there; for everybody which homes have ties
    there, its places with most ties, its bodies, and what is published beside what is on record."""
    frame, view = _seen(request, snapshot, settings)
    place = snapshot.country(country)
    if place is None:
        raise NotFound("country", country, ())
    vine = None if query.home is None else vine_of(snapshot, resolve_home(snapshot, query.home).id, view.selection(query))
    home = vine.home.place if vine else None
    if query.format != "html":
        return taken(request, query, country_taken(frame, view, place, home, query))
    return page(request, render_country(frame, view, place, home, query))


@router.get("/views/scenario", **shows_or_gives("The page"))
async def view_scenario(
    request: Request, snapshot: PageSnapshotDep, settings: SettingsDep, query: Annotated[ScenarioPageQuery, Query()]
) -> Response:
    """What signing and ending agreements would do to a home: a form, the figures before and after, which are a file too, and what
    would be signed, end, close and open, each a file by its `part`; nothing is written."""
    frame, view = _seen(request, snapshot, settings)
    asked = frame, view, query.home, query.paste, query

    def work() -> Response:
        if query.format == "html":
            return page(request, render_scenario(*asked))
        if query.part or query.format not in TABLES:
            return taken(request, query, scenario_taken(*asked))
        found = scenario_found(*asked)
        body = found.file(query.format, frame.language)
        return encoded(request, body, formats_of(found.question)[query.format], file_headers(found, query.format, frame.language))

    return await rendered(request, work, snapshot)
