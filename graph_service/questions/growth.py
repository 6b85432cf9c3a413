"""How many agreements a home signed in each year."""

from collections.abc import Iterator

from pydantic import Field

from graph_service.answers.growth import GrowthAnswer, GrowthItem, growth_answer
from graph_service.metrics.growth import GrowthAxis
from graph_service.questions.parameters import InPages, OfHome
from graph_service.questions.question import Language, Question, Shown, View
from graph_service.questions.shown import both_names, name_of
from graph_service.words.bilingual import Bilingual


class Growth(InPages, OfHome):
    """Whose growth, in how many series."""

    by: GrowthAxis | None = Field(None, description="one series per country or per tier; one for all if left out")


def growth(view: View, ask: Growth) -> GrowthAnswer:
    """Agreements signed in each year and by its end; undated and planned ones apart."""
    return growth_answer(view.vine(ask), ask.by, ask.most, ask.cursor)


def rows(answer: GrowthAnswer) -> Iterator[tuple[object, ...]]:
    """One row per series and year, and one per series for what belongs to no year, named in place of the year."""
    for item in answer.items:
        name = (item.key, *both_names(item.names))
        for point in item.years:
            yield (*name, point.year, point.signed, point.cumulative, point.agreements)
        for apart in _APART:
            if agreements := getattr(item, apart):
                yield (*name, apart, len(agreements), None, agreements)


_APART = ("undated", "vague", "planned")


def shown(answer: GrowthAnswer, lang: Language) -> Shown:
    """One row per series and year."""
    total = sum(item.total for item in answer.items)
    lines = ((point.year, point.signed, point.cumulative, _name(item, lang)) for item in answer.items for point in item.years)
    apart = [sum(len(getattr(item, name)) for item in answer.items) for name in _APART]
    told = f"in no year: {apart[0]} undated, {apart[1]} signed in an interval of years; beside them {apart[2]} planned"
    title = f"{name_of(answer.home)}: {total} agreements by the year of signing"
    return Shown(title, ("year", "signed", "cumulative", "series"), lines, (told,) if any(apart) else ())


def _name(item: GrowthItem, lang: Language) -> str:
    return item.names.best(lang, item.key)


GROWTH = Question(
    name="growth",
    title=Bilingual("历年结好", "Growth"),
    ask=Growth,
    answer=GrowthAnswer,
    find=growth,
    columns=("key", "zh", "en", "year", "signed", "cumulative", "agreements"),
    rows=rows,
    shown=shown,
)
