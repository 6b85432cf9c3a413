"""What part of the Earth a map shows, and the plane it is drawn on."""

import math
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from graph_service.maps.projection import WORLD_MIDDLE, Plane, equal_earth

_SOUTH, _NORTH = -57.0, 83.7  # the world: from Cape Horn to the north of Greenland
_WIDEST = 150.0  # degrees of longitude: what is wider is drawn as the whole world
_LEAST = 5.0  # degrees: a single place is drawn with what lies around it
_SLIMMEST, _TALLEST = 0.42, 0.72  # of the width: the height of a map of a part


class Window(NamedTuple):
    """From `west` to `east`, which lies east of it and may be beyond 180, and from `south` to `north`, in degrees."""

    west: float
    south: float
    east: float
    north: float

    @property
    def is_world(self) -> bool:
        """Whether it goes around the Earth."""
        return self.east - self.west >= 360


WORLD = Window(WORLD_MIDDLE - 180, _SOUTH, WORLD_MIDDLE + 180, _NORTH)


def around(points: Iterable[tuple[float, float]], margin: float = 0.08) -> Window:
    """The least window that has all these points (longitude and latitude) in it, with a margin, a share of its size; the world
    where they are spread over it, or where there are none."""
    found = list(points)
    if not found:
        return WORLD
    lons = sorted({lon % 360 for lon, _ in found})
    gaps = [after - before for before, after in pairwise([*lons, lons[0] + 360])]
    widest = max(range(len(gaps)), key=gaps.__getitem__)
    west, wide = lons[(widest + 1) % len(lons)], 360 - gaps[widest]
    if wide > _WIDEST:
        return WORLD
    south, north = min(lat for _, lat in found), max(lat for _, lat in found)
    high = north - south
    more_wide, more_high = (max(_LEAST - size, 2 * margin * size) / 2 for size in (wide, high))
    return Window(west - more_wide, max(-85.0, south - more_high), west + wide + more_wide, min(85.0, north + more_high))


def plane_of(window: Window, width: float) -> tuple[Plane, int]:
    """The plane on which a window is so many pixels wide, and how many it is high."""
    middle = (window.west + window.east) / 2
    edge = [equal_earth(lon - middle, lat) for lon, lat in boundary(window)]
    left, right = min(x for x, _ in edge), max(x for x, _ in edge)
    bottom, top = min(y for _, y in edge), max(y for _, y in edge)
    wide, high = right - left, top - bottom
    if not window.is_world:  # neither a ribbon nor a tower
        more_high, more_wide = max(0.0, _SLIMMEST * wide - high), max(0.0, high / _TALLEST - wide)
        left, top = left - more_wide / 2, top + more_high / 2
        wide, high = wide + more_wide, high + more_high
    scale = width / wide
    return Plane(middle, scale, left, top), math.ceil(high * scale)


def boundary(window: Window) -> Iterator[tuple[float, float]]:
    """Points along the edge of a window, once around, close enough to be joined by straight lines when projected."""
    west, south, east, north = window
    steps = [step / 24 for step in range(25)]
    yield from ((west, south + (north - south) * step) for step in steps)
    yield from ((west + (east - west) * step, north) for step in steps)
    yield from ((east, north + (south - north) * step) for step in steps)
    yield from ((east + (west - east) * step, south) for step in steps)
