"""What the commands that ask a question share: their options, the network they ask, and how places are named."""

import asyncio
from datetime import date, datetime, time
from typing import Annotated

import typer

from graph_service.answers.paging import EVERYTHING
from graph_service.cli.console import OutputFormat, note
from graph_service.metrics.selection import Selection, select
from graph_service.questions.parameters import day_of
from graph_service.settings import Settings
from graph_service.snapshot import Snapshot
from graph_service.store.base import NamedQuery, Stored, Told
from graph_service.store.open import open_store
from graph_service.words import bilingual


def day(text: str) -> datetime:
    """The day that an option names.

    Raises:
        typer.BadParameter: it is none.
    """
    try:
        return datetime.combine(day_of(text), time())
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None


AsOf = Annotated[datetime | None, typer.Option(parser=day, help="the day the answer is about; today if left out")]
Kinds = Annotated[str | None, typer.Option(help="comma-separated kinds that count; formal,unclassified if left out")]
Layer = Annotated[str, typer.Option(help="a layer of the data (home, china, world) or all")]
Form = Annotated[OutputFormat, typer.Option("--format", help="table, json (the endpoint's document) or csv")]
Language = Annotated[bilingual.Language, typer.Option("--lang", help="language of reasons and pages")]


def load_snapshot() -> Snapshot:
    """The network in the store that the settings name, as of today; a remark where it is empty."""
    settings = Settings()
    snapshot = Snapshot.of(asyncio.run(stored_by(settings)), settings.now().date())
    if not snapshot.places:
        note("the store is empty; load data first, for example: graph-service load seeds")
    return snapshot


def ask_store(query: NamedQuery) -> Told:
    """What the store that the settings name tells of a query; errors as `open_store` and `Store.ask`."""

    async def told() -> Told:
        settings = Settings()
        store = open_store(settings.store, settings.deadlines)
        try:
            return await store.ask(query)
        finally:
            await store.aclose()

    return asyncio.run(told())


async def stored_by(settings: Settings) -> Stored:
    """What the store that the settings name holds; errors as `open_store` and `Store.load`."""
    store = open_store(settings.store, settings.deadlines)
    try:
        return await store.load()
    finally:
        await store.aclose()


def most_of(limit: int | None, form: OutputFormat, shown: int) -> int:
    """How many rows to give: as many as were asked for, else all in CSV, which cannot say that it is cut, else `shown`."""
    return limit or (EVERYTHING if form == "csv" else shown)


def selection_of(snapshot: Snapshot, as_of: datetime | None, kinds: str | None, layer: str) -> Selection:
    """The selection that the options make; errors as `select`."""
    day: date | None = as_of.date() if as_of else None
    return select(snapshot, day, kinds, layer)
