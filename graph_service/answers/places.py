"""The answers about places: lists, one place, suggestions."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from msgspec import Struct

from graph_service.answers.common import PlaceReference, country_names, reference
from graph_service.answers.paging import Page
from graph_service.records.base import Names
from graph_service.records.place import Place
from graph_service.records.vocabulary import Level, PopulationOf
from graph_service.search.find import Hit, Match, find_places, name_found
from graph_service.snapshot import Snapshot


class PlaceItem(Struct, frozen=True, kw_only=True, gc=False):
    """A place in a list. `agreement_count` counts all agreements on record, whatever their kind and status."""

    id: str
    names: Names
    level: Level
    levels: tuple[Level, ...]
    country: str
    country_names: Names | None
    parent: str | None
    parent_names: Names | None
    lat: float | None
    lon: float | None
    population: int | None
    population_of: PopulationOf | None
    agreement_count: int
    layer: str
    match: Match | None
    matched: str | None


class PlacesAnswer(Struct, frozen=True, kw_only=True):
    """A page of places, in id order, or best match first where `q` is given; those that are partners of a home or a place where
    one was named."""

    snapshot: str
    partner_of_home: PlaceReference | None = None
    with_partner_of: PlaceReference | None = None
    total: int
    items: tuple[PlaceItem, ...]
    next: str | None


class Suggestion(PlaceReference, frozen=True, kw_only=True):
    """A place offered while somebody types: what it lies in, nearest first, and by which of its names it was found, and how."""

    country_names: Names | None
    within: tuple[Names, ...]
    agreement_count: int
    match: Match
    matched: str


class SuggestAnswer(Struct, frozen=True, kw_only=True):
    """The best matches of what was typed so far."""

    snapshot: str
    total: int
    items: tuple[Suggestion, ...]


class PlaceAnswer(Struct, frozen=True, kw_only=True):
    """One place: the whole record, what it lies in (nearest first) and how many places lie directly below."""

    snapshot: str
    place: Place
    within: tuple[PlaceReference, ...]
    children: int
    agreement_count: int


@dataclass(frozen=True, slots=True)
class PlaceFilter:
    """Which places to list, by ids and codes; None asks nothing, several ask for any of them. `found` are those of a search, by
    id and the best match first; `partners` the partners of a place and what they lie in."""

    found: Mapping[str, Hit] | None = None
    ids: Collection[str] | None = None
    countries: Collection[str] | None = None
    levels: Collection[Level] | None = None
    within: Collection[str] | None = None
    has_agreements: bool | None = None
    partners: Collection[str] | None = None


def places_where(snapshot: Snapshot, wanted: PlaceFilter) -> Iterator[Place]:
    """The places that pass the filter, in id order, or best match first where they were searched for."""
    inside = None if wanted.within is None else snapshot.inside(wanted.within)
    return (place for place in _candidates(snapshot, wanted, inside) if _passes(snapshot, place, wanted, inside))


def _candidates(snapshot: Snapshot, wanted: PlaceFilter, inside: Collection[str] | None) -> Iterable[Place]:
    if wanted.found is not None:
        return (hit.place for hit in wanted.found.values())
    if (ids := next((found for found in (wanted.ids, wanted.partners, inside) if found is not None), None)) is not None:
        return map(snapshot.places.__getitem__, sorted(ids))
    return snapshot.places.values()


def _passes(snapshot: Snapshot, place: Place, wanted: PlaceFilter, inside: Collection[str] | None) -> bool:
    return (
        (wanted.ids is None or place.id in wanted.ids)
        and (wanted.countries is None or place.country in wanted.countries)
        and (wanted.levels is None or any(map(place.is_level, wanted.levels)))
        and (inside is None or place.id in inside)
        and (wanted.partners is None or place.id in wanted.partners)
        and (wanted.has_agreements is None or bool(snapshot.agreements_of(place.id)) is wanted.has_agreements)
    )


def places_answer(snapshot: Snapshot, page: Page[Place], found: Mapping[str, Hit] | None = None) -> PlacesAnswer:
    """The answer of `/places`; `found` as in the filter."""
    hits = found or {}
    items = tuple(_item(snapshot, place, hits.get(place.id)) for place in page.items)
    return PlacesAnswer(snapshot=snapshot.version, total=page.total, items=items, next=page.next)


def place_answer(snapshot: Snapshot, place: Place) -> PlaceAnswer:
    """The answer of `/places/{id}`."""
    return PlaceAnswer(
        snapshot=snapshot.version,
        place=place,
        within=tuple(reference(above) for above in snapshot.above(place.id)[1:]),
        children=len(snapshot.children(place.id)),
        agreement_count=len(snapshot.agreements_of(place.id)),
    )


def suggest_answer(snapshot: Snapshot, query: str, limit: int) -> SuggestAnswer:
    """The answer of `/places/suggest`."""
    found = find_places(snapshot, query)
    items = tuple(_suggestion(snapshot, hit) for hit in found[:limit])
    return SuggestAnswer(snapshot=snapshot.version, total=len(found), items=items)


def _suggestion(snapshot: Snapshot, hit: Hit) -> Suggestion:
    place = hit.place
    return Suggestion(
        id=place.id,
        names=place.names,
        level=place.level,
        country=place.country,
        country_names=country_names(snapshot, place.country),
        within=tuple(above.names for above in snapshot.above(place.id)[1:]),
        agreement_count=len(snapshot.agreements_of(place.id)),
        match=hit.match,
        matched=name_found(hit),
    )


def _item(snapshot: Snapshot, place: Place, hit: Hit | None) -> PlaceItem:
    return PlaceItem(
        id=place.id,
        names=place.names,
        level=place.level,
        levels=place.levels or (place.level,),
        country=place.country,
        country_names=country_names(snapshot, place.country),
        parent=place.parent,
        parent_names=None if place.parent is None else snapshot.places[place.parent].names,
        lat=place.lat,
        lon=place.lon,
        population=place.population,
        population_of=place.population_of,
        agreement_count=len(snapshot.agreements_of(place.id)),
        layer=place.layer,
        match=hit.match if hit else None,
        matched=name_found(hit) if hit else None,
    )
