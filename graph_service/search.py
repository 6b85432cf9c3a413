"""Finding places by what they are called: any language, any spelling on record, accents and case aside."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from graph_service.records.place import Place
from graph_service.snapshot import Snapshot

_PEOPLES = (
    "壮|回|维吾尔|蒙古|藏|羌|彝|土家|苗|布依|侗|哈尼|傣|白|景颇|傈僳|朝鲜|哈萨克|柯尔克孜|瑶|黎|满|畲|仡佬|水|毛南|仫佬|"
    "土|撒拉|东乡|保安|裕固|塔吉克|锡伯|达斡尔|佤|拉祜|纳西|普米|怒|独龙|布朗"
)
# What a Chinese name of a place ends with and people leave out: 江苏 is 江苏省, 广西 is 广西壮族自治区.
_ENDINGS = rf"(?:(?:(?:(?:{_PEOPLES})族?)*自治[区州县])|特别行政区|地区|省|市|县|区|州|盟)"
_ALIKE = 0.65  # of 1: how much of two spellings must be the same
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
    for line in lines:
        starts.append(position)
        position += len(line) + 1
    return NameIndex("\n" + "".join(f"{line}\n" for line in lines), tuple(starts), tuple(owners))


def fold(text: str) -> str:
    """Text as it is compared: no accents, no case, single spaces.

    >>> fold("Östergötland  ")
    'ostergotland'
    """
    if text.isascii():
        return " ".join(text.lower().split())
    bare = "".join(char for char in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(char))
    return " ".join(bare.split())


def places_named(snapshot: Snapshot, name: str) -> frozenset[str]:
    """The ids of the places that are called so, accents and case aside; the whole name, no part of it."""
    wanted = fold(name)
    return _whole_lines(snapshot, re.escape(wanted)) if wanted else frozenset()


def places_named_in_short(snapshot: Snapshot, name: str) -> frozenset[str]:
    """The ids of the places whose Chinese name is this and what people leave out of it: its administrative ending."""
    if not _CHINESE.fullmatch(name):
        return frozenset()
    return _whole_lines(snapshot, fold(name) + _ENDINGS)


def places_spelt_like(snapshot: Snapshot, name: str, fits: Callable[[Place], bool], most: int) -> Iterator[Place]:
    """The places that fit and have a spelling that begins as this one does, is about as long and differs little from it, the
    nearest first."""
    wanted = fold(name)
    if not wanted:
        return iter(())
    rest, room = len(wanted) - 1, max(1, len(wanted) // 4)
    begins_so = f"{re.escape(wanted[0])}.{{{max(rest - room, 0)},{rest + room}}}"
    names = ((line, owner) for line, owner in _lines(snapshot, begins_so) if line != fold(owner))  # ids are found whole or not
    near = {line: place for line, owner in names if fits(place := snapshot.places[owner])}
    return map(near.__getitem__, get_close_matches(wanted, near, most, _ALIKE))


def _whole_lines(snapshot: Snapshot, pattern: str) -> frozenset[str]:
    """The owners of the spellings that this pattern matches from end to end."""
    return frozenset(owner for _, owner in _lines(snapshot, pattern))


def _lines(snapshot: Snapshot, pattern: str) -> Iterator[tuple[str, str]]:
    """The spellings that this pattern matches from end to end, with their owners; a plain beginning is found fast."""
    index = snapshot.once(name_index)
    for match in re.finditer(rf"\n({pattern})(?=\n)", index.text):
        yield match[1], index.owners[bisect_right(index.starts, match.start(1)) - 1]


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
