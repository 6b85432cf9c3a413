"""`network`: the places around one; `render`: its picture, or that of a cluster."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from graph_service.answers.network import network_answer
from graph_service.cli.console import note, save, show
from graph_service.cli.questions import (
    AsOf,
    Form,
    Kinds,
    Language,
    Layer,
    load_snapshot,
    most_of,
    selection_of,
)
from graph_service.cli.rows import network_rows
from graph_service.errors import BadRequest
from graph_service.metrics.neighbourhood import MAX_DEPTH, neighbourhood
from graph_service.metrics.selection import ALL_LAYERS
from graph_service.questions.shown import name_of
from graph_service.resolver import resolve, resolve_home, resolve_region
from graph_service.settings import Settings
from graph_service.views.cluster import render_cluster
from graph_service.views.place import render_place


def register(app: typer.Typer) -> None:
    """Add the commands."""
    for command in (network, render):
        app.command()(command)


def network(
    place: Annotated[str, typer.Argument(help="a place by id, code or name")],
    depth: Annotated[int, typer.Option(min=1, max=MAX_DEPTH, help="agreements from the place")] = 1,
    as_of: AsOf = None,
    kinds: Kinds = None,
    layer: Layer = ALL_LAYERS,
    limit: Annotated[int | None, typer.Option(min=1, help="places at most, nearest first; 1000, in CSV all")] = None,
    form: Form = "table",
) -> None:
    """The places within a few agreements of one place. 城市友城网络。"""
    snapshot = load_snapshot()
    selection = selection_of(snapshot, as_of, kinds, layer)
    found = neighbourhood(snapshot, resolve(snapshot, place).id, depth, selection, most_of(limit, form, 1000))
    answer = network_answer(snapshot, found, depth, selection)
    title = f"{name_of(answer.centre)}: {len(answer.nodes) - 1} places, {len(answer.edges)} agreements"
    show(answer, form, title, *network_rows(answer))
    if answer.truncated:
        note(f"{len(answer.nodes)} of {answer.total_nodes} places shown; raise --limit for more")


def render(
    kind: Annotated[Literal["place", "cluster"], typer.Argument(help="what to draw")],
    ids: Annotated[list[str], typer.Argument(help="a place; or a home and a partner region or country; by id, code or name")],
    output: Annotated[Path, typer.Option("-o", "--output", help="the HTML file to write")],
    depth: Annotated[int, typer.Option(min=1, max=MAX_DEPTH, help="agreements from the place")] = 1,
    as_of: AsOf = None,
    kinds: Kinds = None,
    layer: Layer = ALL_LAYERS,
    lang: Language = "zh",
) -> None:
    """Draw a place's network or a cluster as one HTML file that opens without a network. 导出网页。"""
    snapshot = load_snapshot()
    selection = selection_of(snapshot, as_of, kinds, layer)
    expected = {"place": 1, "cluster": 2}[kind]
    if len(ids) != expected:
        raise BadRequest("ids", f"render {kind} takes {expected} id(s), not {len(ids)}")
    if kind == "place":
        html = render_place(snapshot, resolve(snapshot, ids[0]).id, depth, selection, lang)
    else:
        home, partner = resolve_home(snapshot, ids[0]).id, resolve_region(snapshot, ids[1]).id
        html = render_cluster(snapshot, home, partner, selection, Settings().rules, lang)
    save(output, html)
