"""A picture as SVG: it stands without a script, in a notebook, in a mail or on paper."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from html import escape
from math import cos, pi, sin
from typing import Literal

from msgspec.structs import replace

from graph_service.pages.labels import labels_of, mark_in, pill_size, pill_width, text_of
from graph_service.pages.lettering import Label
from graph_service.pages.marks import BOXES, DOTS, LINES, BoxMark, DotMark, LineMark
from graph_service.pages.picture import Box, Dot, Line, Picture, Scene
from graph_service.pages.sheets import EDGE, Part, is_cut, parts_of
from graph_service.records.characters import fit
from graph_service.words.bilingual import NOTHING, Language

_WHOLE = "whole"  # the id of what sheets show parts of
# A font with Chinese characters wherever one is; the first is what the reader's system writes with.
FONT = "system-ui, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC', 'WenQuanYi Micro Hei', sans-serif"
_TWIG = LineMark("#bcd08a", 2.2)
# How many corners a shape has, where the first stands, and how far from the middle, of the size of its mark.
_CORNERS = {
    "diamond": (4, 0.0, 1.12),
    "triangle": (3, pi / 2, 1.2),
    "peak": (3, -pi / 2, 1.2),
    "hexagon": (6, 0.0, 1.05),
    "pentagon": (5, -pi / 2, 1.08),
    "square": (4, pi / 4, 2**0.5),
}


def svg_of(picture: Picture, language: Language, *, narrow: bool = False) -> str:
    """A scene of a picture as one element, with its title and what it says in words for those who cannot see it: the wide one,
    or the `narrow` one where there is one. How large it is shown is for the page around it to say."""
    scene = picture.narrow if narrow and picture.narrow else picture.scene
    return "\n".join(_element(picture, language, scene, Part(-EDGE, scene.height + EDGE), _drawn(scene, language)))


def sheets_of(picture: Picture, language: Language) -> Iterator[str]:
    """The scene for paper as an element for each sheet, where one sheet does not show the picture whole. All but the first refer
    to what is drawn in it."""
    if (scene := picture.paper) is None or not is_cut(picture):
        return
    for number, part in enumerate(parts_of(scene)):
        drawn = f'<use href="#{_WHOLE}"/>' if number else "\n".join((f'<g id="{_WHOLE}">', *_drawn(scene, language), "</g>"))
        yield "\n".join(_element(picture, language, scene, part, (drawn,)))


def _element(picture: Picture, language: Language, scene: Scene, part: Part, drawn: Iterable[str]) -> Iterator[str]:
    title, words = getattr(picture.title, language), getattr(picture.subtitle, language)
    wide, high = scene.width + 2 * EDGE, part.bottom - part.top
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{-EDGE} {part.top} {wide} {high}" width="{wide}" height="{high}" '
        f'class="picture" role="img" lang="{language}" font-family="{FONT}" text-anchor="middle" stroke-linejoin="round" '
        'stroke-linecap="round">'
    )
    yield f"<title>{_text(title)}</title><desc>{_text(words)}</desc>"
    yield f'<rect x="{-EDGE}" y="{part.top}" width="{wide}" height="{high}" fill="#fff"/>'
    yield from drawn
    yield "</svg>"


@cache
def mark_of(part: Literal["dot", "line", "box"], name: str) -> str:
    """A mark of a picture as an element of its own, beside words: it says nothing to those who cannot see it."""
    if part == "line":
        drawn = _path(((-18, 0), (18, 0)), LINES[name])
    elif part == "box":
        drawn = (
            f'<rect x="-16" y="-9" width="32" height="18" rx="5" fill="{BOXES[name].fill}" stroke="#8995a1" stroke-width="1.4"/>'
        )
    else:
        mark = replace(DOTS[name], size=min(DOTS[name].size, 10))
        drawn = _shape(Dot("", 0, 0, name, NOTHING, "city", ""), mark, 16)
    return f'<svg viewBox="-20 -14 40 28" width="40" height="28" class="mark" aria-hidden="true">{drawn}</svg>'


def _drawn(scene: Scene, language: Language) -> Iterator[str]:
    """From the ground up: areas, lines, places, names."""
    for box in scene.boxes:
        yield _box(box, BOXES[box.mark])
    dots = {dot.id: dot for dot in scene.dots}
    faint = min(1.0, max(0.14, 160 / max(1, len(scene.lines))))
    for line in scene.lines:
        yield _line(line, dots, faint)
    for dot in scene.dots:
        yield _dot(dot, mark_in(scene, dot), language, scene.width)
    for label in labels_of(scene, language):
        yield _label(label)


def _box(box: Box, mark: BoxMark) -> str:
    look = f'fill="{mark.fill}" stroke="{mark.stroke}" stroke-width="1.4"{_dashed(mark.dash)}'
    (left, top), (right, bottom) = box.outline[0], box.outline[2]
    shape = f'<rect x="{left}" y="{top}" width="{right - left}" height="{bottom - top}" rx="{mark.round}" {look}/>'
    if not mark.round:
        shape = f'<polygon points="{_points(box.outline)}" {look}/>'
    return shape + "".join(_path(twig, _TWIG) for twig in box.twigs)


def _line(line: Line, dots: dict[str, Dot], faint: float) -> str:
    mark = LINES[f"stem-{line.kind}" if line.stem else line.kind]
    ends = dots[line.source], dots[line.target]
    opacity = faint * (0.45 if line.status == "dormant" else 1)
    return _path(((ends[0].x, ends[0].y), *line.via, (ends[1].x, ends[1].y)), mark, opacity)


def _path(points: Sequence[tuple[float, float]], mark: LineMark, opacity: float = 1.0) -> str:
    seen = "" if opacity == 1 else f' opacity="{opacity:.2f}"'
    return (
        f'<polyline points="{_points(points)}" fill="none" stroke="{mark.stroke}" stroke-width="{mark.width}"'
        f"{_dashed(mark.dash)}{seen}/>"
    )


def _dot(dot: Dot, mark: DotMark, language: Language, widest: float) -> str:
    text = text_of(dot, mark, language, widest) if mark.shape == "pill" else ""
    half = pill_width(mark, text) / 2
    shape = _shape(dot, mark, half)
    if text:
        shape += (
            f'<text x="{dot.x}" y="{dot.y}" dy="0.35em" font-size="{pill_size(mark)}" font-weight="600" '
            f'fill="{mark.text}">{_text(text)}</text>'
        )
    return f"<g><title>{_text(' · '.join(dict.fromkeys((dot.label.zh, dot.label.en))))}</title>{shape}</g>"


def _shape(dot: Dot, mark: DotMark, half: float) -> str:
    """The shape of a mark; a pill reaches `half` to either side."""
    width = 1.2 if mark.stroke == "#ffffff" else 1.8
    look = f'fill="{mark.fill}" stroke="{mark.stroke}" stroke-width="{width}"{_dashed(mark.dash)}'
    if mark.shape == "pill":
        return (
            f'<rect x="{dot.x - half:.1f}" y="{dot.y - mark.size}" width="{2 * half:.1f}" height="{2 * mark.size}" '
            f'rx="{3 if mark.square else mark.size}" {look}/>'
        )
    if mark.shape == "circle":
        return f'<circle cx="{dot.x}" cy="{dot.y}" r="{mark.size}" {look}/>'
    return f'<polygon points="{_points(corners(mark.shape, mark.size, dot.x, dot.y))}" {look}/>'


def corners(shape: str, size: float, x: float, y: float) -> list[tuple[float, float]]:
    """The corners of a shape of `marks.py` around a point; a pill, a circle and a ring have none."""
    reach, directions = _directions(shape)
    return [(x + size * reach * across, y + size * reach * down) for across, down in directions]


@cache
def _directions(shape: str) -> tuple[float, tuple[tuple[float, float], ...]]:
    """How far the corners of a shape lie from its middle, of its size, and in which directions."""
    count, turn, reach = _CORNERS[shape]
    angles = (turn + 2 * pi * corner / count for corner in range(count))
    return reach, tuple((cos(angle), sin(angle)) for angle in angles)


def _label(label: Label) -> str:
    rows = "".join(
        f'<tspan x="{label.x:.1f}" y="{label.y + place * label.step:.1f}" dy="0.35em">{_text(row)}</tspan>'
        for place, row in enumerate(label.rows)
    )
    heavy = f' font-weight="{label.weight}"' if label.weight != 400 else ""
    return (
        f'<text font-size="{label.size:.1f}"{heavy} fill="{label.colour}" stroke="#fff" stroke-opacity="0.85" '
        f'stroke-width="3.2" paint-order="stroke">{rows}</text>'
    )


def _dashed(dash: Sequence[int]) -> str:
    return f' stroke-dasharray="{" ".join(map(str, dash))}"' if dash else ""


def _points(points: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x:g},{y:g}" for x, y in ((round(x, 1), round(y, 1)) for x, y in points))


def _text(text: str) -> str:
    return escape(fit(text))
