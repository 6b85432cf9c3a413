"""The land of a map as the path of an SVG element."""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import pairwise

from graph_service.maps.outlines import Detail, LonLat, Ring, between, inside, outlines, simplified
from graph_service.maps.window import WORLD, Window, boundary, plane_of

PER_PIXEL = 2  # units of the path: whole numbers are shorter
_BESIDE = 8  # pixels around the picture in which land is drawn too
_SEEN = 0.35  # pixels that a coast may be off
_LEAST = 1.2  # pixels: smaller land is not drawn
_STRAIGHT = 4.0  # degrees of latitude in which a cut along a meridian may be straight


@lru_cache(maxsize=64)
def land_path(window: Window, width: int, detail: Detail) -> str:
    """The path of the land in a window that is so many pixels wide, in `PER_PIXEL` units to a pixel, to be filled even-odd."""
    plane, height = plane_of(window, width)
    wide, high = window.east - window.west, window.north - window.south
    reach = min(180.0, 1.5 * wide + 2 * high + 10)  # on either side: the corners of a picture lie beyond its window
    parts = []
    for ring in outlines(detail):
        for cut in between(ring, plane.middle - reach, plane.middle + reach):
            drawn = [plane.beside(lon - plane.middle, lat) for lon, lat in _bent(cut)]
            for seen in inside(drawn, -_BESIDE, -_BESIDE, width + _BESIDE, height + _BESIDE):
                coast = simplified([*seen, seen[0]], _SEEN)
                if len(coast) > 3 and _is_seen(coast):
                    parts.append(path_of((x * PER_PIXEL, y * PER_PIXEL) for x, y in coast[:-1]))
    return "".join(parts)


def land_by_radius(width: int) -> Mapping[str, object]:
    """The land of the world for a script that draws it at any size: its `path`, with coasts that are true at so many pixels, and
    in radii of the Earth what a unit of it measures (`step`) and where its corner lies, y to the south (`left`, `top`)."""
    plane, _ = plane_of(WORLD, width)
    step = 1 / (PER_PIXEL * plane.scale)
    return {"path": land_path(WORLD, width, "50m"), "step": step, "left": plane.left, "top": -plane.top}


@lru_cache(maxsize=64)
def outside_path(window: Window, width: int) -> str:
    """The path of what of a picture of the world lies beyond the Earth, in pixels, to be filled even-odd."""
    plane, height = plane_of(window, width)
    edge = path_of(plane.beside(lon - plane.middle, lat) for lon, lat in boundary(window))
    return f"M-9-9H{width + 9}V{height + 9}H-9z{edge}"


def path_of(points: Iterable[tuple[float, float]]) -> str:
    """A closed path through these points in whole numbers, from each to the next.

    >>> path_of([(1.2, 2), (5, -1), (3, 3)])
    'M1 2l4-3-2 4z'
    """
    whole = [(round(x), round(y)) for x, y in points]
    steps = [(to_x - x, to_y - y) for (x, y), (to_x, to_y) in pairwise(whole) if (to_x, to_y) != (x, y)]
    return f"M{_close(whole[0])}l{_close(number for step in steps for number in step)}z"


def _close(numbers: Iterable[int]) -> str:
    text = "".join(f" {number}" if number >= 0 else str(number) for number in numbers)
    return text.removeprefix(" ")


def _bent(ring: Ring) -> Iterator[LonLat]:
    """A ring whose long sides along a meridian have points between: projected, they are curves."""
    for (lon, lat), (to_lon, to_lat) in zip(ring, [*ring[1:], ring[0]], strict=True):
        pieces = int(abs(to_lat - lat) // _STRAIGHT) + 1
        for piece in range(pieces):
            yield lon + (to_lon - lon) * piece / pieces, lat + (to_lat - lat) * piece / pieces


def _is_seen(coast: Ring) -> bool:
    xs, ys = [x for x, _ in coast], [y for _, y in coast]
    return max(xs) - min(xs) + max(ys) - min(ys) >= _LEAST
