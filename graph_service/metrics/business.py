"""Business: which records put a place on the business map (商业版图). Definition: docs/glossary.md#business-map.

First source: companies, parks and chambers, co-operation projects and routes. Second source, the regional economic
lines: economic events and official delegations, and the fields of co-operation that plans lay down. A row of
organisations.csv, projects.csv or activities.csv is all it takes to extend the map.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from graph_service.metrics.frames import members_of
from graph_service.metrics.home import Home
from graph_service.metrics.selection import ALL_LAYERS, Selection
from graph_service.records.activity import Activity
from graph_service.records.base import Record
from graph_service.records.dates import Certainty, happened_by
from graph_service.records.organisation import Organisation
from graph_service.records.place import Place
from graph_service.records.plan import Plan
from graph_service.records.project import Project
from graph_service.records.vocabulary import ActivityKind, OrganisationKind, OrganisationStatus, PlanKind, ProjectKind, WorkStatus
from graph_service.snapshot import Snapshot

BusinessType = Literal["organisation", "project", "route", "event", "field"]
# How much of the second source counts: nothing; events that name the country; also fields, and what names only a frame.
Lines = Literal["none", "events", "all"]

ORGANISATIONS = frozenset(("company", "park", "chamber"))
_COUNTED: Mapping[Lines, frozenset[str]] = {
    "none": frozenset(("organisation", "project", "route")),
    "events": frozenset(("organisation", "project", "route", "event")),
    "all": frozenset(("organisation", "project", "route", "event", "field")),
}


@dataclass(frozen=True, slots=True)
class Business:
    """One record on the business map. `places` are all it names, organisations standing for their seat and whom they
    serve; `frames` the sets of countries that an economic line names."""

    record: Record
    type: BusinessType
    kind: OrganisationKind | ProjectKind | ActivityKind | PlanKind
    status: OrganisationStatus | WorkStatus | None
    places: tuple[str, ...]
    frames: tuple[str, ...] = ()
    when: str | None = None

    @property
    def prospect(self) -> bool:
        """Whether it is only proposed or planned: shown on the map, never counted."""
        return self.status in ("proposed", "planned")

    @property
    def over(self) -> bool:
        """Whether it is marked as over."""
        return self.status in ("expired", "closed")

    def begun(self, as_of: date) -> bool:
        """Whether it may have begun by a date."""
        return happened_by(self.when, as_of) is not Certainty.NO

    def abroad(self, snapshot: Snapshot, country: str, as_of: date, lines: Lines) -> tuple[Place, ...]:
        """The places outside a country that it names; where it names none, with lines "all", the members of its frames."""
        named = [snapshot.places[place_id] for place_id in self.places]
        found = [place for place in named if snapshot.is_abroad(place.country, country)]
        if not found and lines == "all":
            found = [member for frame in self.frames for member in members_of(snapshot, frame, as_of)]
        return tuple({place.id: place for place in found if snapshot.is_abroad(place.country, country)}.values())


def business_of(snapshot: Snapshot, home: Home, selection: Selection, lines: Lines) -> tuple[Business, ...]:
    """The business of a home at the date and layer of a selection: records that name the home or a unit of it, by type
    and id, what is over left out."""
    return tuple(business for business in _begun(snapshot, home, selection, lines) if not business.over)


def ended_business(snapshot: Snapshot, home: Home, selection: Selection, lines: Lines) -> tuple[Business, ...]:
    """The business of a home that is over, in the order of `business_of`."""
    return tuple(business for business in _begun(snapshot, home, selection, lines) if business.over)


def _begun(snapshot: Snapshot, home: Home, selection: Selection, lines: Lines) -> list[Business]:
    index = snapshot.once(business_by_place)
    found = {business.record.id: business for unit in home.tiers for business in index.get(unit, ())}
    counted = (
        business
        for business in found.values()
        if business.type in _COUNTED[lines]
        and business.begun(selection.as_of)
        and selection.layer in (ALL_LAYERS, business.record.layer)
    )
    return sorted(counted, key=lambda business: (business.type, business.record.id))


def business_by_place(snapshot: Snapshot) -> Mapping[str, tuple[Business, ...]]:
    """All business under each place it names; for `Snapshot.once`."""
    found: dict[str, list[Business]] = {}
    for business in (*_organisations(snapshot), *_projects(snapshot), *_events(snapshot), *_fields(snapshot)):
        for place_id in business.places:
            found.setdefault(place_id, []).append(business)
    return {place_id: tuple(rows) for place_id, rows in found.items()}


def _organisations(snapshot: Snapshot) -> Iterator[Business]:
    for body in snapshot.network.table(Organisation).values():
        if body.kind in ORGANISATIONS:
            yield Business(body, "organisation", body.kind, body.status, places_of(snapshot, [body.id]), (), body.founded)


def _projects(snapshot: Snapshot) -> Iterator[Business]:
    for project in snapshot.network.table(Project).values():
        places = places_of(snapshot, [project.owner, *project.parties])
        yield Business(project, "route" if project.kind == "route" else "project", project.kind, project.status, places)


def _events(snapshot: Snapshot) -> Iterator[Business]:
    for activity in snapshot.network.table(Activity).values():
        if activity.channel == "economy" or (activity.channel == "government" and activity.kind == "visit"):
            places = places_of(snapshot, [activity.venue, *activity.participants])
            yield Business(activity, "event", activity.kind, None, places, activity.frames, activity.date)


def _fields(snapshot: Snapshot) -> Iterator[Business]:
    for plan in snapshot.network.table(Plan).values():
        if plan.fields and (plan.parties or plan.frame):
            frames = (plan.frame,) if plan.frame else ()
            yield Business(plan, "field", plan.kind, plan.status, places_of(snapshot, [plan.owner, *plan.parties]), frames)


def places_of(snapshot: Snapshot, ids: Iterable[str | None]) -> tuple[str, ...]:
    """The places that ids of places and organisations stand for, each once: an organisation stands for its seat and the
    places it serves, or where it has neither for its country."""
    found: dict[str, None] = {}
    for record_id in ids:
        if record_id in snapshot.places:
            found[str(record_id)] = None
        elif (body := snapshot.network.table(Organisation).get(record_id or "")) is not None:
            found.update(dict.fromkeys(_stands_for(snapshot, body)))
    return tuple(found)


def _stands_for(snapshot: Snapshot, body: Organisation) -> tuple[str, ...]:
    named = (*((body.seat,) if body.seat else ()), *body.serves)
    country = snapshot.country(body.country) if body.country else None
    return named or ((country.id,) if country else ())
