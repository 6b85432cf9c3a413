"""Land outlines as the package carries them: rings of points in small steps.

`land.json` is written by `tools/land_outlines.py`. The rings are whole: Asia goes on beyond 180° E, so that they can be cut at
any meridian.
"""

import json
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Literal

from graph_service.maps.letters import letters, numbers

Detail = Literal["110m", "50m"]
LonLat = tuple[float, float]
Ring = Sequence[LonLat]


@cache
def outlines(detail: Detail) -> Sequence[Ring]:
    """The outlines of the land, without Antarctica; seas inside land are rings too. Longitudes may lie beyond ±180."""
    told = json.loads(files("graph_service.maps").joinpath("land.json").read_text(encoding="utf-8"))[detail]
    return [decoded(text, told["steps"]) for text in told["rings"].split()]


def encoded(ring: Ring, steps: int) -> str:
    """A ring as letters, in as many steps to a degree; points that fall together are one.

    >>> decoded(encoded([(0.5, -1.0), (20.0, 3.25)], 100), 100)
    [(0.5, -1.0), (20.0, 3.25)]
    """
    found: list[int] = []
    before = (0, 0)
    for lon, lat in ring:
        point = round(lon * steps), round(lat * steps)
        if point != before or not found:
            found += [point[0] - before[0], point[1] - before[1]]
            before = point
    return letters(found)


def decoded(text: str, steps: int) -> list[LonLat]:
    """The ring that these letters stand for."""
    steps_of = numbers(text)
    found: list[LonLat] = []
    lon = lat = 0
    for step in steps_of:
        lon, lat = lon + step, lat + next(steps_of)
        found.append((lon / steps, lat / steps))
    return found


def between(ring: Ring, west: float, east: float) -> Iterator[Ring]:
    """The parts of a ring between two meridians, which are `east - west` degrees apart, at most 360."""
    lons = [lon for lon, _ in ring]
    first, last = min(lons), max(lons)
    turn = 360 * ((west - last) // 360 + 1)
    while first + turn < east:
        yield from _kept([(lon + turn, lat) for lon, lat in ring], (0, west, 1), (0, east, -1))
        turn += 360


def inside(ring: Ring, left: float, top: float, right: float, bottom: float) -> Iterator[Ring]:
    """What of a ring lies in a rectangle, `top` being less than `bottom`: one ring, or none."""
    yield from _kept(ring, (0, left, 1), (0, right, -1), (1, top, 1), (1, bottom, -1))


def simplified(points: Sequence[LonLat], tolerance: float) -> list[LonLat]:
    """A line without the points that lie no further than `tolerance` from it (Douglas and Peucker)."""
    kept, spans = {0, len(points) - 1}, [(0, len(points) - 1)]
    while spans:
        first, last = spans.pop()
        (x, y), (end_x, end_y) = points[first], points[last]
        across, along = end_x - x, end_y - y
        length = (across * across + along * along) ** 0.5
        farthest, most = first, tolerance
        for at in range(first + 1, last):
            px, py = points[at][0] - x, points[at][1] - y
            far = abs(across * py - along * px) / length if length else (px * px + py * py) ** 0.5
            if far > most:
                farthest, most = at, far
        if farthest != first:
            kept.add(farthest)
            spans += [(first, farthest), (farthest, last)]
    return [points[at] for at in sorted(kept)]


def _kept(ring: Ring, *limits: tuple[int, float, int]) -> Iterator[Ring]:
    """What of a ring lies within limits (Sutherland and Hodgman): which of its two numbers, the limit, and on which side, 1 for
    more and -1 for less."""
    for axis, limit, side in limits:
        if ring and (min if side > 0 else max)(point[axis] for point in ring) * side < limit * side:
            ring = list(_beyond(ring, axis, limit, side))
    if len(ring) > 2:
        yield ring


def _beyond(ring: Ring, axis: int, limit: float, side: int) -> Iterator[LonLat]:
    for one, other in zip(ring, [*ring[1:], ring[0]], strict=True):
        is_in, goes_in = side * (one[axis] - limit) >= 0, side * (other[axis] - limit) >= 0
        if is_in:
            yield one
        if is_in != goes_in:
            part = (limit - one[axis]) / (other[axis] - one[axis])
            crossing = one[1 - axis] + (other[1 - axis] - one[1 - axis]) * part
            yield (limit, crossing) if axis == 0 else (crossing, limit)
