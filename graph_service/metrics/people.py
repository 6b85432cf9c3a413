"""How many people a place is taken for where it must be set in order: a figure that is missing is not a small one."""

from collections import defaultdict
from collections.abc import Mapping
from statistics import median

from graph_service.records.place import Place
from graph_service.snapshot import Snapshot

_TYPICAL = {"country": 10_000_000, "province": 1_500_000, "city": 16_000, "county": 16_000}  # where none of the level is known
_ENOUGH = 3  # figures of a country from which its places of a level are judged


def people_of(snapshot: Snapshot, place: Place) -> float:
    """The population on record, or the median of the places of its level in its country, or of its level anywhere."""
    if place.population:
        return place.population
    typical = snapshot.once(_typical)
    return typical.get((place.country, place.level)) or typical.get((None, place.level)) or _TYPICAL[place.level]


def _typical(snapshot: Snapshot) -> Mapping[tuple[str | None, str], float]:
    """The median population of the places with agreements, by country and level, and by level; for `Snapshot.once`."""
    known: defaultdict[tuple[str | None, str], list[int]] = defaultdict(list)
    for place in snapshot.places.values():
        if place.population and snapshot.agreements_of(place.id):
            known[place.country, place.level].append(place.population)
            known[None, place.level].append(place.population)
    return {key: median(found) for key, found in known.items() if len(found) >= _ENOUGH}
