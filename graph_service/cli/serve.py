"""`serve`: the HTTP service."""

import asyncio
from typing import TYPE_CHECKING, Annotated

import typer

from graph_service.cli.console import note
from graph_service.settings import Settings
from graph_service.snapshot import Snapshot
from graph_service.store.base import Stored
from graph_service.store.open import missing_file, open_store

if TYPE_CHECKING:
    from graph_service.web.service import Service


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(serve)


def serve(
    host: Annotated[str | None, typer.Option(help="address to listen on")] = None,
    port: Annotated[int | None, typer.Option(min=1, max=65535, help="port to listen on")] = None,
) -> None:
    """Serve the HTTP interface and the pages until stopped. 启动服务。"""
    # HTTP takes a quarter of a second to import, which the other commands need not pay.
    import uvicorn  # noqa: PLC0415

    settings = Settings()
    app = _app(settings)
    host, port = host or settings.host, port or settings.port
    note(f"serving http://{host}:{port}  (documentation at /docs, stop with Ctrl-C)")
    note(_today(settings))
    uvicorn.run(
        app,
        factory=isinstance(app, str),
        host=host,
        port=port,
        workers=settings.workers,
        log_level="warning",
        server_header=False,
        proxy_headers=False,  # `api.prefix` believes the same proxies, and about the prefix as well
        access_log=False,  # below the level of the log anyway, and preparing it costs each request
    )


def _today(settings: Settings) -> str:
    """Which day it is here: a machine in another zone than the office would be a day behind unseen."""
    now = settings.now()
    zone = settings.timezone or f"{now.tzname()}, the machine's zone; GRAPH_SERVICE_TIMEZONE names the office's"
    return f"today is {now.date()} ({zone})"


def _app(settings: Settings) -> "Service | str":
    """The app on what the store holds, or where worker processes find it, each to load for itself.

    A store that is down or unsound is said at once and in one line, not found out by the first client.
    """
    stored = asyncio.run(_stored(settings))
    Snapshot.of(stored, settings.now().date())
    if settings.workers > 1:
        return "graph_service.web.app:create_app"
    from graph_service.web.app import create_app  # noqa: PLC0415

    return create_app(settings, stored)


async def _stored(settings: Settings) -> Stored:
    if new := missing_file(settings.store):
        note(f"making a new store, {new}")
    store = open_store(settings.store, settings.deadlines, create=True)
    try:
        stored = await store.load()
    finally:
        await store.aclose()
    if not len(stored.network):
        note("the store is empty; fill it with: graph-service load seeds")
    return stored
