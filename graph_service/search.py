"""Finding places by what they are called: any language, any spelling on record, accents and case aside."""

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from graph_service.domain.place import Place
from graph_service.snapshot import Snapshot


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
    for line in lines:
        starts.append(position)
        position += len(line) + 1
    return NameIndex("\n" + "\n".join(lines) + "\n", tuple(starts), tuple(owners))


def fold(text: str) -> str:
    """Text as it is compared: no accents, no case, single spaces.

    >>> fold("Östergötland  ")
    'ostergotland'
    """
    if text.isascii():
        return " ".join(text.lower().split())
    bare = "".join(char for char in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(char))
    return " ".join(bare.split())


def find_places(snapshot: Snapshot, query: str) -> tuple[Place, ...]:
    """The places one of whose spellings contains the query.

    Exact matches come first, then those that begin so, then the rest; within each, the best linked first.
    """
    needle = fold(query)
    if not needle:
        return ()
    best: dict[str, int] = {}
    for owner, quality in _matches(snapshot.once(name_index), needle):
        best[owner] = min(quality, best.get(owner, quality))
    ranked = sorted(best, key=lambda place_id: (best[place_id], -len(snapshot.agreements_of(place_id)), place_id))
    return tuple(snapshot.places[place_id] for place_id in ranked)


def _matches(index: NameIndex, needle: str) -> Iterator[tuple[str, int]]:
    """The owner of every line that holds the needle, with how well it matches: 0 whole, 1 beginning, 2 anywhere."""
    position = index.text.find(needle)
    while position >= 0:
        line = bisect_right(index.starts, position) - 1
        begins = index.text[position - 1] == "\n"
        ends = index.text[position + len(needle)] == "\n"
        yield index.owners[line], 0 if begins and ends else 1 if begins else 2
        position = index.text.find(needle, index.text.index("\n", position))
