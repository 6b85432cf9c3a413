"""Marks of gaps: one door for programs and one for the form of the worklist."""

from typing import Annotated
from urllib.parse import parse_qsl, urlencode

import msgspec
from fastapi import APIRouter, Depends, Query, Request, Response

from graph_service.answers.marks import Marking, mark_of, read_marking
from graph_service.errors import BadRequest, MarkingOff
from graph_service.publisher import Publisher
from graph_service.records.mark import Mark
from graph_service.records.network import ChangeSet
from graph_service.settings import Settings
from graph_service.web.answering import gives, takes
from graph_service.web.aside import renderer_of, unless_gone
from graph_service.web.dependencies import BodyDep, PublisherDep, SettingsDep
from graph_service.web.origin import own_origin
from graph_service.web.parameters import Lenient, NoParameters
from graph_service.web.routers.records import SINGLE

_FIELDS = 20  # of a form; it has fewer
_NOT_KEPT = ("cursor", "home")


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
    """Mark a gap by the form of the worklist, and go back to the list as it was asked for."""
    fields = _fields_of(body)
    back = parse_qsl(fields.pop("back", ""))
    await _marked(request, publisher, settings, read_marking({**fields, "home": home}))
    query = urlencode([(name, value) for name, value in back if name not in _NOT_KEPT])
    return Response(status_code=303, headers={"Location": f"../gaps{query and '?'}{query}", "Cache-Control": "no-store"})


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
