"""How large texts are where no font is at hand to measure them, how they are broken into rows, and where they stand free."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

Box = tuple[float, float, float, float]  # left, top, width and height

SIZE = 13  # of names, in pixels
LEAST = 11.5  # of any letter beside names and of names that find no room
CELL = 106  # a name of a cluster is broken at this width
ROWS, _PLAIN = 3, 400  # rows of a name at most; the weight of letters that are not bold
_NARROW, _WIDE, BOLD = 0.58, 1.0, 1.1  # of the size: how wide a letter is, a Chinese character, either when bold
_SIZES = (SIZE, 12.25, LEAST)  # of a name that must find room, the largest that fits
_SHRUNK = 0.72  # of its size: how small a long word may become to find room
_SPACING = 1.22  # from row to row, of the size
_BAND = 64  # pixels
_PIECES = re.compile(
    r"[\u2e80-\u9fff\uac00-\ud7af\uff00-\uffef]|[^\s\-\u2e80-\u9fff\uac00-\ud7af\uff00-\uffef]*-\s*|[^\s\-\u2e80-\u9fff\uac00-\ud7af\uff00-\uffef]+\s*"
)
_INK = "#1b2733"


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


def shortened(text: str, size: float, most: float) -> str:
    """A text of one row, which ends in an ellipsis where it is wider than this."""
    if width_of(text, size) <= most:
        return text
    held = len(text)
    while held and width_of(f"{text[:held]}…", size) > most:
        held -= 1
    return f"{text[:held].rstrip()}…"


class Room:
    """What of the picture is taken by names already, and the `marks` that a name had better not cover."""

    def __init__(self, taken: Iterable[Box], least: float = _SHRUNK, marks: Iterable[Box] = ()) -> None:
        self._bands, self._marks = _Bands(), _Bands()
        self._least = least
        for box in taken:
            self._bands.add(box)
        for box in marks:
            self._marks.add(box)

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
        *,
        clear: bool = False,
    ) -> Iterator[Label]:
        """The text at a point, if there is room: above it (side -1), beneath (1), around (0), to its right (2) or left (-2);
        `clear` of all marks."""
        if not text.strip():
            return
        rows, widest = _broken(text, size, most)
        shrunk = size * max(self._least, min(1.0, most / widest))
        wide, high = widest * shrunk / size + 4, shrunk * _SPACING * len(rows)
        upper = y - high if side == -1 else y if side == 1 else y - high / 2
        middle = x + wide / 2 if side == 2 else x - wide / 2 if side == -2 else x
        box = (middle - wide / 2, upper, wide, high)
        if not self._bands.meet(box) and not (clear and self._marks.meet(box)):
            self._bands.add(box)
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
        self._bands.add((x - wide / 2, upper, wide, high))
        return Label(rows, x, upper + size * _SPACING / 2, size, colour, weight)


class _Bands:
    """Boxes by their height: names reach over one band or two."""

    def __init__(self) -> None:
        self._boxes: defaultdict[int, list[Box]] = defaultdict(list)

    def meet(self, box: Box) -> bool:
        """Whether one of them lies upon this one."""
        x, y, wide, high = box
        near = chain.from_iterable(self._boxes[band] for band in _bands_of(box))
        return any(x < a + w and a < x + wide and y < b + h and b < y + high for a, b, w, h in near)

    def add(self, box: Box) -> None:
        for band in _bands_of(box):
            self._boxes[band].append(box)


def _bands_of(box: Box) -> range:
    _, y, _, high = box
    return range(int(y // _BAND), int((y + high) // _BAND) + 1)


@lru_cache(maxsize=4096)
def _fitted(text: str, most: float, most_rows: int) -> tuple[float, tuple[str, ...]]:
    """The largest size in which a text has room in so many rows of this width, and the rows; where it has none in the smallest,
    words are broken at a hyphen, and what is longer still ends in an ellipsis."""
    for size in _SIZES:
        rows = rows_of(text, size, most)
        if len(rows) <= most_rows and max(width_of(row, size) for row in rows) <= most:
            return size, rows
    if most_rows == 1:
        return LEAST, (shortened(text, LEAST, most),)
    rows = rows_of("".join(_parted(piece, most) for piece in _PIECES.findall(text)), LEAST, most)
    if len(rows) > most_rows:
        rows = (*rows[: most_rows - 1], shortened(" ".join(rows[most_rows - 1 :]), LEAST, most))
    return LEAST, rows


def _parted(word: str, most: float) -> str:
    """A word in the fewest equal parts that have room, a hyphen after each but the last."""
    parts = 1
    while width_of(word.rstrip(), LEAST) / parts + (LEAST if parts > 1 else 0) > most:
        parts += 1
    step = -(-len(word.rstrip()) // parts)
    return "-".join(word[start : start + step] for start in range(0, step * parts, step)) + word[step * parts :]


@lru_cache(maxsize=4096)
def _broken(text: str, size: float, most: float) -> tuple[tuple[str, ...], float]:
    """A text in rows no wider than this, where words allow it, and how wide they are; what is longer than three rows ends in an
    ellipsis. A name is tried at several places, and so is remembered."""
    rows = rows_of(text, size, most)
    told = (*rows[: ROWS - 1], f"{rows[ROWS - 1]}…") if len(rows) > ROWS else rows
    return told, max(width_of(row, size) for row in told)


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
