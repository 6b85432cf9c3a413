"""The countries on the map of the world: where each is drawn, and the sums that are drawn of it before any agreement is read."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from graph_service.maps.letters import letters, steps
from graph_service.metrics.effective import Effective
from graph_service.metrics.worldwide import OfCountry, is_placed
from graph_service.snapshot import Snapshot

Middles = Mapping[str, tuple[float, float]]


def middles_of(snapshot: Snapshot, world: Iterable[Effective]) -> Middles:
    """Where the agreements of each country lie in the mean, as longitude and latitude, by code; not of those without a place
    whose position is known."""
    sums: dict[str, list[float]] = {}
    for party, count in Counter(party for found in world for party in found.agreement.parties).items():
        place = snapshot.places[party]
        if is_placed(place):
            lon, lat = math.radians(place.lon or 0), math.radians(place.lat or 0)
            of_country = sums.setdefault(place.country, [0.0, 0.0, 0.0])
            for axis, part in enumerate((math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat))):
                of_country[axis] += count * part
    return {
        code: (round(math.degrees(math.atan2(y, x)), 2), round(math.degrees(math.atan2(z, math.hypot(x, y))), 2))
        for code, (x, y, z) in sums.items()
    }


def sums_of(figures: Mapping[str, OfCountry], codes: Sequence[str]) -> Mapping[str, str]:
    """What the first picture draws, without a sum over the agreements: between which countries, as one number each, there are
    how many, and of each country how many are within it and how many places have one."""
    number, empty = {code: at for at, code in enumerate(codes)}, OfCountry()
    pairs = sorted(
        (count, number[one] * len(codes) + number[other])
        for one, found in figures.items()
        for other, count in found.partners.items()
        if number[one] < number[other]
    )
    return {
        "pairs": letters(steps(pair for _, pair in pairs)),
        "counts": letters(steps(count for count, _ in pairs)),
        "within": letters(figures.get(code, empty).within for code in codes),
        "places": letters(len(figures.get(code, empty).places) for code in codes),
    }
