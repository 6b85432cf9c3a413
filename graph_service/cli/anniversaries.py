"""`anniversaries`: what to celebrate in a window, as a table, CSV, JSON or a calendar file."""

from datetime import datetime
from typing import Annotated, Literal

import typer

from graph_service.answers.anniversaries import AnniversariesAnswer, AnniversaryItem, AnniversaryQuestion, anniversaries_answer
from graph_service.answers.calendar import calendar_of
from graph_service.cli.console import Rows, note, show
from graph_service.cli.questions import (
    EVERYTHING,
    AsOf,
    Home,
    Kinds,
    Language,
    Layer,
    day,
    load_snapshot,
    selection_of,
)
from graph_service.cli.streams import print_bytes, printing
from graph_service.metrics.selection import ALL_LAYERS
from graph_service.metrics.vine import vine_of
from graph_service.planning.anniversaries import AnniversaryKind, window_of
from graph_service.questions.shown import name_of
from graph_service.resolver import resolve_home
from graph_service.settings import Settings


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(anniversaries)


def anniversaries(
    home: Home,
    from_: Annotated[datetime | None, typer.Option("--from", parser=day, help="first day; --as-of if left out")] = None,
    to: Annotated[datetime | None, typer.Option(parser=day, help="last day; 12 months later if left out")] = None,
    year: Annotated[int | None, typer.Option(help="a calendar year, in place of --from and --to")] = None,
    step: Annotated[int | None, typer.Option(min=1, max=100, help="every so many years; five if left out")] = None,
    kind: Annotated[AnniversaryKind | None, typer.Option(help="of agreements or diplomatic relations; both if left out")] = None,
    as_of: AsOf = None,
    kinds: Kinds = None,
    layer: Layer = ALL_LAYERS,
    lang: Language = "zh",
    form: Annotated[
        Literal["table", "json", "csv", "ics"], typer.Option("--format", help="table, json (the endpoint's document), csv or ics")
    ] = "table",
) -> None:
    """Anniversaries of agreements and of diplomatic relations. 周年。"""
    snapshot = load_snapshot()
    selection = selection_of(snapshot, as_of, kinds, layer)
    rule = Settings().rules.anniversary
    window = window_of(selection.as_of, from_.date() if from_ else None, to.date() if to else None, year, rule.months)
    vine = vine_of(snapshot, resolve_home(snapshot, home).id, selection)
    answer = anniversaries_answer(vine, AnniversaryQuestion(window, step or rule.step, kind), EVERYTHING)
    if form == "ics":
        with printing():
            print_bytes(calendar_of(answer, lang))  # its lines end as RFC 5545 says, on every system
        return
    title = f"{name_of(answer.home)}: {answer.total} anniversaries from {answer.first} to {answer.last}"
    show(answer, form, title, *anniversary_rows(answer, lang))
    if answer.undated or answer.vague:
        note(f"{answer.undated} agreements without a date and {len(answer.vague)} signed in an interval of years are not listed")


def anniversary_rows(answer: AnniversariesAnswer, lang: Literal["zh", "en"]) -> tuple[Rows, Rows]:
    """One row per anniversary; the table gives the name in one language."""
    header = (
        "date",
        "precision",
        "kind",
        "years",
        "since",
        "basis",
        "zh",
        "en",
        "unit",
        "partner",
        "country",
        "evidence",
        "prepared",
    )
    brief = (
        (item.date, item.years, item.basis, "yes" if item.prepared else "", item.names.best(lang, item.key))
        for item in answer.items
    )
    return Rows(header, map(_full, answer.items)), Rows(("date", "years", "basis", "planned", "anniversary"), brief)


def _full(item: AnniversaryItem) -> tuple[object, ...]:
    dates = (item.date, item.precision, item.kind, item.years, item.since, item.basis)
    sides = (item.unit.id if item.unit else None, item.partner.id, item.country)
    return (*dates, item.names.zh, item.names.en, *sides, item.evidence, item.prepared)
