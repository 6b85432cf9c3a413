"""A small map as one SVG element; how to use it stands in the package's own description."""

from collections.abc import Iterator, Sequence
from html import escape
from itertools import chain

from msgspec import Struct

from graph_service.maps.land import PER_PIXEL, land_path, outside_path
from graph_service.maps.naming import SIZE, Name, Spot, names_of
from graph_service.maps.outlines import Detail, LonLat
from graph_service.maps.projection import Plane, turned
from graph_service.maps.window import WORLD, Window, plane_of
from graph_service.pages.marks import DOTS, LINES
from graph_service.pages.picture import Entry
from graph_service.pages.svg import corners
from graph_service.records.characters import fit
from graph_service.words.bilingual import Bilingual, Language

SCHEMATIC = Bilingual("示意图，不绘边界", "schematic, no boundaries")
SEA, LAND, INK, SOFT = "#f3f7fa", "#dde3d8", "#1b2733", "#52606d"
BOW = 0.16  # how far a line bows to the north, of its length
_STEPS = 8  # pieces of a line that goes over the edge
_TARGET = 12  # pixels around a mark that leads somewhere, to be hit by a finger
_ROW = 20  # pixels of a row of the legend
_FONT = "system-ui, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif"


class MapMark(Struct, frozen=True):
    """A place on the map: `mark` is a key of `DOTS`, `size` half its height in pixels (as declared where 0), `weight` how early
    it is named (0: never), `href` where it leads, `note` is told after the name where the pointer rests."""

    lon: float
    lat: float
    label: Bilingual
    mark: str = "city-0"
    size: float = 0
    weight: float = 1
    href: str | None = None
    note: Bilingual | None = None


class MapLine(Struct, frozen=True):
    """A line between two points (longitude, latitude), the shorter way around the Earth: `mark` is a key of `LINES`, `width` its
    width in pixels (as declared where 0), `label` is told where the pointer rests."""

    start: LonLat
    end: LonLat
    mark: str = "formal"
    width: float = 0
    opacity: float = 0.6
    label: Bilingual | None = None


def map_svg(
    marks: Sequence[MapMark],
    lines: Sequence[MapLine],
    language: Language,
    title: Bilingual,
    desc: Bilingual,
    window: Window | None = None,
    detail: Detail = "110m",
    width: int = 960,
    legend: Sequence[Entry] = (),
) -> str:
    """The map as an element that is as wide as what it stands in. `title` and `desc` say what it shows to those who do not see
    it; `legend` are the marks and lines it explains beneath."""
    window = window or WORLD
    plane, height = plane_of(window, width)
    land = land_path(window, width, detail)
    rows = list(_legend(legend, language, width, height))
    whole = height + (_rows(legend, width) if rows else 0)
    role = "group" if any(mark.href for mark in marks) else "img"  # what is an image has nothing in it to go to
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="map" viewBox="0 0 {width} {whole}" '
        f'width="100%" role="{role}" lang="{language}" font-family="{_FONT}" font-size="{SIZE}" fill="{INK}">'
        f"<title>{_said(title, language)}</title><desc>{_said(desc, language)}</desc>"
    )
    beyond = f'<path fill="#fff" fill-rule="evenodd" d="{outside_path(window, width)}"/>' if window.is_world else ""
    return "".join(
        (
            opening,
            f'<path fill="#fff" d="M0 0H{width}V{whole}H0z"/>',
            f'<path fill="{SEA}" d="M0 0H{width}V{height}H0z"/>',
            f'<path fill="{LAND}" fill-rule="evenodd" transform="scale({1 / PER_PIXEL:g})" d="{land}"/>',
            *chain.from_iterable(_line(line, plane, language) for line in lines),
            beyond,
            *(_mark(mark, plane, language) for mark in sorted(marks, key=lambda mark: mark.weight)),
            *(_name(name) for name in names_of(_spots(marks, plane, language), width, height - SIZE)),
            f'<text x="6" y="{height - 7}" fill="{SOFT}">{_said(SCHEMATIC, language)}</text>',
            *rows,
            "</svg>",
        )
    )


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


def _spots(marks: Sequence[MapMark], plane: Plane, language: Language) -> Iterator[Spot]:
    for mark in marks:
        x, y = plane.at(mark.lon, mark.lat)
        yield Spot(x, y, mark.size or DOTS[mark.mark].size, mark.weight, fit(getattr(mark.label, language)))


def _line(line: MapLine, plane: Plane, language: Language) -> Iterator[str]:
    told = "" if line.label is None else f"<title>{_said(line.label, language)}</title>"
    for path in curve(plane, line.start, line.end):
        yield f'<path d="{path}" {_stroke(line.mark, line.width)} stroke-opacity="{line.opacity:g}">{told}</path>'


def _stroke(mark: str, width: float = 0) -> str:
    look = LINES[mark]
    dash = f' stroke-dasharray="{" ".join(map(str, look.dash))}"' if look.dash else ""
    return f'fill="none" stroke="{look.stroke}" stroke-width="{width or look.width:g}" stroke-linecap="round"{dash}'


def _mark(mark: MapMark, plane: Plane, language: Language) -> str:
    x, y = plane.at(mark.lon, mark.lat)
    told = _said(mark.label, language) + ("" if mark.note is None else f" · {_said(mark.note, language)}")
    shape = f"<title>{told}</title>{shape_svg(mark.mark, x, y, mark.size)}"
    if mark.href is None:
        return f"<g>{shape}</g>"
    target = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{_TARGET}" fill-opacity="0"/>'
    return f'<a href="{escape(fit(mark.href))}">{shape}{target}</a>'


def _name(name: Name) -> str:
    anchor = "" if name.anchor == "start" else f' text-anchor="{name.anchor}"'
    return (
        f'<text x="{name.x:.1f}" y="{name.y:.1f}" dy="0.35em"{anchor} stroke="#fff" stroke-opacity="0.85" stroke-width="3" '
        f'stroke-linejoin="round" paint-order="stroke">{escape(name.text)}</text>'
    )


def _columns(legend: Sequence[Entry], width: int) -> int:
    return max(1, min(len(legend), width // 230))


def _rows(legend: Sequence[Entry], width: int) -> int:
    """How many pixels the legend is high."""
    return -(-len(legend) // _columns(legend, width)) * _ROW + _ROW // 2


def _legend(legend: Sequence[Entry], language: Language, width: int, top: int) -> Iterator[str]:
    for at, entry in enumerate(legend):
        row, column = divmod(at, _columns(legend, width))
        x, y = column * width / _columns(legend, width) + 6, top + _ROW * (row + 0.9)
        if entry.part == "dot":
            yield shape_svg(entry.mark, x + 14, y, min(DOTS[entry.mark].size, 7))
        else:
            yield f'<path d="M{x:.1f} {y:.1f}h28" {_stroke(entry.mark)}/>'
        yield f'<text x="{x + 36:.1f}" y="{y:.1f}" dy="0.35em">{_said(entry.words, language)} {entry.count:,}</text>'


def _said(text: Bilingual, language: Language) -> str:
    return escape(fit(getattr(text, language)))
