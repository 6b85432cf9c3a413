"""What handlers are given: the current snapshot, the settings, and the tag of the answer.

A client that has the answer already is told so when the answer is made (`answering.encoded`), not before: what does not exist
or cannot be understood must not be hidden by a 304. What is asked again and again is ready in front of all this, its 304 too.

All are `async`, for FastAPI sends every plain function to a thread and back, which costs more than most answers.
"""

from collections.abc import Callable, Mapping
from functools import cache
from inspect import signature
from typing import Annotated, get_args

from fastapi import Depends, Request
from pydantic import BaseModel

from graph_service.errors import BadRequest, TooLarge
from graph_service.publisher import Publisher
from graph_service.questions.asking import parameters_of
from graph_service.settings import Settings
from graph_service.snapshot import Snapshot
from graph_service.web.conditional import etag_of, tagged
from graph_service.web.framed import language_for
from graph_service.words.bilingual import Language


async def publisher_of(request: Request) -> Publisher:
    """The publisher of the app."""
    publisher: Publisher = request.app.state.publisher
    return publisher


async def settings_of(request: Request) -> Settings:
    """The settings of the app."""
    settings: Settings = request.app.state.settings
    return settings


PublisherDep = Annotated[Publisher, Depends(publisher_of)]
SettingsDep = Annotated[Settings, Depends(settings_of)]


async def snapshot_of(request: Request) -> Snapshot:
    """The current snapshot, for an answer that is the same in every language; NotReady if there is none yet."""
    return _tagged(request, None)


async def page_snapshot_of(request: Request) -> Snapshot:
    """The current snapshot, for an answer in the language of the browser; NotReady if there is none yet."""
    settings: Settings = request.app.state.settings
    return _tagged(request, language_for(request, settings))


def _tagged(request: Request, language: Language | None) -> Snapshot:
    snapshot: Snapshot = request.app.state.publisher.current
    tag = etag_of(snapshot, request.app.state.settings, language)
    request.state.headers = tagged(tag, by_language=language is not None)
    return snapshot


async def nothing_twice(request: Request) -> None:
    """Refuse a parameter that is given twice where one value is meant; the last would win in silence.

    Raises:
        BadRequest: it is.
    """
    names = [name for name, _ in request.query_params.multi_items()]
    if len(names) == len(set(names)):
        return
    lists = lists_of(request.scope["endpoint"]) if "endpoint" in request.scope else None
    for name in dict.fromkeys(names):
        if lists is not None and names.count(name) > 1 and lists.get(name) is False:
            raise BadRequest(name, "given twice; give it once")


@cache
def lists_of(endpoint: Callable[..., object]) -> Mapping[str, bool]:
    """The query parameters of a handler, and whether each is a list, which may be given by commas or by repeating it."""
    kinds = (get_args(parameter.annotation)[:1] for parameter in signature(endpoint).parameters.values())
    models = [kind for found in kinds for kind in found if isinstance(kind, type) and issubclass(kind, BaseModel)]
    return {name: is_list for model in models for name, is_list in parameters_of(model).items()}


async def body_of(request: Request, settings: SettingsDep) -> bytes:
    """What the client sent, read no further than the limit.

    Raises:
        TooLarge: it is longer than the settings allow.
    """
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > settings.max_body_bytes:
            raise TooLarge(settings.max_body_bytes)
    return bytes(body)


BodyDep = Annotated[bytes, Depends(body_of)]
SnapshotDep = Annotated[Snapshot, Depends(snapshot_of)]
PageSnapshotDep = Annotated[Snapshot, Depends(page_snapshot_of)]
