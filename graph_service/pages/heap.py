"""Grapes as they hang where there are too many to be named: close together, each row one shorter than that above it."""

from collections.abc import Sequence
from typing import NamedTuple

from graph_service.pages.grapes import GrapeBunch
from graph_service.pages.picture import Point
from graph_service.words.bilingual import Bilingual

_ACROSS, _DOWN = 19, 17  # from one grape to the next
_ABOVE, _BELOW, _SIDE = 40, 34, 16  # room for the head of the box, for the words under the grapes, and beside them


class Heap(NamedTuple):
    """Where the grapes of a bunch stand, from the middle of the top of its box; the size of the box, and where its words."""

    spots: tuple[Point, ...]
    width: int
    height: int
    words: int


def heap_of(count: int) -> Heap:
    """The heap of so many grapes."""
    widest = 1
    while widest * (widest + 1) // 2 < count:
        widest += 1
    spots: list[Point] = []
    row = 0
    while len(spots) < count:
        held = min(max(1, widest - row), count - len(spots))
        left = -(held - 1) * _ACROSS / 2
        spots += [Point(round(left + _ACROSS * place), _ABOVE + _DOWN * row) for place in range(held)]
        row += 1
    bottom = _ABOVE + _DOWN * row
    return Heap(tuple(spots), widest * _ACROSS + 2 * _SIDE, bottom + _BELOW, bottom + 12)


def words_of(bunch: GrapeBunch) -> Bilingual:
    """How many agreements hang there, and of how many units of the home."""
    count, units = len(bunch.grapes), len({grape.tie.unit for grape in bunch.grapes})
    return Bilingual(f"{count}对 · 我方{units}个单位", f"{count} below · {units} home unit{'' if units == 1 else 's'}")


def counted(bunches: Sequence[GrapeBunch]) -> int:
    """How many agreements hang on all of them."""
    return sum(len(bunch.grapes) for bunch in bunches)
