"""What handlers are given: the current snapshot, the settings, and an early 304 for clients that are up to date.

All are `async`, for FastAPI sends every plain function to a thread and back, which costs more than most answers.
"""

from typing import Annotated

from fastapi import Depends, Request

from graph_service import __version__
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


async def snapshot_of(request: Request, publisher: PublisherDep, settings: SettingsDep) -> Snapshot:
    """The current snapshot, if the client has not already seen this answer from it.

    Every read is a function of the URL, the snapshot, its day, the settings and the release, so one ETag serves them
    all. It is weak because the body may be compressed on the way.

    Raises:
        NotModified: If-None-Match names the snapshot's ETag.
    """
    snapshot = publisher.current
    headers = {"ETag": etag_of(snapshot, settings), "Cache-Control": "no-cache", "Vary": "Accept-Language"}
    request.state.headers = headers
    given = {tag.strip() for tag in request.headers.get("if-none-match", "").split(",")}
    if headers["ETag"] in given or "*" in given:
        raise NotModified(headers)
    return snapshot


def etag_of(snapshot: Snapshot, settings: Settings) -> str:
    """The weak ETag of everything answered from a snapshot under these settings."""
    return f'W/"{snapshot.version[:16]}-{snapshot.today:%Y%m%d}-{settings.fingerprint}-{__version__}"'


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
