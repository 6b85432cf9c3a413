"""From bunches to positions: shelves from top to bottom, the vine along them, the spare units at the foot."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from graph_service.pages.cluster_layout import (
    CELL,
    GAP,
    HEAD,
    PAD,
    VINE,
    Block,
    Bunch,
    Frame,
    Row,
    best_width,
    frame_of,
    height_of_shelf,
    room_above,
    row_of,
    shelves_of,
)
from graph_service.pages.cluster_spare import grid_of
from graph_service.pages.picture import Point

_HOME = 24  # how far below the top the home stands
_ALONG = 25  # how far above its boxes the vine runs
_TWIG, _DROP = 4, 30  # how far below the top of a row the twig runs, and how far above the partners it ends
_MARGIN = 16


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


def hang(bunches: Sequence[Bunch], spare: int, width: int | None = None, names: int = 3) -> Hanging:
    """Hang bunches on shelves at most `width` wide, or in the proportions of a screen, and last a box of `spare` units whose
    names take so many rows of letters."""
    widest = width or 1_000_000
    grid = grid_of(spare, names, widest) if spare else None
    frames = [frame_of(bunch, widest) for bunch in (*bunches, *([grid.bunch] if grid else []))]
    across = width or best_width(frames)
    middle = across // 2
    hung: list[Hung] = []
    breaks: list[int] = []
    top = 2 * _HOME
    for shelf in shelves_of(frames, across):
        first = not hung
        top += VINE if first else room_above(shelf)
        row = row_of(shelf)
        hung += _shelf(shelf, middle, top, row, first=first)
        breaks += (top + HEAD + number * row.height for number in range(1, max(len(frame.rows) for frame in shelf)))
        top += height_of_shelf(shelf) + GAP
        breaks.append(top - GAP // 2)
    outline = hung.pop().outline if grid else ()
    points = tuple(grid.spots(outline)) if grid else ()
    return Hanging(Point(middle, _HOME), tuple(hung), points, outline, across, top - GAP, tuple(breaks[:-1]))


def _shelf(shelf: Sequence[Frame], middle: int, top: int, row: Row, *, first: bool) -> Iterator[Hung]:
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
        yield _hung(frame, left, head, way, row)
        left += frame.width + GAP


def _hung(frame: Frame, left: int, head: Point, vine: tuple[Point, ...], row: Row) -> Hung:
    partners: list[Spot] = []
    units: list[Spot] = []
    ends: dict[int, tuple[str, str]] = {}
    twigs: list[tuple[Point, ...]] = []
    for number, blocks in enumerate(frame.rows):
        top = head.y + HEAD + number * row.height
        start = left + (frame.width - CELL * sum(block.cells for block in blocks)) // 2
        begin = len(partners)
        for block in blocks:
            over, under = _block(frame.bunch.key, block, Point(start, top), len(partners), row)
            partners += over
            units += under
            ends |= _ends(frame.bunch, block, over, under)
            start += CELL * block.cells
        hanging = [spot.at.x for spot in partners[begin:] if spot.place in frame.bunch.hanging]
        twigs += _twigs(head, Point(left, top), number, hanging, row)
    return Hung(
        frame.bunch,
        head,
        rectangle(left, head.y, frame.width, frame.height(row)),
        tuple(partners),
        tuple(units),
        tuple(ends[number] for number in range(len(frame.bunch.rungs))),
        vine,
        tuple(twigs),
    )


def _block(key: str, block: Block, corner: Point, number: int, row: Row) -> tuple[list[Spot], list[Spot]]:
    room = CELL * block.cells

    def spots(side: str, places: tuple[str, ...], y: int) -> list[Spot]:
        step = room / len(places)
        return [
            Spot(f"{key}/{side}{number}/{place}", place, Point(corner.x + round(step * (index + 0.5)), y))
            for index, place in enumerate(places)
        ]

    return spots("partner", block.partners, corner.y + row.partner), spots("unit", block.units, corner.y + row.unit)


def _ends(bunch: Bunch, block: Block, partners: list[Spot], units: list[Spot]) -> dict[int, tuple[str, str]]:
    over = {spot.place: spot.key for spot in partners}
    under = {spot.place: spot.key for spot in units}
    return {number: (under[bunch.rungs[number].unit], over[bunch.rungs[number].partner]) for number in block.rungs}


def _twigs(head: Point, corner: Point, number: int, partners: list[int], row: Row) -> Iterator[tuple[Point, ...]]:
    """The first row hangs on the head; the stalk of later rows comes down along the left side of the box."""
    if not partners:
        return
    y, side = corner.y + _TWIG, corner.x + PAD // 2
    if number == 0:
        yield (head, Point(head.x, y))
        yield tuple(Point(x, y) for x in sorted({head.x, partners[0], partners[-1]}))
    else:
        above = y - number * row.height
        yield (Point(head.x, above), Point(side, above), Point(side, y), Point(partners[-1], y))
    for x in partners:
        yield (Point(x, y), Point(x, corner.y + row.partner - _DROP))


def rectangle(left: int, top: int, width: int, height: int) -> tuple[Point, ...]:
    """The corners of an upright rectangle."""
    return (
        Point(left, top),
        Point(left + width, top),
        Point(left + width, top + height),
        Point(left, top + height),
    )
