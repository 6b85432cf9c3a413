"""`overlay`: the friendship map of a home over its business map."""

from typing import Annotated

import typer

from graph_service.answers.overlay import OverlayAnswer, OverlayFilter, OverlayItem, overlay_answer
from graph_service.cli.console import Rows, show
from graph_service.cli.questions import EVERYTHING, AsOf, Form, Home, Kinds, Layer, load_snapshot, selection_of
from graph_service.metrics.business import Lines
from graph_service.metrics.overlay import OverlayGrain, State
from graph_service.metrics.selection import ALL_LAYERS
from graph_service.questions.shown import name_of
from graph_service.resolver import resolve_home


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(overlay)


def overlay(
    home: Home,
    grain: Annotated[OverlayGrain, typer.Option(help="country by country or city by city")] = "country",
    lines: Annotated[Lines, typer.Option(help="economic lines that count: none, events naming the place, or all")] = "events",
    state: Annotated[State | None, typer.Option(help="only places in this state; all if left out")] = None,
    as_of: AsOf = None,
    kinds: Kinds = None,
    layer: Layer = ALL_LAYERS,
    form: Form = "table",
) -> None:
    """Where friendship and business meet, and where only one of them is. 友城版图与商业版图。"""
    snapshot = load_snapshot()
    selection = selection_of(snapshot, as_of, kinds, layer)
    wanted = OverlayFilter(grain, lines, state)
    answer = overlay_answer(snapshot, resolve_home(snapshot, home).id, selection, wanted, EVERYTHING)
    show(answer, form, _title(answer), *overlay_rows(answer))


def _title(answer: OverlayAnswer) -> str:
    counts = ", ".join(f"{count} {state}" for state, count in answer.counts.items())
    found = answer.association
    measure = "" if found.phi is None or found.p is None else f"; phi {found.phi:.2f}, p {found.p:.4f}"
    return f"{name_of(answer.home)}: {counts}{measure}"


def overlay_rows(answer: OverlayAnswer) -> tuple[Rows, Rows]:
    """One row per place; the table leaves out those on neither map."""
    header = ("id", "zh", "en", "state", "agreements", "business", "prospects", "claims")
    shown = (item for item in answer.items if item.state != "neither")
    brief = ((item.state, len(item.agreements), len(item.business), len(item.prospects), _place(item)) for item in shown)
    return Rows(header, map(_full, answer.items)), Rows(("state", "agr.", "bus.", "prosp.", "place"), brief)


def _full(item: OverlayItem) -> tuple[object, ...]:
    business, prospects = ([row.id for row in rows] for rows in (item.business, item.prospects))
    return (
        item.place.id, item.place.names.zh, item.place.names.en, item.state, item.agreements, business, prospects, item.claims
    )  # fmt: skip


def _place(item: OverlayItem) -> str:
    return f"{name_of(item.place)} ({item.place.id})"
