"""What `statistics` and `centrality` tell of a graph file in the place of the stored network."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer

from graph_service.answers.graph_files import (
    FileCentrality,
    FileStatistics,
    GraphFile,
    file_centrality,
    file_statistics,
    graph_file,
)
from graph_service.errors import BadRequest
from graph_service.files.graphs import read_graph
from graph_service.questions.answered import Answered
from graph_service.questions.centrality import CENTRALITY, Centrality, lines_by_value
from graph_service.questions.parameters import Strict
from graph_service.questions.question import AnyQuestion, Shown
from graph_service.questions.statistics import STATISTICS, lines_of
from graph_service.questions.whole_network import number
from graph_service.settings import Settings
from graph_service.words.bilingual import Language
from graph_service.words.headings import heads

GraphPath = Annotated[
    Path | None,
    typer.Argument(help="a graph file: edge list, CSV, TSV, GEXF, GraphML, packed or not; the stored network if left out"),
]
_OF_PLACES: AnyQuestion = CENTRALITY  # whose answers may be of other types
_IN_FIGURES: AnyQuestion = STATISTICS
_OF_A_FILE = ("measure", "limit")  # the other parameters ask about the stored network


def answered_of_file(question: AnyQuestion, path: Path, ask: Strict) -> Answered:
    """What a question of `OF_FILES` has for an answer about the graph in a file.

    Raises:
        BadRequest: a parameter asks about the stored network.
        DataRefused: the file holds no graph.
    """
    if stored := next((name for name in type(ask).model_fields if name in ask.model_fields_set.difference(_OF_A_FILE)), None):
        raise BadRequest(stored, f"asks about the stored network; leave it out, or leave out {path}")
    return OF_FILES[question.name](graph_file(str(path), read_graph(path, Settings().max_unpacked_bytes)), ask)


def _statistics(of: GraphFile, _: Strict) -> Answered:
    def shown(answer: FileStatistics, lang: Language) -> Shown:
        return Shown(answer.file, heads(lang, "figure", "value", "name"), lines_of(answer, lang))

    return Answered(replace(_IN_FIGURES, shown=shown), file_statistics(of))


def _centrality(of: GraphFile, ask: Centrality) -> Answered:
    def rows(answer: FileCentrality) -> Iterator[tuple[str, str, float]]:
        return ((item.id, item.name, number(item.value)) for item in answer.items)

    def shown(answer: FileCentrality, lang: Language) -> Shown:
        return Shown(f"{getattr(answer.names, lang)}: {answer.file}", *lines_by_value(rows(answer), lang))

    told = replace(_OF_PLACES, columns=("id", "name", "value"), rows=rows, shown=shown)
    return Answered(told, file_centrality(of, ask.measure, ask.most))


OF_FILES: Mapping[str, Callable[[GraphFile, Any], Answered]] = {STATISTICS.name: _statistics, CENTRALITY.name: _centrality}
