"""Resources: everything on record that an office could use in a country (资源包): partners, missions, organisations,
chambers, parks, projects, routes, activities, plans, figures.

A record belongs to a country if it names a place or an organisation of it, and to a home if what it names on the home's
side is the home, a unit of it or the home country as a whole, or if it names that one country and nothing else.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from graph_service.metrics.freshness import told_by
from graph_service.metrics.home import Home
from graph_service.metrics.selection import ALL_LAYERS, Selection
from graph_service.records.activity import Activity
from graph_service.records.agreement import Agreement
from graph_service.records.base import Record
from graph_service.records.claim import Claim
from graph_service.records.dates import Certainty, happened_by
from graph_service.records.membership import Membership
from graph_service.records.organisation import Organisation
from graph_service.records.place import Place
from graph_service.records.plan import Plan
from graph_service.records.project import Project
from graph_service.records.target import Target
from graph_service.snapshot import Snapshot

_TYPES: tuple[type[Record], ...] = (Organisation, Project, Activity, Plan, Target, Claim, Membership)


class Footprint(NamedTuple):
    """The places a record names, directly or through what it names, and the ISO codes of the countries of all it names."""

    places: frozenset[str]
    countries: frozenset[str]


class Resource(NamedTuple):
    """A record and its footprint."""

    record: Record
    footprint: Footprint


def resources_of(snapshot: Snapshot, home: Home, country: Place, selection: Selection) -> tuple[Resource, ...]:
    """What a home has on record in a country, agreements left out, at the date and layer of a selection; in id order."""
    return tuple(of_home(snapshot, home, snapshot.once(resources_by_country).get(country.country, ()), selection))


def of_home(snapshot: Snapshot, home: Home, resources: Iterable[Resource], selection: Selection) -> Iterator[Resource]:
    """Those that concern a home, at the date and layer of a selection."""
    above = {place.id for place in snapshot.above(home.place.id)}
    for resource in resources:
        chosen = selection.layer in (ALL_LAYERS, resource.record.layer)
        if chosen and _known(resource.record, selection) and _concerns(snapshot, home, above, resource):
            yield resource


def _known(record: Record, selection: Selection) -> bool:
    if isinstance(record, Activity) and record.announced:  # its day may lie ahead
        return told_by(record, selection.as_of)
    when = getattr(record, "date", None) or getattr(record, "founded", None)
    return happened_by(when, selection.as_of) is not Certainty.NO and getattr(record, "status", None) != "closed"


def _concerns(snapshot: Snapshot, home: Home, above: set[str], resource: Resource) -> bool:
    places, countries = resource.footprint
    here = {place for place in places if snapshot.places[place].country == home.place.country}
    if here or home.place.country in countries:
        return not here or not here.isdisjoint(home.tiers) or not here.isdisjoint(above)
    subject = resource.record.subject if isinstance(resource.record, Claim) else ""
    return len(countries) == 1 and subject not in snapshot.network.table(Agreement)  # agreements of others are no resource


def resources_by_country(snapshot: Snapshot) -> Mapping[str, tuple[Resource, ...]]:
    """The records of every type but places, frames and agreements by the countries they name, in id order; for
    `Snapshot.once`."""
    found: dict[str, list[Resource]] = {}
    for cls in _TYPES:
        for record in snapshot.network.table(cls).values():
            resource = Resource(record, footprint_of(snapshot, record))
            for country in resource.footprint.countries:
                found.setdefault(country, []).append(resource)
    return {country: tuple(sorted(rows, key=lambda row: row.record.id)) for country, rows in found.items()}


def footprint_of(snapshot: Snapshot, record: Record) -> Footprint:
    """Where a record leads: to the places it names, those of organisations and agreements it names, and so on."""
    places: set[str] = set()
    countries: set[str] = set()
    for step in _reached(snapshot, record):
        if isinstance(step, Place):
            places.add(step.id)
            countries.add(step.country)
        elif isinstance(step, Organisation) and step.country is not None:
            countries.add(step.country)
    return Footprint(frozenset(places), frozenset(countries))


def _reached(snapshot: Snapshot, record: Record) -> Iterator[Record]:
    """The record and all that it names, each once. Places and frames lead no further, nor does what may be the same."""
    seen = {record.id}
    waiting = [record]
    while waiting:
        step = waiting.pop()
        yield step
        if isinstance(step, Place):
            continue
        for reference, target in step.references():
            if target not in seen and reference.field != "possibly_same":
                seen.add(target)
                plurals = (plural for plural in reference.targets if plural != "frames")
                waiting += [row for plural in plurals if (row := snapshot.network.rows(plural).get(target)) is not None]
