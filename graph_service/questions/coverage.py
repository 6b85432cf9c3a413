"""The share of a frame, a continent or a tier that a home reaches."""

from collections.abc import Iterator
from typing import Annotated, get_args

from pydantic import Field, WithJsonSchema

from graph_service.answers.coverage import CoverageAnswer, CoverageFilter, CoverageItem, CoverageRate, coverage_answer
from graph_service.metrics.coverage_rows import Axis
from graph_service.questions.parameters import InPages, Listed, OfHome
from graph_service.questions.question import Language, Question, Shown, View
from graph_service.questions.shown import KNOWN, both_names, headline, titled
from graph_service.words.bilingual import Bilingual
from graph_service.words.headings import heads
from graph_service.words.network import CUTS

_ONE_OR_TWO = {"type": "array", "items": {"enum": list(get_args(Axis))}, "minItems": 1, "maxItems": 2, "uniqueItems": True}
Axes = Annotated[Listed, WithJsonSchema(_ONE_OR_TWO)]


class Coverage(InPages, OfHome):
    """Whose coverage of what."""

    frame: str | None = Field(
        None, description="id of a frame; the states that count by default if left out, all for every country"
    )
    by: Axes = Field(["frame"], description="one or two of these, by commas or by repeating it")
    tier: int | None = Field(None, ge=1, le=3, description="agreements of one tier; of any if left out")


def coverage(view: View, ask: Coverage) -> CoverageAnswer:
    """The share of each part that a home covers; an interval where a frame claims more members than it names."""
    vine = view.vine(ask)
    wanted = CoverageFilter(ask.frame, ",".join(ask.by), ask.tier)
    return coverage_answer(view.snapshot, vine.home.place.id, vine.selection, wanted, ask.most, ask.cursor)


def rows(answer: CoverageAnswer) -> Iterator[tuple[object, ...]]:
    """One row per part."""
    for item in answer.items:
        low, high = _bounds(item.coverage)
        counts = (item.coverage.numerator, item.coverage.denominator, low, high, len(item.covered) + len(item.missing))
        lists = (item.covered, item.missing, item.planned, item.possible, item.possible_members)
        known = (item.established, item.lists.zh, item.lists.en)
        yield (item.key, *both_names(item.names), *counts, item.open, *lists, *known)


def shown(answer: CoverageAnswer, lang: Language) -> Shown:
    """One row per part."""
    lines = ((_counts(item), _share(item), len(item.planned), len(item.possible), _part(item, lang)) for item in answer.items)
    by = "、" if lang == "zh" else ", "
    by = by.join(getattr(CUTS[axis], lang) for axis in answer.by)
    frame = answer.frame.names.best(lang, answer.frame.id) if answer.frame else ""
    zh, en = f"{frame}覆盖率（按{by}）", f"coverage{f' of {frame}' if frame else ''} by {by}"
    columns = heads(lang, "on_record", "share", "plan", "possible", "part")
    return Shown(titled(headline(answer.home, lang, zh, en), answer.knowledge, lang), columns, lines)


def _bounds(rate: CoverageRate) -> tuple[float | None, float | None]:
    """The share twice, or the two ends of the interval; nothing where they are not known."""
    if isinstance(rate.low, float) and isinstance(rate.high, float):
        return rate.low, rate.high
    return (rate.share, rate.share) if isinstance(rate.share, float) else (None, None)


def _counts(item: CoverageItem) -> str:
    return f"{item.coverage.numerator}/{item.coverage.denominator}"


def _share(item: CoverageItem) -> str:
    low, high = _bounds(item.coverage)
    if low is None or high is None:
        return ""
    return f"{low:.2f}" if low == high else f"{low:.2f}–{high:.2f}"


def _part(item: CoverageItem, lang: Language) -> str:
    """Its names and id, and where its frame claims more members than it names, that there are others."""
    others = (" 等" if lang == "zh" else " and others") if item.open else ""
    return f"{item.names.zh or ''} {item.names.en or ''} ({item.key}){others}".strip()


COVERAGE = Question(
    name="coverage",
    title=Bilingual("覆盖率", "Coverage"),
    ask=Coverage,
    answer=CoverageAnswer,
    find=coverage,
    columns=(
        *("key", "zh", "en", "numerator", "denominator", "low", "high", "named", "open"),
        *("covered", "missing", "planned", "possible", "possible_members", *KNOWN),
    ),
    rows=rows,
    shown=shown,
)
