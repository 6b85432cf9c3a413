"""The network around a place."""

from collections.abc import Iterator
from typing import ClassVar

from pydantic import Field

from graph_service.answers.network import NetworkAnswer, network_answer
from graph_service.answers.network_graph import graph_of_network
from graph_service.metrics.neighbourhood import MAX_DEPTH, neighbourhood
from graph_service.questions.graph_forms import graph_forms
from graph_service.questions.parameters import Limited, Selected
from graph_service.questions.question import Question, Shown, View
from graph_service.questions.shown import both_names, headline, row_of
from graph_service.words.agreements import KINDS
from graph_service.words.bilingual import Bilingual, Language, called
from graph_service.words.headings import dated, heads

MAX_PLACES = 10_000  # in one network
_READABLE = 1000  # places


class Network(Limited, Selected):
    """Around which place, and how far."""

    page: ClassVar[int] = _READABLE
    in_table: ClassVar[int] = _READABLE
    in_file: ClassVar[int] = MAX_PLACES

    place: str = Field(description="a place by id, former id, code or any name")
    depth: int = Field(1, ge=1, le=MAX_DEPTH, description="agreements from the place")
    limit: int | None = Field(
        None,
        ge=1,
        le=MAX_PLACES,
        description=f"places at most, nearest first; if left out {_READABLE} in json over HTTP and in a terminal, and all, "
        f"{MAX_PLACES} at most, everywhere else",
    )

    @property
    def most(self) -> int:
        """How many places to give."""
        return self.limit or MAX_PLACES


def network(view: View, ask: Network) -> NetworkAnswer:
    """The places within a few agreements of one place, and the agreements among them."""
    (place,) = view.named(ask, "place")
    selection = view.selection(ask)
    found = neighbourhood(view.snapshot, str(place), ask.depth, selection, ask.most)
    return network_answer(view.snapshot, found, ask.depth, selection)


def rows(answer: NetworkAnswer) -> Iterator[tuple[object, ...]]:
    """One row per agreement, with the names of both places: what a spreadsheet user expects."""
    nodes = {node.id: node for node in answer.nodes}
    for edge in answer.edges:
        sides = (cell for end in (edge.source, edge.target) for cell in (end, *both_names(nodes[end].names)))
        since = (edge.since, edge.since_precision, edge.since_basis, edge.since_also)
        yield (edge.id, *sides, edge.kind, edge.status, edge.certainty, *since, edge.layer)


def shown(answer: NetworkAnswer, lang: Language) -> Shown:
    """One row per agreement."""
    nodes = {node.id: node for node in answer.nodes}
    lines = (
        (
            called(KINDS, edge.kind, lang),
            dated(edge.since, edge.since_also, lang, edge.since_basis),
            row_of((nodes[edge.source], nodes[edge.target]), lang, "agreement", edge.id),
        )
        for edge in answer.edges
    )
    places, agreements = len(answer.nodes) - 1, len(answer.edges)
    told = Bilingual(f"友城网络，{places}个地方，{agreements}对", f"network, {places} places, {agreements} agreements")
    title = headline(answer.centre, lang, told.zh, told.en)
    return Shown(title, heads(lang, "kind", "since", "agreement"), lines)


NETWORK = Question(
    name="network",
    title=Bilingual("友城网络", "Network around a place"),
    ask=Network,
    answer=NetworkAnswer,
    find=network,
    columns=(
        *("id", "source", "source_zh", "source_en", "target", "target_zh", "target_en", "kind", "status", "certainty"),
        *("since", "since_precision", "since_basis", "since_also", "layer"),
    ),
    rows=rows,
    shown=shown,
    tag="places",
    path="places/{place}/network",
    forms=graph_forms(graph_of_network),
    held=lambda answer: (len(answer.nodes), answer.total_nodes),
)
