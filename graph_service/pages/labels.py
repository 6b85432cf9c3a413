"""Where the names of a picture find room: as many as can stand without touching one another, the most linked places first."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from graph_service.pages.marks import BOXES, DOTS, DotMark
from graph_service.pages.picture import Dot, Scene
from graph_service.words.bilingual import Language

SIZE = 13  # of names, in pixels
CELL = 106  # a name of a cluster is broken at this width
_ROWS = 3  # of a name at most
_NARROW, _WIDE, _BOLD = 0.58, 1.0, 1.1  # of the size: how wide a letter is, a Chinese character, either when bold
_SPACING = 1.22  # from row to row, of the size
_PIECES = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af\uff00-\uffef]|[^\s\u2e80-\u9fff\uac00-\ud7af\uff00-\uffef]+\s*")
_GREY, _INK = "#6b7885", "#1b2733"


class Label(NamedTuple):
    """Rows of text around the point (x, y), in the middle of the first row; `x` is the middle of each."""

    rows: tuple[str, ...]
    x: float
    y: float
    size: float
    colour: str
    weight: int = 400

    @property
    def step(self) -> float:
        """From one row to the next."""
        return self.size * _SPACING


def width_of(text: str, size: float) -> float:
    """How wide a text is, about: no font is at hand to measure it."""
    return size * sum(_WIDE if ord(character) >= 0x2E80 else _NARROW for character in text)


def pill_size(mark: DotMark) -> int:
    """The size of the text inside a pill."""
    return round(mark.size * 0.62 + 5)


def pill_width(mark: DotMark, text: str) -> float:
    """How wide a pill is around its text."""
    return (width_of(text, pill_size(mark)) * _BOLD if text else mark.size * 2) + mark.size * 1.5


def text_of(dot: Dot, language: Language) -> str:
    """What is printed inside a pill."""
    return f"{getattr(dot.label, language)} {dot.note}" if dot.note else getattr(dot.label, language)


def labels_of(scene: Scene, language: Language) -> Iterator[Label]:
    """The names that find room, those of areas first, then those of places, at last the years of lines."""
    room = _Room(scene, language)
    for box in scene.boxes:
        if box.label is not None:
            mark = BOXES[box.mark]
            most = box.outline[1].x - box.outline[0].x - 12 if mark.round else 3 * CELL
            yield from room.write(getattr(box.label, language), box.at.x, box.at.y, 0, mark.text, 12.5, 600, most)
    linked = Counter(end for line in scene.lines for end in (line.source, line.target))
    for dot in sorted(scene.dots, key=lambda dot: (dot.hops or 0, -linked[dot.id])):
        if DOTS[dot.mark].shape != "pill":
            yield from _named(dot, room, scene, language)
    yield from _years(scene, room)


def _named(dot: Dot, room: "_Room", scene: Scene, language: Language) -> Iterator[Label]:
    mark, name = DOTS[dot.mark], getattr(dot.label, language)
    gap = mark.size + 3
    if mark.above:
        yield from room.write(name, dot.x, dot.y - gap, -1, mark.text, weight=600)
    elif dot.hops:
        yield from _on_ring(dot, name, mark, room, scene)
    else:
        found = list(room.write(name, dot.x, dot.y + gap, 1, mark.text))
        yield from found
        if found and mark.within and dot.within:
            below = dot.y + gap + len(found[0].rows) * found[0].step
            yield from room.write(getattr(dot.within, language), dot.x, below, 1, "#7b8794", 11)


def _on_ring(dot: Dot, name: str, mark: DotMark, room: "_Room", scene: Scene) -> Iterator[Label]:
    """On rings a name stands on the side away from the lines to the centre, else wherever there is room."""
    gap, far = mark.size + 3, -1 if dot.y < scene.height / 2 else 1
    for side in (far, 2, -2, -far):
        across, down = ((side / 2) * gap, 0) if abs(side) == 2 else (0, side * gap)
        if found := list(room.write(name, dot.x + across, dot.y + down, side, mark.text, most=3 * CELL)):
            yield from found
            return


def _years(scene: Scene, room: "_Room") -> Iterator[Label]:
    """Beside the middle of each line of a cluster; the years of stems are in their heads."""
    dots = {dot.id: dot for dot in scene.dots}
    for line in scene.lines:
        if line.role and line.since and not line.target.endswith("/head"):
            one, other = dots[line.source], dots[line.target]
            text = re.sub(r"-\d\d", "", line.since).replace("/", "–") + ("*" if line.inferred else "")
            yield from room.write(text, (one.x + other.x) / 2 + 5, (one.y + other.y) / 2, 2, _GREY, 10.5)


class _Room:
    """What of the picture is taken by names already."""

    def __init__(self, scene: Scene, language: Language) -> None:
        self._scene = scene
        pills = [(dot, DOTS[dot.mark]) for dot in scene.dots if DOTS[dot.mark].shape == "pill"]
        widths = [pill_width(mark, text_of(dot, language)) for dot, mark in pills]
        self._taken: list[tuple[float, float, float, float]] = [
            (dot.x - width / 2, dot.y - mark.size, width, 2.0 * mark.size)
            for (dot, mark), width in zip(pills, widths, strict=True)
        ]

    def write(
        self,
        text: str,
        x: float,
        y: float,
        side: int,
        colour: str = _INK,
        size: float = SIZE,
        weight: int = 400,
        most: float = CELL,
    ) -> Iterator[Label]:
        """The text at a point, if there is room: above it (side -1), beneath (1), around (0), to its right (2) or left (-2)."""
        rows = _broken(text, size, most)
        shrunk = size * max(0.72, min(1.0, most / max(width_of(row, size) for row in rows))) if text else size
        wide, high = max(width_of(row, shrunk) for row in rows) + 4, shrunk * _SPACING * len(rows)
        upper = y - high if side == -1 else y if side == 1 else y - high / 2
        middle = x + wide / 2 if side == 2 else x - wide / 2 if side == -2 else x
        if text and self._is_free((middle - wide / 2, upper, wide, high)):
            yield Label(rows, middle, upper + shrunk * _SPACING / 2, shrunk, colour, weight)

    def _is_free(self, box: tuple[float, float, float, float]) -> bool:
        x, y, wide, high = box
        if any(x < a + w and a < x + wide and y < b + h and b < y + high for a, b, w, h in self._taken):
            return False
        self._taken.append(box)
        return True


def _broken(text: str, size: float, most: float) -> tuple[str, ...]:
    """A text in rows no wider than this, where words allow it; what is longer than three rows ends in an ellipsis."""
    rows = [""]
    for piece in _PIECES.findall(text) or [text]:
        longer = rows[-1] + piece
        if rows[-1] and width_of(longer.rstrip(), size) > most:
            rows.append(piece)
        else:
            rows[-1] = longer
    kept: Sequence[str] = [row.rstrip() for row in rows[:_ROWS]]
    return (*kept[:-1], f"{kept[-1]}…") if len(rows) > _ROWS else tuple(kept)
