"""Pages of questions: each question of the table as a list that can be read, narrowed and taken away."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC
from functools import partial
from inspect import Parameter, Signature
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, Field, create_model

from graph_service.planning.anniversaries import AnniversariesOf
from graph_service.questions.anniversaries import ANNIVERSARIES
from graph_service.questions.answered import answered
from graph_service.questions.arranged import GroupsAnswer
from graph_service.questions.candidates import CANDIDATES
from graph_service.questions.gaps import GAPS
from graph_service.questions.known_lists import home_asked
from graph_service.questions.life import Life
from graph_service.questions.matrix import MATRIX
from graph_service.questions.parameters import Limited, OnDay
from graph_service.questions.queries import QUERIES
from graph_service.questions.query import QUERY
from graph_service.questions.question import AnyQuestion, View
from graph_service.questions.table import QUESTIONS
from graph_service.settings import Settings
from graph_service.site.agreement import Kept, agreement_taken, render_agreement
from graph_service.site.anniversaries import OF_PAGES, render_anniversaries
from graph_service.site.candidates import render_candidates
from graph_service.site.gaps import render_gaps
from graph_service.site.home import of_homes
from graph_service.site.home_matrix import render_matrix
from graph_service.site.listing import render_listing
from graph_service.site.queries import render_form, render_queries
from graph_service.site.search import render_search
from graph_service.site.straight import straight_to
from graph_service.snapshot import Snapshot
from graph_service.web.answering import for_now, page, shows
from graph_service.web.aside import aside, rendered, unless_gone
from graph_service.web.dependencies import PageSnapshotDep, PublisherDep, SettingsDep
from graph_service.web.feed import changes_told_of
from graph_service.web.framed import frame_of, wants_file
from graph_service.web.measured import measured
from graph_service.web.page_query import PageQuery, asked_in, in_order
from graph_service.web.taken import Taking, shows_or_gives, taken

_SAVED = 50  # pages of a list that is saved: more is no file to mail
_CHANGES = 50  # of one record; the rest is in the feed
# Lists that are read otherwise than as a table, or with more than it, where they are not told as groups.
_RENDERED = {
    ANNIVERSARIES.name: render_anniversaries,
    CANDIDATES.name: render_candidates,
    MATRIX.name: render_matrix,
    QUERIES.name: render_queries,
}
_FIXED = ("select", "group_by")  # the page shows what fits it


class AgreementQuery(Taking, OnDay, PageQuery):
    """On which day."""


class SearchQuery(PageQuery):
    """What was typed."""

    q: str = Field("", description="places, or one and a list: `南京`, `江苏 德国`, `南京到科隆`, `江苏 欧洲`, `江苏 缺口`")
    all: bool = Field(False, description="all that is found, even where the text can mean but one thing")


def router_of(questions: tuple[AnyQuestion, ...]) -> APIRouter:
    """The routes of the pages of these questions, and of homes and searches."""
    router = APIRouter(tags=["pages"], default_response_class=Response)
    router.get("/views/search", **shows("The page"))(view_search)
    router.get("/views/agreement/{agreement}", **shows_or_gives("The page"))(view_agreement)
    of_home = {question.name for question in of_homes()}
    for question in questions:
        # What these pages take is what their questions take, which programs ask below /v1: they are not described again.
        page_of_list = router.get(f"/views/list/{question.name}", name=f"list_{question.name}", include_in_schema=False)
        page_of_list(_handler(question))
        if question.name in of_home:
            path = f"/views/home/{{home}}/{question.name}"
            router.get(path, name=f"home_{question.name}", include_in_schema=False)(_handler(question, "home"))
    return router


async def view_agreement(
    request: Request,
    publisher: PublisherDep,
    snapshot: PageSnapshotDep,
    settings: SettingsDep,
    agreement: str,
    query: Annotated[AgreementQuery, Query()],
) -> Response:
    """An agreement: both sides, its life, what is done under it, what documents claim of it, every source, and how its record
    was changed."""
    ask = Life(agreement=agreement, as_of=query.as_of)
    changes = await changes_told_of(publisher, snapshot, record="agreements", record_id=agreement, limit=_CHANGES)
    kept = Kept(changes, settings.now().tzinfo or UTC, settings.report_to)
    asked_of = frame_of(request, settings), View(snapshot, settings.standards), ask, kept

    def work() -> Response:
        if query.format != "html":
            return taken(request, query, agreement_taken(*asked_of))
        shown = page(request, render_agreement(*asked_of))
        return for_now(shown) if kept.changes is None else shown

    return await rendered(request, work, snapshot)


@aside
def view_search(
    request: Request, snapshot: PageSnapshotDep, settings: SettingsDep, query: Annotated[SearchQuery, Query()]
) -> Response:
    """The places that a text names, and the ways between two of them; a text that asks for the way between two leads there, and
    the name of one place alone to its page."""
    frame, text = frame_of(request, settings), query.q.strip()[:100]
    if text and not query.all and (there := straight_to(frame, snapshot, text)) is not None:
        return Response(status_code=303, headers={"Location": there, "Cache-Control": "no-store"})
    return page(request, render_search(frame, snapshot, text))


def _handler(question: AnyQuestion, *in_path: str) -> Callable[..., Awaitable[Response]]:
    """What answers a request for the page of this question, with these of its parameters in the path."""

    async def show(request: Request, snapshot: Snapshot, settings: Settings, query: BaseModel, **path: str) -> Response:
        view, worklist = View(snapshot, settings.standards), partial(render_gaps, marking=settings.marking)

        def understood() -> tuple[Any, Mapping[str, str]]:
            return asked_in(question, view, query, path)

        early = None
        if question.measuring is not None:
            early = understood()
            await unless_gone(request, measured(request, snapshot, question.measuring(view, early[0])))

        def work() -> Response:
            ask, fixed = early or understood()
            if question is QUERY and (form := render_form(frame_of(request, settings), ask)):
                return page(request, form)
            ask, fixed = in_order(question, ask, fixed, frame_of(request, settings).language)
            found = answered(question, view, _in_full(request, ask) if isinstance(ask, Limited) else ask)
            own = {} if isinstance(found.document, GroupsAnswer) else _RENDERED
            render = worklist if question is GAPS else own.get(question.name, render_listing)
            return page(request, render(frame_of(request, settings), snapshot, found, fixed, home_asked(view, ask, fixed)))

        return await rendered(request, work, snapshot)

    words = {
        "request": Request,
        "snapshot": PageSnapshotDep,
        "settings": SettingsDep,
        "query": Annotated[_query_of(question, in_path), Query()],
        **dict.fromkeys(in_path, str),
    }
    taken = [Parameter(name, Parameter.KEYWORD_ONLY, annotation=annotation) for name, annotation in words.items()]
    show.__signature__ = Signature(taken)  # type: ignore[attr-defined]  # what FastAPI gives a handler by
    return show


def _in_full(request: Request, ask: Limited) -> Limited:
    """What is asked, page by page; to be saved as much of the list as one page can hold, for it leads nowhere."""
    return ask.at_most(min(ask.in_file, _SAVED * ask.page) if wants_file(request) else ask.page)


def _query_of(question: AnyQuestion, in_path: tuple[str, ...]) -> type[BaseModel]:
    given = {name: field for name, field in question.ask.model_fields.items() if name not in (*in_path, *_FIXED)}
    fields: dict[str, Any] = {name: (field.annotation, field) for name, field in given.items()}
    if question is ANNIVERSARIES:
        fields["of"] = (AnniversariesOf, OF_PAGES)
    return create_model(f"{question.ask.__name__}Page", __base__=PageQuery, __doc__=question.ask.__doc__, **fields)


router = router_of(QUESTIONS)
