"""`growth`: how many agreements a home signed in each year."""

from collections.abc import Iterator
from typing import Annotated

import typer

from graph_service.answers.growth import GrowthAnswer, GrowthItem, growth_answer
from graph_service.cli.console import Rows, note, show
from graph_service.cli.questions import EVERYTHING, AsOf, Form, Home, Kinds, Layer, load_snapshot, place_id_of, selection_of
from graph_service.cli.rows import name_of
from graph_service.metrics.growth import GrowthAxis
from graph_service.metrics.selection import ALL_LAYERS
from graph_service.metrics.vine import vine_of


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(growth)


def growth(
    home: Home,
    by: Annotated[GrowthAxis | None, typer.Option(help="one series per country or per tier; one for all if left out")] = None,
    as_of: AsOf = None,
    kinds: Kinds = None,
    layer: Layer = ALL_LAYERS,
    form: Form = "table",
) -> None:
    """Agreements signed in each year and by its end. 增长。"""
    snapshot = load_snapshot()
    vine = vine_of(snapshot, place_id_of(snapshot, home), selection_of(snapshot, as_of, kinds, layer))
    answer = growth_answer(vine, by, EVERYTHING)
    total = sum(item.total for item in answer.items)
    show(answer, form, f"{name_of(answer.home)}: {total} agreements by the year of signing", *growth_rows(answer))
    apart = [sum(len(getattr(item, name)) for item in answer.items) for name in ("undated", "vague", "planned")]
    if any(apart):
        note(f"in no year: {apart[0]} undated, {apart[1]} signed in an interval of years; beside them {apart[2]} planned")


def growth_rows(answer: GrowthAnswer) -> tuple[Rows, Rows]:
    """One row per series and year; in CSV, also one per series for what belongs to no year, named in place of the year."""
    header = ("key", "zh", "en", "year", "signed", "cumulative", "agreements")
    full = (row for item in answer.items for row in _full(item))
    brief = (
        (point.year, point.signed, point.cumulative, item.names.zh or item.names.en)
        for item in answer.items
        for point in item.years
    )
    return Rows(header, full), Rows(("year", "signed", "cumulative", "series"), brief)


def _full(item: GrowthItem) -> Iterator[tuple[object, ...]]:
    name = (item.key, item.names.zh, item.names.en)
    for point in item.years:
        yield (*name, point.year, point.signed, point.cumulative, point.agreements)
    for apart in ("undated", "vague", "planned"):
        if agreements := getattr(item, apart):
            yield (*name, apart, len(agreements), None, agreements)
