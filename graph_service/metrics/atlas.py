"""Atlas: all places as arrays, so that a question about every place is one operation and not twenty thousand."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph_service.records.place import Place
from graph_service.records.vocabulary import Level
from graph_service.snapshot import Snapshot

Vector = NDArray[np.float64]
Mask = NDArray[np.bool_]
LEVELS: tuple[Level, ...] = ("country", "province", "city", "county")


@dataclass(frozen=True, slots=True)
class Atlas:
    """Places in an order in which what lies inside a place follows it at once: the positions `inside` of it. `region` is
    the position of the nearest region a place is or lies in, `population` log10 of its people, NaN where unknown,
    `town` whether these are of its town alone, `by_id` all positions in id order."""

    ids: tuple[str, ...]
    position: Mapping[str, int]
    ends: NDArray[np.int32]
    region: NDArray[np.int32]
    country: NDArray[np.int32]
    codes: Mapping[str, int]
    levels: Mapping[Level, Mask]
    population: Vector
    town: Mask
    by_id: NDArray[np.int32]

    def inside(self, place_id: str) -> slice:
        """The positions of a place and of everything inside it."""
        start = self.position[place_id]
        return slice(start, int(self.ends[start]))

    def of_country(self, code: str) -> Mask:
        """The places with this ISO country code."""
        found: Mask = self.country == self.codes.get(code, -1)
        return found

    def zeros(self) -> Vector:
        """A value of 0 for every place."""
        return np.zeros(len(self.ids))


def atlas(snapshot: Snapshot) -> Atlas:
    """The atlas of a snapshot; for `Snapshot.once`."""
    places = list(_preorder(snapshot))
    ids = tuple(place.id for place in places)
    position = {place_id: index for index, place_id in enumerate(ids)}
    ends, region = list(range(1, len(ids) + 1)), list(range(len(ids)))
    for index in reversed(range(len(ids))):
        if (parent := places[index].parent) is not None:
            ends[position[parent]] = max(ends[position[parent]], ends[index])
    for index, place in enumerate(places):
        if not place.is_region_or_country and place.parent is not None:
            region[index] = region[position[place.parent]]
    codes = {code: number for number, code in enumerate(sorted({place.country for place in places}))}
    return Atlas(
        ids,
        position,
        np.array(ends, dtype=np.int32),
        np.array(region, dtype=np.int32),
        np.array([codes[place.country] for place in places], dtype=np.int32),
        codes,
        {level: np.array([place.is_level(level) for place in places], dtype=bool) for level in LEVELS},
        np.log10([place.population or np.nan for place in places]),
        np.array([place.counts_town for place in places], dtype=bool),
        np.array(sorted(range(len(ids)), key=ids.__getitem__), dtype=np.int32),
    )


def _preorder(snapshot: Snapshot) -> Iterator[Place]:
    for place in snapshot.places.values():
        if place.parent is None:
            yield place
            yield from snapshot.below(place.id)
