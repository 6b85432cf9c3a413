"""The search: places by what is typed, the likeliest first, each with how well it fits.

Whole names come before beginnings, these before the words and parts inside a name, and these before what is spelt alike. What
is told apart by nothing else stands by how likely it is meant: by people, agreements and the kind of name that was typed.
"""

from collections.abc import Iterable, Iterator
from math import log10
from typing import Literal, NamedTuple, TypeAlias

from graph_service.graph.memo import Memo
from graph_service.records.place import Place
from graph_service.records.vocabulary import Level
from graph_service.search.endings import levels_of_ending, without_ending
from graph_service.search.folding import compact, is_han, lines, plain
from graph_service.search.index import Part, search_index
from graph_service.search.lines import Line, Lines
from graph_service.search.spellings import Kind
from graph_service.snapshot import Snapshot

Match: TypeAlias = Literal["exact", "start", "word", "part", "typo"]
_ORDER: dict[Match, int] = {"exact": 0, "start": 1, "word": 2, "part": 3, "typo": 4}
_LONGEST = 100  # characters that are looked at
_SURE = 3  # found otherwise; from here nothing is looked for that is only spelt alike
_ABOUT = 1.0  # as likely meant: one ten of people and agreements apart
_WORDS = 6  # of a query that names a place and what it lies in
# What a place of unknown population is taken for: so many people, as a power of ten.
_PEOPLE: dict[Level, float] = {"country": 7.0, "province": 6.0, "city": 4.3, "county": 4.3}


class Hit(NamedTuple):
    """A place that was found, how, and the line of the index by which, with the kind of name it is; `typos` counts the letters
    that differ."""

    place: Place
    match: Match
    spelt: str
    typos: int
    likely: float
    kind: int = Kind.OFFICIAL


def find_places(snapshot: Snapshot, query: str, *, whole: bool = False) -> tuple[Hit, ...]:
    """The places that this may name, the likeliest first; each once, by what fits best. Where `whole` names alone are asked for
    nothing else is looked for, which takes a tenth of the time."""
    if whole:
        return snapshot.once(_kept).get(query, lambda: _find(snapshot, query, whole=True))
    return _find(snapshot, query, whole=False)


def _kept(_: Snapshot) -> Memo[str, tuple[Hit, ...]]:
    """What was found by whole names of late: one search asks for the same parts of its text again and again."""
    return Memo(128)


def _find(snapshot: Snapshot, query: str, *, whole: bool) -> tuple[Hit, ...]:
    typed = tuple(dict.fromkeys(filter(None, lines(query[:_LONGEST]))))
    best: dict[str, Hit] = {}
    for hit in _hits(snapshot, plain(query)[:_LONGEST], typed, alone=whole):
        known = best.get(hit.place.id)
        if known is None or _rank(hit) < _rank(known):
            best[hit.place.id] = hit
    found = sorted(best.values(), key=_rank)
    return tuple(hit for hit in found if hit.match == "exact") if whole else tuple(found)


def places_called(snapshot: Snapshot, text: str) -> list[Place]:
    """The places that this is a whole name of, with or without its ending, the likeliest first: New York is a state and a city.
    A name in further languages or an older one counts where its place is about as likely meant: Washington of the capital."""
    exact = find_places(snapshot, text, whole=True)
    likely = max((hit.likely for hit in exact), default=0.0) - _ABOUT
    return [
        hit.place for hit in exact if hit.kind <= Kind.WITHOUT_ENDING or (hit.kind == Kind.ALTERNATE and hit.likely >= likely)
    ]


def name_found(hit: Hit) -> str:
    """The name by which a place was found, as it is on record; what stands for one, such as a code or initials, as it is
    compared."""
    place = hit.place
    official = [name for name in (place.names.zh, place.names.en, place.names.local) if name]
    for name in (*official, *place.names.aliases, *place.alternates):
        if any(hit.spelt in (spelt, without_ending(spelt)) for spelt in lines(name)):
            return name
    return hit.spelt


def _rank(hit: Hit) -> tuple[int, int, float, str]:
    return _ORDER[hit.match], hit.typos, -hit.likely, hit.place.id


def _hits(snapshot: Snapshot, query: str, typed: tuple[str, ...], *, alone: bool) -> Iterator[Hit]:
    yield from _by_id(snapshot, query)
    whole = [hit for text in typed for hit in _whole(snapshot, text)]
    if not whole:
        whole = [hit for text in typed[:1] for hit in _inside_another(snapshot, text)]
    yield from whole
    if alone:
        return
    parts = [hit for text in typed for hit in _partly(snapshot, text)]
    if not (whole or parts):  # Republic of Korea: a part of what South Korea is called
        parts = [hit for rest in map(without_ending, typed) if rest for hit in _partly(snapshot, rest)]
    yield from parts
    if not whole and len(parts) < _SURE:
        yield from (hit for text in typed for hit in _alike(snapshot, text))


def _by_id(snapshot: Snapshot, query: str) -> Iterator[Hit]:
    for given in dict.fromkeys((query, query.upper(), query.lower())):
        if (place := snapshot.places.get(snapshot.network.redirects.get(given, given))) is not None:
            yield Hit(place, "exact", given, 0, 100.0)


def _whole(snapshot: Snapshot, text: str) -> list[Hit]:
    """The places called so; without the ending of what was typed, those that it speaks of before others."""
    if found := list(_called(snapshot, text)):
        return found
    rest = without_ending(text)
    found = list(_called(snapshot, rest)) if rest else []
    levels = levels_of_ending(text)
    return [hit for hit in found if any(map(hit.place.is_level, levels))] or found


def _called(snapshot: Snapshot, text: str) -> Iterator[Hit]:
    letters = compact(text)
    for part in snapshot.once(search_index).parts:
        for table in (_names(part, text), part.shortcuts):
            yield from _of(snapshot, part, table.whole(letters), "exact")


def _partly(snapshot: Snapshot, text: str) -> Iterator[Hit]:
    letters, short = compact(text), len(text) < (3 if text.isascii() else 1)
    for part in snapshot.once(search_index).parts:
        for table in (_names(part, text), part.shortcuts):
            yield from _of(snapshot, part, table.beginning(letters), "start")
        for line, begins in () if short else _names(part, text).holding(text):
            yield from _of(snapshot, part, (line,), "word" if begins else "part")


def _alike(snapshot: Snapshot, text: str) -> Iterator[Hit]:
    if not (most := _typos(text)):
        return
    for part in snapshot.once(search_index).parts:
        for line, distance in _names(part, text).alike(text, most):
            yield from _of(snapshot, part, (line,), "typo", distance)


def _typos(text: str) -> int:
    """How many letters may differ: none in a short name, where every other one is alike."""
    length = len(text) * (1 if text.isascii() else 2 if is_han(compact(text)) else 1)
    return 0 if length < 4 else 1 if length < 8 else 2 if length < 14 else 3


def _names(part: Part, text: str) -> Lines:
    return part.latin if text.isascii() else part.others


def _inside_another(snapshot: Snapshot, text: str) -> Iterator[Hit]:
    """Places by their name and that of what they lie in, in either order: Springfield Illinois, 江苏泰州. Of the ways to read
    it so those with the longest name count: Moscow Oblast, Russia asks for no Moscow."""
    found: dict[int, list[Hit]] = {}
    for name, region in _cut(text):
        regions = {hit.place.id for hit in _whole(snapshot, region)}
        if regions:
            hits = _whole(snapshot, name) or [hit for hit in _partly(snapshot, name) if hit.match == "start"]
            inside = [hit for hit in hits if any(above.id in regions for above in snapshot.above(hit.place.id)[1:])]
            found.setdefault(len(name) if inside else 0, []).extend(inside)
    yield from found[max(found)] if found else ()


def _cut(text: str) -> Iterator[tuple[str, str]]:
    words, between = (list(text), "") if is_han(text) else (text.split(), " ")
    least = 1 if between else 2
    if len(words) > (12 if not between else _WORDS):
        return
    for cut in range(least, len(words) - least + 1):
        first, second = between.join(words[:cut]), between.join(words[cut:])
        yield first, second
        yield second, first


def _of(snapshot: Snapshot, part: Part, found: Iterable[Line], match: Match, typos: int = 0) -> Iterator[Hit]:
    """Hits of those lines whose places are still as they were when the part was made; of each place the best one."""
    best: dict[int, Line] = {}
    for line in found:
        if line.owner not in best or line.kind < best[line.owner].kind:
            best[line.owner] = line
    for line in best.values():
        place = part.places[line.owner]
        if snapshot.places.get(place.id) is place:
            yield Hit(place, match, line.text, typos, _prominence(snapshot, place) - line.kind / 10, line.kind)


def _prominence(snapshot: Snapshot, place: Place) -> float:
    """How likely a place is meant: the tens of its people and of its agreements."""
    people = log10(place.population) if place.population else _PEOPLE[place.level]
    return max(people, _PEOPLE[place.level] if place.level == "country" else 0) + log10(1 + len(snapshot.agreements_of(place.id)))
