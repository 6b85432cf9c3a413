"""Districts of cities, told by the two ways in which lists write them: “Seoul – Songpa” and “Songpa (Seoul)”.

Both ways occur for one district, as two places with doubled agreements; and a district often hangs on the region
around its city instead of the city. Names alone would confuse homonyms, so coordinates must not contradict them.
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
# Centres of one district as two gazetteers give them, and the reach of a metropolis.
_SAME_KM, _CITY_KM = 25.0, 60.0


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
    """Districts of cities that are regions too, each with the id of its city."""
    drafts = list(drafts)
    cities = {
        (draft["country"], plain(name)): draft
        for draft in drafts
        if draft.get("levels") == "province|city" and draft["country"] != "CN"
        for name in (draft["name_en"], *split(draft.get("aliases", "")))
    }
    for draft in drafts:
        found = {city["id"] for name in _district_names(draft) if (city := cities.get((name.country, name.city)))}
        if len(found) == 1 and draft["id"] not in found:
            city = next(city for city in cities.values() if city["id"] in found)
            if _near(city, draft, _CITY_KM):
                yield draft["id"], city["id"]


def _district_names(draft: Row) -> Iterator[_Name]:
    for name in (draft["name_en"], *split(draft.get("aliases", ""))):
        found = _BRACKETED.fullmatch(name) or _DASHED.fullmatch(name) or _NUMBERED.fullmatch(name)
        if found:
            district = found["district"].removesuffix(" District")
            yield _Name(draft["country"], plain(found["city"]), plain(district))


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
