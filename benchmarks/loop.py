"""How long a page holds the event loop: the app is asked for pages of every kind, while a ticker on the same loop notes how late
it is called. Late is all that keeps other answers waiting: work on the loop, and work beside it that gives up no turn."""

import asyncio
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import httpx2 as httpx

from benchmarks.measure import Measured
from benchmarks.stores import seeds
from graph_service.records.network import ChangeSet
from graph_service.settings import Settings
from graph_service.store.embedded import EmbeddedStore
from graph_service.web.app import create_app

LIMIT = 0.020  # seconds
RUNS = 3
TICK = 0.001  # seconds
PAGES = (
    "/",
    "/views/home/Q16963",
    "/views/home/Q1198",
    "/views/home/Q16963/gaps",
    "/views/home/Q16963/candidates",
    "/views/cluster/Q1198/Q142",
    "/views/cluster/Q16963/Q183?format=png",
    "/views/place/Q8686?depth=3",
    "/views/country/DE",
    "/views/country/DE?format=xlsx",
    "/views/compare?homes=Q16963,Q16967,Q43407",
    "/views/path?from=Q16666&to=Q365",
    "/views/brief/Q16963/Q183?format=docx",
    "/views/list/agreements?download=1",
    "/views/world",
    "/views/world?format=png",
)


def axes() -> Iterator[Measured]:
    """The longest hold of each of several rounds over all pages."""
    with tempfile.TemporaryDirectory() as folder:
        store = f"sqlite:///{Path(folder) / 'loop.db'}"
        found = asyncio.run(_rounds(store))
    ours = [max(each.values()) for each in found]
    yield Measured("longest hold of the loop by a page", "a limit of 20 ms", ours, [LIMIT] * RUNS, target=1)


async def _rounds(store: str) -> list[dict[str, float]]:
    await EmbeddedStore.open(Path(store.removeprefix("sqlite:///"))).apply(ChangeSet(tuple(seeds())))
    app = create_app(Settings(store=store)).app
    transport = httpx.ASGITransport(app=app)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url="http://localhost", follow_redirects=True, timeout=120) as client,
    ):
        for page in PAGES:  # what is imported and measured once is no part of it
            (await client.get(page)).raise_for_status()
        return [
            {page: await _held(client, f"{page}{'&' if '?' in page else '?'}_={turn}") for page in PAGES} for turn in range(RUNS)
        ]


async def _held(client: httpx.AsyncClient, page: str) -> float:
    """How late the ticker was at most while the page was made, in seconds."""
    late = 0.0
    over = asyncio.Event()

    async def tick() -> None:
        nonlocal late
        while not over.is_set():
            due = time.perf_counter() + TICK
            await asyncio.sleep(TICK)
            late = max(late, time.perf_counter() - due)

    ticking = asyncio.create_task(tick())
    await client.get(page)
    over.set()
    await ticking
    return late
