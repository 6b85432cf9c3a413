"""A small map as one SVG element; how to use it stands in the package's own description."""

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import chain

from msgspec import Struct

from graph_service.maps.elements import curve, line_svg, shape_svg
from graph_service.maps.land import PER_PIXEL, land_path, outside_path
from graph_service.maps.naming import SIZE, Name, Spot, names_of
from graph_service.maps.outlines import Detail, LonLat
from graph_service.maps.projection import Plane
from graph_service.maps.window import WORLD, Window, plane_of
from graph_service.pages.marks import DOTS
from graph_service.pages.picture import Entry
from graph_service.pages.svg import FONT
from graph_service.records.characters import fit
from graph_service.words.bilingual import Bilingual, Language

SCHEMATIC = Bilingual("示意图，不绘边界", "schematic, no boundaries")
SEA, LAND, INK, SOFT = "#f3f7fa", "#dde3d8", "#1b2733", "#52606d"
_TARGET = 12  # pixels around a mark that leads somewhere, to be hit by a finger
_ROW = 20  # pixels of a row of the legend


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
    slim: float = 0,
) -> str:
    """The map as an element that is as wide as what it stands in. `title` and `desc` say what it shows to those who do not see
    it; `legend` are the marks and lines it explains beneath. `slim` is the size of the names that a style sheet may show in the
    place of the others where the element is narrow, and of the legend; 0: none."""
    window = window or WORLD
    plane, height = plane_of(window, width)
    placed = [(mark, *plane.at(mark.lon, mark.lat)) for mark in marks]
    land = land_path(window, width, detail)
    rows = list(_legend(legend, width, height))
    whole = height + (_rows(legend, width) if rows else 0)
    role = "group" if any(mark.href for mark in marks) else "img"  # what is an image has nothing in it to go to
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="map" viewBox="0 0 {width} {whole}" '
        f'width="100%" role="{role}" lang="{language}" font-family="{FONT}" font-size="{SIZE}" fill="{INK}">'
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
            *(_mark(*one, language) for one in sorted(placed, key=lambda one: one[0].weight)),
            *_written(
                list(_spots(placed, language)), width, height, language, slim, list(_told(legend, language, width, height))
            ),
            *rows,
            "</svg>",
        )
    )


def _spots(placed: Iterable[tuple[MapMark, float, float]], language: Language) -> Iterator[Spot]:
    for mark, x, y in placed:
        yield Spot(x, y, mark.size or DOTS[mark.mark].size, mark.weight, fit(getattr(mark.label, language)))


def _written(
    spots: Sequence[Spot], width: int, height: int, language: Language, slim: float, legend: Sequence[str]
) -> Iterator[str]:
    """The names, what kind of map it is and the words of its legend; a second time where they are also written for a narrow
    element."""
    sizes = [(SIZE, ' class="wide"'), (slim, f' class="slim" display="none" font-size="{slim:g}"')] if slim else [(SIZE, "")]
    for size, attributes in sizes:
        schematic = f'<text x="6" y="{height - 7}" fill="{SOFT}">{_said(SCHEMATIC, language)}</text>'
        names = "".join(map(_name, names_of(spots, width, height - size, size)))
        words = f"{names}{schematic}{''.join(legend)}"
        yield f"<g{attributes}>{words}</g>" if attributes else words


def _line(line: MapLine, plane: Plane, language: Language) -> Iterator[str]:
    told = "" if line.label is None else f"<title>{_said(line.label, language)}</title>"
    for path in curve(plane, line.start, line.end):
        yield line_svg(line.mark, path, line.width, line.opacity, told)


def _mark(mark: MapMark, x: float, y: float, language: Language) -> str:
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


def _legend(legend: Sequence[Entry], width: int, top: int) -> Iterator[str]:
    """The marks and lines of the legend."""
    for entry, x, y in _placed(legend, width, top):
        if entry.part == "dot":
            yield shape_svg(entry.mark, x + 14, y, min(DOTS[entry.mark].size, 7))
        else:
            yield line_svg(entry.mark, f"M{x:.1f} {y:.1f}h28")


def _told(legend: Sequence[Entry], language: Language, width: int, top: int) -> Iterator[str]:
    """Its words, beside them."""
    for entry, x, y in _placed(legend, width, top):
        yield f'<text x="{x + 36:.1f}" y="{y:.1f}" dy="0.35em">{_said(entry.words, language)} {entry.count:,}</text>'


def _placed(legend: Sequence[Entry], width: int, top: int) -> Iterator[tuple[Entry, float, float]]:
    for at, entry in enumerate(legend):
        row, column = divmod(at, _columns(legend, width))
        yield entry, column * width / _columns(legend, width) + 6, top + _ROW * (row + 0.9)


def _said(text: Bilingual, language: Language) -> str:
    return escape(fit(getattr(text, language)))
