"""`render`: the picture of the network around a place, or of a cluster, as a page."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from graph_service.cli.console import save
from graph_service.cli.questions import AsOf, Kinds, Language, Layer, load_snapshot, selection_of
from graph_service.errors import BadRequest
from graph_service.metrics.neighbourhood import MAX_DEPTH
from graph_service.metrics.selection import ALL_LAYERS
from graph_service.pages.place import render_place
from graph_service.questions.cluster import Cluster
from graph_service.questions.question import View
from graph_service.resolver import resolve, resolve_home, resolve_region
from graph_service.settings import Settings
from graph_service.site.cluster import render_cluster
from graph_service.site.templating import Frame


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(render)


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
        ask = Cluster(home=home, partner=partner, as_of=as_of, kinds=kinds, layer=layer)
        html = render_cluster(Frame(lang, "", saved=True), View(snapshot, Settings().standards), ask)
    save(output, html)
