"""The life of a single agreement."""

from collections.abc import Iterator

from pydantic import Field

from graph_service.answers.life import LifeAnswer, life_answer
from graph_service.metrics.selection import select
from graph_service.questions.parameters import OnDay, Strict
from graph_service.questions.question import Language, Question, Shown, View
from graph_service.words.agreements import DORMANCY, KINDS, STAGES, STATUSES
from graph_service.words.bilingual import Bilingual, called
from graph_service.words.headings import VITALITY, heads

_PLAIN = ("step", "date", "precision", "basis", "by", "happened", "kind_after", "status_after")


class Life(OnDay, Strict):
    """Of which agreement, on which day."""

    agreement: str = Field(description="id of an agreement")


def life(view: View, ask: Life) -> LifeAnswer:
    """The steps of one agreement, what is odd about them, what is done under it, how lively it is and was."""
    selection = select(view.snapshot, ask.as_of)
    return life_answer(view.snapshot, ask.agreement, selection, view.standards.rules)


def rows(answer: LifeAnswer) -> Iterator[tuple[object, ...]]:
    """One row per step."""
    for position, step in enumerate(answer.steps):
        odd = [odd.code for odd in answer.warnings if odd.stage == position]
        yield (*(getattr(step, name) for name in _PLAIN), odd, step.note)


def shown(answer: LifeAnswer, lang: Language) -> Shown:
    """One row per step, with what is odd about it."""
    lines = (
        (
            *(called(STAGES, step.step, lang), step.date, called(KINDS, step.kind_after, lang)),
            *(called(STATUSES, step.status_after, lang), _odd(answer, position, lang) or step.note),
        )
        for position, step in enumerate(answer.steps)
    )
    return Shown(_title(answer, lang), heads(lang, "step", "date", "kind", "status", "note"), lines)


def _title(answer: LifeAnswer, lang: Language) -> str:
    vitality = "?" if answer.vitality is None else f"{answer.vitality:.2f}"
    name = answer.agreement.names.best(lang, answer.agreement.id)
    status, dormancy = called(STATUSES, answer.agreement.status, lang), called(DORMANCY, answer.dormancy.state, lang)
    return f"{name}: {status}, {getattr(VITALITY, lang)} {vitality}, {dormancy}"


def _odd(answer: LifeAnswer, position: int, lang: Language) -> str:
    return "; ".join(getattr(odd.reason, lang) for odd in answer.warnings if odd.stage == position)


LIFE = Question(
    name="life",
    title=Bilingual("友城全过程", "Life of an agreement"),
    ask=Life,
    answer=LifeAnswer,
    find=life,
    columns=(*_PLAIN, "odd", "note"),
    rows=rows,
    shown=shown,
    path="agreements/{agreement}/life",
)
