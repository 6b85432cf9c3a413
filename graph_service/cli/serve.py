"""`serve`: the HTTP service."""

import asyncio
from typing import Annotated

import typer
import uvicorn

from graph_service.api.protocol import LaneProtocol
from graph_service.cli.console import note
from graph_service.settings import Settings
from graph_service.store.open import open_store


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(serve)


def serve(
    host: Annotated[str | None, typer.Option(help="address to listen on")] = None,
    port: Annotated[int | None, typer.Option(min=1, max=65535, help="port to listen on")] = None,
) -> None:
    """Serve the HTTP interface and the pages until stopped. 启动服务。"""
    settings = Settings()
    asyncio.run(_check_store(settings.store))
    host, port = host or settings.host, port or settings.port
    note(f"serving http://{host}:{port}  (documentation at /docs, stop with Ctrl-C)")
    uvicorn.run(
        "graph_service.api.app:create_app",
        factory=True,
        http=LaneProtocol,
        host=host,
        port=port,
        workers=settings.workers,
        log_level="warning",
        server_header=False,
        access_log=False,  # below the level of the log anyway, and preparing it costs each request
    )


async def _check_store(url: str) -> None:
    """A store that is down is said at once and in one line, not found out by the first client."""
    store = open_store(url)
    try:
        await store.revision()
    finally:
        await store.aclose()
