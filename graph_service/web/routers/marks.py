"""Marks of gaps: one door for programs and one for the form of the worklist."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Annotated
from urllib.parse import parse_qsl, urlencode

import msgspec
from fastapi import APIRouter, Depends, Query, Request, Response

from graph_service.answers.marks import Marking, mark_of, read_marking
from graph_service.errors import BadRequest, MarkingOff
from graph_service.pages.page import policy_of
from graph_service.publisher import Publisher
from graph_service.questions.answered import answered
from graph_service.questions.gaps import GAPS
from graph_service.questions.question import View
from graph_service.records.mark import Mark
from graph_service.records.network import ChangeSet
from graph_service.settings import Settings
from graph_service.site.gaps import MARKED, Draft, draft_of, render_gaps
from graph_service.snapshot import Snapshot
from graph_service.web.answering import gives, takes
from graph_service.web.aside import rendered, renderer_of, unless_gone
from graph_service.web.dependencies import BodyDep, PublisherDep, SettingsDep
from graph_service.web.framed import frame_of
from graph_service.web.origin import own_origin
from graph_service.web.page_query import asked_in
from graph_service.web.parameters import Lenient, NoParameters
from graph_service.web.problem_pages import wants_page
from graph_service.web.routers.records import SINGLE

_FIELDS = 20  # of a form; it has fewer
_NOT_KEPT = ("cursor", "home", MARKED)


async def marking_on(settings: SettingsDep) -> None:
    """Pass where gaps may be marked.

    Raises:
        MarkingOff: the settings do not allow it.
    """
    if not settings.marking:
        raise MarkingOff


router = APIRouter(dependencies=[Depends(marking_on), Depends(own_origin)])


@router.post("/v1/marks", tags=["records"], **gives(SINGLE[Mark]), **takes(Marking))
async def mark_gap(request: Request, publisher: PublisherDep, settings: SettingsDep, body: BodyDep, _: NoParameters) -> Response:
    """Mark a gap of a home as taken, done or dismissed, or open it again, with a name and a reason; what it was before is in the
    change feed. Only where `GRAPH_SERVICE_MARKING` is true."""
    mark = await _marked(request, publisher, settings, read_marking(body))
    document = SINGLE[Mark](snapshot=publisher.current.version, record=mark)
    return Response(msgspec.json.encode(document), media_type="application/json", headers={"Cache-Control": "no-store"})


@router.post("/views/home/{home}/gaps/mark", include_in_schema=False)
async def mark_on_page(
    request: Request,
    publisher: PublisherDep,
    settings: SettingsDep,
    body: BodyDep,
    home: str,
    _: Annotated[Lenient, Query()],
) -> Response:
    """Mark a gap by the form of the worklist, and go back to the list as it was asked for, which says what was kept; what cannot
    be kept stands in its form again, with what is amiss."""
    fields = _fields_of(body)
    back = parse_qsl(fields.pop("back", ""))
    try:
        marking = read_marking({**fields, "home": home})
    except BadRequest as error:
        draft = draft_of(fields, error.parameter)
        if draft is None or not wants_page(request):
            raise
        again = partial(_again, request, publisher.current, settings, back, home, draft, error)
        return await rendered(request, again, None)
    mark = await _marked(request, publisher, settings, marking)
    query = urlencode([*((name, value) for name, value in back if name not in _NOT_KEPT), (MARKED, mark.id)])
    return Response(status_code=303, headers={"Location": f"../gaps?{query}", "Cache-Control": "no-store"})


def _again(
    request: Request,
    snapshot: Snapshot,
    settings: Settings,
    back: Sequence[tuple[str, str]],
    home: str,
    draft: Draft,
    error: BadRequest,
) -> Response:
    """The worklist as it was asked for, with what was typed into the form of one of its gaps.

    Raises:
        BadRequest: the error, where the list holds that gap no more.
    """
    view = View(snapshot, settings.standards)
    listed = Request({**request.scope, "query_string": urlencode(back).encode()})
    ask, fixed = asked_in(GAPS, view, back, {"home": home})
    found = answered(GAPS, view, ask.at_most(ask.page))
    if draft.gap not in {item.key for item in getattr(found.document, "items", ())}:
        raise error
    frame = replace(frame_of(listed, settings), here="../gaps")
    html = render_gaps(frame, snapshot, found, fixed, view.vine(ask), marking=True, draft=draft)
    headers = {"Content-Security-Policy": policy_of(html), "Cache-Control": "no-store"}
    return Response(html, 422, headers, "text/html; charset=utf-8")


def _fields_of(body: bytes) -> dict[str, str]:
    try:
        given = parse_qsl(body.decode(), keep_blank_values=True, errors="strict", max_num_fields=_FIELDS)
    except ValueError as error:
        raise BadRequest("body", f"is no form: {error}") from None
    if len(fields := dict(given)) < len(given):
        raise BadRequest("body", "a field of the form is given twice; give it once")
    return fields


async def _marked(request: Request, publisher: Publisher, settings: Settings, marking: Marking) -> Mark:
    """Write the mark, and publish it before anybody is answered."""
    await publisher.catch_up(settings.store_load_seconds)  # a home that is gone since must not be marked
    snapshot, today = publisher.current, settings.now().date()
    find = renderer_of(request).do(lambda: mark_of(snapshot, marking, today, settings.rules))
    mark = await unless_gone(request, find)
    await publisher.apply(ChangeSet((mark,)), marking.who)
    await publisher.catch_up(settings.store_load_seconds)
    return mark
