"""Why a text that seems to name several places names none of them together, and which pairs it may mean instead."""

from collections.abc import Iterator, Sequence
from itertools import islice, product
from typing import NamedTuple

from graph_service.metrics.homonyms import lies_apart
from graph_service.records.place import Place
from graph_service.search.find import find_places, places_called
from graph_service.search.folding import is_han
from graph_service.search.readings import as_read
from graph_service.site.compare import MOST
from graph_service.site.group_named import group_called
from graph_service.site.list_named import list_alone
from graph_service.site.phrases import AND, BETWEEN, LIST, WAY, in_two, parts_of
from graph_service.site.two_places import also_meant, several_places, two_places, whole_names
from graph_service.site.units_asked import ONLY_HOMES, units_alone
from graph_service.snapshot import Snapshot
from graph_service.words.bilingual import NOTHING, Bilingual, both
from graph_service.words.records import LEVELS

_PAIR = 2
_SHORT = 2  # Chinese characters
_LIKELY = 5  # pairs that are offered at most
_TOO_MANY = Bilingual(
    "一次请写两个地方，或三四个省级单位、国家和地区。", "Name two places at a time, or three or four homes, countries and areas."
)


class Unclear(NamedTuple):
    """What is unclear, in words, and the pairs of places that may be meant, the likeliest first."""

    told: Bilingual
    likely: Sequence[tuple[Place, Place]] = ()


class _Part(NamedTuple):
    """A part of a text, and the places of which it is a whole name, the likeliest first."""

    text: str
    places: Sequence[Place]


def unclear(snapshot: Snapshot, text: str) -> Unclear | None:
    """Why a text names no two places that seems to name several: which part of it no place is called, or that all are one."""
    found = [[_Part(part, whole_names(snapshot, part)) for part in parts] for parts in _readings(text)]
    parts = max(found, key=lambda parts: sum(bool(part.places) for part in parts), default=[])
    places = [part.places[0] for part in parts if part.places]
    if not parts or not (places or WAY.search(text)):
        return None
    if unknown := [part.text for part in parts if not part.places]:
        return Unclear(_not_known(unknown, places), list(islice(_likely(snapshot, parts), _LIKELY)))
    if len({place.id for place in places}) > 1:
        return Unclear(_TOO_MANY)
    name = both(places[0])
    return Unclear(
        Bilingual(f"写的都是{name.zh}，请换成两个不同的地方。", f"All of these are {name.en}: name two different places.")
    )


def taken_for(snapshot: Snapshot, text: str) -> Unclear | None:
    """Which place each of two names is taken for that others have too; of more than are looked at together, that they are."""
    if several := several_places(snapshot, text) or several_places(snapshot, text, spaced=True):
        if units_alone(several):
            return Unclear(ONLY_HOMES)
        return Unclear(_TOO_MANY) if len(several) > MOST else None
    named = two_places(snapshot, text)
    also = also_meant(snapshot, text, named) if named else []
    meant = [which(snapshot, place) for at, place in enumerate(named or ()) if any(pair[at] != place for pair in also)]
    if not meant:
        return None
    zh, en = "、".join(name.zh for name in meant), ", ".join(name.en for name in meant)
    return Unclear(Bilingual(f"这里指的是：{zh}；同名的其他地方见下。", f"Meant here: {en}; others of the name stand below."))


def which(snapshot: Snapshot, place: Place) -> Bilingual:
    """The name of a place with its country, and the region where another of the name lies in the same; of a country that others
    share a name with, that it is one."""
    name, country = both(place), snapshot.country(place.country)
    if place.is_level("country") or country is None:
        shared = any(len(places_called(snapshot, said)) > 1 for said in (name.zh, name.en))
        return _within(name, LEVELS["country"], NOTHING) if shared else name
    return _within(name, lies_apart(snapshot, place), both(country))


def _within(name: Bilingual, nearer: Bilingual, around: Bilingual) -> Bilingual:
    zh, en = (dict.fromkeys(filter(None, parts)) for parts in ((nearer.zh, around.zh), (nearer.en, around.en)))
    return Bilingual(f"{name.zh}（{'，'.join(zh)}）", f"{name.en} ({', '.join(en)})")


def group_alone(snapshot: Snapshot, text: str) -> Unclear | None:
    """That a text names a set of countries, which is asked about together with a place."""
    parts = (text, *(part for parts in _readings(text) for part in parts))
    group = next(filter(None, (group_called(snapshot, part) for part in parts)), None)
    if group is None:
        return None
    zh, en = group.names.best("zh", group.id), group.names.best("en", group.id)
    return Unclear(
        Bilingual(
            f"“{zh}”是一组国家和地区：请和一个省（州）或城市一起写，例如“江苏 {zh}”。",
            f"“{en}” is a set of countries and areas: write it with a home or a city, such as “Jiangsu {en}”.",
        )
    )


def list_of_nobody(text: str) -> Unclear | None:
    """That a text names a list, which is one of a home."""
    if (asked := list_alone(text)) is None:
        return None
    zh, en = asked.called.zh, asked.called.en
    return Unclear(
        Bilingual(
            f"“{zh}”是各省（州）的一份名单：请和一个省（州）或城市一起写，例如“江苏 {text}”。",
            f"“{en}” is a list of a home: write it with a home or a city, such as “Jiangsu {text}”.",
        )
    )


def _readings(text: str) -> Sequence[tuple[str, ...]]:
    """The ways to cut a text into names."""
    if WAY.search(text):
        return [parts_of(WAY, text)]
    if len(listed := parts_of(LIST, text)) > 1:
        return [listed, parts_of(BETWEEN, text)]
    if len(listed := parts_of(BETWEEN, text)) > _PAIR:
        return [listed]
    return list(in_two(AND, text))


def _not_known(unknown: Sequence[str], places: Sequence[Place]) -> Bilingual:
    quoted = [f"“{part}”" for part in unknown]
    zh, en = f"没有地方叫{'、'.join(quoted)}", f"No place is called {', '.join(quoted)}"
    if places:
        zh += f"；认得的是：{'、'.join(both(place).zh for place in places)}"
        en += f"; found: {', '.join(both(place).en for place in places)}"
    return Bilingual(f"{zh}。", f"{en}.")


def _likely(snapshot: Snapshot, parts: Sequence[_Part]) -> Iterator[tuple[Place, Place]]:
    """The pairs that two parts may mean: the place of that which is known with those that begin as the other does, or are spelt
    like it."""
    if len(parts) != _PAIR:
        return
    sides = [part.places[:1] or list(islice(_nearly(snapshot, part.text), _LIKELY)) for part in parts]
    yield from ((one, other) for one, other in product(*sides) if one.id != other.id)


def _nearly(snapshot: Snapshot, text: str) -> Iterator[Place]:
    """The places that begin as a text does or are spelt like it; of two Chinese characters, of which one is half the name, only
    those that are read alike: 德过 for 德国."""
    short = is_han(text) and len(text) <= _SHORT
    for hit in find_places(snapshot, text):
        if hit.match != "typo" or not short or as_read(hit.spelt) == as_read(text):
            yield hit.place
