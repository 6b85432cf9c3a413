"""Where the names of a picture find room: as many as can stand without touching one another, the most linked places first."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from graph_service.pages.lines import dated_of
from graph_service.pages.marks import BOXES, DOTS, DotMark
from graph_service.pages.picture import Dot, Scene
from graph_service.words.bilingual import Language

SIZE = 13  # of names, in pixels
CELL = 106  # a name of a cluster is broken at this width
_ROWS, _PLAIN = 3, 400  # rows of a name at most; the weight of letters that are not bold
_NARROW, _WIDE, BOLD = 0.58, 1.0, 1.1  # of the size: how wide a letter is, a Chinese character, either when bold
BOXED = 12.5  # the size of the names of areas
_SIZES = (SIZE, 12, 11, 10)  # of a name that must find room, the largest that fits
_SPARE = 92  # a name of a unit without a grape is broken at this width
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
    return (width_of(text, pill_size(mark)) * BOLD if text else mark.size * 2) + mark.size * 1.5


def text_of(dot: Dot, language: Language) -> str:
    """What is printed inside a pill."""
    return f"{getattr(dot.label, language)} {dot.note}" if dot.note else getattr(dot.label, language)


def labels_of(scene: Scene, language: Language) -> Iterator[Label]:
    """The names: those of areas first, then those of places, at last the years of lines. On rings a name is left out where it
    finds no room; in a cluster every name has room of its own."""
    room = _Room(scene, language)
    for box in scene.boxes:
        ground = BOXES[box.mark]
        most = box.outline[1].x - box.outline[0].x - 12 if ground.round else 3 * CELL
        for words, at in ((box.label, box.at), (box.name, box.over)):
            if words is not None:
                yield from room.write(getattr(words, language), at.x, at.y, 0, ground.text, BOXED, 600, most)
    linked = Counter(end for line in scene.lines for end in (line.source, line.target))
    for dot in sorted(scene.dots, key=lambda dot: (dot.hops or 0, -linked[dot.id])):
        mark = DOTS[dot.mark]
        if dot.hops is not None and mark.shape != "pill":
            yield from _on_ring(dot, getattr(dot.label, language), mark, room, scene)
        elif mark.named and mark.shape != "pill":
            yield from _hanging(dot, mark, room, language)
    yield from _years(scene, room)


def _hanging(dot: Dot, mark: DotMark, room: "_Room", language: Language) -> Iterator[Label]:
    """The name of a partner above its mark, that of a unit below it, with what it lies in where that is told."""
    name, gap = getattr(dot.label, language), mark.size + 3
    if mark.above:
        yield room.put(name, dot.x, dot.y - gap, -1, mark.text, 600)
        return
    within, most = dot.within if mark.within else None, _SPARE if mark is DOTS["unit-spare"] else CELL
    label = room.put(name, dot.x, dot.y + gap, 1, mark.text, 400, 2 if within else _ROWS, most)
    yield label
    if within:
        below = dot.y + gap + len(label.rows) * label.step
        yield room.put(getattr(within, language), dot.x, below, 1, "#5f6b77", 400, 1)


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
            yield from room.write(dated_of(line), (one.x + other.x) / 2 + 5, (one.y + other.y) / 2, 2, _GREY, 10.5)


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
        if not text.strip():
            return
        rows = _broken(text, size, most)
        shrunk = size * max(0.72, min(1.0, most / max(width_of(row, size) for row in rows)))
        wide, high = max(width_of(row, shrunk) for row in rows) + 4, shrunk * _SPACING * len(rows)
        upper = y - high if side == -1 else y if side == 1 else y - high / 2
        middle = x + wide / 2 if side == 2 else x - wide / 2 if side == -2 else x
        if self._is_free((middle - wide / 2, upper, wide, high)):
            yield Label(rows, middle, upper + shrunk * _SPACING / 2, shrunk, colour, weight)

    def put(
        self, text: str, x: float, y: float, side: int, colour: str, weight: int, most_rows: int = 3, most: float = CELL
    ) -> Label:
        """The text above (side -1) or beneath a point, which has room of its own: as large as it may be in so many rows."""
        heavy = BOLD if weight > _PLAIN else 1
        size, rows = _fitted(text, most / heavy, most_rows)
        high = size * _SPACING * len(rows)
        upper = y - high if side == -1 else y
        wide = max(width_of(row, size) for row in rows) * heavy
        self._taken.append((x - wide / 2, upper, wide, high))
        return Label(rows, x, upper + size * _SPACING / 2, size, colour, weight)

    def _is_free(self, box: tuple[float, float, float, float]) -> bool:
        x, y, wide, high = box
        if any(x < a + w and a < x + wide and y < b + h and b < y + high for a, b, w, h in self._taken):
            return False
        self._taken.append(box)
        return True


def _fitted(text: str, most: float, most_rows: int) -> tuple[float, tuple[str, ...]]:
    """The largest size in which a text has room in so many rows of this width, and the rows; where it has none in the smallest,
    words are broken, and what is longer still ends in an ellipsis."""
    for size in _SIZES:
        rows = rows_of(text, size, most)
        if len(rows) <= most_rows and max(width_of(row, size) for row in rows) <= most:
            return size, rows
    held = max(2, int(most / ((least := _SIZES[-1]) * _NARROW)))
    words = (word if width_of(word, least) <= most else _cut(word, held) for word in text.split(" "))
    rows = rows_of(" ".join(words), least, most)
    return least, rows if len(rows) <= most_rows else (*rows[: most_rows - 1], f"{rows[most_rows - 1][: held - 1]}…")


def _cut(word: str, held: int) -> str:
    return " ".join(word[start : start + held] for start in range(0, len(word), held))


def _broken(text: str, size: float, most: float) -> tuple[str, ...]:
    """A text in rows no wider than this, where words allow it; what is longer than three rows ends in an ellipsis."""
    rows = rows_of(text, size, most)
    return (*rows[: _ROWS - 1], f"{rows[_ROWS - 1]}…") if len(rows) > _ROWS else rows


def rows_of(text: str, size: float, most: float) -> tuple[str, ...]:
    """A text in rows that are no wider than this, where its words allow it."""
    rows = [""]
    for piece in _PIECES.findall(text) or [text]:
        longer = rows[-1] + piece
        if rows[-1] and width_of(longer.rstrip(), size) > most:
            rows.append(piece)
        else:
            rows[-1] = longer
    return tuple(row.rstrip() for row in rows)
