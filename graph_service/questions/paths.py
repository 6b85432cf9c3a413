"""How two places are joined by agreements."""

from collections.abc import Iterator
from typing import ClassVar

from pydantic import Field

from graph_service.answers.pages import DEFAULT_LIMIT, MAX_LIMIT
from graph_service.answers.paths import PathsAnswer, paths_answer
from graph_service.questions.parameters import Limited, Selected
from graph_service.questions.question import Language, Question, Shown, View
from graph_service.questions.shown import both_names, headline, name_of
from graph_service.words.bilingual import Bilingual
from graph_service.words.headings import heads

_IN_TABLE = 20


class Paths(Limited, Selected):
    """Between which places. There may be more chains than anybody could read: no more than a thousand come at once."""

    in_table: ClassVar[int] = _IN_TABLE
    in_file: ClassVar[int] = MAX_LIMIT

    place: str = Field(description="a place by id, former id, code or any name")
    other: str = Field(description="another place, named so")
    limit: int | None = Field(
        None,
        ge=1,
        le=MAX_LIMIT,
        description=f"chains at most; if left out {DEFAULT_LIMIT} in json over HTTP, {_IN_TABLE} in a terminal, else {MAX_LIMIT}",
    )
    cursor: str | None = Field(None, description="`next` of the page before")

    @property
    def most(self) -> int:
        """How many chains to give."""
        return self.limit or MAX_LIMIT


def paths(view: View, ask: Paths) -> PathsAnswer:
    """The shortest chains of agreements between two places."""
    place, other = view.named(ask, "place", "other")
    return paths_answer(view.snapshot, view.selection(ask), str(place), str(other), ask.most, ask.cursor)


def rows(answer: PathsAnswer) -> Iterator[tuple[object, ...]]:
    """One row per step of each chain."""
    for chain in answer.items:
        for step, found in enumerate(chain.agreements, start=1):
            ends = chain.places[step - 1 : step + 1]
            sides = (cell for end in ends for cell in (end.id, *both_names(end.names), end.level, end.country))
            yield (chain.number, step, *sides, found.id, found.kind, found.status, found.certainty, found.since, found.layer)


def shown(answer: PathsAnswer, lang: Language) -> Shown:
    """One row per chain."""
    lines = ((chain.number, " – ".join(map(name_of, chain.places))) for chain in answer.items)
    title = headline(
        answer.place,
        lang,
        f"到{name_of(answer.other)}，最短{answer.length or '?'}步，{answer.total}条链",
        f"{answer.total} chains of {answer.length or '?'} agreements to {name_of(answer.other)}",
    )
    return Shown(title, heads(lang, "number", "chain"), lines)


PATHS = Question(
    name="paths",
    title=Bilingual("最短路径", "Shortest chains"),
    ask=Paths,
    answer=PathsAnswer,
    find=paths,
    columns=(
        *("chain", "step", "source", "source_zh", "source_en", "source_level", "source_country"),
        *("target", "target_zh", "target_en", "target_level", "target_country"),
        *("agreement", "kind", "status", "certainty", "since", "layer"),
    ),
    rows=rows,
    shown=shown,
    tag="places",
    path="places/{place}/paths/{other}",
)
