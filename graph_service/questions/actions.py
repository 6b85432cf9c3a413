"""What to do with each agreement of a home: the worklist."""

from collections.abc import Iterator

from pydantic import Field

from graph_service.answers.actions import ActionClass, ActionFilter, ActionsAnswer, actions_answer
from graph_service.questions.parameters import InPages, OfHome
from graph_service.questions.question import Language, Question, Shown, View
from graph_service.questions.shown import both_names, name_of, titled
from graph_service.words import planning
from graph_service.words.agreements import KINDS
from graph_service.words.bilingual import Bilingual, called
from graph_service.words.headings import heads


class Actions(InPages, OfHome):
    """Whose worklist, and which part of it."""

    action: ActionClass | None = Field(None, description="one class; all if left out")
    unit: str | None = Field(None, description="a unit of the home: it or one inside it is the party")
    country: str | None = Field(None, description="country or area of the partner")


def actions(view: View, ask: Actions) -> ActionsAnswer:
    """Which agreements to consolidate, activate or open, with reason and evidence; counts per class and kind."""
    unit, country = view.named(ask, "unit", "country")
    wanted = ActionFilter(ask.action, unit, country)
    return actions_answer(view.vine(ask), view.standards.rules, wanted, ask.most, ask.cursor)


def rows(answer: ActionsAnswer) -> Iterator[tuple[object, ...]]:
    """One row per agreement."""
    for item in answer.items:
        partner = (item.partner.id, *both_names(item.partner.names), item.partner.country)
        yield (
            *(item.action, item.rule, item.id, item.unit.id, *both_names(item.unit.names), *partner, item.tier),
            *(item.kind, item.status, item.since, item.dormancy.vitality, item.dormancy.state, item.established),
            *(item.reason.zh, item.reason.en, item.evidence),
        )


def shown(answer: ActionsAnswer, lang: Language) -> Shown:
    """One row per agreement, its reason in one language."""
    counts = ", ".join(f"{called(planning.ACTIONS, name, lang)} {sum(kinds.values())}" for name, kinds in answer.counts.items())
    lines = (
        (
            *(called(planning.ACTIONS, item.action, lang), called(KINDS, item.kind, lang), item.tier),
            *(name_of(item.unit), name_of(item.partner), getattr(item.reason, lang)),
        )
        for item in answer.items
    )
    title = titled(f"{name_of(answer.home)}: {counts}", answer.knowledge, lang)
    return Shown(title, heads(lang, "action", "kind", "tier", "unit", "partner", "reason"), lines)


ACTIONS = Question(
    name="actions",
    title=Bilingual("巩固、激活、开辟", "Actions"),
    ask=Actions,
    answer=ActionsAnswer,
    find=actions,
    columns=(
        *("action", "rule", "agreement", "unit", "unit_zh", "unit_en", "partner", "partner_zh", "partner_en", "country", "tier"),
        *("kind", "status", "since", "vitality", "dormancy", "established", "reason_zh", "reason_en", "evidence"),
    ),
    rows=rows,
    shown=shown,
)
