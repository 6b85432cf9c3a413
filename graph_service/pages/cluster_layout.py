"""Where everything hangs in the picture of a cluster. Positions only: no names, no colours.

The home stands on top. Each partner region is a bunch, a box with the region at its head and one pair beneath for
every agreement: the partner above, the home unit below it. Boxes stand on shelves; the vine runs from the home along
the top of a shelf to the heads that have a stem, and down the left margin to the next shelf.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

CELL = 112  # room across of one pair: a name of eight Chinese characters
_JOINT, LINE = 60, 16  # from a partner down to its unit, and from one row of a name to the next
HEAD, PAD, GAP = 30, 12, 18
BARE = 160, 78  # a box without pairs
VINE = 38  # room above a shelf for the vine and the heads, which straddle the top of their boxes
_PROPORTION = 1.5  # width to height of a wide screen beside the legend


class Row(NamedTuple):
    """How far below the top of a row of pairs partners and units stand, and how high it is."""

    partner: int
    unit: int
    height: int


class Rung(NamedTuple):
    """One agreement of a bunch: the ids of the home unit and of the partner."""

    unit: str
    partner: str


class Bunch(NamedTuple):
    """A partner region, whether the vine leads to it, the agreements beneath it in the order to show them, which
    of its partners hang on the stem, the least width and height of its box, for what is written in it, and in how many
    rows of letters the names of its partners and of its units are written."""

    key: str
    stemmed: bool
    rungs: tuple[Rung, ...]
    hanging: frozenset[str] = frozenset()
    least: tuple[int, int] = (0, 0)
    names: tuple[int, int] = (3, 3)


@dataclass(frozen=True, slots=True)
class Block:
    """Partners and units of a bunch that hang together, side by side in one row. `rungs` are numbers of rungs."""

    partners: tuple[str, ...]
    units: tuple[str, ...]
    rungs: tuple[int, ...]

    @property
    def cells(self) -> int:
        """How many cells wide."""
        return max(len(self.partners), len(self.units))


@dataclass(frozen=True, slots=True)
class Frame:
    """A bunch with its blocks laid in rows, and the width of the box around them."""

    bunch: Bunch
    rows: tuple[tuple[Block, ...], ...]
    width: int

    def height(self, row: Row) -> int:
        """How high its box is with such rows."""
        return HEAD + len(self.rows) * row.height if self.rows else max(BARE[1], self.bunch.least[1])


def frame_of(bunch: Bunch, width: int) -> Frame:
    """A bunch laid out in a box of at most this width."""
    widest = max(1, (width - 2 * PAD) // CELL)
    blocks = blocks_of(bunch.rungs, widest)
    cells = sum(block.cells for block in blocks)
    across = min(widest, cells if cells <= 6 else max(4, math.ceil(math.sqrt(cells * 2.4))))
    rows = _rows(blocks, max([across, *(block.cells for block in blocks)]))
    wide = min(bunch.least[0], width)
    if not rows:
        return Frame(bunch, (), max(BARE[0], wide))
    room = max(sum(block.cells for block in row) for row in rows) * CELL
    return Frame(bunch, rows, max(room + 2 * PAD, BARE[0] if bunch.stemmed else 0, wide))


def row_of(shelf: Iterable[Frame]) -> Row:
    """The rows of the boxes of a shelf, as high as their names need."""
    names = [frame.bunch.names for frame in shelf if frame.rows]
    over, under = (max(rows, default=1) for rows in zip(*names, strict=True)) if names else (1, 1)
    partner = min(58, 26 + LINE * over)
    return Row(partner, partner + _JOINT, partner + _JOINT + 16 + LINE * under)


def blocks_of(rungs: Sequence[Rung], widest: int) -> tuple[Block, ...]:
    """The connected parts of a bunch, each cut where it would grow wider than `widest` cells.

    A unit or partner on both sides of a cut appears in both blocks.
    """
    blocks: list[Block] = []
    for part in _parts(rungs):
        partners: dict[str, None] = {}
        units: dict[str, None] = {}
        held: list[int] = []
        for number in part:
            unit, partner = rungs[number]
            if len(partners.keys() | {partner}) > widest or len(units.keys() | {unit}) > widest:
                blocks.append(Block(tuple(partners), tuple(units), tuple(held)))
                partners, units, held = {}, {}, []
            partners[partner] = units[unit] = None
            held.append(number)
        blocks.append(Block(tuple(partners), tuple(units), tuple(held)))
    return tuple(blocks)


def _parts(rungs: Sequence[Rung]) -> list[list[int]]:
    """Numbers of the rungs that hang together by a shared unit or partner, in the order of their first rung."""
    ends: dict[tuple[str, str], list[int]] = {}
    for number, rung in enumerate(rungs):
        ends.setdefault(("unit", rung.unit), []).append(number)
        ends.setdefault(("partner", rung.partner), []).append(number)
    seen: set[int] = set()
    parts = []
    for first in range(len(rungs)):
        if first in seen:
            continue
        part, waiting = [], [first]
        seen.add(first)
        while waiting:
            number = waiting.pop()
            part.append(number)
            rung = rungs[number]
            # An end is read once: after that nobody needs to hear of its rungs again.
            for neighbour in (*ends.pop(("unit", rung.unit), ()), *ends.pop(("partner", rung.partner), ())):
                if neighbour not in seen:
                    seen.add(neighbour)
                    waiting.append(neighbour)
        parts.append(sorted(part))
    return parts


def _rows(blocks: Iterable[Block], across: int) -> tuple[tuple[Block, ...], ...]:
    rows: list[list[Block]] = []
    used = across
    for block in blocks:
        if used + block.cells > across:
            rows.append([])
            used = 0
        rows[-1].append(block)
        used += block.cells
    return tuple(map(tuple, rows))


def shelves_of(frames: Sequence[Frame], width: int) -> list[list[Frame]]:
    """Boxes side by side in their order, a new shelf where the width is used up."""
    shelves: list[list[Frame]] = []
    used = width
    for frame in frames:
        if used + frame.width > width:
            shelves.append([])
            used = 0
        shelves[-1].append(frame)
        used += frame.width + GAP
    return shelves


def best_width(frames: Sequence[Frame]) -> int:
    """The width at which shelves come nearest to the proportions of a wide screen."""
    narrowest = max((frame.width for frame in frames), default=BARE[0])
    everything = sum(frame.width + GAP for frame in frames)
    steps = sorted({min(everything, round(narrowest * 1.1**step)) for step in range(30)} | {narrowest})

    def misfit(width: int) -> float:
        shelves = shelves_of(frames, width)
        used = max(sum(frame.width + GAP for frame in shelf) for shelf in shelves)
        return abs(math.log(used / height_of(shelves) / _PROPORTION))

    return min(steps, key=misfit)


def height_of(shelves: Sequence[Sequence[Frame]]) -> int:
    """The height of shelves with the home above them."""
    return 2 * VINE + sum(room_above(shelf) + height_of_shelf(shelf) + GAP for shelf in shelves)


def height_of_shelf(shelf: Sequence[Frame]) -> int:
    """The height of the highest box of a shelf."""
    row = row_of(shelf)
    return max(frame.height(row) for frame in shelf)


def room_above(shelf: Sequence[Frame]) -> int:
    """What a shelf needs above it: room for the vine where it leads there."""
    return VINE if any(frame.bunch.stemmed for frame in shelf) else 0
