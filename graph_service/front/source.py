"""Where a register comes from: a store, or files."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from graph_service.data_files import data_folder
from graph_service.environment import settings_told
from graph_service.errors import BadRequest
from graph_service.front.register import Register
from graph_service.loader import snapshot_of_files
from graph_service.questions.question import View
from graph_service.settings import Settings
from graph_service.snapshot import Snapshot
from graph_service.store.base import NamedQuery, Store, Told
from graph_service.store.open import open_store

T = TypeVar("T")


def open(source: str | Path | None = None, *, today: date | None = None) -> Register:  # noqa: A001  # as other libraries call it
    """The register in a store or in files, read once: what is written later is not in it.

    `source` is the URL of a store (`sqlite:///data/graph.db`, `neo4j://…`), or a file or folder of tables such as `seeds/`;
    left out, the store that the settings name. `today` is the day that is asked about where a question names none.

    Raises:
        StoreUnavailable: there is no such store, or it does not answer.
        BadRequest: a setting of the environment is wrong.
        DataRefused: the files do not make a sound network.
    """
    settings = _settings()
    day = today or settings.now().date()
    if source is None or "://" in str(source):
        return Register(_view(str(source or settings.store), settings, day))
    return Register(View(snapshot_of_files([_found(Path(source))], day), settings.standards))


def _settings() -> Settings:
    try:
        return Settings()
    except ValidationError as error:
        (name, problem), *more = settings_told(error, Settings.names())
        raise BadRequest(name, " · ".join([problem, *(f"{other}: {told}" for other, told in more)])) from None


def _found(path: Path) -> Path:
    """The path, or the seeds that come along where `seeds` is not here."""
    return data_folder("seeds") if path == Path("seeds") and not path.exists() else path


def _view(url: str, settings: Settings, day: date) -> View:
    def ask_store(query: NamedQuery) -> Told:
        return _run(_of(url, settings, lambda store: store.ask(query)))

    stored = _run(_of(url, settings, lambda store: store.load()))
    return View(Snapshot.of(stored, day), settings.standards, ask_store)


async def _of(url: str, settings: Settings, asked: Callable[[Store], Awaitable[T]]) -> T:
    """What a store is asked, in a connection of its own."""
    store = open_store(url, settings.deadlines)
    try:
        return await asked(store)
    finally:
        await store.aclose()


def _run(work: Coroutine[Any, Any, T]) -> T:
    """What the work gives, in a loop of its own in a thread of its own: a notebook has one that runs already."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()
