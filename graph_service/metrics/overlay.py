"""Overlay: the map of friendship laid over the map of business (友城版图 × 商业版图), country by country or city by city.

Association of the two maps: phi = (n·both − f·b) / √(f·(n−f)·b·(n−b)), f and b being the places on each map, and the
share of places on which they agree. p is the exact permutation test: the share of all ways to lay as large a business
map over the same places that overlap at least as much.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import exp, lgamma, sqrt
from typing import Literal, NamedTuple

from msgspec import Struct

from graph_service.metrics.business import Business, Lines, business_of
from graph_service.metrics.vine import Vine
from graph_service.records.place import Place
from graph_service.snapshot import Snapshot

State = Literal["both", "friendship_only", "business_only", "neither"]
OverlayGrain = Literal["country", "city"]
# In the order of a worklist: where business went without friendship, then where they meet, then the rest.
STATES: tuple[State, ...] = ("business_only", "both", "friendship_only", "neither")


@dataclass(frozen=True, slots=True)
class Overlap:
    """One place on the two maps. `prospects` are proposed or planned business: shown, never counted."""

    place: Place
    agreements: tuple[str, ...]
    business: tuple[Business, ...]
    prospects: tuple[Business, ...]

    @property
    def state(self) -> State:
        """On which of the maps the place is."""
        if self.agreements:
            return "both" if self.business else "friendship_only"
        return "business_only" if self.business else "neither"


class Association(Struct, frozen=True):
    """How far two maps agree over `places`. `phi` in [-1, 1] and `p` are None where one map is empty or full; `matching`
    is the share of places that are on both maps or on neither, None without places."""

    places: int
    phi: float | None
    matching: float | None
    p: float | None


@dataclass(frozen=True, slots=True)
class Overlay:
    """The two maps of a home. `rows` come in the order of `STATES`, then most agreements and business first, then by id;
    cities that are on neither map are counted, not listed."""

    rows: tuple[Overlap, ...]
    counts: Mapping[State, int]

    @property
    def association(self) -> Association:
        """How far the two maps agree."""
        return association_of(self.counts)


def overlay_of(vine: Vine, grain: OverlayGrain, lines: Lines) -> Overlay:
    """The overlay over all countries, or all cities and counties on record, that exist at the date and lie outside the
    home's country."""
    placed = _business_by_place(vine, grain, lines)
    friends = _agreements_by_place(vine, grain)
    ids = [place.id for place in vine.snapshot.countries.values()] if grain == "country" else [*placed, *friends]
    places = [vine.snapshot.places[place_id] for place_id in dict.fromkeys(ids)]
    rows = [
        Overlap(
            place,
            tuple(friends.get(place.id, ())),
            tuple(business for business in placed.get(place.id, ()) if not business.prospect),
            tuple(business for business in placed.get(place.id, ()) if business.prospect),
        )
        for place in places
        if vine.snapshot.is_abroad(place.country, vine.home.place.country) and place.exists(vine.selection.as_of)
    ]
    counts = Counter(row.state for row in rows)
    if grain == "city":
        counts["neither"] += _cities_abroad(vine) - len(rows)
    return Overlay(tuple(sorted(rows, key=_order)), {state: counts[state] for state in STATES})


def _order(overlap: Overlap) -> tuple[int, int, str]:
    return STATES.index(overlap.state), -len(overlap.agreements) - len(overlap.business), overlap.place.id


def _is_city(place: Place) -> bool:
    return (place.is_level("city") or place.is_level("county")) and not place.placeholder


def _agreements_by_place(vine: Vine, grain: OverlayGrain) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    for tie in vine.ties.effective:
        spot = vine.snapshot.country(tie.partner.country) if grain == "country" else tie.partner
        if spot is not None and (grain == "country" or _is_city(spot)):
            found.setdefault(spot.id, []).append(tie.agreement.id)
    return found


def _business_by_place(vine: Vine, grain: OverlayGrain, lines: Lines) -> Mapping[str, Iterable[Business]]:
    found: dict[str, dict[str, Business]] = {}
    for business in business_of(vine.snapshot, vine.home, vine.selection, lines):
        for place in business.abroad(vine.snapshot, vine.home.place.country, vine.selection.as_of, lines):
            spot = vine.snapshot.country(place.country) if grain == "country" else place
            if spot is not None and (grain == "country" or _is_city(spot)):
                found.setdefault(spot.id, {})[business.record.id] = business
    return {place_id: rows.values() for place_id, rows in found.items()}


class _Cities(NamedTuple):
    """How many cities and counties each state has on record, its areas included, and those among them with a beginning or
    an end."""

    by_state: Counter[str]
    passing: tuple[tuple[str, Place], ...]


def cities_on_record(snapshot: Snapshot) -> _Cities:
    """The cities and counties of the whole network, counted; for `Snapshot.once`."""
    cities = [(snapshot.state(place.country), place) for place in snapshot.places.values() if _is_city(place)]
    passing = tuple(row for row in cities if row[1].valid_from or row[1].valid_to or row[1].succeeded_by)
    return _Cities(Counter(state for state, _ in cities), passing)


def _cities_abroad(vine: Vine) -> int:
    cities, own = vine.snapshot.once(cities_on_record), vine.snapshot.state(vine.home.place.country)
    gone = sum(state != own and not place.exists(vine.selection.as_of) for state, place in cities.passing)
    return cities.by_state.total() - cities.by_state[own] - gone


def association_of(counts: Mapping[State, int]) -> Association:
    """How far two maps agree, from the number of places in each state.

    >>> association_of({"both": 2, "friendship_only": 0, "business_only": 0, "neither": 2}).phi
    1.0
    """
    total, both = sum(counts.values()), counts["both"]
    friendly, busy = both + counts["friendship_only"], both + counts["business_only"]
    spread = friendly * (total - friendly) * busy * (total - busy)
    return Association(
        places=total,
        phi=(total * both - friendly * busy) / sqrt(spread) if spread else None,
        matching=(both + counts["neither"]) / total if total else None,
        p=_overlap_by_chance(total, friendly, busy, both) if spread else None,
    )


def _overlap_by_chance(total: int, friendly: int, busy: int, both: int) -> float:
    """The chance that `busy` places drawn from `total` hold at least `both` of the `friendly` ones."""
    every = _log_ways(total, busy)
    least = max(both, busy - (total - friendly))
    chosen = (_log_ways(friendly, k) + _log_ways(total - friendly, busy - k) for k in range(least, min(friendly, busy) + 1))
    return min(1.0, sum(exp(ways - every) for ways in chosen))


def _log_ways(among: int, chosen: int) -> float:
    return lgamma(among + 1) - lgamma(chosen + 1) - lgamma(among - chosen + 1)
