"""`render`: the network around a place, or a cluster, as a page or as its picture alone."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from graph_service.cli.console import save_bytes
from graph_service.cli.questions import AsOf, Kinds, Language, Layer, load_snapshot
from graph_service.errors import BadRequest
from graph_service.front.pictures import Cluster, Neighbours, Page
from graph_service.metrics.neighbourhood import MAX_DEPTH
from graph_service.metrics.selection import ALL_LAYERS
from graph_service.questions.question import View
from graph_service.settings import Settings


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(render)


def render(
    kind: Annotated[Literal["place", "cluster"], typer.Argument(help="what to draw")],
    ids: Annotated[list[str], typer.Argument(help="a place; or a home and a partner region or country; by id, code or name")],
    output: Annotated[Path, typer.Option("-o", "--output", help="the file: .html the page, .svg, .png or .pdf its picture")],
    depth: Annotated[int, typer.Option(min=1, max=MAX_DEPTH, help="agreements from the place")] = 1,
    as_of: AsOf = None,
    kinds: Kinds = None,
    layer: Layer = ALL_LAYERS,
    lang: Language = "zh",
) -> None:
    """Draw a place's network or a cluster as one HTML file that opens offline, or as SVG, PNG or PDF. 导出网页或图片。"""
    view = View(load_snapshot(), Settings().standards)
    words: dict[str, object] = {"as_of": as_of, "kinds": kinds, "layer": layer}
    expected = {"place": 1, "cluster": 2}[kind]
    if len(ids) != expected:
        raise BadRequest("ids", f"render {kind} takes {expected} id(s), not {len(ids)}")
    drawn: Page
    if kind == "place":
        drawn = Neighbours(view, words | {"place": ids[0], "depth": depth})
    else:
        drawn = Cluster(view, words | {"home": ids[0], "partner": ids[1]})
    save_bytes(output, drawn.as_file(output.suffix, lang))
