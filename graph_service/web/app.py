"""The application: one factory that tests, the command line and uvicorn all call."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from fastapi import Depends, FastAPI
from fastapi.telemetry import TelemetryConfig
from fastapi_offline import FastAPIOffline
from starlette.middleware.gzip import GZipMiddleware

from graph_service import __version__
from graph_service.publisher import Publisher, watch
from graph_service.settings import Settings
from graph_service.store.base import Stored
from graph_service.store.open import may_be_edited, open_store
from graph_service.web import problems
from graph_service.web.aside import COMPRESSED_FROM, COMPRESSION
from graph_service.web.dependencies import nothing_twice
from graph_service.web.description import PROBLEM_RESPONSE, describe, operation_id
from graph_service.web.page_query import WithoutMessengers
from graph_service.web.renderer import Renderer
from graph_service.web.routers import (
    changes,
    health,
    homes,
    index,
    lists,
    marks,
    pages,
    papers,
    pictured,
    places,
    planner,
    questions,
    records,
    reference,
    scenarios,
    world,
)
from graph_service.web.security import Secured
from graph_service.web.service import Service

# Nobody is reported to; looking on every request whether somebody wants reports takes longer than a ready answer.
_SILENT = TelemetryConfig(tracing=False, metrics=False, logs=False, operation_spans=False, auto_configure=False)

_COMPRESSED_ASIDE_FROM = 16_384  # bytes; the loop would stand still for longer than going to a thread and back takes


def create_app(settings: Settings | None = None, first: Stored | None = None) -> Service:
    """The service on the store that the settings name; without arguments the environment decides.

    `first` is what that store was found to hold a moment ago.
    """
    settings = settings or Settings()
    publisher = Publisher(
        lambda: open_store(settings.store, settings.deadlines),
        settings.now,
        first=first,
        reread=settings.reread_seconds if may_be_edited(settings.store) else None,
        measure_ahead=settings.measure_ahead,
    )
    return Service(application(publisher, settings), publisher, settings)


def application(publisher: Publisher, settings: Settings) -> FastAPI:
    """What computes each answer anew; while it runs, the publisher watches the store."""

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        await publisher.try_refresh()  # if it fails, the watch tries again and /health/ready says why nothing is served yet
        watching = asyncio.create_task(watch(publisher, settings.refresh_seconds))
        with Renderer(settings.waiting) as app.state.renderer:
            yield
        watching.cancel()
        with suppress(asyncio.CancelledError):
            await watching
        await publisher.aclose()

    app = FastAPIOffline(  # sends the files of the reference, whose page is ours: `routers.reference`
        docs_url=None,
        redoc_url=None,
        title="Sister-city graph",
        version=__version__,
        description="Grape-cluster coverage, partner gaps and network views of sister-city agreements.",
        lifespan=lifespan,
        telemetry=_SILENT,
        generate_unique_id_function=operation_id,
        responses=PROBLEM_RESPONSE,
        dependencies=[Depends(nothing_twice)],
    )
    app.state.publisher = publisher
    app.state.settings = settings
    problems.install(app)
    app.add_middleware(
        GZipMiddleware,
        minimum_size=COMPRESSED_FROM,
        compresslevel=COMPRESSION,
        thread_minimum_size=_COMPRESSED_ASIDE_FROM,
        exclude_content_types=("image/png",),
    )
    app.add_middleware(Secured)
    app.add_middleware(WithoutMessengers)
    for module in (
        places,
        index,
        questions,
        scenarios,
        records,
        marks,
        changes,
        health,
        reference,
        lists,
        pictured,
        homes,
        planner,
        pages,
        papers,
        world,
    ):
        app.include_router(module.router)
    describe(app)
    return app
