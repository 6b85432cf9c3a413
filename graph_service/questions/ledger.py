"""What earned the units of a home their points."""

from collections.abc import Iterator

from pydantic import Field

from graph_service.answers.evaluation import LedgerAnswer, ledger_answer
from graph_service.metrics.points import LedgerLine
from graph_service.questions.called import Called
from graph_service.questions.parameters import HOME, InLayer, InPages, OfHome
from graph_service.questions.question import Question, Shown, View
from graph_service.questions.shown import both_names, headline, way_to
from graph_service.words.agreements import STAGES
from graph_service.words.bilingual import Bilingual, Language
from graph_service.words.headings import UNDATED, heads
from graph_service.words.records import ACTIVITIES, ORGANISATIONS

_EVENTS = {**ACTIVITIES, **ORGANISATIONS, **STAGES}


class Ledger(InLayer, InPages):
    """Whose ledger."""

    home: str = Field(description=HOME)
    unit: str | None = Field(None, description="a unit of the home: it and what lies in it; all units if left out")


def ledger(view: View, ask: Ledger) -> LedgerAnswer:
    """Every event that earns a unit points: date, record, rule, what it earned and what has not yet faded."""
    (unit,) = view.named(ask, "unit")
    vine = view.vine(OfHome(home=ask.home, as_of=ask.as_of, layer=ask.layer))
    return ledger_answer(vine, unit, view.evaluation, ask.most, ask.cursor)


def rows(answer: LedgerAnswer) -> Iterator[tuple[object, ...]]:
    """One row per event."""
    for line in answer.items:
        what = (line.unit, line.date, line.event, line.record, *both_names(line.names))
        yield (*what, line.points, line.earned, line.value, line.remark)


def shown(answer: LedgerAnswer, lang: Language) -> Shown:
    """One row per event."""
    units = {total.unit.id: way_to(total.unit, lang) for total in answer.totals}
    lines = (
        (
            round(line.value, 2),
            line.earned,
            line.date or getattr(UNDATED, lang),
            _event(line, lang),
            units[line.unit],
            _record(line, lang),
        )
        for line in answer.items
    )
    title = headline(answer.home, lang, f"积分台账（{answer.evaluation.zh}）", f"ledger ({answer.evaluation.en})")
    return Shown(title, heads(lang, "left", "earned", "date", "event", "unit", "record"), lines)


def _event(line: LedgerLine, lang: Language) -> str:
    """What happened, without the type of record that tells of it."""
    word = line.event.partition(".")[2]
    return getattr(_EVENTS[word], lang) if word in _EVENTS else line.event


def _record(line: LedgerLine, lang: Language) -> str:
    name = line.names.best(lang, "")
    return Called(f"{name} ({line.record})", on_page=name) if name else line.record


LEDGER = Question(
    name="ledger",
    title=Bilingual("积分台账", "Ledger"),
    ask=Ledger,
    answer=LedgerAnswer,
    find=ledger,
    columns=("unit", "date", "event", "record", "zh", "en", "points", "earned", "value", "remark"),
    rows=rows,
    shown=shown,
    tag="evaluation",
)
