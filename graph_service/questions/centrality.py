"""Who is central in the whole network."""

from collections.abc import Iterable, Iterator
from typing import ClassVar

from pydantic import Field

from graph_service.answers.centrality import CentralityAnswer, centrality_answer
from graph_service.answers.paging import DEFAULT_LIMIT, MAX_LIMIT
from graph_service.graph.measures import Values
from graph_service.questions.parameters import InPages
from graph_service.questions.question import Measuring, Question, Shown, View
from graph_service.questions.shown import both_names, name_of, with_id
from graph_service.questions.whole_network import MEASURES, MeasureCalled, OfNetwork, measuring, number, short, titled
from graph_service.records.vocabulary import Level
from graph_service.words.bilingual import Bilingual, Language
from graph_service.words.headings import heads

_IN_TABLE = 20


class Centrality(InPages, OfNetwork):
    """By which measure, and which places to list."""

    in_table: ClassVar[int] = _IN_TABLE

    measure: MeasureCalled = Field("degree", description=f"by what places are ranked: one of {MEASURES}")
    within: str | None = Field(None, description="a place that they lie in")
    level: Level | None = Field(None, description="only places of this level")
    home: str | None = Field(None, description="a province-level place: only partners of it and its units")
    limit: int | None = Field(
        None,
        ge=1,
        le=MAX_LIMIT,
        description=f"places at most; if left out {DEFAULT_LIMIT} in json over HTTP, {_IN_TABLE} in a terminal, else all",
    )


def centrality(view: View, ask: Centrality) -> CentralityAnswer:
    """Places, or countries, by a measure of the whole network, largest first; only those of a region or partners of a home."""
    home, within = view.named(ask, "home", "within")
    return centrality_answer(
        view.snapshot,
        view.selection(ask),
        ask.grain,
        ask.measure,
        within=within,
        level=ask.level,
        home=home,
        limit=ask.most,
        cursor=ask.cursor,
    )


def measured(view: View, ask: Centrality) -> Measuring:
    """The values of the measure."""
    return measuring(view, ask, Values(ask.measure))


def rows(answer: CentralityAnswer) -> Iterator[tuple[object, ...]]:
    """One row per place or country."""
    for item in answer.items:
        place = item.place
        value = (place.id, name_of(place), number(item.value), item.rank)
        yield (*value, *both_names(place.names), place.level, place.country, item.agreements)


def shown(answer: CentralityAnswer, lang: Language) -> Shown:
    """One row per place or country."""
    lines = ((short(item.value), with_id(item.place, lang, "place", item.place.id)) for item in answer.items)
    return Shown(titled(answer.names, answer, lang), heads(lang, "value", "name"), lines)


def lines_by_value(
    items: Iterable[tuple[str, str, float]], lang: Language
) -> tuple[tuple[str, ...], Iterator[tuple[object, ...]]]:
    """The columns and lines of a terminal, from ids, names and values."""
    return heads(lang, "value", "id", "name"), ((short(value), node, name) for node, name, value in items)


CENTRALITY = Question(
    name="centrality",
    title=Bilingual("中心性", "Centrality"),
    ask=Centrality,
    answer=CentralityAnswer,
    find=centrality,
    columns=("id", "name", "value", "rank", "zh", "en", "level", "country", "agreements"),
    rows=rows,
    shown=shown,
    tag="whole network",
    measuring=measured,
)
