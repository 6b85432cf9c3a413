"""The planner's questions: `network`, `clusters`, `gaps`, and `render` for their pictures."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from graph_service.answers.clusters import clusters_answer
from graph_service.answers.gaps import GapFilter, gaps_answer
from graph_service.answers.network import network_answer
from graph_service.cli.console import note, save, show
from graph_service.cli.questions import (
    EVERYTHING,
    AsOf,
    Form,
    Home,
    Kinds,
    Language,
    Layer,
    load_snapshot,
    most_of,
    place_id_of,
    selection_of,
)
from graph_service.cli.rows import cluster_rows, gap_rows, name_of, network_rows, titled
from graph_service.errors import BadRequest
from graph_service.metrics.neighbourhood import MAX_DEPTH, neighbourhood
from graph_service.metrics.selection import ALL_LAYERS
from graph_service.metrics.vine import vine_of
from graph_service.planning.gaps.gap import Action, GapType
from graph_service.settings import Settings
from graph_service.views.cluster import render_cluster
from graph_service.views.place import render_place


def register(app: typer.Typer) -> None:
    """Add the commands."""
    for command in (network, clusters, gaps, render):
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


def clusters(
    home: Home,
    as_of: AsOf = None,
    kinds: Kinds = None,
    layer: Layer = ALL_LAYERS,
    form: Form = "table",
) -> None:
    """How a home's agreements hang together, per country and region. 葡萄串。"""
    snapshot = load_snapshot()
    vine = vine_of(snapshot, place_id_of(snapshot, home), selection_of(snapshot, as_of, kinds, layer))
    answer = clusters_answer(vine, Settings().weights)
    totals = answer.totals
    counts = f"{totals.agreements} agreements, {totals.partners} partners, {totals.countries} countries and areas on record"
    show(answer, form, titled(f"{name_of(answer.home)}: {counts}", answer.knowledge), *cluster_rows(answer))


def gaps(
    home: Home,
    type_: Annotated[GapType | None, typer.Option("--type", help="one type of gap; all if left out")] = None,
    frame: Annotated[
        str | None, typer.Option(help="id of a frame; the states that count by default if left out, all for every country")
    ] = None,
    tier: Annotated[int | None, typer.Option(min=1, max=3)] = None,
    action: Annotated[Action | None, typer.Option(help="only gaps with this suggested action")] = None,
    unit: Annotated[str | None, typer.Option(help="id or name of a unit: only gaps of it and what lies in it")] = None,
    as_of: AsOf = None,
    kinds: Kinds = None,
    layer: Layer = ALL_LAYERS,
    lang: Language = "zh",
    form: Form = "table",
) -> None:
    """Where a home's network has holes, with reason and suggested action. 缺口。"""
    snapshot = load_snapshot()
    wanted = GapFilter(type_, frame, tier, action, place_id_of(snapshot, unit) if unit else None)
    selection = selection_of(snapshot, as_of, kinds, layer)
    answer = gaps_answer(snapshot, place_id_of(snapshot, home), selection, wanted, EVERYTHING, rules=Settings().rules)
    show(answer, form, f"{name_of(answer.home)}: {answer.total} gaps", *gap_rows(answer, lang))


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
