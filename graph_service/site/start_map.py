"""The world at a glance: a dot for each country that has agreements abroad, which leads to the page of the country."""

import math
from collections.abc import Mapping, Sequence
from functools import partial
from typing import NamedTuple

from graph_service.maps.drawing import MapMark, map_svg
from graph_service.metrics.selection import Selection
from graph_service.metrics.worldwide import abroad_by_country, world_of
from graph_service.pages.place_parts import country_name
from graph_service.questions.called import Called
from graph_service.site.world_countries import middles_of
from graph_service.site.world_words import counted_of
from graph_service.snapshot import Snapshot
from graph_service.words.bilingual import Bilingual, Language

_WIDTH = 640  # pixels
_LARGEST, _SMALLEST = 8.0, 2.0  # pixels: half the height of a dot
_SLIM = 20  # pixels: names on a phone, where the map is half as wide
_NAMED = 24  # countries whose names may stand on the map
TITLE = Bilingual("世界友城一览", "The world at a glance")


class Glance(NamedTuple):
    """The map as markup of our own, what it counts in words, and the countries on it and beside it with how many agreements
    abroad each has."""

    svg: str
    counted: Bilingual
    countries: Sequence[tuple[str, int]]


def glance(snapshot: Snapshot, language: Language) -> Glance:
    """The map and the countries for the page at the root of the service, drawn once for a snapshot."""
    return snapshot.once(_DRAWN[language])


def _glance(snapshot: Snapshot, language: Language) -> Glance:
    selection = Selection(snapshot.today)
    counts, world = snapshot.once(abroad_by_country), world_of(snapshot, selection)
    order, middles = sorted(counts, key=lambda code: (-counts[code], code)), middles_of(snapshot, world)
    busiest = max(counts.values(), default=1)
    marks = [
        MapMark(
            *middles[code],
            country_name(snapshot, code),
            "country-0",
            round(_SMALLEST + (_LARGEST - _SMALLEST) * math.sqrt(counts[code] / busiest), 1),
            max(0, _NAMED - rank),
            f"./views/{Called('', 'country', code).page}?lang={language}" if snapshot.country(code) else None,
            Bilingual(f"{counts[code]:,}", f"{counts[code]:,}"),
        )
        for rank, code in enumerate(order)
        if code in middles
    ]
    told = _described(len(marks), len(order) - len(marks))
    svg = map_svg(marks, [], language, TITLE, told, width=_WIDTH, slim=_SLIM) if marks else ""
    counted = counted_of(snapshot, world, selection)
    return Glance(svg, counted, [(_called(snapshot, code, language), counts[code]) for code in order])


def _called(snapshot: Snapshot, code: str, language: Language) -> str:
    """The name of a country, with the way to its page where it is on record."""
    name: str = getattr(country_name(snapshot, code), language)
    return Called(name, "country", code) if snapshot.country(code) else name


def _described(drawn: int, missing: int) -> Bilingual:
    zh = f"另有{missing}个没有坐标，只在名单中。" if missing else ""
    en = f" {missing} more have no coordinates and stand in the list alone." if missing else ""
    return Bilingual(
        f"{drawn}个国家和地区各一点，越大对外协议越多；同样的内容见图下的名单。{zh}",
        f"A dot for each of {drawn} countries and areas, larger with more agreements abroad; the list below holds the same.{en}",
    )


_DRAWN: Mapping[Language, partial[Glance]] = {
    "zh": partial(_glance, language="zh"),
    "en": partial(_glance, language="en"),
}
