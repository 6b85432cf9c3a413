"""Marks and lines of a map as elements of an SVG, as `pages/marks.py` declares them."""

from collections.abc import Iterator

from graph_service.maps.outlines import LonLat
from graph_service.maps.projection import Plane, turned
from graph_service.pages.marks import DOTS, LINES
from graph_service.pages.svg import corners

BOW = 0.16  # how far a line bows to the north, of its length
_STEPS = 8  # pieces of a line that goes over the edge


def curve(plane: Plane, start: LonLat, end: LonLat) -> Iterator[str]:
    """The path of a line from one point to another, the shorter way around, bowed to the north; two paths where it leaves the map
    at one edge and comes in at the other."""
    at, way = turned(start[0], plane.middle), turned(end[0], start[0])
    if abs(at + way) > 180:
        yield from _across(plane, (at, start[1]), (at + way, end[1]))
        return
    (x, y), (to_x, to_y) = plane.beside(at, start[1]), plane.beside(at + way, end[1])
    bow = BOW if to_x > x else -BOW
    middle_x, middle_y = (x + to_x) / 2 + bow * (to_y - y), (y + to_y) / 2 - bow * (to_x - x)
    yield f"M{x:.1f} {y:.1f}Q{middle_x:.1f} {middle_y:.1f} {to_x:.1f} {to_y:.1f}"


def _across(plane: Plane, start: LonLat, end: LonLat) -> Iterator[str]:
    """The two paths of a line to beyond the edge of the world; longitudes count from the middle."""
    (turn, lat), (to_turn, to_lat) = start, end
    middle = (turn + to_turn) / 2, (lat + to_lat) / 2 + BOW * abs(to_turn - turn)
    edge = 180.0 if to_turn > 180 else -180.0
    share = (edge - turn) / (to_turn - turn)  # it goes evenly from west to east
    for first, last, shift in ((0.0, share, 0.0), (share, 1.0, -2 * edge)):
        parts = (first + (last - first) * step / _STEPS for step in range(_STEPS + 1))
        points = (
            plane.beside(_bowed(turn, middle[0], to_turn, part) + shift, _bowed(lat, middle[1], to_lat, part)) for part in parts
        )
        yield "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)


def _bowed(start: float, middle: float, end: float, part: float) -> float:
    """Where a quadratic Bézier curve is, after this part of it."""
    left = 1 - part
    return left * left * start + 2 * left * part * middle + part * part * end


def shape_svg(mark: str, x: float, y: float, size: float = 0) -> str:
    """A mark of `DOTS` around a point, as an element."""
    look = DOTS[mark]
    reach = size or look.size
    dash = f' stroke-dasharray="{" ".join(map(str, look.dash))}"' if look.dash else ""
    drawn = f'fill="{look.fill}" stroke="{look.stroke}" stroke-width="1"{dash}'
    if look.shape in ("circle", "ring", "pill"):
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{reach:g}" {drawn}/>'
    points = " ".join(f"{corner_x:.1f},{corner_y:.1f}" for corner_x, corner_y in corners(look.shape, reach, x, y))
    return f'<polygon points="{points}" {drawn}/>'


def line_svg(mark: str, path: str, width: float = 0, opacity: float = 1, told: str = "") -> str:
    """A line of `LINES` along a path, as an element around markup that tells of it."""
    look = LINES[mark]
    dash = f' stroke-dasharray="{" ".join(map(str, look.dash))}"' if look.dash else ""
    seen = "" if opacity == 1 else f' stroke-opacity="{opacity:g}"'
    drawn = (
        f'd="{path}" fill="none" stroke="{look.stroke}" stroke-width="{width or look.width:g}" stroke-linecap="round"{dash}{seen}'
    )
    return f"<path {drawn}>{told}</path>" if told else f"<path {drawn}/>"
