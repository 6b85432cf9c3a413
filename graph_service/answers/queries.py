"""The answers about named questions: which there are, and what one of them gives."""

from collections.abc import Mapping
from typing import Literal, TypeAlias

from msgspec import Struct

from graph_service.answers.common import Echo, echo
from graph_service.answers.denominator import DenominatorAnswer, denominator_answer
from graph_service.answers.paging import page_of
from graph_service.errors import BadRequest, NotFound
from graph_service.metrics.denominator import frame_named
from graph_service.metrics.knowledge import HomeKnowledge, knowledge_of
from graph_service.metrics.selection import Selection
from graph_service.metrics.share import Share
from graph_service.planning.questions.ask import QUESTIONS, QueryName
from graph_service.planning.questions.in_cypher import in_cypher
from graph_service.planning.questions.question import Asked, ParameterName, Question, Value
from graph_service.snapshot import Snapshot
from graph_service.store.base import NamedQuery, Told
from graph_service.words.bilingual import Bilingual

Engine: TypeAlias = Literal["snapshot", "neo4j"]
SNAPSHOT: Engine = "snapshot"
NEO4J: Engine = "neo4j"
_SELECTION = ("as_of", "kinds", "layer")


class QueryItem(Struct, frozen=True, kw_only=True):
    """A named question: the parameters it `needs` and those it may be given (`takes`), the columns of its rows, where it is
    asked, and the file in cypher/queries that asks Neo4j the same, if there is one."""

    name: QueryName
    title: Bilingual
    needs: tuple[ParameterName, ...]
    takes: tuple[str, ...]
    columns: tuple[str, ...]
    path: str
    cypher: str | None


class QueriesAnswer(Struct, frozen=True, kw_only=True):
    """All named questions."""

    snapshot: str
    total: int
    items: tuple[QueryItem, ...]
    next: str | None = None


class QueryAnswer(Echo, frozen=True, kw_only=True):
    """The rows of a named question. `link` leads to the endpoint that tells the same with more about it. `share`, where the
    rows are what is missing from a whole, tells how much of it is there; null with any other question. Where rows tell that
    something is missing, `established` says whether it is known to be missing, `lists` names the lists that would hold it
    and how far they are known, and `knowledge` tells the same of every list of the home; `denominator` tells in which
    countries the lack of an agreement counts. All four are null where the question tells of no such thing.

    `engine` gave the rows. Where that is Neo4j, `revision` is the mark of the store that it was asked of; all but the rows is of
    `snapshot`, which may be a moment older."""

    name: QueryName
    title: Bilingual
    parameters: dict[str, str | int]
    columns: tuple[str, ...]
    link: str
    cypher: str | None
    engine: Engine
    revision: str | None
    share: Share | None
    established: bool | None
    lists: Bilingual | None
    knowledge: HomeKnowledge | None
    denominator: DenominatorAnswer | None
    total: int
    items: tuple[dict[str, Value], ...]
    next: str | None


def queries_answer(snapshot: Snapshot) -> QueriesAnswer:
    """The answer of `/queries`."""
    items = tuple(_item(name, question) for name, question in QUESTIONS.items())
    return QueriesAnswer(snapshot=snapshot.version, total=len(items), items=items)


def _item(name: str, question: Question) -> QueryItem:
    return QueryItem(
        name=name,
        title=question.title,
        needs=question.needs,
        takes=(*question.takes, *_SELECTION, *(("engine",) if question.cypher else ())),
        columns=question.columns,
        path=f"/v1/queries/{name}",
        cypher=_cypher(name, question),
    )


def _cypher(name: str, question: Question) -> str | None:
    return f"cypher/queries/{name}.cypher" if question.cypher else None


def query_answer(
    snapshot: Snapshot,
    name: str,
    selection: Selection,
    given: Mapping[str, str | int],
    limit: int,
    cursor: str | None = None,
    told: Told | None = None,
) -> QueryAnswer:
    """The answer of `/queries/{name}`: one page of the rows of a named question, of those that the store `told` where it was
    asked. The cursor is the number of a row.

    Raises:
        NotFound: no question has this name, or a parameter names something that is not on record.
        BadRequest: a parameter is missing or not one of the question's, or the cursor.
    """
    question, asked = _question(name, given), Asked(snapshot, selection, given)
    rows = told.rows if told else question.rows(asked)
    listing = question.rests_on(asked) if question.rests_on else None
    page = page_of(enumerate(rows, start=1), lambda row: str(row[0]), limit, cursor)
    return QueryAnswer(
        **echo(snapshot, selection),
        name=name,
        title=question.title,
        parameters=dict(given),
        columns=question.columns,
        link=question.link(asked),
        cypher=_cypher(name, question),
        engine=NEO4J if told else SNAPSHOT,
        revision=told.revision if told else None,
        share=question.share(asked) if question.share else None,
        established=listing.established if listing else None,
        lists=listing.words if listing else None,
        knowledge=knowledge_of(asked.vine) if listing else None,
        denominator=_denominator(asked) if question.denominated else None,
        total=page.total,
        items=tuple(dict(zip(question.columns, row, strict=True)) for _, row in page.items),
        next=page.next,
    )


def _denominator(asked: Asked) -> DenominatorAnswer:
    frame, whole = frame_named(asked.snapshot, asked.frame)
    return denominator_answer(asked.vine, frame, whole=whole)


def query_in_cypher(snapshot: Snapshot, name: str, selection: Selection, given: Mapping[str, str | int]) -> NamedQuery:
    """What asks Neo4j the same; errors as `query_answer` and `in_cypher`."""
    question = _question(name, given)
    return in_cypher(Asked(snapshot, selection, given), name, question)


def _question(name: str, given: Mapping[str, str | int]) -> Question:
    """The question of a name, which these parameters can be given to; errors as `query_answer`."""
    if name not in QUESTIONS:
        raise NotFound("query", name)
    question = QUESTIONS[name]
    known = (*question.needs, *question.takes)
    asks = f"the question {name} takes {', '.join((*known, *_SELECTION))}"
    for parameter in given:
        if parameter not in known:
            raise BadRequest(parameter, asks)
    for parameter in question.needs:
        if parameter not in given:
            raise BadRequest(parameter, f"missing; {asks}")
    return question
