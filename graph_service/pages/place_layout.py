"""Where the places of a network stand: one ring per step from the centre, one sector per country. Positions only.

Rings are ellipses, because names are wider than high and so are screens. A ring that is full is split into several
close ones, which neighbours take in turn. Time is linear in the number of places.
"""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from graph_service.pages.picture import Point

Slot = tuple[int, int]  # step and sector

WIDE, HIGH = 1.5, 0.6  # width to height of the ellipses on a wide screen and on a phone
_INNER = 150.0  # radius of the first ring
_BETWEEN = 46.0  # between the rings of two steps
_LABEL = 20.0  # from the edge of a sector to the middle of its country's name
_ROOMY, _TIGHT = 100.0, 15.0  # room of a place along its ring: with a name, and when there are very many
_SLACK = 1.15  # sectors do not fill up evenly
_ARC = math.radians(6)  # a sector's curve is drawn in steps of at most this


@dataclass(frozen=True, slots=True)
class Rings:
    """`points` in the order of the places, `outlines` and `labels` in the order of the sectors, the centre of all."""

    centre: Point
    points: tuple[Point, ...]
    outlines: tuple[tuple[Point, ...], ...]
    labels: tuple[Point, ...]
    width: int
    height: int


def rings(hops: Sequence[int], sectors: Sequence[int], stretch: float = WIDE) -> Rings:
    """Positions of places `hops` steps (1 and more) from the centre, each in the sector with that number.

    Sectors 0, 1, 2 … follow each other clockwise from the bottom, so that west comes to lie left and east right when
    they are numbered by longitude. `stretch` is the width of the ellipses to their height.
    """
    slots = list(zip(hops, sectors, strict=True))
    sizes, totals = Counter(slots), Counter(hops)
    edges = _edges(sizes, max(sectors, default=-1) + 1)
    radii, outer = _radii(totals, stretch)
    middle = Point(round(stretch * (outer + _LABEL)) + 60, round(outer + _LABEL) + 14)

    def at(polar: Iterable[tuple[float, float]]) -> tuple[Point, ...]:
        x, y, cos, sin = *middle, math.cos, math.sin
        return tuple(Point(round(x + stretch * r * cos(angle)), round(y + r * sin(angle))) for r, angle in polar)

    return Rings(
        middle,
        at(_polar(slots, sizes, edges, radii)),
        tuple(at(_outline(start, end, 0.42 * _INNER, outer)) for start, end in pairwise(edges)),
        at((outer + _LABEL, (start + end) / 2) for start, end in pairwise(edges)),
        2 * middle.x,
        2 * middle.y,
    )


def _polar(
    slots: Iterable[Slot], sizes: Mapping[Slot, int], edges: Sequence[float], radii: Mapping[int, Sequence[float]]
) -> Iterator[tuple[float, float]]:
    """Radius and angle of every place: evenly spread over its sector, on the rings of its step in turn."""
    numbers = _numbers(sizes)
    steps = {slot: (edges[slot[1] + 1] - edges[slot[1]]) / size for slot, size in sizes.items()}
    angles = {slot: edges[slot[1]] + step / 2 for slot, step in steps.items()}
    for slot in slots:
        lanes = radii[slot[0]]
        yield lanes[numbers[slot] % len(lanes)], angles[slot]
        numbers[slot] += 1
        angles[slot] += steps[slot]


def _numbers(sizes: Mapping[Slot, int]) -> dict[Slot, int]:
    """The number on its ring of the first place of every sector: neighbours across a border take turns as well."""
    numbers: dict[Slot, int] = {}
    used: Counter[int] = Counter()
    for hop, sector in sorted(sizes):
        numbers[hop, sector] = used[hop]
        used[hop] += sizes[hop, sector]
    return numbers


def _edges(sizes: Mapping[Slot, int], sectors: int) -> list[float]:
    """The angles between sectors: as wide as their share of the places or of any ring asks, and a little for the name."""
    totals: Counter[int] = Counter()
    within: Counter[int] = Counter()
    for (hop, sector), size in sizes.items():
        totals[hop] += size
        within[sector] += size
    widths = [within[sector] / totals.total() for sector in range(sectors)]
    for (hop, sector), size in sizes.items():
        widths[sector] = max(widths[sector], 0.4 * size / totals[hop])
    whole = sum(widths) * 1.3
    spare = 0.3 / 1.3 / max(1, sectors)
    return [math.pi / 2 + 2 * math.pi * edge for edge in accumulate((width / whole + spare for width in widths), initial=0.0)]


def _radii(totals: Counter[int], stretch: float) -> tuple[dict[int, list[float]], float]:
    """The radii of the rings of each step, and the edge of the outermost."""
    radii: dict[int, list[float]] = {}
    radius = _INNER
    for hop in sorted(totals):
        room = min(_ROOMY, max(_TIGHT, 5600 / totals[hop]))
        apart = 16 + 0.42 * room
        lanes, capacity = [radius], _length(radius, stretch)
        while capacity < totals[hop] * room * _SLACK:
            lanes.append(lanes[-1] + apart)
            capacity += _length(lanes[-1], stretch)
        radii[hop] = lanes
        radius = lanes[-1] + _BETWEEN
    return radii, radius - _BETWEEN + 36


def _length(radius: float, stretch: float) -> float:
    return math.pi * radius * (1 + stretch)


def _outline(start: float, end: float, inner: float, outer: float) -> Iterator[tuple[float, float]]:
    steps = max(1, math.ceil((end - start) / _ARC))
    angles = [start + (end - start) * step / steps for step in range(steps + 1)]
    yield from ((outer, angle) for angle in angles)
    yield from ((inner, angle) for angle in reversed(angles))
