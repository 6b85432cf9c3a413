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
    return _whole_lines(snapshot, re.escape(wanted)) if wanted else frozenset()


def places_named_in_short(snapshot: Snapshot, name: str) -> frozenset[str]:
    """The ids of the places whose Chinese name is this and what people leave out of it: its administrative ending."""
    if not _CHINESE.fullmatch(name):
        return frozenset()
    return _whole_lines(snapshot, fold(name) + CHINESE)


def places_named_otherwise(snapshot: Snapshot, name: str) -> Iterator[Place]:
    """The places that have this among their alternate names, accents and case aside; the whole name, no part of it."""
    wanted = fold(name)
    for place in places_on_lines(snapshot, compact(line(name))):
        if wanted in map(fold, place.alternates):
            yield place


def _whole_lines(snapshot: Snapshot, pattern: str) -> frozenset[str]:
    """The owners of the spellings that this pattern matches from end to end."""
    return frozenset(owner for _, owner in _lines(snapshot, pattern))


def _lines(snapshot: Snapshot, pattern: str) -> Iterator[tuple[str, str]]:
    """The spellings that this pattern matches from end to end, with their owners; a plain beginning is found fast."""
    index = snapshot.once(name_index)
    for match in re.finditer(rf"\n({pattern})(?=\n)", index.text):
        yield match[1], index.owners[bisect_right(index.starts, match.start(1)) - 1]
