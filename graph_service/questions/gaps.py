"""Where a home's network has holes: the worklist."""

from collections.abc import Iterator

from pydantic import Field

from graph_service.answers.gaps import GapFilter, GapItem, GapsAnswer, gaps_answer
from graph_service.planning.gaps.gap import Action, GapType
from graph_service.questions.parameters import InPages, OfHome
from graph_service.questions.question import Language, Question, Shown, View
from graph_service.questions.shown import both_names, name_of
from graph_service.words import planning
from graph_service.words.bilingual import Bilingual, called
from graph_service.words.headings import heads


class Gaps(InPages, OfHome):
    """Which gaps of whom."""

    type: GapType | None = Field(None, description="one type of gap; all if left out")
    frame: str | None = Field(
        None,
        description="id of a frame; the states that count if left out, all for every country; not for association_missing",
    )
    tier: int | None = Field(None, ge=1, le=3, description="gaps at one tier; at any if left out")
    action: Action | None = Field(None, description="only gaps with this suggested action")
    unit: str | None = Field(None, description="a unit of the home: it or one inside it should act")


def gaps(view: View, ask: Gaps) -> GapsAnswer:
    """Where a home's network has holes, each with its reason, evidence and suggested action."""
    (unit,) = view.named(ask, "unit")
    vine = view.vine(ask)
    wanted = GapFilter(ask.type, ask.frame, ask.tier, ask.action, unit)
    return gaps_answer(view.snapshot, vine.home.place.id, vine.selection, wanted, ask.most, ask.cursor, view.standards.rules)


def rows(answer: GapsAnswer) -> Iterator[tuple[object, ...]]:
    """One row per gap."""
    for gap in answer.items:
        place = (gap.place.id, *both_names(gap.place.names)) if gap.place else (None, None, None)
        yield (
            *(gap.rank, gap.priority.score, gap.type, gap.established, gap.unit.id, *both_names(gap.unit.names), *place),
            *(_code(gap), gap.tier, gap.action, gap.reason.zh, gap.reason.en),
            *(_warned(gap, "zh"), _warned(gap, "en"), gap.evidence),
        )


def shown(answer: GapsAnswer, lang: Language) -> Shown:
    """One row per gap, its reason in one language."""
    lines = (
        (
            *(gap.rank, f"{gap.priority.score:.0f}", called(planning.GAPS, gap.type, lang), _code(gap)),
            *(called(planning.ACTIONS, gap.action, lang), getattr(gap.reason, lang)),
        )
        for gap in answer.items
    )
    title = f"{name_of(answer.home)}: {answer.total} gaps"
    return Shown(title, heads(lang, "rank", "priority", "gap", "country", "action", "reason"), lines)


def _code(gap: GapItem) -> str | None:
    return gap.country.code if gap.country else None


def _warned(gap: GapItem, lang: Language) -> str:
    return "; ".join(getattr(warning.text, lang) for warning in gap.warnings)


GAPS = Question(
    name="gaps",
    title=Bilingual("缺口", "Gaps"),
    ask=Gaps,
    answer=GapsAnswer,
    find=gaps,
    columns=(
        *("rank", "priority", "type", "established", "unit", "unit_zh", "unit_en", "place", "place_zh", "place_en", "country"),
        *("tier", "action", "reason_zh", "reason_en", "warnings_zh", "warnings_en", "evidence"),
    ),
    rows=rows,
    shown=shown,
)
