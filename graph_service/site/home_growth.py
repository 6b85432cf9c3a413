"""When a home signed what it has: bars by year, the undated told beside them, and the same as a table."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from graph_service.questions.growth import GROWTH, GrowthAnswer, GrowthItem, GrowthPoint
from graph_service.records.place import Place
from graph_service.site.cells import Linked, count
from graph_service.site.templating import Frame
from graph_service.site.to_lists import counted_page, rows_of
from graph_service.words.bilingual import NOTHING, Bilingual, plural
from graph_service.words.headings import heads
from graph_service.words.home import IN_NO_YEAR

_WIDTH, _HIGH, _EDGE, _FOOT = 760, 150, 36, 22  # pixels: of the picture, of the highest bar, beside and beneath the bars
_MANY = 3  # signings of a year from which one is told as the busiest
_TICKS = (1, 2, 5, 10, 20, 50, 100, 200, 500)


class Bar(NamedTuple):
    """A year: where its bar stands, how high it is, and what it says."""

    x: float
    y: float
    width: float
    height: float
    words: str


class Tick(NamedTuple):
    """A label of an axis, and where it stands."""

    at: float
    words: str


class Chart(NamedTuple):
    """The picture, what it says in words, and the table of the same."""

    width: int
    height: int
    left: int
    bottom: int
    bars: Sequence[Bar]
    years: Sequence[Tick]
    levels: Sequence[Tick]
    title: str
    said: str
    apart: Sequence[tuple[str, Linked]]
    columns: Sequence[str]
    rows: Sequence[Sequence[object]]


def growth_chart(frame: Frame, home: Place, answer: GrowthAnswer) -> Chart | None:
    """The chart of an answer of one series; None where no year is known."""
    (series,) = answer.items
    if not series.years:
        return None
    first, last = series.years[0].year, series.years[-1].year
    most = max(point.signed for point in series.years)
    step = (_WIDTH - _EDGE) / (last - first + 1)
    return Chart(
        width=_WIDTH,
        height=_HIGH + _FOOT + 12,
        left=_EDGE,
        bottom=_HIGH + 12,
        bars=[_bar(frame, point, first, step, most) for point in series.years],
        years=list(_years(first, last, step)),
        levels=list(_levels(most)),
        title=frame.say(Bilingual(f"{first}至{last}年每年新签", f"signed in each year, {first} to {last}")),
        said=frame.say(_said(series)),
        apart=list(_apart(frame, home, series)),
        columns=heads(frame.language, "year", "signed", "cumulative"),
        rows=[row[:3] for row in rows_of(frame, GROWTH.shown(answer, frame.language))],
    )


def _bar(frame: Frame, point: GrowthPoint, first: int, step: float, most: int) -> Bar:
    height = round(_HIGH * point.signed / most, 1)
    words = Bilingual(f"{point.year}年{point.signed}对", f"{point.year}: {point.signed}")
    x = round(_EDGE + step * (point.year - first), 1)
    return Bar(x, round(_HIGH + 12 - height, 1), round(max(1.5, step - 1.5), 1), height, frame.say(words))


def _years(first: int, last: int, step: float) -> Iterator[Tick]:
    every = 10 if last - first > 12 else 1
    for year in range(first, last + 1):
        if year % every == 0 or (year == last and last - first < every):
            yield Tick(round(_EDGE + step * (year - first + 0.5), 1), str(year))


def _levels(most: int) -> Iterator[Tick]:
    unit = next(tick for tick in (*_TICKS, most) if most / tick <= 4 or tick == most)
    for level in range(unit, most + 1, unit):
        yield Tick(round(_HIGH + 12 - _HIGH * level / most, 1), str(level))


def _said(series: GrowthItem) -> Bilingual:
    """What the chart shows, and, as loud, what stands in no year."""
    dated = sum(point.signed for point in series.years)
    most = busiest(series.years)
    apart = series.total - dated
    return Bilingual(
        f"有效协议{series.total}对，能归入某一年的{dated}对；没有确切年份的{apart}对不在图上。{most.zh}",
        f"Of {plural(series.total, 'effective agreement')} {dated} belong to a year; {apart} without a certain year are not in "
        f"the picture.{most.en}",
    )


def busiest(years: Sequence[GrowthPoint]) -> Bilingual:
    """The year in which most were signed, where it is one alone and they are a few at least."""
    (first, *others) = sorted(years, key=lambda point: -point.signed)
    if first.signed < _MANY or (others and others[0].signed == first.signed):
        return NOTHING
    return Bilingual(f"最多的是{first.year}年，{first.signed}对。", f" Most were signed in {first.year}: {first.signed}.")


def _apart(frame: Frame, home: Place, series: GrowthItem) -> Iterator[tuple[str, Linked]]:
    for name, called in IN_NO_YEAR.items():
        ids = getattr(series, name)
        if ids:
            yield frame.say(called), count(len(ids), counted_page(frame, home, **_WORDS[name]))


# The words that list what stands in no year.
_WORDS: Mapping[str, Mapping[str, str | None]] = {
    "undated": {"dated": "undated"},
    "vague": {"dated": "over_years"},
    "planned": {"status": "planned", "kind": None},
}
