"""Places as people type them into the form of a page: what each text names, or in words why it names none and what may be
meant."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import NamedTuple

from graph_service.errors import AmbiguousPlace, NamedPlace, NotFound, WrongKind
from graph_service.records.place import Place
from graph_service.resolver import resolve, resolve_home
from graph_service.site.templating import Frame
from graph_service.snapshot import Snapshot
from graph_service.words.bilingual import Bilingual, both

_OTHERWISE = Bilingual("换一种写法，或写上级地名。", "Try another spelling.")
Find = Callable[[Snapshot, str], Place]


class Typed(NamedTuple):
    """A field of a form: its name, what it is called, what stands in it, and the place that this names. Where it names none,
    `fault` says so, and `meant` are the places that may be meant, each with the way to this page with it."""

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
    find: Find = resolve,
    again: Callable[[str], str] | None = None,
) -> Typed:
    """The field of this name with what was given for it; an empty one is no fault. `again` gives the address of the page with
    the id of a place in its stead.

    Raises:
        AmbiguousPlace, NotFound, WrongKind: the text names no place that is meant, and the page is to be a file, where nobody can
            choose one.
    """
    text, said = given.strip(), frame.say(label)
    if not text:
        return Typed(name, said, "")
    try:
        place = find(snapshot, text)
    except (AmbiguousPlace, NotFound, WrongKind) as error:
        if frame.saved:
            raise
        told, places = _fault(text, error)
        there = again or (lambda meant: frame.again(**{name: meant, "lang": frame.language}))
        return Typed(name, said, text, None, frame.say(told), _meant(frame, places, there))
    return Typed(name, said, written(frame, snapshot, place, find), place)


def _fault(text: str, error: AmbiguousPlace | NotFound | WrongKind) -> tuple[Bilingual, Sequence[NamedPlace]]:
    """Why a text names no place that is meant, and the places that may be."""
    if isinstance(error, AmbiguousPlace):
        zh, en = f"有{len(error.candidates)}个地方叫“{text}”，请选一个：", f"Several places are called “{text}”; choose one:"
        return Bilingual(zh, en), error.candidates
    if isinstance(error, WrongKind):
        return Bilingual(f"“{text}”不是省级单位（省、州、直辖市）。", f"“{text}” is no province-level place."), ()
    near = Bilingual("是不是：", "Did you mean:") if error.suggestions else _OTHERWISE
    return Bilingual(f"没有地方叫“{text}”。{near.zh}", f"No place is called “{text}”. {near.en}"), error.suggestions


def home_named(snapshot: Snapshot, given: str) -> Place:
    """The home that is meant; errors as `resolve_home`.

    Raises:
        WrongKind: the place is on record, and no province-level one.
    """
    place = resolve_home(snapshot, given)
    if not place.is_level("province"):
        raise WrongKind(f"{place.id} is a {place.level}; name a province-level place")
    return place


def written(frame: Frame, snapshot: Snapshot, place: Place, find: Find = resolve) -> str:
    """What to write into a field for a place: the first of its names that leads back to it, or its id."""
    name = both(place)
    for text in (frame.say(name), name.en, name.zh):
        with suppress(AmbiguousPlace, NotFound, WrongKind):
            if find(snapshot, text).id == place.id:
                return text
    return place.id


def _meant(frame: Frame, places: Sequence[NamedPlace], there: Callable[[str], str]) -> Sequence[tuple[str, str]]:
    return [(_told(frame, place), there(place.id)) for place in places]


def _told(frame: Frame, place: NamedPlace) -> str:
    """The name of a place with what it lies in."""
    names = (place.names, *place.within)
    told = (str(name.get(frame.language) or name.get("zh") or name.get("en") or "") for name in names)
    return " · ".join(filter(None, told)) or place.id
