"""`statistics` and `centrality`: a whole graph, from any graph file or from the store."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from graph_service.answers.graph_files import GraphFile, file_centrality, file_statistics, graph_file
from graph_service.cli.console import note, save, show, text_of, working
from graph_service.cli.figures import statistics_rows, value_rows
from graph_service.cli.questions import EVERYTHING, Form
from graph_service.errors import BadRequest
from graph_service.files.graphs import read_graph
from graph_service.graph.measures import CENTRALITIES

_SHOWN = 20
GraphPath = Annotated[Path, typer.Argument(help="KONECT or other edge list, CSV, TSV, GEXF, GraphML, also packed")]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    for command in (statistics, centrality):
        app.command()(command)


def statistics(path: GraphPath, form: Form = "table") -> None:
    """Figures of a whole graph: components, distances, clustering, inequality. 全网统计。"""
    read = _read(path)
    with working("measuring …"):
        found = file_statistics(read)
    show(found, form, str(path), *statistics_rows(found))
    _remark(found.notices)


def centrality(
    path: GraphPath,
    measure: Annotated[str, typer.Option(help=f"one of {', '.join(CENTRALITIES)}")],
    limit: Annotated[int | None, typer.Option(min=1, help=f"rows at most; {_SHOWN}, with --output all")] = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="a file for all rows: CSV, or JSON by its name")] = None,
    form: Form = "table",
) -> None:
    """Nodes by a measure, the largest first, ties by id. 中心性。"""
    asked, read = measure_called(measure), _read(path)
    with working(f"{CENTRALITIES[asked].en} …"):
        found = file_centrality(read, asked, limit or (EVERYTHING if output else _SHOWN))
    full, brief = value_rows((item.id, item.name, item.value) for item in found.items)
    if output:
        as_json = form == "json" or (form == "table" and output.suffix == ".json")
        save(output, text_of(found, "json" if as_json else "csv", full))
    else:
        show(found, form, f"{path}: {found.names.zh} {found.names.en}", full, brief)
    if found.warning:
        note(f"{found.warning.zh} {found.warning.en}")
    if len(found.items) < found.total:
        note(f"{len(found.items)} of {found.total} shown; raise --limit, or write all with --output")
    _remark(found.notices)


def measure_called(given: str) -> str:
    """The measure of this name in any case, with any mark between its words, or of its full name in Chinese or English.

    Raises:
        BadRequest: there is none.
    """
    spelled = {_bare(name): measure for measure, asked in CENTRALITIES.items() for name in (measure, asked.zh, asked.en)}
    if _bare(given) not in spelled:
        raise BadRequest("measure", f"unknown measure {given!r}; known are {', '.join(CENTRALITIES)}")
    return spelled[_bare(given)]


def _bare(name: str) -> str:
    return re.sub(r"[-_\s]", "", name.casefold())


def _read(path: Path) -> GraphFile:
    with working(f"reading {path} …"):
        return graph_file(str(path), read_graph(path))


def _remark(notices: Sequence[str]) -> None:
    for notice in notices:
        note(notice)
