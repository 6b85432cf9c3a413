"""All the ways in which a place may be typed, from its record alone: no list of nicknames is kept."""

import re
from collections.abc import Iterator
from enum import IntEnum

from graph_service.records.place import Place
from graph_service.search.endings import without_ending
from graph_service.search.folding import compact, is_han, line, lines
from graph_service.search.readings import readings

_PARTS = re.compile(r"[-\s·•・—–－]+")
_LITTLE = frozenset(("of", "the", "and", "de", "la", "du", "und"))
_ENDING = re.compile(r"[省州市县区府]$")


_WAYS = 6  # of reading a name that no English name spells


class Kind(IntEnum):
    """What kind of name a spelling is, and in tenths how many times ten people it makes up for to be meant more often."""

    OFFICIAL = 0
    ALIAS = 4
    WITHOUT_ENDING = 6
    READING = 7
    SHORT = 10
    ALTERNATE = 13
    CODE = 20
    FOREIGN_READING = 21


def names(place: Place) -> Iterator[tuple[str, Kind]]:
    """The names of a place and what is left of them without their endings, as the search compares them."""
    official = [name for name in (place.names.zh, place.names.en, place.names.local) if name]
    for name, kind in (
        *((name, Kind.OFFICIAL) for name in official),
        *((name, Kind.ALIAS) for name in place.names.aliases),
        *((name, Kind.ALTERNATE) for name in place.alternates),
    ):
        for spelt in lines(name):
            yield spelt, kind
            if (rest := without_ending(spelt)) is not None:
                yield rest, max(kind, Kind.WITHOUT_ENDING)


def shortcuts(place: Place) -> Iterator[tuple[str, Kind]]:
    """What stands for a name: its reading in pinyin, initials, the short forms of Chinese, codes."""
    yield from _codes(place)
    for name in dict.fromkeys(filter(None, (place.names.zh, place.names.en, place.names.local, *place.names.aliases))):
        folded = line(name)
        if folded.isascii():
            yield from _initials(folded)
        elif is_han(compact(folded)):
            yield from _of_chinese(place, name, folded)


def _codes(place: Place) -> Iterator[tuple[str, Kind]]:
    if place.is_level("country"):
        yield place.country.lower(), Kind.CODE
    if place.iso_3166_2:
        yield line(place.iso_3166_2), Kind.CODE
        yield line(place.iso_3166_2.partition("-")[2]), Kind.CODE
    if place.gbt_2260:
        yield place.gbt_2260, Kind.CODE


def _initials(folded: str) -> Iterator[tuple[str, Kind]]:
    """NRW of North Rhine-Westphalia, NYC of New York City."""
    words = [word for word in folded.split() if word not in _LITTLE]
    if len(words) > 1:
        yield "".join(word[0] for word in words), Kind.SHORT


def _of_chinese(place: Place, name: str, folded: str) -> Iterator[tuple[str, Kind]]:
    at_home = place.country in ("CN", "TW", "HK", "MO")
    spelt = compact(line(place.names.en or "")) if at_home else ""
    for form in dict.fromkeys((compact(folded), compact(without_ending(folded) or folded))):
        for read in readings(form, spelt, _WAYS if at_home else 1):
            yield read.spaced, Kind.READING if at_home else Kind.FOREIGN_READING
            yield read.initials, Kind.SHORT if at_home else Kind.FOREIGN_READING
    yield from _first_characters(name)


def _first_characters(name: str) -> Iterator[tuple[str, Kind]]:
    """加州 of 加利福尼亚州, 北威州 of 北莱茵-威斯特法伦州: the first character of each part, and the ending."""
    ending = _ENDING.search(name)
    parts = [part for part in _PARTS.split(name[: ending.start()] if ending else name) if part]
    if ending and (len(parts) > 1 or len(parts[0]) > 2):
        yield line("".join(part[0] for part in parts) + ending[0]), Kind.SHORT
    elif len(parts) > 1:
        yield line("".join(part[0] for part in parts)), Kind.SHORT
