"""Named questions, what planners ask again and again: which there are."""

from collections.abc import Iterator

from msgspec.structs import replace

from graph_service.answers.paging import page_of
from graph_service.answers.queries import QueriesAnswer, queries_answer
from graph_service.questions.parameters import AsAWhole
from graph_service.questions.question import Question, Shown, View
from graph_service.words.bilingual import Bilingual, Language
from graph_service.words.headings import heads


class Queries(AsAWhole):
    """All of them."""


def queries(view: View, ask: Queries) -> QueriesAnswer:
    """Every named question with its parameters and columns, and whether Neo4j can be asked the same."""
    whole = queries_answer(view.snapshot)
    page = page_of(whole.items, lambda item: item.name, ask.most, ask.cursor)
    return replace(whole, items=page.items, next=page.next)


def rows(answer: QueriesAnswer) -> Iterator[tuple[object, ...]]:
    """One row per question."""
    for item in answer.items:
        yield item.name, item.needs, item.takes, item.columns, item.title.zh, item.title.en, item.path, item.cypher


def shown(answer: QueriesAnswer, lang: Language) -> Shown:
    """One row per question, in one language."""
    lines = ((item.name, " ".join(item.needs), getattr(item.title, lang)) for item in answer.items)
    title = Bilingual(f"常用问题{answer.total:,}个", f"{answer.total:,} questions")
    return Shown(getattr(title, lang), heads(lang, "name", "needs", "question"), lines)


QUERIES = Question(
    name="queries",
    title=Bilingual("常用问题", "Named questions"),
    ask=Queries,
    answer=QueriesAnswer,
    find=queries,
    columns=("name", "needs", "takes", "columns", "zh", "en", "path", "cypher"),
    rows=rows,
    shown=shown,
    tag="queries",
)
