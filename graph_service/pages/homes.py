"""The homes a reader may start from; counted in one pass over all agreements."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial

from graph_service.metrics.home import home_above
from graph_service.metrics.regions import can_be_stem
from graph_service.metrics.second_records import second_records
from graph_service.metrics.selection import ALL_LAYERS, Selection
from graph_service.records.agreement import Agreement
from graph_service.records.place import Place
from graph_service.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class HomeEntry:
    """A province-level place with agreements. `agreements` counts those of all its units with partners abroad, headline
    kinds, as of the day of the snapshot."""

    place: Place
    agreements: int


@dataclass(frozen=True, slots=True)
class StateHomes:
    """The homes of a state, by its ISO code, and those of its areas, by theirs."""

    code: str
    homes: Sequence[HomeEntry]
    areas: Mapping[str, Sequence[HomeEntry]]


def homes_by_country(snapshot: Snapshot) -> Mapping[str, tuple[HomeEntry, ...]]:
    """The homes of every country, those with most agreements first; the country with most stems first."""
    agreements: Counter[str] = Counter()
    stems: Counter[str] = Counter()
    for home, unit, partner in _ties(snapshot):
        agreements[home.id] += 1
        if unit is home and can_be_stem(snapshot, partner):
            stems[home.country] += 1
    lists: defaultdict[str, list[HomeEntry]] = defaultdict(list)
    for home_id, count in agreements.items():
        place = snapshot.places[home_id]
        lists[place.country].append(HomeEntry(place, count))
    order = sorted(lists, key=lambda code: (-stems[code], code))
    return {code: tuple(sorted(lists[code], key=lambda entry: (-entry.agreements, entry.place.id))) for code in order}


def homes_by_state(snapshot: Snapshot) -> tuple[StateHomes, ...]:
    """The homes of every state, those of its areas apart, in the order of `homes_by_country`; no area is a group beside a
    state. For `Snapshot.once`."""
    homes = snapshot.once(homes_by_country)
    areas: defaultdict[str, dict[str, Sequence[HomeEntry]]] = defaultdict(dict)
    for code, entries in homes.items():
        if (state := snapshot.state(code)) != code:
            areas[state][code] = entries
    states = (*(code for code in homes if snapshot.state(code) == code), *(code for code in areas if code not in homes))
    return tuple(StateHomes(code, homes.get(code, ()), areas.get(code, {})) for code in states)


def home_side_first(snapshot: Snapshot, parties: Iterable[str]) -> tuple[str, ...]:
    """The parties of an agreement, first the one of the country whose homes have more stems; as they are where none has."""
    order = {code: rank for rank, code in enumerate(snapshot.once(homes_by_country))}

    def rank(party: str) -> int:
        place = snapshot.places.get(party)
        return len(order) if place is None else order.get(snapshot.state(place.country), len(order))

    return tuple(sorted(parties, key=rank))


def _ties(snapshot: Snapshot) -> Iterator[tuple[Place, Place, Place]]:
    """Home, unit and partner of every effective agreement between two countries, from either side."""
    places, seconds = snapshot.places, snapshot.once(second_records)
    above = cache(partial(home_above, snapshot))  # most places have several agreements
    for agreement in _abroad(snapshot):
        if seconds.stands_beside(agreement, ALL_LAYERS):
            continue
        a, b = map(places.__getitem__, agreement.parties)
        for unit, partner in ((a, b), (b, a)):
            if home := above(unit.id):
                yield home, unit, partner


def _abroad(snapshot: Snapshot) -> Iterator[Agreement]:
    selection, places = Selection(snapshot.today), snapshot.places
    for agreement in snapshot.network.table(Agreement).values():
        a, b = map(places.get, agreement.parties)
        abroad = a is not None and b is not None and snapshot.is_abroad(a.country, b.country)
        if abroad and selection.counts(selection.standing(snapshot, agreement)):
            yield agreement
