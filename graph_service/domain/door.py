"""What is refused of records that come in, beyond what makes a network sound: codes, days and ids that only seem right.

What was stored before is not asked again; `domain.checks` tells what no network may hold.
"""

import unicodedata
from collections.abc import Collection, Iterable, Iterator
from datetime import date

from graph_service.domain.activity import Activity
from graph_service.domain.agreement import Agreement
from graph_service.domain.base import Record
from graph_service.domain.checks import Flaw
from graph_service.domain.claim import Claim
from graph_service.domain.dates import span
from graph_service.domain.iso_3166 import CODES, likely_code
from graph_service.domain.network import Network
from graph_service.domain.place import Place

_OF_LISTS = ("agreements", "whole_list")
_AHEAD = ("planned", "contact")  # steps that may be announced before their day


def door_flaws(network: Network, given: Collection[str], today: date | None = None) -> Iterator[Flaw]:
    """The flaws of the records with the ids given, in the network they would be part of; days are held against `today`."""
    records = [record for record in network if record.id in given]
    places = [record for record in records if isinstance(record, Place)]
    yield from _codes(places)
    yield from _second_countries(network, places)
    yield from _parents(network, places)
    yield from _tiers(network, (record for record in records if isinstance(record, Claim)))
    yield from _look_alikes(network, records)
    if today is not None:
        yield from _days_ahead(records, today)


def _codes(places: Iterable[Place]) -> Iterator[Flaw]:
    for place in places:
        for field, code in (("country", place.country), ("area_of", place.area_of)):
            if code is not None and code not in CODES:
                likely = likely_code(code)
                remedy = f"{likely} is meant?" if likely else "write the two letters of ISO 3166-1, such as CN"
                yield Flaw(place.id, field, f"{code} is not in ISO 3166-1", remedy)


def _second_countries(network: Network, places: Iterable[Place]) -> Iterator[Flaw]:
    asked = {place.id: place for place in places if place.is_level("country")}
    if not asked:
        return
    first: dict[str, str] = {}
    for place in sorted(network.table(Place).values(), key=lambda place: place.id in asked):
        if place.is_level("country") and (other := first.setdefault(place.country, place.id)) != place.id:
            remedy = "give it the level province, city or county, or the id of the country"
            yield Flaw(place.id, "level", f"{place.country} is the country {other} already", remedy, (other,))


def _parents(network: Network, places: Iterable[Place]) -> Iterator[Flaw]:
    table = network.table(Place)
    for place in places:
        parent = table.get(place.parent or "")
        if parent is not None and parent.country not in (place.country, place.area_of):
            problem = f"{place.country}, but its parent {parent.id} lies in {parent.country}"
            yield Flaw(place.id, "country", problem, "correct the country or the parent", (parent.id,))


def _tiers(network: Network, claims: Iterable[Claim]) -> Iterator[Flaw]:
    places = network.table(Place)
    for claim in claims:
        subject = places.get(claim.subject)
        if claim.measure in _OF_LISTS and subject is not None and subject.is_municipality and 3 in claim.scope_tiers:
            problem = f"{subject.id} is a municipality and has the tiers 1 and 2 only"
            yield Flaw(claim.id, "scope_tiers", problem, "its districts are tier 2")


def _look_alikes(network: Network, records: Iterable[Record]) -> Iterator[Flaw]:
    by_look: dict[str, str] = {}
    asked = {record.id for record in records}
    for record in sorted(network, key=lambda record: record.id in asked):
        if record.id in asked and any(unicodedata.category(sign) == "Cf" for sign in record.id):
            yield Flaw(record.id, "id", f"an invisible character in {record.id!a}", "type the id anew")
        look = _look(record.id)
        other = by_look.setdefault(look, record.id)
        if other != record.id and record.id in asked:
            yield Flaw(
                record.id, "id", f"it looks like {other!r}, which is another id", "use that id or a plainly other one", (other,)
            )


def _look(record_id: str) -> str:
    if record_id.isascii():
        return record_id.casefold()
    seen = unicodedata.normalize("NFKC", record_id).casefold()
    return "".join(sign for sign in seen if unicodedata.category(sign) != "Cf")


def _days_ahead(records: Iterable[Record], today: date) -> Iterator[Flaw]:
    remedy = "correct the date, or write the step as planned"
    for record in records:
        if isinstance(record, Agreement):
            for stage in record.stages:
                if stage.kind not in _AHEAD and stage.date is not None and span(stage.date).first > today:
                    yield Flaw(record.id, "stages", f"{stage.kind} {stage.date} lies after today, {today}", remedy)
        elif isinstance(record, Activity) and not record.announced and record.date and span(record.date).first > today:
            yield Flaw(record.id, "date", f"{record.date} lies after today, {today}", "correct it, or give it the status planned")
