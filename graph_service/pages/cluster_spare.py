"""The box of the home units without a grape: the last of the boxes, of even rows."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from graph_service.pages.cluster_layout import LINE, PAD, Bunch
from graph_service.pages.picture import Point

_ACROSS, _ABREAST = 96, 8  # from one unit to the next, and how many stand beside each other at most
_HEAD, _MARK = 40, 22  # room for the words of the box, and for a mark between two names
_LEAST = 360  # the width that those words need


class Grid(NamedTuple):
    """So many units, in all and beside each other, and from one row of them down to the next."""

    number: int
    abreast: int
    down: int

    @property
    def bunch(self) -> Bunch:
        """A bunch without rungs, whose box has room for them."""
        rows = -(-self.number // self.abreast)
        least = max(self.abreast * _ACROSS + 2 * PAD, _LEAST), _HEAD + rows * self.down
        return Bunch("spare", stemmed=False, rungs=(), least=least)

    def spots(self, outline: Sequence[Point]) -> Iterator[Point]:
        """Where they stand in the outline of that box."""
        left = (outline[0].x + outline[1].x - self.abreast * _ACROSS) // 2
        for index in range(self.number):
            row, place = divmod(index, self.abreast)
            yield Point(left + _ACROSS * place + _ACROSS // 2, outline[0].y + _HEAD + self.down * row)


def grid_of(number: int, names: int, width: int) -> Grid:
    """At least one unit, whose names take at most so many rows of letters, in a box no wider than this."""
    rows = -(-number // min(_ABREAST, max(1, (width - 2 * PAD) // _ACROSS)))
    return Grid(number, -(-number // rows), _MARK + LINE * names)
