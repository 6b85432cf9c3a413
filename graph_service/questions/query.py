"""One named question, asked."""

from collections.abc import Iterator, Mapping
from typing import Annotated

from pydantic import Field

from graph_service.answers.queries import NEO4J, SNAPSHOT, Engine, QueryAnswer, query_answer, query_in_cypher
from graph_service.metrics.neighbourhood import MAX_DEPTH
from graph_service.planning.questions.ask import QUESTIONS
from graph_service.questions.parameters import Paged, Selected, worded
from graph_service.questions.question import Question, Shown, View
from graph_service.questions.shown import KNOWN
from graph_service.store.base import NamedQuery
from graph_service.words.bilingual import Bilingual, Language
from graph_service.words.planning import ENGINES

_PLACES = ("home", "unit", "place")
_MORE = ("frame", "tier", "depth")


class Query(Paged, Selected):
    """Which question, with its parameters; each takes some of them and refuses the others by name."""

    name: Annotated[str, worded(QUESTIONS)] = Field(description="the name of a question")
    home: str | None = Field(None, description="a province-level place")
    unit: str | None = Field(None, description="a unit of the home")
    place: str | None = Field(None, description="a place")
    frame: str | None = Field(
        None, description="id of a frame; the states that count by default if left out, all for every country"
    )
    tier: int | None = Field(None, ge=1, le=3, description="agreements of one tier; of any if left out")
    depth: int | None = Field(None, ge=1, le=MAX_DEPTH, description="agreements from the place")
    engine: Engine = Field(
        SNAPSHOT,
        description="who gives the rows: the snapshot, or Neo4j, which runs the file of the question's name in cypher/queries; "
        "that needs a store in Neo4j",
    )


def query(view: View, ask: Query) -> QueryAnswer:
    """The rows of a named question, and a link to the endpoint that tells more."""
    wanted = in_store(view, ask)
    told = view.ask_store(wanted) if wanted else None
    return query_answer(view.snapshot, ask.name, view.selection(ask), _given(view, ask), ask.most, ask.cursor, told)


def in_store(view: View, ask: Query) -> NamedQuery | None:
    """What the store is asked; None where the snapshot answers."""
    return query_in_cypher(view.snapshot, ask.name, view.selection(ask), _given(view, ask)) if ask.engine == NEO4J else None


def _given(view: View, ask: Query) -> Mapping[str, str | int]:
    """The parameters of the named question that are given, with ids in the place of names."""
    places = dict(zip(_PLACES, view.named(ask, *_PLACES), strict=True))
    words = {**places, **{name: getattr(ask, name) for name in _MORE}}
    return {name: value for name, value in words.items() if value is not None}


def columns(answer: QueryAnswer) -> tuple[str, ...]:
    """Its own columns; where they tell that something is missing, also the lists that would hold it."""
    return tuple(dict.fromkeys((*answer.columns, *(KNOWN if answer.lists else ()))))


def rows(answer: QueryAnswer) -> Iterator[tuple[object, ...]]:
    """Its rows."""
    lists = (answer.established, answer.lists.zh, answer.lists.en) if answer.lists else ()
    known = dict(zip(KNOWN, lists, strict=True)) if lists else {}
    for item in answer.items:
        row = {**known, **item}
        yield tuple(row[column] for column in columns(answer))


def shown(answer: QueryAnswer, lang: Language) -> Shown:
    """One row in one cell: questions differ too much in their columns for a table to fit them all."""
    lines = ((" · ".join("–" if value is None else str(value) for value in item.values()),) for item in answer.items)
    lists = f"\n{getattr(answer.lists, lang)}" if answer.lists else ""
    title = f"{getattr(answer.title, lang)} {answer.total:,}{lists}"
    more = f"{'详见' if lang == 'zh' else 'more'}: {answer.link}"
    return Shown(title, (" · ".join(answer.columns),), lines, (*_engine_told(answer, lang), *share_told(answer, lang), more))


def share_told(answer: QueryAnswer, lang: Language) -> Iterator[str]:
    """How much of a whole is there, where the rows are what is missing from it."""
    if share := answer.share:
        unknown = Bilingual("；在册一对也没有，又没有名单，无从判断", ", none on record and no list of them: unknown")
        told = "" if share.share is not None else getattr(unknown, lang)
        counts = Bilingual(
            f"占比：{share.denominator}个中有{share.numerator}个", f"share: {share.numerator} of {share.denominator}"
        )
        yield f"{getattr(counts, lang)}{told}"


def _engine_told(answer: QueryAnswer, lang: Language) -> Iterator[str]:
    if answer.revision:
        by = ENGINES[answer.engine]
        told = Bilingual(f"由{by.zh}作答，版本标记：{answer.revision}", f"answered by {by.en}, revision {answer.revision}")
        yield getattr(told, lang)


QUERY = Question(
    name="query",
    title=Bilingual("一个常用问题", "A named question"),
    ask=Query,
    answer=QueryAnswer,
    find=query,
    columns=columns,
    rows=rows,
    shown=shown,
    tag="queries",
    path="queries/{name}",
    in_store=in_store,
)
