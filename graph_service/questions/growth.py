"""How many agreements a home signed in each year."""

from collections.abc import Iterator

from msgspec import Struct
from pydantic import Field

from graph_service.answers.common import Echo, PlaceReference, echo, reference
from graph_service.answers.paging import page_of
from graph_service.metrics.growth import Growth as Series
from graph_service.metrics.growth import GrowthAxis, growth_of
from graph_service.questions.agreements import AGREEMENTS
from graph_service.questions.counted import counted, counted_words
from graph_service.questions.parameters import InPages, OfHome
from graph_service.questions.question import Question, Shown, View, items_held
from graph_service.questions.shown import both_names, headline
from graph_service.records.base import Names
from graph_service.words.bilingual import Bilingual, Language
from graph_service.words.headings import heads


class GrowthPoint(Struct, frozen=True):
    """One year: how many were signed in it, how many by its end, and which were, in the order of signing."""

    year: int
    signed: int
    cumulative: int
    agreements: tuple[str, ...]


class GrowthItem(Struct, frozen=True, kw_only=True):
    """One series; years without a signing are left out. `total` counts the effective agreements: those of the years, and
    beside them the `undated` and those signed in an interval of years, `vague`. `planned` ones are not among them."""

    key: str
    names: Names
    total: int
    years: tuple[GrowthPoint, ...]
    undated: tuple[str, ...]
    vague: tuple[str, ...]
    planned: tuple[str, ...]


class GrowthAnswer(Echo, frozen=True, kw_only=True):
    """The growth of a home: one series for all, for each country or for each tier."""

    home: PlaceReference
    by: GrowthAxis | None
    total: int
    items: tuple[GrowthItem, ...]
    next: str | None


def _item(series: Series) -> GrowthItem:
    return GrowthItem(
        key=series.key,
        names=series.names,
        total=series.total,
        years=tuple(GrowthPoint(point.year, len(point.agreements), point.cumulative, point.agreements) for point in series.years),
        undated=series.undated,
        vague=series.vague,
        planned=series.planned,
    )


class Growth(InPages, OfHome):
    """Whose growth, in how many series."""

    by: GrowthAxis | None = Field(None, description="one series per country or per tier; one for all if left out")


def growth(view: View, ask: Growth) -> GrowthAnswer:
    """Agreements signed in each year and by its end; undated and planned ones apart."""
    vine = view.vine(ask)
    page = page_of(growth_of(vine, ask.by), lambda series: series.key, ask.most, ask.cursor)
    return GrowthAnswer(
        **echo(view.snapshot, vine.selection),
        home=reference(vine.home.place),
        by=ask.by,
        total=page.total,
        items=tuple(map(_item, page.items)),
        next=page.next,
    )


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
    lines = ((point.year, *_counts(point, item, answer), _name(item, lang)) for item in answer.items for point in item.years)
    apart = [sum(len(getattr(item, name)) for item in answer.items) for name in _APART]
    undated, vague, planned = apart
    told = Bilingual(
        f"未列入各年：没有日期的{undated}对，签于若干年间的{vague}对；另有计划中的{planned}对",
        f"in no year: {undated} undated, {vague} signed in an interval of years; beside them {planned} planned",
    )
    title = headline(answer.home, lang, f"协议{total:,}对，按签署年份", f"{total:,} agreements by the year of signing")
    columns = heads(lang, "year", "signed", "cumulative", "series")
    return Shown(title, columns, lines, (getattr(told, lang),) if any(apart) else ())


def _counts(point: GrowthPoint, item: GrowthItem, answer: GrowthAnswer) -> tuple[object, ...]:
    """How many were signed in a year and by its end, each leading to these."""
    series = {answer.by: item.key} if answer.by else {}
    words = counted_words(answer.home.id, answer.kinds, **series, dated="in_year", signed_to=point.year)
    year = counted(point.signed, AGREEMENTS, **words, signed_from=point.year)
    return year, counted(point.cumulative, AGREEMENTS, **words)


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
    held=lambda answer: None if len(answer.items) == 1 else items_held(answer),  # one series is no list of them
)
