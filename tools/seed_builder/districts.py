"""Districts of cities, told by the two ways in which lists write them: “Seoul – Songpa” and “Songpa (Seoul)”.

Both ways occur for one district, as two places with doubled agreements; and a district often hangs on the region
around its city instead of the city, and counts as a city. Names alone would confuse homonyms, so coordinates must not
contradict them.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from graph_service.files.cells import split
from tools.earth import km
from tools.seed_builder.inputs import Row

_DASHED = re.compile(r"(?P<city>.+?)(?: (?:\d+|[IVXL]+))? – (?P<district>.+)")
_BRACKETED = re.compile(r"(?P<district>.+) \((?P<city>.+)\)")
_NUMBERED = re.compile(r"(?P<district>(?P<city>.+) (?:\d+|[IVXL]+))")
# Centres of one district as two gazetteers give them; the reach of a metropolis that is a region, of a city of a
# million, of a municipality with its villages, of a town.
_SAME_KM, _CITY_KM, _LARGE_KM, _VILLAGE_KM, _TOWN_KM = 25.0, 60.0, 40.0, 30.0, 15.0
_MILLION, _VILLAGE = 1_000_000, 10_000
HOME = "CN"  # whose districts have codes


class _Name(NamedTuple):
    country: str
    city: str
    district: str


def twins(drafts: Iterable[Row]) -> Iterator[tuple[str, str]]:
    """Pairs of ids that are one district, the one to merge first; the survivor is the one with the better id."""
    groups: dict[_Name, dict[str, Row]] = {}
    for draft in drafts:
        for name in _district_names(draft):
            if name.city != name.district:
                groups.setdefault(name, {})[draft["id"]] = draft
    merged: set[str] = set()
    for group in groups.values():
        survivor, *others = sorted(group.values(), key=_rank)
        for other in others:
            if other["id"] not in merged and _near(survivor, other, _SAME_KM):
                merged.add(other["id"])
                yield other["id"], survivor["id"]


def under_their_city(drafts: Iterable[Row]) -> Iterator[tuple[str, str]]:
    """Parts of cities as lists write them, each with the id of its city: the one city of the name that it lies near enough to."""
    drafts = list(drafts)
    cities: dict[tuple[str, str], dict[str, Row]] = {}
    for draft in drafts:
        if draft["country"] != HOME and (draft["level"] == "city" or draft.get("levels") == "province|city"):
            for name in (draft["name_en"], *split(draft.get("aliases", ""))):
                cities.setdefault((draft["country"], plain(name)), {})[draft["id"]] = draft
    for draft in drafts:
        if draft["level"] not in ("city", "county") or draft.get("levels"):
            continue
        named = [city for name in _district_names(draft) for city in cities.get((name.country, name.city), {}).values()]
        found = {city["id"]: city for city in named if city["id"] != draft["id"] and _near(city, draft, _reach(city, draft))}
        if len(found) == 1 and next(iter(found.values())).get("parent") != draft["id"]:
            yield draft["id"], next(iter(found))


def written_as_part(country: str, names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Of which cities these names of a place say that it is a part, each with the name that says so; folded as by `plain`."""
    for name in names:
        yield from ((name, found.city) for found in _parts(country, name))


def _reach(city: Row, part: Row) -> float:
    """How far from the middle of a city a part of it may lie: a village of a wide municipality farther than a town, which may be
    a namesake. A city that is a region, and one of a million, is wide."""
    if city.get("levels"):
        return _CITY_KM
    if _people(city) >= _MILLION:
        return _LARGE_KM
    return _VILLAGE_KM if 0 < _people(part) <= _VILLAGE else _TOWN_KM


def _people(draft: Row) -> int:
    return int(draft.get("population") or 0)


def _district_names(draft: Row) -> Iterator[_Name]:
    for name in (draft["name_en"], *split(draft.get("aliases", ""))):
        yield from _parts(draft["country"], name)


def _parts(country: str, name: str) -> Iterator[_Name]:
    found = _BRACKETED.fullmatch(name) or _DASHED.fullmatch(name) or _NUMBERED.fullmatch(name)
    if found:
        yield _Name(country, plain(found["city"]), plain(found["district"].removesuffix(" District")))


def _rank(draft: Row) -> tuple[bool, bool, str]:
    return (not draft["id"].startswith("Q"), not draft["id"].startswith("gn:"), draft["id"])


def plain(name: str) -> str:
    """A name without case, accents and what is no letter.

    >>> plain("Île-de-France")
    'iledefrance'
    """
    bare = unicodedata.normalize("NFKD", name.replace("ł", "l").replace("ø", "o").replace("đ", "d"))
    return re.sub(r"[^a-z0-9]", "", bare.encode("ascii", "ignore").decode().lower())


def _near(a: Row, b: Row, limit_km: float) -> bool:
    if not (a.get("lat") and b.get("lat")):
        return True
    return km((float(a["lat"]), float(a["lon"])), (float(b["lat"]), float(b["lon"]))) <= limit_km
