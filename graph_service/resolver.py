"""Places and countries as people give them: one way to find them for every door, exact in any language, never a guess.

A place is given by its id, a former id, an ISO 3166 code (`CN` for the country, `CN-JS` for a part of it), a GB/T 2260 code
(`320000`), a name in any language, which may leave out what a Chinese name ends with, or an alternate name; looked for in this
order, so Pekin is the town in Illinois, Nankin is Nanjing. What a parameter asks for comes first: a home is a province, so 吉林
as a home is 吉林省. Nothing of that level is looked for among the others, so that whoever asks can say what it is instead.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice

import msgspec

from graph_service.errors import AmbiguousPlace, BadRequest, NamedPlace, NotFound, WrongKind
from graph_service.records.iso_3166 import CODES, likely_code
from graph_service.records.organisation import Organisation
from graph_service.records.place import Place
from graph_service.records.registry import BY_PLURAL
from graph_service.records.vocabulary import Level
from graph_service.search.exact import place_with_id, places_named, places_named_in_short, places_named_otherwise
from graph_service.search.find import find_places
from graph_service.search.folding import plain
from graph_service.snapshot import Snapshot

SUGGESTED = 5  # places at most


def place_codes(snapshot: Snapshot) -> Mapping[str, tuple[str, ...]]:
    """The ids of places by ISO 3166-2 (CN-HK for an area of a state) and GB/T 2260, in capitals; for `Snapshot.once`."""
    codes: dict[str, tuple[str, ...]] = {}
    for place in snapshot.places.values():
        area = f"{place.area_of}-{place.country}" if place.area_of else None
        for code in set(filter(None, (place.iso_3166_2, place.gbt_2260, area))):
            codes[code.upper()] = (*codes.get(code.upper(), ()), place.id)
    return codes


def resolve(snapshot: Snapshot, given: str, level: Level | None = None) -> Place:
    """The place that is meant; one of `level` comes before others.

    Raises:
        AmbiguousPlace: several places are called so, all of this level or none.
        NotFound: no place is.
    """
    return _resolve(snapshot, given, (lambda place: place.is_level(level)) if level else _any)


def resolve_home(snapshot: Snapshot, given: str) -> Place:
    """The home that is meant: a province-level place before others; errors as `resolve`."""
    return resolve(snapshot, given, "province")


def resolve_unit(snapshot: Snapshot, given: str, home_id: str) -> Place:
    """The unit that is meant: a place of this home before others; errors as `resolve`."""
    return _resolve(snapshot, given, lambda place: snapshot.lies_in(place.id, home_id))


def resolve_region(snapshot: Snapshot, given: str) -> Place:
    """The partner of a cluster that is meant: a country or a province-level place before others; errors as `resolve`."""
    return _resolve(snapshot, given, lambda place: place.is_region_or_country)


def resolve_country(snapshot: Snapshot, given: str) -> str:
    """The ISO 3166-1 code of the country or area that is meant; one on the list need not be on record.

    Raises:
        AmbiguousPlace: several countries are called so.
        NotFound: no country is.
        WrongKind: the id is that of another place.
    """
    text, place = plain(given), place_with_id(snapshot, given)
    if place is not None and place.is_level("country"):
        return place.country
    code = text.upper()
    if code in snapshot.countries or code in CODES:
        return code
    for called in (map(snapshot.places.__getitem__, places_named(snapshot, text)), places_named_otherwise(snapshot, text)):
        if found := list(filter(_is_country, called)):
            return only_of(snapshot, given, found).country
    if place is not None:
        raise WrongKind(f"{place.id} ({place.names.best('en', place.id)}) is a {place.level}; it lies in {place.country}")
    raise NotFound("country", given, _nearest(snapshot, text, _is_country))


def id_named(snapshot: Snapshot, parameter: str, given: str, home: str | None = None) -> str:
    """The id, or for a country the code, that a parameter of this name asks for; a unit is one of the home where
    that is named, and an owner may be the id of an organisation.

    Raises:
        AmbiguousPlace, NotFound, WrongKind: as `resolve` and `resolve_country`.
    """
    if parameter == "country":
        return resolve_country(snapshot, given)
    if parameter == "home":
        return resolve_home(snapshot, given).id
    if parameter == "region":
        return resolve_region(snapshot, given).id
    if parameter == "unit" and home is not None:
        unit = resolve_unit(snapshot, given, home).id
        if not snapshot.lies_in(unit, home):
            raise BadRequest("unit", f"{unit} does not lie in the home {home}; name a unit of it or the home itself")
        return unit
    if parameter == "owner" and given in snapshot.network.table(Organisation):
        return given
    return resolve(snapshot, given).id


def ids_named(snapshot: Snapshot, parameter: str, given: Iterable[str], kinds: Sequence[str] = ("places",)) -> tuple[str, ...]:
    """What a parameter that takes several asks for, each once: the ids of records of these types, named by their plurals, or
    the codes of countries. A text with commas is several, unless a place is called so as a whole (Washington, D.C.).

    Raises:
        AmbiguousPlace, NotFound, WrongKind: as `resolve` and `resolve_country`.
    """
    parts = (part for text in given for part in _apart(snapshot, text))
    if parameter == "country":
        return tuple(dict.fromkeys(resolve_country(snapshot, part) for part in parts))
    return tuple(dict.fromkeys(_record_named(snapshot, kinds, part) for part in parts))


def only_of(snapshot: Snapshot, given: str, found: list[Place]) -> Place:
    """The only one of these places; AmbiguousPlace where they are several, those with most agreements first."""
    if len(found) > 1:
        found.sort(key=lambda place: (-len(snapshot.agreements_of(place.id)), place.id))
        raise AmbiguousPlace(given, [_named(snapshot, place) for place in found])
    return found[0]


def ids_on_record(snapshot: Snapshot, kind: str, given: Iterable[str]) -> frozenset[str]:
    """These ids of records of a type, named by its plural; for a former id that of the record it was merged into.

    Raises:
        NotFound: some are none; all of them are named.
    """
    rows, redirects = snapshot.network.rows(kind), snapshot.network.redirects
    found = {text: redirects.get(text, text) for text in map(str.strip, given)}
    if unknown := [text for text, record_id in found.items() if record_id not in rows]:
        raise NotFound(BY_PLURAL[kind].cls.__name__.lower(), ", ".join(unknown))
    return frozenset(found.values())


def _apart(snapshot: Snapshot, text: str) -> Sequence[str]:
    return [text] if "," not in text or any(_called(snapshot, text.strip())) else text.split(",")


def _record_named(snapshot: Snapshot, kinds: Sequence[str], given: str) -> str:
    """The id of the record that is meant: by id or former id, a place by code or name as well."""
    text = given.strip()
    found = snapshot.network.redirects.get(text, text)
    if any(found in snapshot.network.rows(kind) for kind in kinds):
        return found
    if "places" in kinds:
        return resolve(snapshot, given).id
    raise NotFound(" or ".join(BY_PLURAL[kind].cls.__name__.lower() for kind in kinds), given)


def _resolve(snapshot: Snapshot, given: str, fits: Callable[[Place], bool]) -> Place:
    text = plain(given)
    if (place := place_with_id(snapshot, given)) is not None:
        return place
    ways = [[snapshot.places[place_id] for place_id in found] for found in _called(snapshot, text)]
    for wanted in (fits, _any):
        for called in ways:
            if found := list(filter(wanted, called)):
                return only_of(snapshot, given, found)
    if otherwise := list(places_named_otherwise(snapshot, text)):
        return only_of(snapshot, given, list(filter(fits, otherwise)) or otherwise)
    raise NotFound("place", given, _nearest(snapshot, text, fits) or _nearest(snapshot, text, _any))


def _called(snapshot: Snapshot, text: str) -> Iterator[Iterable[str]]:
    """The ids of places that have this as a code, as a name, as a name without its ending."""
    country = snapshot.country(text.upper())
    yield [country.id] if country else snapshot.once(place_codes).get(text.upper(), ())
    yield places_named(snapshot, text)
    yield places_named_in_short(snapshot, text)


def _nearest(snapshot: Snapshot, text: str, fits: Callable[[Place], bool]) -> list[NamedPlace]:
    """Places that may be meant, at most five: the country of a code that is none, and what a search finds."""
    likely = snapshot.country(likely_code(text) or "")
    found = filter(fits, (hit.place for hit in find_places(snapshot, text)))
    near = {place.id: place for place in (*([likely] if likely else []), *islice(found, SUGGESTED))}
    return [_named(snapshot, place) for place in islice(near.values(), SUGGESTED)]


def _named(snapshot: Snapshot, place: Place) -> NamedPlace:
    names, *within = (msgspec.to_builtins(above.names) for above in snapshot.above(place.id))
    return NamedPlace(place.id, names, place.level, place.country, tuple(within))


def _is_country(place: Place) -> bool:
    return place.is_level("country")


def _any(_: Place) -> bool:
    return True
