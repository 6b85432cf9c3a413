"""What the world map shows: the effective agreements between places, narrowed by country, kind and year, and how many of them
each country has."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from graph_service.metrics.effective import Effective, effective_agreements
from graph_service.metrics.second_records import second_records
from graph_service.metrics.selection import Selection
from graph_service.records.place import Place
from graph_service.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Narrowed:
    """Which agreements are shown: those of one country's places, of these kinds, that may have been signed by the end of a year.
    One without a date counts as signed by the end of every year, for it is known to exist, unless `dated` leaves it out."""

    kinds: Collection[str]
    country: str | None = None
    year: int | None = None
    dated: bool = False


@dataclass(slots=True)
class OfCountry:
    """The agreements of a country's places: `abroad` with places of other states, so many with each of `partners`, and `within`
    its own state, whose areas are not abroad; `places` are those that have one."""

    abroad: int = 0
    within: int = 0
    places: set[str] = field(default_factory=set)
    partners: Counter[str] = field(default_factory=Counter)

    @property
    def most(self) -> str | None:
        """The country it has most agreements with."""
        return min(self.partners, key=lambda code: (-self.partners[code], code), default=None)


def world_of(snapshot: Snapshot, selection: Selection) -> Sequence[Effective]:
    """The agreements of a selection, each once: second records of one stand beside it."""
    seconds = snapshot.once(second_records)
    return [
        found
        for found in effective_agreements(snapshot, selection)
        if not seconds.stands_beside(found.agreement, selection.layer)
    ]


def shown_of(snapshot: Snapshot, world: Iterable[Effective], narrowed: Narrowed) -> Sequence[Effective]:
    """Those agreements that are shown."""
    places = snapshot.places
    return [
        found
        for found in world
        if found.kind in narrowed.kinds
        and (found.dated or not narrowed.dated)
        and (narrowed.year is None or found.since is None or year_of(found.since) <= narrowed.year)
        and (narrowed.country is None or any(places[party].country == narrowed.country for party in found.agreement.parties))
    ]


def year_of(since: str) -> int:
    """The first year that a date can mean."""
    return int(since[:4])


def by_country(snapshot: Snapshot, world: Iterable[Effective]) -> Mapping[str, OfCountry]:
    """How many of these agreements each country has, by code."""
    found: dict[str, OfCountry] = {}
    for effective in world:
        one, other = effective.agreement.parties
        codes = snapshot.places[one].country, snapshot.places[other].country
        sides = [found.setdefault(code, OfCountry()) for code in codes]
        for side, party in zip(sides, (one, other), strict=True):
            side.places.add(party)
        if not snapshot.is_abroad(*codes):
            for code in set(codes):
                found[code].within += 1
            continue
        for side, beyond in zip(sides, reversed(codes), strict=True):
            side.abroad += 1
            side.partners[beyond] += 1
    return found


def abroad_by_country(snapshot: Snapshot) -> Mapping[str, int]:
    """How many agreements with places of other states each country has today, by code. For `Snapshot.once`."""
    world = world_of(snapshot, Selection(snapshot.today))
    return {code: found.abroad for code, found in by_country(snapshot, world).items() if found.abroad}


def is_placed(place: Place) -> bool:
    """Whether it is known where a place lies."""
    return place.lat is not None and place.lon is not None
