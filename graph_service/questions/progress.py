"""How far targets have come."""

from collections.abc import Iterator

from pydantic import Field

from graph_service.answers.targets import ProgressAnswer, ProgressItem, progress_answer
from graph_service.questions.parameters import InPages, OnDay
from graph_service.questions.question import Language, Question, Shown, View
from graph_service.questions.shown import both_names
from graph_service.words.bilingual import Bilingual, in_both
from graph_service.words.planning import TARGET_STATES

_PLAIN = ("id", "measure", "unit", "period", "elapsed", "minimum", "maximum", "achieved", "share", "state")


class Progress(OnDay, InPages):
    """Whose targets, on which day."""

    home: str | None = Field(None, description="a place: targets of it, of units in it and of bodies seated there")
    owner: str | None = Field(None, description="who set the targets: a place, or an organisation by id")


def progress(view: View, ask: Progress) -> ProgressAnswer:
    """Each target with its range, what has been reached, whether it is met, and the plans to follow up."""
    home, owner = view.named(ask, "home", "owner")
    return progress_answer(view.snapshot, home, owner, ask.as_of or view.snapshot.today, ask.most, ask.cursor)


def rows(answer: ProgressAnswer) -> Iterator[tuple[object, ...]]:
    """One row per target, with the ids of what was counted and of what may count too."""
    for item in answer.items:
        plain = (getattr(item, name) for name in _PLAIN)
        yield (*plain, item.owner.id, *both_names(item.names), item.evidence, item.possible)


def shown(answer: ProgressAnswer, _: Language) -> Shown:
    """One row per target."""
    counts = ", ".join(f"{in_both(TARGET_STATES, state)} {count}" for state, count in answer.counts.items())
    lines = (
        (in_both(TARGET_STATES, item.state), _reached(item), _range(item), len(item.possible), item.period, _title(item))
        for item in answer.items
    )
    return Shown(f"targets as of {answer.as_of}: {counts}", ("state", "reached", "aim", "poss.", "period", "target"), lines)


def _reached(item: ProgressItem) -> str:
    return "?" if item.achieved is None else f"{item.achieved:g}"


def _range(item: ProgressItem) -> str:
    least = "" if item.minimum is None else f"{item.minimum:g}"
    most = "" if item.maximum is None else f"{item.maximum:g}"
    return least if least == most else f"{least}–{most}"


def _title(item: ProgressItem) -> str:
    return f"{item.names.zh or ''} {item.names.en or ''}".strip() or item.id


PROGRESS = Question(
    name="progress",
    title=Bilingual("目标进度", "Progress"),
    ask=Progress,
    answer=ProgressAnswer,
    find=progress,
    columns=(*_PLAIN, "owner", "zh", "en", "evidence", "possible"),
    rows=rows,
    shown=shown,
)
