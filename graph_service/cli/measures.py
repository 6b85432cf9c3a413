"""`statistics` and `centrality`: a whole graph, from any graph file or from the store."""

import re
from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Annotated, Literal

import typer

from graph_service.answers.centrality import CentralityAnswer, CentralityFilter, centrality_answer
from graph_service.answers.graph_files import FileCentrality, GraphFile, file_centrality, file_statistics, graph_file
from graph_service.answers.statistics import statistics_answer
from graph_service.cli.console import note, save, show, text_of, working
from graph_service.cli.figures import statistics_rows, value_rows
from graph_service.cli.questions import AsOf, Form, Kinds, id_if_given, load_snapshot, most_of, selection_of
from graph_service.domain.vocabulary import Level
from graph_service.errors import BadRequest
from graph_service.files.graphs import read_graph
from graph_service.graph.measures import CENTRALITIES
from graph_service.metrics.links import Grain
from graph_service.metrics.selection import ALL_LAYERS
from graph_service.questions.shown import name_of
from graph_service.settings import Settings
from graph_service.words.bilingual import Bilingual
from graph_service.words.network import CENTRALITY_NAMES

_SHOWN = 20
_STORED = "; of the stored network only"
GraphPath = Annotated[
    Path | None,
    typer.Argument(help="a graph file: edge list, CSV, TSV, GEXF, GraphML, packed or not; the stored network if left out"),
]
MaybeLayer = Annotated[str | None, typer.Option(help=f"a layer of the data (home, china, world) or all, as if left out{_STORED}")]
MaybeGrain = Annotated[Grain | None, typer.Option(help=f"place, as if left out, or country{_STORED}")]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    for command in (statistics, centrality):
        app.command()(command)


def statistics(
    path: GraphPath = None,
    grain: MaybeGrain = None,
    as_of: AsOf = None,
    kinds: Kinds = None,
    layer: MaybeLayer = None,
    form: Form = "table",
) -> None:
    """Figures of a whole graph: components, distances, clustering, inequality. 全网统计。"""
    _refuse_for_a_file(path, grain=grain, as_of=as_of, kinds=kinds, layer=layer)
    if path:
        read = _read(path)
        with working("measuring …"):
            of_file = file_statistics(read)
        show(of_file, form, str(path), *statistics_rows(of_file))
        _remark(of_file.warning, of_file.notices)
        return
    snapshot = load_snapshot()
    selection = selection_of(snapshot, as_of, kinds, layer or ALL_LAYERS)
    with working("measuring …"):
        found = statistics_answer(snapshot, selection, grain or "place")
    show(found, form, f"layer {found.layer}, as of {found.as_of}, by {found.grain}", *statistics_rows(found))
    _remark(found.warning)


def centrality(
    path: GraphPath = None,
    measure: Annotated[str, typer.Option(help=f"one of {', '.join(CENTRALITIES)}")] = "degree",
    grain: MaybeGrain = None,
    within: Annotated[str | None, typer.Option(help=f"only places in this one, by id, code or name{_STORED}")] = None,
    level: Annotated[Level | None, typer.Option(help=f"only places of this level{_STORED}")] = None,
    home: Annotated[str | None, typer.Option(help=f"only partners of this province-level place{_STORED}")] = None,
    as_of: AsOf = None,
    kinds: Kinds = None,
    layer: MaybeLayer = None,
    limit: Annotated[int | None, typer.Option(min=1, help=f"rows at most; {_SHOWN}, in CSV and with --output all")] = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="a file for all rows: CSV, or JSON by its name")] = None,
    form: Form = "table",
) -> None:
    """Places, or nodes of a file, by a measure: the largest first, ties by id. 中心性。"""
    _refuse_for_a_file(path, grain=grain, within=within, level=level, home=home, as_of=as_of, kinds=kinds, layer=layer)
    asked, most = measure_called(measure), most_of(limit, "csv" if output else form, _SHOWN)
    if path:
        read = _read(path)
        with _computing(asked):
            of_file = file_centrality(read, asked, most)
        _give(of_file, str(path), [(item.id, item.name, item.value) for item in of_file.items], form, output)
        _remark(of_file.warning, of_file.notices)
        return
    snapshot = load_snapshot()
    selection = selection_of(snapshot, as_of, kinds, layer or ALL_LAYERS)
    inside, partners_of = id_if_given(snapshot, "within", within), id_if_given(snapshot, "home", home)
    with _computing(asked):
        wanted = CentralityFilter(inside, level, partners_of)
        found = centrality_answer(snapshot, selection, grain or "place", asked, wanted, most)
    rows = [(item.place.id, name_of(item.place), item.value) for item in found.items]
    _give(found, f"layer {found.layer}, as of {found.as_of}", rows, form, output)
    _remark(found.warning)


def measure_called(given: str) -> str:
    """The measure of this name in any case, with any mark between its words, or of its full name in Chinese or English.

    Raises:
        BadRequest: there is none.
    """
    spelled = {_bare(name): measure for measure, called in CENTRALITY_NAMES.items() for name in (measure, called.zh, called.en)}
    if _bare(given) not in spelled:
        raise BadRequest("measure", f"unknown measure {given!r}; known are {', '.join(CENTRALITIES)}")
    return spelled[_bare(given)]


def _bare(name: str) -> str:
    return re.sub(r"[-_\s]", "", name.casefold())


def _refuse_for_a_file(path: Path | None, **options: object) -> None:
    given = next((name for name, value in options.items() if value is not None), None)
    if path and given:
        raise BadRequest(given, f"asks about the stored network; leave it out, or leave out {path}")


def _computing(measure: str) -> AbstractContextManager[None]:
    return working(f"{CENTRALITY_NAMES[measure].en} …")


def _read(path: Path) -> GraphFile:
    with working(f"reading {path} …"):
        return graph_file(str(path), read_graph(path, Settings().max_unpacked_bytes))


def _give(
    found: CentralityAnswer | FileCentrality,
    where: str,
    values: list[tuple[str, str, float]],
    form: Literal["table", "json", "csv"],
    output: Path | None,
) -> None:
    """Print the values, or write them to the file."""
    full, brief = value_rows(values)
    if output:
        as_json = form == "json" or (form == "table" and output.suffix == ".json")
        save(output, text_of(found, "json" if as_json else "csv", full))
    else:
        show(found, form, f"{found.names.zh} {found.names.en}: {where}", full, brief)
    if len(values) < found.total:
        note(f"{len(values)} of {found.total} shown; raise --limit, or write all with --output")


def _remark(warning: Bilingual | None, notices: Sequence[str] = ()) -> None:
    for notice in (*([f"{warning.zh} {warning.en}"] if warning else []), *notices):
        note(notice)
