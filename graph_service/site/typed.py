"""Places as people type them into the form of a page: what each text names, or in words why it names none and what may be
meant."""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import NamedTuple

from graph_service.errors import AmbiguousPlace, NamedPlace, NotFound, WrongKind
from graph_service.records.place import Place
from graph_service.resolver import only_of, resolve, resolve_home
from graph_service.search.find import find_places, places_called
from graph_service.site.templating import Frame
from graph_service.snapshot import Snapshot
from graph_service.words.bilingual import Bilingual, both

_OTHERWISE = Bilingual("换一种写法，或写上级地名。", "Try another spelling.")
Find = Callable[[Snapshot, str], Place]
_BY_FAR = 5  # times as many agreements
# A name and, in brackets, after a comma or a space, what it lies in: 科隆（德国）, 科隆 德国. Either may have brackets itself.
_WITHIN = tuple(
    map(
        re.compile,
        (r"(.+?)\s*[（(](.+)[)）]", r"(.+)\s*[（(]([^（()）]+)[)）]", r"(.+?)\s*[,，·]\s*(.+)", r"(.+?)\s+(.+)", r"(.+)\s+(\S+)"),
    )
)


def called_so(snapshot: Snapshot, text: str) -> Place:
    """The place that is called so, where no other is: New York is a state by its name, and a city as people call it.

    Raises:
        AmbiguousPlace, NotFound: several are, or none is.
    """
    try:
        first = [resolve(snapshot, text)]
    except AmbiguousPlace as error:
        first = [snapshot.places[place.id] for place in error.candidates]
    return only_of(snapshot, text, list({place.id: place for place in (*first, *places_called(snapshot, text))}.values()))


class Typed(NamedTuple):
    """A field of a form: its name, what it is called, what stands in it, and the place that this names. Where it names none,
    `fault` says so, and `meant` are the places that may be meant, each with the way to this page with it; where it names
    one that is by far the likeliest of its name, `meant` are the others."""

    name: str
    label: str
    text: str
    place: Place | None = None
    fault: str = ""
    meant: Sequence[tuple[str, str]] = ()


def typed(
    frame: Frame,
    snapshot: Snapshot,
    name: str,
    label: Bilingual,
    given: str,
    find: Find = called_so,
    again: Callable[[str], str] | None = None,
    *,
    likeliest: bool = False,
) -> Typed:
    """The field of this name with what was given for it; an empty one is no fault. `again` gives the address of the page with
    the id of a place in its stead. Where several have the name, and one has most agreements by far, the `likeliest` is taken, if
    that is wanted: a question may be asked anew, what is written down may not.

    Raises:
        AmbiguousPlace, NotFound, WrongKind: the text names no place that is meant, and the page is to be a file, where nobody can
            choose one.
    """
    text, said = given.strip(), frame.say(label)
    if not text:
        return Typed(name, said, "")
    try:
        place = found_by(snapshot, text, find)
    except (AmbiguousPlace, NotFound, WrongKind) as error:
        there = again or (lambda meant: frame.again(**{name: meant}))
        if likeliest and isinstance(error, AmbiguousPlace) and (likely := _likeliest(snapshot, error)):
            others = [found for found in error.candidates if found.id != likely.id]
            return Typed(name, said, written(frame, snapshot, likely, find), likely, "", _meant(frame, others, there))
        if frame.saved:
            raise
        if text in snapshot.places:  # an id, which nobody reads
            text = written(frame, snapshot, snapshot.places[text])
        told, places = _fault(text, error)
        return Typed(name, said, text, None, frame.say(told), _meant(frame, places, there))
    return Typed(name, said, written(frame, snapshot, place, find), place)


def _likeliest(snapshot: Snapshot, error: AmbiguousPlace) -> Place | None:
    """The one with most agreements, where it has so many times more than any other."""
    counts = {found.id: len(snapshot.agreements_of(found.id)) for found in error.candidates}
    most, second, *_ = sorted(counts, key=counts.__getitem__, reverse=True)
    return snapshot.places[most] if counts[most] >= _BY_FAR * max(1, counts[second]) else None


def _fault(text: str, error: AmbiguousPlace | NotFound | WrongKind) -> tuple[Bilingual, Sequence[NamedPlace]]:
    """Why a text names no place that is meant, and the places that may be."""
    if isinstance(error, AmbiguousPlace):
        zh, en = f"有{len(error.candidates)}个地方叫“{text}”，请选一个：", f"Several places are called “{text}”; choose one:"
        return Bilingual(zh, en), error.candidates
    if isinstance(error, WrongKind):
        return Bilingual(f"“{text}”不是省级单位（省、州、直辖市）。", f"“{text}” is no province-level place."), ()
    near = Bilingual("是不是：", "Did you mean:") if error.suggestions else _OTHERWISE
    return Bilingual(f"没有地方叫“{text}”。{near.zh}", f"No place is called “{text}”. {near.en}"), error.suggestions


def found_by(snapshot: Snapshot, text: str, find: Find) -> Place:
    """The place that a text names, by itself or with what it lies in, of which one that holds others is meant first: New York
    (United States) is the state; errors as those of `find`."""
    try:
        return find(snapshot, text)
    except (AmbiguousPlace, NotFound) as error:
        inside = {place.id: place for place in _inside(snapshot, text, find)}
        nearest = [place for place in inside.values() if place.parent not in inside]
        if len(nearest) != 1:
            raise error from None
        return nearest[0]


def _inside(snapshot: Snapshot, text: str, find: Find) -> Iterator[Place]:
    """The places that the name in front of the brackets may mean, which lie in one that the name within them means."""
    for parts in filter(None, (pattern.fullmatch(text) for pattern in _WITHIN)):
        around = {hit.place.id for hit in find_places(snapshot, parts[2], whole=True)}
        for place_id in _meant_by(snapshot, parts[1].strip(), find):
            if around & {place.id for place in snapshot.above(place_id)[1:]}:
                yield snapshot.places[place_id]


def _meant_by(snapshot: Snapshot, name: str, find: Find) -> Sequence[str]:
    """The ids of the places that a name may mean."""
    try:
        return [find(snapshot, name).id]
    except AmbiguousPlace as error:
        return [place.id for place in error.candidates]
    except (NotFound, WrongKind):
        return []


def home_named(snapshot: Snapshot, given: str) -> Place:
    """The home that is meant; errors as `resolve_home`.

    Raises:
        WrongKind: the place is on record, and no province-level one.
    """
    place = resolve_home(snapshot, given)
    if not place.is_level("province"):
        raise WrongKind(f"{place.id} is a {place.level}; name a province-level place")
    return place


def written(frame: Frame, snapshot: Snapshot, place: Place, find: Find = called_so) -> str:
    """What to write into a field for a place: its name, if need be with what it lies in, in the language of the page, else in
    the other; the first that leads back to it, or its id."""
    for text in _names(frame, snapshot, place):
        with suppress(AmbiguousPlace, NotFound, WrongKind):
            if found_by(snapshot, text, find).id == place.id:
                return text
    return place.id


def _names(frame: Frame, snapshot: Snapshot, place: Place) -> Iterator[str]:
    name = both(place)
    said, brackets = frame.say(name), Bilingual("{}（{}）", "{} ({})")
    yield said
    for above in reversed(snapshot.above(place.id)[1:]):
        yield frame.say(brackets).format(said, frame.say(both(above)))
    yield from (name.en, name.zh)


def _meant(frame: Frame, places: Sequence[NamedPlace], there: Callable[[str], str]) -> Sequence[tuple[str, str]]:
    return [(_told(frame, place), there(place.id)) for place in places]


def _told(frame: Frame, place: NamedPlace) -> str:
    """The name of a place with what it lies in."""
    names = (place.names, *place.within)
    told = (str(name.get(frame.language) or name.get("zh") or name.get("en") or "") for name in names)
    return " · ".join(filter(None, told)) or place.id
