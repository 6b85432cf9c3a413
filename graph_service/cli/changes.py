"""`changes`: who changed which record and when, before and after."""

import asyncio
from datetime import date
from typing import Annotated

import typer

from graph_service.answers.changes import ChangeItem, ChangesAnswer, changes_answer, differing, feed_query
from graph_service.answers.paging import EVERYTHING
from graph_service.cli.console import REFUSED, Rows, complain, note, show
from graph_service.cli.questions import Form, most_of
from graph_service.errors import StoreUnsound
from graph_service.settings import Settings
from graph_service.snapshot import Snapshot
from graph_service.store.base import Store
from graph_service.store.open import open_store


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(changes)


def changes(
    since: Annotated[str | None, typer.Option(help="number of a change, or a moment; all on record if left out")] = None,
    record: Annotated[str | None, typer.Option(help="plural name of a type of record")] = None,
    record_id: Annotated[str | None, typer.Option("--id", help="id of a record")] = None,
    limit: Annotated[int | None, typer.Option(min=1, max=EVERYTHING, help="rows at most; 100, in CSV all")] = None,
    cursor: Annotated[str | None, typer.Option(help="`next` of the page before")] = None,
    form: Form = "table",
) -> None:
    """Who changed which record and when, before and after. 变更记录。"""
    settings = Settings()

    async def ask() -> tuple[ChangesAnswer, StoreUnsound | None]:
        store = open_store(settings.store, settings.deadlines)
        try:
            snapshot, unsound = await _snapshot(store, settings.now().date())
            asked = feed_query(snapshot, since, record, record_id, most_of(limit, form, 100), cursor)
            return changes_answer(snapshot, await store.changes(asked)), unsound
        finally:
            await store.aclose()

    answer, unsound = asyncio.run(ask())
    if unsound:
        complain(f"{unsound}. The feed is told all the same, but not what records that are gone were merged into")
    title = f"{answer.total} records changed after change {answer.since}, up to change {answer.latest}"
    show(answer, form, title, *change_rows(answer))
    if (opening := answer.begins) and form == "table":
        note(f"the feed begins with change {opening.sequence}, of {opening.at}, by {opening.who or 'nobody told'}")
    if answer.next:
        note(f"{len(answer.items)} of {answer.total} shown; raise --limit, or go on with --cursor {answer.next}")
    if unsound:
        raise typer.Exit(REFUSED)


async def _snapshot(store: Store, today: date) -> tuple[Snapshot | None, StoreUnsound | None]:
    """The snapshot; in its place why, where the store makes none: then one asks who changed what."""
    try:
        return Snapshot.of(await store.load(), today), None
    except StoreUnsound as error:
        return None, error


def change_rows(answer: ChangesAnswer) -> tuple[Rows, Rows]:
    """The rows of the feed: both sides as JSON, and in brief which fields differ."""
    full = ("sequence", "at", "who", "record", "id", "before", "after", "successor")
    brief = ("change", "at (UTC)", "who", "record", "id", "what")
    return Rows(full, map(_full, answer.items)), Rows(brief, map(_brief, answer.items))


def _full(item: ChangeItem) -> tuple[object, ...]:
    sides = (None if side is None else bytes(side).decode() for side in (item.before, item.after))
    return (item.sequence, item.at, item.who, item.record, item.id, *sides, item.successor)


def _brief(item: ChangeItem) -> tuple[object, ...]:
    at = item.at[:19].replace("T", " ")
    return (item.sequence, at, item.who, item.record, item.id, _what(item))


def _what(item: ChangeItem) -> str:
    if item.before is None:
        return "added"
    if item.after is None:
        return f"merged into {item.successor}" if item.successor else "removed"
    return "changed: " + ", ".join(differing(item))
