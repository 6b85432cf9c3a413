"""Two places that one text names: 江苏 德国, South Korea Jiangsu, 南京到科隆, 江苏德国; or several: 江苏 德国 法国."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import combinations, product
from re import Pattern

from graph_service.errors import AmbiguousPlace, NotFound, WrongKind
from graph_service.records.place import Place
from graph_service.search.find import Hit, find_places, places_called
from graph_service.search.folding import compact, line
from graph_service.site.phrases import AND, WAY, cuts_of_chinese, in_two, lists_in, names_in
from graph_service.site.typed import called_so, home_named
from graph_service.snapshot import Snapshot

_PAIR = 2
_MOST = 6  # places that are looked for together
_SHORTEST = 2  # characters of a name


def names_asked(snapshot: Snapshot, text: str) -> str:
    """What of a text are names: the whole of what is a name."""
    return text if whole_names(snapshot, text) else names_in(text)


def two_places(snapshot: Snapshot, text: str) -> tuple[Place, Place] | None:
    """The two places that a text names. What is the whole name of one place, such as New York, is two only where the text
    asks for a way."""
    if WAY.search(text):
        return _first_split(snapshot, text, WAY)
    if not whole_names(snapshot, text) and (found := _first_split(snapshot, text, AND)):
        return found
    return _joined(snapshot, text)


def also_meant(snapshot: Snapshot, text: str, named: tuple[Place, Place]) -> list[tuple[Place, Place]]:
    """The other pairs that a text may name which names these two, where a part of it is the whole name of several places."""
    for parts in in_two(WAY if WAY.search(text) else AND, text):
        if all(place in whole_names(snapshot, part) for place, part in zip(named, parts, strict=True)):
            sides = ([place, *places_called(snapshot, part)] for place, part in zip(named, parts, strict=True))
            pairs = {(one.id, other.id): (one, other) for one, other in product(*sides) if one.id != other.id}
            return [pair for pair in pairs.values() if pair != named]
    return []


def as_written(snapshot: Snapshot, text: str, named: tuple[Place, Place]) -> tuple[str, str]:
    """These two places, between which a text asks for a way, as the page of ways is asked for them: by their ids, or by the text
    where several places are called so: that page knows what to do."""
    for parts in in_two(WAY, text):
        sides = [whole_names(snapshot, part) for part in parts]
        if all(place in side for place, side in zip(named, sides, strict=True)):
            one, other = (_id_or_text(snapshot, part, place) for part, place in zip(parts, named, strict=True))
            return one, other
    return named[0].id, named[1].id


def _id_or_text(snapshot: Snapshot, text: str, place: Place) -> str:
    try:
        return place.id if called_so(snapshot, text).id == place.id else text
    except AmbiguousPlace:
        return text


def whole_names(snapshot: Snapshot, text: str) -> list[Place]:
    """The places that this is a whole name of, the likeliest first."""
    return [hit.place for hit in find_places(snapshot, text, whole=True)] if len(text.strip()) >= _SHORTEST else []


def by_chains(one: Place, other: Place) -> bool:
    """Whether chains of agreements are looked for between two places: a country is hardly ever a party."""
    return not (one.is_level("country") or other.is_level("country"))


def _first_split(snapshot: Snapshot, text: str, joint: Pattern[str]) -> tuple[Place, Place] | None:
    """The two places of the first split whose parts are whole names: what only begins so, or is spelt alike, names none."""
    for parts in in_two(joint, text):
        one, other = (next(iter(whole_names(snapshot, part)), None) for part in parts)
        if one and other and one.id != other.id:
            return one, other
    return None


def _best(snapshot: Snapshot, text: str) -> Hit | None:
    return next(iter(find_places(snapshot, text)), None) if len(text.strip()) >= _SHORTEST else None


def _joined(snapshot: Snapshot, text: str) -> tuple[Place, Place] | None:
    """The two places whose Chinese names are written as one, such as 江苏德国: each must begin as its part says, or with a word
    between them be called so, and no place be called by both together."""
    whole = _best(snapshot, text)
    if whole is not None and (text in (whole.place.names.zh or "") or text in whole.place.names.aliases):
        return None
    for one, other, joined in cuts_of_chinese(text):
        found = [place for part in (one, other) for place in whole_names(snapshot, part)[:1]]
        named = len(found) == _PAIR and (joined or all(map(_begins, found, (one, other))))
        if named and found[0].id != found[1].id:
            return found[0], found[1]
    return None


def _begins(place: Place, text: str) -> bool:
    return compact(line(place.names.zh or "")).startswith(compact(line(text)))


def several_places(snapshot: Snapshot, text: str, *, spaced: bool = False) -> Sequence[Place]:
    """The three to six places that a text names, each by its whole name, homes before others of the name; else none; `spaced` as
    in `lists_in`."""
    for parts in lists_in(text, spaced=spaced):
        found = {place.id: place for part in parts if (place := party_called(snapshot, part)) is not None}
        if _PAIR < len(parts) <= _MOST and len(found) == len(parts):
            return tuple(found.values())
    return ()


def pairs_of(places: Sequence[Place]) -> Iterator[tuple[Place, Place]]:
    """Each two of them in different countries, in the order in which they are named."""
    return ((one, other) for one, other in combinations(places, 2) if one.country != other.country)


def party_called(snapshot: Snapshot, text: str) -> Place | None:
    """The likeliest place that this is a whole name of; a home before others."""
    found = whole_names(snapshot, text)
    with suppress(AmbiguousPlace, NotFound, WrongKind):
        return home_named(snapshot, text) if found else None
    return next(iter(found), None)
