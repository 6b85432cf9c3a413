"""The index of all spellings: made once, and after a change of few places by those alone."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from graph_service.records.place import Place
from graph_service.search.lines import Line, Lines
from graph_service.search.spellings import Kind, names, shortcuts
from graph_service.snapshot import Snapshot

_WORSE = max(Kind) + 1
_FEW = 0.02  # of all places may have changed where the index is kept and those alone are added to it


@dataclass(frozen=True, slots=True)
class Part:
    """The spellings of some places. Letters of the alphabet stand apart: they take a byte each, and others two."""

    places: tuple[Place, ...]
    latin: Lines
    others: Lines
    shortcuts: Lines

    @classmethod
    def of(cls, places: Collection[Place]) -> "Part":
        """The spellings of these places."""
        owners = tuple(places)
        found: defaultdict[bool, list[Line]] = defaultdict(list)
        for spelt in _lines(owners, names):
            found[spelt.text.isascii()].append(spelt)
        return cls(owners, Lines(found[True]), Lines(found[False]), Lines(_lines(owners, shortcuts)))


@dataclass(frozen=True, slots=True)
class SearchIndex:
    """The spellings of all places of a network: those of the first part that are still as they were, and those of the rest."""

    places: Mapping[str, Place]
    parts: tuple[Part, ...]


def places_on_lines(snapshot: Snapshot, letters: str) -> Iterator[Place]:
    """The places that have a name of these letters, whatever kind of name it is; each once."""
    found = {
        part.places[hit.owner].id: part.places[hit.owner]
        for part in snapshot.once(search_index).parts
        for table in (part.latin, part.others)
        for hit in table.whole(letters)
    }
    yield from (place for place in found.values() if snapshot.places.get(place.id) is place)


class _Latest:
    """The index made last: the next snapshot shares most places with it."""

    index: SearchIndex | None = None


def search_index(snapshot: Snapshot) -> SearchIndex:
    """The index of a snapshot; for `Snapshot.once`."""
    places, latest = snapshot.places, _Latest.index
    if latest is not None and latest.places is places:
        return latest
    made = SearchIndex(places, tuple(_parts(places, latest)))
    _Latest.index = made
    return made


def _parts(places: Mapping[str, Place], latest: SearchIndex | None) -> Iterator[Part]:
    if latest is not None:
        base = latest.parts[0]
        known = set(map(id, base.places))
        changed = [place for place in places.values() if id(place) not in known]
        if len(changed) <= _FEW * len(base.places):
            yield base
            yield Part.of(changed)
            return
    yield Part.of(places.values())


def _lines(places: Iterable[Place], of: Callable[[Place], Iterable[tuple[str, Kind]]]) -> Iterator[Line]:
    """Each spelling of each place once, as the best kind of name it is."""
    for number, place in enumerate(places):
        best: dict[str, Kind] = {}
        for text, kind in of(place):
            if text and kind < best.get(text, _WORSE):
                best[text] = kind
        yield from (Line(text, number, kind) for text, kind in best.items())
