"""How the units of a home score by named indicators."""

from collections.abc import Iterator

from pydantic import Field

from graph_service.answers.evaluation import IndicatorsAnswer, indicators_answer
from graph_service.questions.parameters import InPages, OfHome
from graph_service.questions.question import Question, Shown, View
from graph_service.questions.shown import both_names, headline, way_to
from graph_service.words.bilingual import Bilingual, Language
from graph_service.words.headings import heads


class Indicators(InPages, OfHome):
    """Whose indicators."""

    unit: str | None = Field(None, description="a unit of the home: it and what lies in it; all units if left out")


def indicators(view: View, ask: Indicators) -> IndicatorsAnswer:
    """Each unit scored by named indicators: formula, measures, target, weight and score."""
    (unit,) = view.named(ask, "unit")
    return indicators_answer(view.vine(ask), unit, view.evaluation, view.vitality, ask.most, ask.cursor)


def rows(answer: IndicatorsAnswer) -> Iterator[tuple[object, ...]]:
    """One row per unit and indicator, with the measures its formula takes."""
    for item in answer.items:
        unit = (item.unit.id, *both_names(item.unit.names), item.tier)
        for score in item.scores:
            indicator = answer.indicators[score.indicator]
            measures = tuple(f"{name}={'?' if value is None else f'{value:g}'}" for name, value in score.measures.items())
            named = (score.indicator, indicator.zh, indicator.en)
            yield (*unit, *named, score.value, score.target, score.weight, score.score, measures)


def shown(answer: IndicatorsAnswer, lang: Language) -> Shown:
    """One row per unit, one column per indicator."""
    names = (getattr(indicator, lang) for indicator in answer.indicators.values())
    lines = (
        (
            *(None if score.score is None else f"{score.score:.1f}" for score in item.scores),
            *(f"{item.total:.1f}", item.tier, way_to(item.unit, lang)),
        )
        for item in answer.items
    )
    title = headline(answer.home, lang, f"评估指标（{answer.evaluation.zh}）", f"indicators ({answer.evaluation.en})")
    return Shown(title, (*names, *heads(lang, "total", "tier", "unit")), lines)


INDICATORS = Question(
    name="indicators",
    title=Bilingual("评估指标", "Indicators"),
    ask=Indicators,
    answer=IndicatorsAnswer,
    find=indicators,
    columns=(
        *("unit", "zh", "en", "tier", "indicator", "indicator_zh", "indicator_en"),
        *("value", "target", "weight", "score", "measures"),
    ),
    rows=rows,
    shown=shown,
    tag="evaluation",
)
