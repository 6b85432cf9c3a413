"""What is refused of records that come in, beyond what makes a network sound: codes, countries, tiers, and what `looks` and
`days` tell.

What was stored before is not asked again, unless what comes in changes what it means, or by `verify`; `checks` tells what no
network may hold.
"""

from collections.abc import Collection, Iterable, Iterator
from datetime import date

from graph_service.records.base import Record
from graph_service.records.checks import Flaw
from graph_service.records.claim import Claim
from graph_service.records.days import days_ahead
from graph_service.records.iso_3166 import CODES, likely_code
from graph_service.records.looks import invisible_characters, look_alikes
from graph_service.records.network import Network
from graph_service.records.organisation import Organisation
from graph_service.records.place import Place
from graph_service.records.registry import PLURAL_OF

_TOLD_APART = frozenset(("PART_OF", "PARTY_OF"))  # as a ring, and as an agreement with itself


def door_flaws(before: Network, after: Network, given: Collection[str], today: date) -> Iterator[Flaw]:
    """The flaws that the records with the ids given bring into the network `before`, which would be `after` with them; days
    are held against `today`."""
    records = [record for record in after if record.id in given]
    places = [record for record in records if isinstance(record, Place)]
    yield from _codes(places)
    yield from _codes_of_bodies(record for record in records if isinstance(record, Organisation))
    yield from _second_countries(after, places)
    yield from _without_country(before, after)
    yield from _parents(after, given)
    yield from _tiers(after, (record for record in records if isinstance(record, Claim)))
    yield from _names_itself_or_twice(records)
    yield from invisible_characters(records)
    yield from look_alikes(after, [record for record in records if not _has_ids_of(before, record)])
    yield from days_ahead(records, today)


def _has_ids_of(before: Network, record: Record) -> bool:
    """Whether a record has no id, and had none, that it had not before."""
    known = before.rows(PLURAL_OF[type(record)]).get(record.id)
    return known is not None and set(record.former_ids) <= set(known.former_ids)


def _codes(places: Iterable[Place]) -> Iterator[Flaw]:
    for place in places:
        yield from _code(place.id, "country", place.country)
        yield from _code(place.id, "area_of", place.area_of)


def _codes_of_bodies(bodies: Iterable[Organisation]) -> Iterator[Flaw]:
    for body in bodies:
        yield from _code(body.id, "country", body.country)


def _code(record_id: str, field: str, code: str | None) -> Iterator[Flaw]:
    if code is not None and code not in CODES:
        likely = likely_code(code)
        remedy = f"{likely} is meant?" if likely else "write the two letters of ISO 3166-1, such as CN"
        yield Flaw(record_id, field, f"{code} is not in ISO 3166-1", remedy)


def _second_countries(network: Network, places: Iterable[Place]) -> Iterator[Flaw]:
    asked = {place.id: place for place in places if place.is_level("country")}
    if not asked:
        return
    first: dict[str, str] = {}
    for place in sorted(network.table(Place).values(), key=lambda place: place.id in asked):
        if place.is_level("country") and (other := first.setdefault(place.country, place.id)) != place.id:
            remedy = "give it the level province, city or county, or the id of the country"
            yield Flaw(place.id, "level", f"{place.country} is the country {other} already", remedy, (other,))


def _without_country(before: Network, after: Network) -> Iterator[Flaw]:
    """Places whose country was on record and goes or becomes something else. One that never was is told when it is read."""
    places = after.table(Place)
    # What is the same record is told so many times faster than what level it is of.
    changed = [old for old in before.table(Place).values() if places.get(old.id) is not old and old.is_level("country")]
    if not changed:
        return
    there = {place.country for place in places.values() if place.is_level("country")}
    lost = {old.country: old.id for old in changed if old.country not in there}
    for place in places.values():
        if (country := lost.get(place.country)) is not None:
            problem = f"{place.id} lies in {place.country}, and its country {country} would be none any more"
            yield Flaw(place.id, "country", problem, "keep the country, or correct its places", (country,))


def _parents(network: Network, given: Collection[str]) -> Iterator[Flaw]:
    """Places that lie in another country than the place above, where either of the two comes in."""
    table = network.table(Place)
    for place in table.values():
        parent = table.get(place.parent or "")
        if parent is None or parent.country in (place.country, place.area_of):
            continue
        if place.id in given or parent.id in given:
            problem = f"{place.id} lies in {place.country}, but its parent {parent.id} in {parent.country}"
            yield Flaw(place.id, "country", problem, "correct the country or the parent", (parent.id,))


def _names_itself_or_twice(records: Iterable[Record]) -> Iterator[Flaw]:
    for record in records:
        for field, relationship, *_ in record.REFERENCES:
            named = getattr(record, field)
            if not named or relationship in _TOLD_APART:
                continue
            if record.id == named or (not isinstance(named, str) and record.id in named):
                yield Flaw(record.id, field, f"{record.id!r} names itself", "name another, or none")
            elif not isinstance(named, str) and len(set(named)) < len(named):
                twice = next(each for at, each in enumerate(named) if each in named[:at])
                yield Flaw(record.id, field, f"{twice!r} stands twice", "name it once")


def _tiers(network: Network, claims: Iterable[Claim]) -> Iterator[Flaw]:
    places = network.table(Place)
    for claim in claims:
        place = places.get(claim.subject)
        if place is None or not claim.scope_tiers:
            continue
        home = _municipality(network, place)
        own = _own_tier(place, in_municipality=home is not None)
        if own > min(claim.scope_tiers):
            problem = f"{place.id} is a unit of tier {own}, and the claim counts tier {min(claim.scope_tiers)}"
            yield Flaw(claim.id, "scope_tiers", problem, f"name tier {own}, or the home as the subject")
        elif home is not None and 3 in claim.scope_tiers:
            problem = f"{home.id} is a municipality and has the tiers 1 and 2 only"
            yield Flaw(claim.id, "scope_tiers", problem, "its districts are tier 2")


def _own_tier(place: Place, *, in_municipality: bool) -> int:
    """The tier of a place as a unit; 1 for what is a home or holds some."""
    if place.is_level("province") or place.is_level("country"):
        return 1
    return 2 if in_municipality or place.is_level("city") else 3


def _municipality(network: Network, place: Place | None) -> Place | None:
    """The municipality that a place is or lies in."""
    seen: set[str] = set()
    while place is not None and not place.is_municipality and place.id not in seen:
        seen.add(place.id)
        place = network.table(Place).get(place.parent or "")
    return place if place is not None and place.is_municipality else None
