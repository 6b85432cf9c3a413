"""Places by their whole names, as the resolver looks for them: any spelling on record, accents and case aside."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from graph_service.records.place import Place
from graph_service.search.endings import CHINESE
from graph_service.search.folding import compact, fold, line, plain
from graph_service.search.index import places_on_lines
from graph_service.snapshot import Snapshot

_CHINESE = re.compile(r"[\u4e00-\u9fff]{2,}")
_NOTHING, _ENDING = re.compile(""), re.compile(CHINESE)


@dataclass(frozen=True, slots=True)
class NameIndex:
    """All spellings in one text, one a line, so that a search runs at the speed of `str.find`."""

    text: str
    starts: tuple[int, ...]
    owners: tuple[str, ...]


def name_index(snapshot: Snapshot) -> NameIndex:
    """The index of every spelling of every place; for `Snapshot.once`."""
    lines, owners = [], []
    for place in snapshot.places.values():
        for spelling in dict.fromkeys(map(fold, (*place.names.spellings(), place.id))):
            lines.append(spelling)
            owners.append(place.id)
    starts, position = [], 1
    for spelling in lines:
        starts.append(position)
        position += len(spelling) + 1
    return NameIndex("\n" + "".join(f"{spelling}\n" for spelling in lines), tuple(starts), tuple(owners))


def place_with_id(snapshot: Snapshot, given: str) -> Place | None:
    """The place with this id, or the one that the place with this former id was merged into; letters and digits may be wide."""
    places, redirects = snapshot.places, snapshot.network.redirects
    ids = (redirects.get(text, text) for text in (given.strip(), plain(given)))
    return next((places[place_id] for place_id in ids if place_id in places), None)


def places_named(snapshot: Snapshot, name: str) -> frozenset[str]:
    """The ids of the places that are called so, accents and case aside; the whole name, no part of it."""
    wanted = fold(name)
    return frozenset(_lines(snapshot, wanted, _NOTHING)) if wanted else frozenset()


def places_named_in_short(snapshot: Snapshot, name: str) -> frozenset[str]:
    """The ids of the places whose Chinese name is this and what people leave out of it: its administrative ending."""
    if not _CHINESE.fullmatch(name):
        return frozenset()
    return frozenset(_lines(snapshot, fold(name), _ENDING))


def places_named_otherwise(snapshot: Snapshot, name: str) -> Iterator[Place]:
    """The places that have this among their alternate names, accents and case aside; the whole name, no part of it."""
    wanted = fold(name)
    for place in places_on_lines(snapshot, compact(line(name))):
        if wanted in map(fold, place.alternates):
            yield place


def _lines(snapshot: Snapshot, begins: str, ends: re.Pattern[str]) -> Iterator[str]:
    """The owners of the spellings that begin so and end as this pattern has it. What they begin with is looked for as it is: a
    pattern takes many times as long for it."""
    index, wanted = snapshot.once(name_index), f"\n{begins}"
    at = index.text.find(wanted)
    while at >= 0:
        rest = at + len(wanted)
        if ends.fullmatch(index.text, rest, index.text.index("\n", rest)):
            yield index.owners[bisect_right(index.starts, at + 1) - 1]
        at = index.text.find(wanted, rest)
