"""Two places that one text names: 江苏 德国, South Korea Jiangsu, 南京到科隆, 江苏德国; or several: 江苏 德国 法国."""

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import combinations, product

from graph_service.errors import AmbiguousPlace, NotFound, WrongKind
from graph_service.records.place import Place
from graph_service.search.find import Hit, find_places, places_called
from graph_service.site.compare import MOST
from graph_service.site.typed import called_so, home_named
from graph_service.snapshot import Snapshot
from graph_service.words.bilingual import Bilingual, both

# Words between two places that ask for a way from one to the other: 南京到科隆, Nanjing to Cologne.
_WAY = re.compile(r"\s*(?:到|至|—|–|->|→|\bto\b)\s*", re.IGNORECASE)
_FROM = re.compile(r"^\s*(?:从|自|由|from\s+)\s*", re.IGNORECASE)
_JOINED = r"and|&|和|与|对|比|versus|vs?\.?"  # 江苏 vs 浙江: of two that are asked about together
# Between two of them. A hyphen may also stand within a name, and a space in an English one.
_AND = re.compile(rf"\s+(?:{_JOINED})\s+|\s*[,，、&－/／]\s*|\s+|-", re.IGNORECASE)
_LIST = re.compile(r"[,，、;；]")
# Between several; a space is one where no name is cut by it, as between Chinese ones.
_BETWEEN = re.compile(rf"[,，、;；/／]|\s+(?:{_JOINED})\s+|(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])", re.IGNORECASE)
_AND_IN_CHINESE = "和与及"
_SPACE = re.compile(r"\s+")  # which may stand within a name too
_PAIR = 2
_CHINESE = re.compile("[\u4e00-\u9fff]{4,12}")  # names of two places at least, without a joint
_TOO_MANY = Bilingual(
    "一次请写两个地方，或三四个省级单位和国家。", "Name two places at a time, or three or four homes and countries."
)
_SHORTEST = 2  # characters of a name
_NAMED = ("exact", "start")  # how a part of a text must fit; what is only spelt alike names nothing


def without_from(text: str) -> str:
    """A text that asks for a way without the word before the first place: 从南京到科隆, from Nanjing to Cologne."""
    return _FROM.sub("", text) if _WAY.search(text) else text


def two_places(snapshot: Snapshot, text: str, *, ways_only: bool = False) -> tuple[Place, Place] | None:
    """The two places that a text names. What is the whole name of one place, such as New York, is two only where the text
    asks for a way; `ways_only` takes no other words between two."""
    if _WAY.search(text):
        return _best_split(snapshot, text, _WAY)
    if not ways_only and not _is_one(snapshot, text) and (found := _best_split(snapshot, text, _AND)):
        return found
    return _joined(snapshot, text) if _CHINESE.fullmatch(text) else None


def also_meant(snapshot: Snapshot, text: str, named: tuple[Place, Place]) -> list[tuple[Place, Place]]:
    """The other pairs that a text may name which names these two, where a part of it is the whole name of several places."""
    for found in (_WAY if _WAY.search(text) else _AND).finditer(text):
        parts = text[: found.start()], text[found.end() :]
        if all(place in _whole(snapshot, part) for place, part in zip(named, parts, strict=True)):
            sides = ([place, *places_called(snapshot, part)] for place, part in zip(named, parts, strict=True))
            pairs = {(one.id, other.id): (one, other) for one, other in product(*sides) if one.id != other.id}
            return [pair for pair in pairs.values() if pair != named]
    return []


def as_written(snapshot: Snapshot, text: str, named: tuple[Place, Place]) -> tuple[str, str]:
    """These two places, between which a text asks for a way, as the page of ways is asked for them: by their ids, or by the text
    where several places are called so: that page knows what to do."""
    for found in _WAY.finditer(text):
        parts = text[: found.start()].strip(), text[found.end() :].strip()
        sides = [_whole(snapshot, part) for part in parts]
        if all(place in side for place, side in zip(named, sides, strict=True)):
            one, other = (_id_or_text(snapshot, part, place) for part, place in zip(parts, named, strict=True))
            return one, other
    return named[0].id, named[1].id


def _id_or_text(snapshot: Snapshot, text: str, place: Place) -> str:
    try:
        return place.id if called_so(snapshot, text).id == place.id else text
    except AmbiguousPlace:
        return text


def unclear(snapshot: Snapshot, text: str) -> Bilingual | None:
    """Why a text names no two places that seems to name several: which part of it no place is called, or that all are one."""
    readings: list[tuple[str, ...]] = [(text[: found.start()], text[found.end() :]) for found in _AND.finditer(text)]
    if _WAY.search(text):
        readings = [_parts(_WAY, text)]
    elif len(listed := _parts(_LIST, text)) > 1 or len(listed := _parts(_BETWEEN, text)) > _PAIR:
        readings = [listed]
    found = [[(part, _whole(snapshot, part)) for part in parts] for parts in readings]
    known = max(found, key=lambda parts: sum(len(part) for part, places in parts if places), default=[])
    places = [place for _, meant in known for place in meant[:1]]
    if not places:
        return None
    if unknown := [f"“{part.strip()}”" for part, meant in known if not meant]:
        zh, en = "、".join(both(place).zh for place in places), ", ".join(both(place).en for place in places)
        return Bilingual(
            f"没有地方叫{'、'.join(unknown)}；认得的是：{zh}。", f"No place is called {', '.join(unknown)}; found: {en}."
        )
    if len({place.id for place in places}) > 1:
        return _TOO_MANY
    name = both(places[0])
    return Bilingual(f"写的都是{name.zh}，请换成两个不同的地方。", f"All of these are {name.en}: name two different places.")


def _parts(joint: re.Pattern[str], text: str) -> tuple[str, ...]:
    return tuple(filter(None, map(str.strip, joint.split(text))))


def _whole(snapshot: Snapshot, text: str) -> list[Place]:
    """The places that this is a whole name of, the likeliest first."""
    return [hit.place for hit in find_places(snapshot, text) if hit.match == "exact"] if len(text.strip()) >= _SHORTEST else []


def by_chains(one: Place, other: Place) -> bool:
    """Whether chains of agreements are looked for between two places: a country is hardly ever a party."""
    return not (one.is_level("country") or other.is_level("country"))


def _is_one(snapshot: Snapshot, text: str) -> bool:
    hit = _best(snapshot, text)
    return hit is not None and hit.match == "exact"


def _best_split(snapshot: Snapshot, text: str, joint: re.Pattern[str]) -> tuple[Place, Place] | None:
    """The two places of the split whose parts are whole names, else of the first whose parts are beginnings of names."""
    splits = [pair for pair in _splits(snapshot, text, joint) if pair[0].place.id != pair[1].place.id]
    if not splits:
        return None
    one, other = min(splits, key=lambda pair: sum(hit.match != "exact" for hit in pair))
    return one.place, other.place


def _splits(snapshot: Snapshot, text: str, joint: re.Pattern[str]) -> Iterator[tuple[Hit, Hit]]:
    for found in joint.finditer(text):
        one, other = _best(snapshot, text[: found.start()]), _best(snapshot, text[found.end() :])
        if one and other and one.match in _NAMED and other.match in _NAMED:
            yield one, other


def _best(snapshot: Snapshot, text: str) -> Hit | None:
    return next(iter(find_places(snapshot, text)), None) if len(text.strip()) >= _SHORTEST else None


def _joined(snapshot: Snapshot, text: str) -> tuple[Place, Place] | None:
    """The two places whose Chinese names are written as one, such as 江苏德国: each must begin as its part says, or with a word
    between them be called so, and no place be called by both together."""
    whole = _best(snapshot, text)
    if whole is not None and (text in (whole.place.names.zh or "") or text in whole.place.names.aliases):
        return None
    for at in range(_SHORTEST, len(text) - 1):
        parts = text[:at], text[at:].lstrip(_AND_IN_CHINESE)
        found = [hit for part in parts if (hit := _best(snapshot, part))]
        named = len(found) == len(parts) and all(
            (hit.place.names.zh or "").startswith(part) or (text[at] in _AND_IN_CHINESE and hit.match == "exact")
            for hit, part in zip(found, parts, strict=True)
        )
        if named and found[0].place.id != found[1].place.id:
            return found[0].place, found[1].place
    return None


def several_places(snapshot: Snapshot, text: str, *, spaced: bool = False) -> Sequence[Place]:
    """The three or four places that a text names, each by its whole name, homes before others of the name; else none. `spaced`
    takes every space for one between two names."""
    parts = list(filter(None, map(str.strip, (_SPACE if spaced else _BETWEEN).split(text))))
    if not _PAIR < len(parts) <= MOST:
        return ()
    found = {place.id: place for part in parts if (place := _one_called(snapshot, part)) is not None}
    return tuple(found.values()) if len(found) == len(parts) else ()


def pairs_of(places: Sequence[Place]) -> Iterator[tuple[Place, Place]]:
    """Each two of them in different countries, in the order in which they are named."""
    return ((one, other) for one, other in combinations(places, 2) if one.country != other.country)


def _one_called(snapshot: Snapshot, text: str) -> Place | None:
    with suppress(AmbiguousPlace, NotFound, WrongKind):
        return home_named(snapshot, text)
    found = (hit.place for hit in find_places(snapshot, text) if hit.match == "exact")
    return next(found, None) if len(text) >= _SHORTEST else None
