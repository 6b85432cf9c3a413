"""The whole network in figures."""

from collections.abc import Iterator

import msgspec

from graph_service.answers.statistics import StatisticsAnswer, statistics_answer
from graph_service.graph.statistics import Figures, figures
from graph_service.questions.question import Measuring, Question, Shown, View
from graph_service.questions.whole_network import OfNetwork, measuring, number, short, titled
from graph_service.words.bilingual import Bilingual, Language
from graph_service.words.headings import heads
from graph_service.words.network import CUTS, FIGURES


def statistics(view: View, ask: OfNetwork) -> StatisticsAnswer:
    """Figures of the whole network: components, distances, clustering, inequality, what holds it together."""
    return statistics_answer(view.snapshot, view.selection(ask), ask.grain)


def measured(view: View, ask: OfNetwork) -> Measuring:
    """All figures."""
    return measuring(view, ask, figures)


def rows(answer: Figures) -> Iterator[tuple[object, ...]]:
    """One row per figure; long lists of numbers stand in one cell."""
    for name in (field.name for field in msgspec.structs.fields(Figures)):
        value, label = getattr(answer, name), FIGURES.get(name)
        yield name, number(value) if isinstance(value, float) else value, label and label.zh, label and label.en


def shown(answer: StatisticsAnswer, lang: Language) -> Shown:
    """One row per figure but for long lists."""
    title = Bilingual(f"全网统计（按{CUTS[answer.grain].zh}）", f"statistics by {CUTS[answer.grain].en}")
    return Shown(titled(title, answer, lang), heads(lang, "figure", "value", "name"), lines_of(answer, lang))


def lines_of(answer: Figures, lang: Language) -> Iterator[tuple[object, ...]]:
    """The figures that people read, with what they are called."""
    return ((name, short(getattr(answer, name)), getattr(label, lang)) for name, label in FIGURES.items())


STATISTICS = Question(
    name="statistics",
    title=Bilingual("全网统计", "Statistics"),
    ask=OfNetwork,
    answer=StatisticsAnswer,
    find=statistics,
    columns=("figure", "value", "zh", "en"),
    rows=rows,
    shown=shown,
    tag="whole network",
    measuring=measured,
)
