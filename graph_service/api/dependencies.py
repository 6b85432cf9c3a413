"""What handlers are given: the current snapshot, the settings, and an early 304 for clients that are up to date.

All are `async`, for FastAPI sends every plain function to a thread and back, which costs more than most answers.
"""

from typing import Annotated

from fastapi import Depends, Request

from graph_service.api.conditional import etag_of, names_tag, tagged, unchanged
from graph_service.api.problems import NotModified
from graph_service.errors import TooLarge
from graph_service.publisher import Publisher
from graph_service.settings import Settings
from graph_service.snapshot import Snapshot


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
    """The current snapshot, for an answer that is the same in every language; errors as `_unseen`."""
    return _unseen(request, by_language=False)


async def page_snapshot_of(request: Request) -> Snapshot:
    """The current snapshot, for an answer in the language of the browser; errors as `_unseen`."""
    return _unseen(request, by_language=True)


def _unseen(request: Request, by_language: bool) -> Snapshot:
    """The current snapshot, if the client has not already seen this answer from it.

    Raises:
        NotModified: If-None-Match names the snapshot's ETag.
    """
    snapshot: Snapshot = request.app.state.publisher.current
    tag = etag_of(snapshot, request.app.state.settings)
    if names_tag(request.headers.get("if-none-match", ""), tag):
        raise NotModified(unchanged(tag, by_language))
    request.state.headers = tagged(tag, by_language)
    return snapshot


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
