"""The world without a script: the agreements between countries as one SVG, and what its marks mean."""

import math
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from markupsafe import Markup

from graph_service.maps.drawing import MapLine, MapMark, map_svg
from graph_service.maps.elements import line_svg, shape_svg
from graph_service.metrics.effective import Effective
from graph_service.metrics.worldwide import OfCountry
from graph_service.pages.place_parts import country_name
from graph_service.site.templating import Frame
from graph_service.site.world_countries import Middles
from graph_service.site.world_data import KIND_ORDER, LEVEL_ORDER
from graph_service.site.world_words import PICTURE
from graph_service.snapshot import Snapshot
from graph_service.words.agreements import KINDS
from graph_service.words.bilingual import Bilingual, labels

WIDEST = 7.0  # pixels: the line between the two countries with most agreements
_DRAWN = 240  # lines: the others are too thin to be seen among these, and the table has them
_LARGEST = 9.0  # pixels: half the height of the mark of the country with most


class Sample(NamedTuple):
    """A line of the legend: how it looks, what it is, how often it occurs; `off` of a kind that is not chosen, of which nobody
    counts how many there are."""

    svg: Markup
    words: str
    number: int | None
    off: bool = False


def bundles_svg(frame: Frame, snapshot: Snapshot, middles: Middles, figures: Mapping[str, OfCountry]) -> str:
    """The map of the countries in `figures`, each at its middle, with a line where two have agreements."""
    pairs = Counter({(one, other): n for one, found in figures.items() for other, n in found.partners.items() if one < other})
    drawn = [(pair, n) for pair, n in pairs.most_common() if middles.keys() >= set(pair)][:_DRAWN]
    most = max((n for _, n in drawn), default=1)
    lines = [_bundle(middles, pair, n, most) for pair, n in reversed(drawn)]
    busiest = max((found.abroad for found in figures.values()), default=1) or 1
    marks = [_mark(snapshot, code, middles[code], found, busiest) for code, found in sorted(figures.items()) if code in middles]
    return map_svg(marks, lines, frame.language, PICTURE, _described(snapshot, pairs, len(drawn)))


def legend_of(frame: Frame, snapshot: Snapshot, shown: Sequence[Effective], chosen: Collection[str]) -> list[Sample]:
    """Every mark of the page with its meaning and, but for bundles, how often it occurs among what is shown of the kinds that
    are chosen."""
    kinds = Counter(found.kind for found in shown)
    places = {party for found in shown for party in found.agreement.parties}
    levels = Counter(snapshot.places[party].level for party in places)
    return [
        Sample(_line_sample("bundle"), frame.say(_BUNDLE), None),
        *(Sample(_line_sample(kind), frame.say(_lines_of(KINDS[kind])), kinds[kind], kind not in chosen) for kind in KIND_ORDER),
        *(Sample(_dot_sample(f"{level}-0"), frame.say(_PARTIES[level]), levels[level]) for level in LEVEL_ORDER),
    ]


_BUNDLE = Bilingual("两个国家或地区间的协议：越多越宽", "agreements of two countries or areas: the more, the wider")


_PARTIES = labels(  # the places that are a party themselves, which of a whole country are few
    country=("协议方：国家和地区本身（个）", "parties: countries and areas themselves"),
    province=("协议方：省州（个）", "parties: provinces, states and regions"),
    city=("协议方：城市（个）", "parties: cities"),
    county=("协议方：区县（个）", "parties: counties and districts"),
)


def _lines_of(kind: Bilingual) -> Bilingual:
    return Bilingual(f"协议：{kind.zh}（对）", f"agreements: {kind.en}")


def _mark(snapshot: Snapshot, code: str, middle: tuple[float, float], found: OfCountry, busiest: int) -> MapMark:
    size = 2 + (_LARGEST - 2) * math.sqrt(found.abroad / busiest)
    return MapMark(
        *middle,
        country_name(snapshot, code),
        "country-0",
        size,
        found.abroad + found.within,
        note=Bilingual(f"对外{found.abroad:,}，境内{found.within:,}", f"abroad {found.abroad:,}, within {found.within:,}"),
    )


def _bundle(middles: Middles, pair: tuple[str, str], count: int, most: int) -> MapLine:
    share = math.sqrt(count / most)
    return MapLine(middles[pair[0]], middles[pair[1]], "bundle", round(max(0.5, WIDEST * share), 1), round(0.15 + 0.5 * share, 2))


def _described(snapshot: Snapshot, pairs: Counter[tuple[str, str]], drawn: int) -> Bilingual:
    """What the picture shows, for those who do not see it."""
    first = [(country_name(snapshot, one), country_name(snapshot, other), n) for (one, other), n in pairs.most_common(5)]
    zh = "、".join(f"{one.zh}—{other.zh} {n:,}" for one, other, n in first)
    en = ", ".join(f"{one.en}—{other.en} {n:,}" for one, other, n in first)
    return Bilingual(
        f"{len(pairs):,}对国家和地区之间有协议，画出最多的{drawn:,}对；最多的：{zh or '无'}。各国数字见下表。",
        f"{len(pairs):,} pairs of countries have agreements, of which the {drawn:,} with most are drawn; most: {en or 'none'}. "
        "The table below has the numbers of every country.",
    )


def _line_sample(mark: str) -> Markup:
    return _sample(line_svg(mark, "M2 10h36"))


def _dot_sample(mark: str) -> Markup:
    return _sample(shape_svg(mark, 20, 10, 6))


def _sample(drawn: str) -> Markup:
    return Markup(f'<svg viewBox="0 0 40 20" width="40" height="20" aria-hidden="true">{drawn}</svg>')  # noqa: S704  # our own
