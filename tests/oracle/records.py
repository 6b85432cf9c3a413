"""The records of a network by what the rules ask of them: no measure, only look-ups."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from graph_service.records.activity import Activity
from graph_service.records.agreement import Agreement
from graph_service.records.base import Record
from graph_service.records.claim import Claim
from graph_service.records.frame import Frame
from graph_service.records.membership import Membership
from graph_service.records.organisation import Organisation
from graph_service.records.place import Place
from graph_service.records.plan import Plan
from graph_service.records.target import Target
from tests.oracle.dates import days


class World:
    """All records; `area_of` maps the code of an area to that of the state it is an area of (HK to CN)."""

    def __init__(self, records: Iterable[Record], area_of: Mapping[str, str] | None = None) -> None:
        rows = sorted(records, key=lambda record: record.id)
        self.area_of = dict(area_of or {})
        self.places = {row.id: row for row in rows if isinstance(row, Place)}
        self.agreements = {row.id: row for row in rows if isinstance(row, Agreement)}
        self.claims = [row for row in rows if isinstance(row, Claim)]
        self.list_claims = [claim for claim in self.claims if claim.measure in ("agreements", "whole_list")]
        self.frames = {row.id: row for row in rows if isinstance(row, Frame)}
        self.memberships = [row for row in rows if isinstance(row, Membership)]
        self.organisations = [row for row in rows if isinstance(row, Organisation)]
        self.plans = [row for row in rows if isinstance(row, Plan)]
        self.targets = [row for row in rows if isinstance(row, Target)]
        self.activities_of: dict[str, list[Activity]] = defaultdict(list)
        for row in rows:
            if isinstance(row, Activity) and row.agreement and row.status not in ("proposed", "planned"):
                self.activities_of[row.agreement].append(row)
        self.children: dict[str, list[Place]] = defaultdict(list)
        for place in self.places.values():
            if place.parent:
                self.children[place.parent].append(place)
        self.agreements_at: dict[str, list[Agreement]] = defaultdict(list)
        for agreement in self.agreements.values():
            if all(party in self.places for party in agreement.parties):
                for party in agreement.parties:
                    self.agreements_at[party].append(agreement)
        self.beside = second_records(self.agreements, self.places)
        self.country_place = {place.country: place for place in self.places.values() if "country" in levels(place)}
        self.regions_of: dict[str, list[Place]] = defaultdict(list)
        for place in self.places.values():
            if "province" in levels(place):
                self.regions_of[place.country].append(place)

    def above(self, place: Place) -> Iterator[Place]:
        """The place and whatever it lies in, from the smallest up."""
        at: Place | None = place
        while at is not None:
            yield at
            at = self.places.get(at.parent) if at.parent else None

    def inside(self, place: Place, around: Place) -> bool:
        """Whether place is `around` or lies inside it."""
        return any(at.id == around.id for at in self.above(place))

    def below(self, place: Place) -> Iterator[Place]:
        """Everything inside a place, itself left out."""
        for child in self.children[place.id]:
            yield child
            yield from self.below(child)

    def region(self, place: Place) -> Place | None:
        """The smallest region that holds the place, or that it is; None where none is on record."""
        around = next((at for at in self.above(place) if "province" in levels(at)), None)
        return place if around is None and "country" in levels(place) else around

    def exempt(self, country: str) -> bool:
        """Whether no region can be a partner there: a city-state, or a state that is its own and only region. An area that is
        a region of its state (Réunion) is one that can."""
        own = self.country_place.get(country)
        if own is None or "city" in levels(own):
            return own is not None
        return [region.id for region in self.regions_of[country]] == [own.id] and country not in self.area_of

    def region_level(self, place: Place) -> bool:
        """Whether a province can be its equal: a region, or a country that has no regions or is an area of a state."""
        inner = [region for region in self.regions_of[place.country] if "country" not in levels(region)]
        whole = "country" in levels(place) and (place.country in self.area_of or not inner)
        return "province" in levels(place) or whole


def levels(place: Place) -> frozenset[str]:
    """Every level of a place."""
    return frozenset(place.levels or (place.level,))


def gone(place: Place, on: date) -> bool:
    """Whether the place was merged or dissolved by then."""
    return bool(place.succeeded_by) if place.valid_to is None else days(place.valid_to)[1] <= on


def counted_unit(place: Place, on: date) -> bool:
    """Whether it is a unit to count: a real one that is there on the day."""
    return not place.placeholder and not gone(place, on) and (place.valid_from is None or days(place.valid_from)[0] <= on)


def second_records(agreements: Mapping[str, Agreement], places: Mapping[str, Place]) -> dict[str, str]:
    """For each record that stands beside another of the same pact: the one that counts."""
    near: dict[str, set[str]] = defaultdict(set)
    for agreement in agreements.values():
        for other in agreement.possibly_same:
            if other in agreements:
                near[agreement.id].add(other)
                near[other].add(agreement.id)
    answer: dict[str, str] = {}
    seen: set[str] = set()
    for start in sorted(near):
        group, todo = set(), [start]
        while todo:
            at = todo.pop()
            if at not in group:
                group.add(at)
                todo.extend(near[at])
        if not group & seen:
            best = min(group, key=lambda key: (*worse(agreements[key]), unnamed(agreements[key], places), key))
            answer |= {key: best for key in group if key != best}
        seen |= group
    return answer


def unnamed(agreement: Agreement, places: Mapping[str, Place]) -> bool:
    """Whether a party is one that its source does not name."""
    return any(party in places and places[party].placeholder for party in agreement.parties)


def worse(agreement: Agreement) -> tuple[int, bool]:
    """How poor a document is: stated kind, then unclassified, then none; of these dated before undated."""
    signed = [stage for stage in agreement.stages if stage.kind in ("formal", "exchange", "intent", "unclassified")]
    stated = [stage for stage in signed if stage.kind != "unclassified"]
    return 0 if stated else 1 if signed else 2, all(stage.date is None for stage in stated or signed)
