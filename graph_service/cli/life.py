"""`life`: the steps of one agreement and what is done under it."""

from typing import Annotated, Literal

import typer

from graph_service.answers.life import LifeAnswer, life_answer
from graph_service.cli.console import Rows, show
from graph_service.cli.questions import AsOf, Form, Language, load_snapshot, selection_of
from graph_service.metrics.selection import ALL_LAYERS
from graph_service.settings import Settings
from graph_service.words.agreements import DORMANCY, KINDS, STAGES, STATUSES
from graph_service.words.bilingual import called
from graph_service.words.headings import VITALITY, heads


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(life)


def life(
    agreement: Annotated[str, typer.Argument(help="id of an agreement")],
    as_of: AsOf = None,
    lang: Language = "zh",
    form: Form = "table",
) -> None:
    """The life of one agreement: its steps, what is odd about them, how lively it is. 友城全过程。"""
    snapshot = load_snapshot()
    answer = life_answer(snapshot, agreement, selection_of(snapshot, as_of, None, ALL_LAYERS), Settings().rules)
    show(answer, form, _title(answer, lang), _steps(answer), _short_steps(answer, lang))


def _title(answer: LifeAnswer, lang: Literal["zh", "en"]) -> str:
    vitality = "?" if answer.vitality is None else f"{answer.vitality:.2f}"
    name = answer.agreement.names.best(lang, answer.agreement.id)
    status, dormancy = called(STATUSES, answer.agreement.status, lang), called(DORMANCY, answer.dormancy.state, lang)
    return f"{name}: {status}, {getattr(VITALITY, lang)} {vitality}, {dormancy}"


def _steps(answer: LifeAnswer) -> Rows:
    header = ("step", "date", "precision", "basis", "by", "happened", "kind_after", "status_after", "odd", "note")
    rows = (
        (*(getattr(step, name) for name in header[:8]), [odd.code for odd in answer.warnings if odd.stage == position], step.note)
        for position, step in enumerate(answer.steps)
    )
    return Rows(header, rows)


def _short_steps(answer: LifeAnswer, lang: Literal["zh", "en"]) -> Rows:
    rows = (
        (
            *(called(STAGES, step.step, lang), step.date, called(KINDS, step.kind_after, lang)),
            *(called(STATUSES, step.status_after, lang), _odd(answer, position, lang) or step.note),
        )
        for position, step in enumerate(answer.steps)
    )
    return Rows(heads(lang, "step", "date", "kind", "status", "note"), rows)


def _odd(answer: LifeAnswer, position: int, lang: Literal["zh", "en"]) -> str:
    return "; ".join(getattr(odd.reason, lang) for odd in answer.warnings if odd.stage == position)
