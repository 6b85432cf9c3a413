"""The planner's questions: `network`, `clusters`, `gaps`, and `render` for their pictures."""

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
    place_id_of,
    selection_of,
)
from graph_service.cli.rows import network_rows
from graph_service.errors import BadRequest
from graph_service.metrics.neighbourhood import MAX_DEPTH, neighbourhood
from graph_service.metrics.selection import ALL_LAYERS
from graph_service.questions.shown import name_of
from graph_service.settings import Settings
from graph_service.views.cluster import render_cluster
from graph_service.views.place import render_place


def register(app: typer.Typer) -> None:
    """Add the commands."""
    for command in (network, render):
        app.command()(command)


def network(
    place: Annotated[str, typer.Argument(help="id or exact name of a place")],
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
    found = neighbourhood(snapshot, place_id_of(snapshot, place), depth, selection, most_of(limit, form, 1000))
    answer = network_answer(snapshot, found, depth, selection)
    title = f"{name_of(answer.centre)}: {len(answer.nodes) - 1} places, {len(answer.edges)} agreements"
    show(answer, form, title, *network_rows(answer))
    if answer.truncated:
        note(f"{len(answer.nodes)} of {answer.total_nodes} places shown; raise --limit for more")


def render(
    kind: Annotated[Literal["place", "cluster"], typer.Argument(help="what to draw")],
    ids: Annotated[list[str], typer.Argument(help="a place; or a home and a partner region or country")],
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
    found = [place_id_of(snapshot, given) for given in ids]
    if kind == "place":
        html = render_place(snapshot, found[0], depth, selection, lang)
    else:
        html = render_cluster(snapshot, found[0], found[1], selection, Settings().weights, lang)
    save(output, html)
