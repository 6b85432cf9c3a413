"""One place that stands twice, and one name that stands for several."""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import combinations

from tools.earth import km
from tools.place_check.finding import Finding
from tools.place_check.register import Register, Site
from tools.seed_builder.districts import plain

_SAME_KM, _SAME_UNIT_KM, _SAME_SPOT_KM = 5.0, 40.0, 0.1
_REMARK = re.compile(r"\s*\(.*?\)")
_WORDS = re.compile(
    r"\b(district|county|kreis|landkreis|province|municipality|raion|rural gmina|gmina|prefecture)\b", re.IGNORECASE
)


def twice(register: Register) -> Iterator[Finding]:
    """Places of one name within five kilometres, neither of which lies in the other as its seat, and units of one level whose
    names differ in the word for the level only."""
    for one, other in _pairs(register.sites.values(), lambda site: site.folded):
        if _apart(one, other) <= _SAME_KM and not _seat(one, other):
            yield _twice(one, other, "one name")
    for one, other in _pairs(register.sites.values(), _core):
        as_level = one.level == other.level != "city" and one.parent == other.parent and _apart(one, other) <= _SAME_UNIT_KM
        if one.folded != other.folded and (as_level or _apart(one, other) <= _SAME_SPOT_KM):
            yield _twice(one, other, "one name but for the word for its level")


def one_chinese_name(register: Register) -> Iterator[Finding]:
    """Places of a country that bear one Chinese name and different names of their own; not in China, whose names are Chinese."""
    for one, other in _pairs(register.sites.values(), lambda site: f"{site.country} {site.name_zh}" if site.name_zh else ""):
        within = one.id in register.above(other) or other.id in register.above(one)
        if one.country != "CN" and one.folded and other.folded and one.folded != other.folded and not within:
            reason = f"both are called {one.name_zh}"
            yield Finding("one Chinese name", (one.id, other.id), (one.name_en, other.name_en), reason)


def _twice(one: Site, other: Site, what: str) -> Finding:
    reason = f"{what}, {_apart(one, other):.0f} km apart ({one.level} in {one.country}, {other.level} in {other.country})"
    return Finding("twice", (one.id, other.id), (one.name_en, other.name_en), reason)


def _pairs(sites: Iterable[Site], key: Callable[[Site], str]) -> Iterator[tuple[Site, Site]]:
    groups: dict[str, list[Site]] = {}
    for site in sites:
        groups.setdefault(key(site), []).append(site)
    for name, group in groups.items():
        if name:
            yield from combinations(sorted(group, key=lambda site: site.id), 2)


def _core(site: Site) -> str:
    core = plain(_WORDS.sub("", _REMARK.sub("", site.name_en))).removesuffix("kreis")
    return f"{site.country} {core}" if core else ""


def _apart(one: Site, other: Site) -> float:
    return km(one.at, other.at) if one.at and other.at else float("inf")


def _seat(one: Site, other: Site) -> bool:
    """Whether one is the unit and the other its seat, or the city a region in one with it."""
    return one.levels != other.levels and (one.parent == other.id or other.parent == one.id)
