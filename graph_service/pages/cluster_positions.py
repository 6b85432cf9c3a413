"""From bunches to positions: shelves from top to bottom, the vine along them, the spare units at the foot."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from graph_service.pages.cluster_layout import (
    CELL,
    GAP,
    HEAD,
    PAD,
    ROW,
    VINE,
    Block,
    Bunch,
    Frame,
    best_width,
    frame_of,
    room_above,
    shelves_of,
)
from graph_service.pages.picture import Point

_HOME = 24  # how far below the top the home stands
_ALONG = 25  # how far above its boxes the vine runs
_PARTNER, _UNIT = 58, 118  # how far below the top of a row partners and units stand
_TWIG, _DROP = 4, 28  # how far below the top of a row the twig runs, and down to where it drops
_MARGIN = 16
_SPARE, _SPARE_ROW, _SPARE_HEAD, _SPARE_LEAST = 96, 58, 40, 360


class Spot(NamedTuple):
    """A place of a bunch where it is drawn. `key` is unique among the spots of a picture."""

    key: str
    place: str
    at: Point


@dataclass(frozen=True, slots=True)
class Hung:
    """A bunch in its place. `ends` gives, rung by rung, the keys of its unit and of its partner; `vine` leads from the
    home to the head, ends left out; `twigs` lead from the head to the partners on the stem."""

    bunch: Bunch
    head: Point
    outline: tuple[Point, ...]
    partners: tuple[Spot, ...]
    units: tuple[Spot, ...]
    ends: tuple[tuple[str, str], ...]
    vine: tuple[Point, ...]
    twigs: tuple[tuple[Point, ...], ...]


@dataclass(frozen=True, slots=True)
class Hanging:
    """All positions of a cluster's picture. `spare` holds the units without a pair, `spare_outline` their box; at the heights of
    `breaks` it may go on on another sheet."""

    home: Point
    hung: tuple[Hung, ...]
    spare: tuple[Point, ...]
    spare_outline: tuple[Point, ...]
    width: int
    height: int
    breaks: tuple[int, ...]


def hang(bunches: Sequence[Bunch], spare: int, width: int | None = None) -> Hanging:
    """Hang bunches on shelves at most `width` wide, or in the proportions of a screen, over `spare` units."""
    frames = [frame_of(bunch, width or 1_000_000) for bunch in bunches]
    foot = _SPARE_HEAD + _SPARE_ROW * (1 + spare // 10) if spare else 0
    across = width or max(best_width(frames, foot), min(spare, 8) * _SPARE)
    middle = across // 2
    hung: list[Hung] = []
    breaks: list[int] = []
    top = 2 * _HOME
    for shelf in shelves_of(frames, across):
        first = not hung
        top += VINE if first else room_above(shelf)
        hung += _shelf(shelf, middle, top, first)
        breaks += (top + HEAD + number * ROW for number in range(1, max(len(frame.rows) for frame in shelf)))
        top += max(frame.height for frame in shelf) + GAP
        breaks.append(top - GAP // 2)
    points, outline, bottom = _spare(spare, across, top + GAP)
    return Hanging(Point(middle, _HOME), tuple(hung), points, outline, across, bottom, tuple(breaks))


def _shelf(shelf: Sequence[Frame], middle: int, top: int, first: bool) -> Iterator[Hung]:
    """Boxes centred under the home, each with the way of the vine to its head."""
    left = middle - (sum(frame.width for frame in shelf) + GAP * (len(shelf) - 1)) // 2
    along = top - _ALONG
    for frame in shelf:
        head = Point(left + frame.width // 2, top)
        start = Point(middle, along) if first else Point(-_MARGIN, along)
        way: tuple[Point, ...] = (start, Point(head.x, along)) if frame.bunch.stemmed else ()
        if way and not first:
            turn = 2 * _HOME + VINE - _ALONG
            way = (Point(middle, turn), Point(-_MARGIN, turn), *way)
        yield _hung(frame, left, head, way)
        left += frame.width + GAP


def _hung(frame: Frame, left: int, head: Point, vine: tuple[Point, ...]) -> Hung:
    partners: list[Spot] = []
    units: list[Spot] = []
    ends: dict[int, tuple[str, str]] = {}
    twigs: list[tuple[Point, ...]] = []
    for number, row in enumerate(frame.rows):
        top = head.y + HEAD + number * ROW
        start = left + (frame.width - CELL * sum(block.cells for block in row)) // 2
        begin = len(partners)
        for block in row:
            over, under = _block(frame.bunch.key, block, start, top, len(partners))
            partners += over
            units += under
            ends |= _ends(frame.bunch, block, over, under)
            start += CELL * block.cells
        hanging = [spot.at.x for spot in partners[begin:] if spot.place in frame.bunch.hanging]
        twigs += _twigs(head, left, top, number, hanging)
    return Hung(
        frame.bunch,
        head,
        rectangle(left, head.y, frame.width, frame.height),
        tuple(partners),
        tuple(units),
        tuple(ends[number] for number in range(len(frame.bunch.rungs))),
        vine,
        tuple(twigs),
    )


def _block(key: str, block: Block, left: int, top: int, number: int) -> tuple[list[Spot], list[Spot]]:
    room = CELL * block.cells

    def row(side: str, places: tuple[str, ...], y: int) -> list[Spot]:
        step = room / len(places)
        return [
            Spot(f"{key}/{side}{number}/{place}", place, Point(left + round(step * (index + 0.5)), y))
            for index, place in enumerate(places)
        ]

    return row("partner", block.partners, top + _PARTNER), row("unit", block.units, top + _UNIT)


def _ends(bunch: Bunch, block: Block, partners: list[Spot], units: list[Spot]) -> dict[int, tuple[str, str]]:
    over = {spot.place: spot.key for spot in partners}
    under = {spot.place: spot.key for spot in units}
    return {number: (under[bunch.rungs[number].unit], over[bunch.rungs[number].partner]) for number in block.rungs}


def _twigs(head: Point, left: int, top: int, number: int, partners: list[int]) -> Iterator[tuple[Point, ...]]:
    """The first row hangs on the head; the stalk of later rows comes down along the left side of the box."""
    if not partners:
        return
    y, side = top + _TWIG, left + PAD // 2
    if number == 0:
        yield (head, Point(head.x, y))
        yield tuple(Point(x, y) for x in sorted({head.x, partners[0], partners[-1]}))
    else:
        above = y - number * ROW
        yield (Point(head.x, above), Point(side, above), Point(side, y), Point(partners[-1], y))
    for x in partners:
        yield (Point(x, y), Point(x, top + _DROP))


def _spare(count: int, width: int, top: int) -> tuple[tuple[Point, ...], tuple[Point, ...], int]:
    if not count:
        return (), (), top - GAP
    rows = -(-count // max(1, (width - 2 * PAD) // _SPARE))
    across = -(-count // rows)
    left = (width - across * _SPARE) // 2
    points = tuple(
        Point(left + _SPARE * (index % across) + _SPARE // 2, top + _SPARE_HEAD + _SPARE_ROW * (index // across))
        for index in range(count)
    )
    height = _SPARE_HEAD + rows * _SPARE_ROW
    room = max(across * _SPARE + 2 * PAD, _SPARE_LEAST)
    return points, rectangle((width - room) // 2, top, room, height), top + height


def rectangle(left: int, top: int, width: int, height: int) -> tuple[Point, ...]:
    """The corners of an upright rectangle."""
    return (
        Point(left, top),
        Point(left + width, top),
        Point(left + width, top + height),
        Point(left, top + height),
    )
