"""Where the names of a map find room: the heaviest first, each beside its mark, none upon another."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from graph_service.pages.lettering import width_of

SIZE = 12  # of names, in pixels
_HIGH = 1.25  # of the size: a row
_GAP = 3.0
_TRIED = 600  # names: the lighter ones of a crowded map find no room


class Spot(NamedTuple):
    """A mark on the map: where, how far from its middle it reaches, and the name that may stand beside it."""

    x: float
    y: float
    reach: float
    weight: float
    name: str


class Name(NamedTuple):
    """A name that found room: `anchor` is start, middle or end of its text at x; `y` is its middle."""

    text: str
    x: float
    y: float
    anchor: str


def names_of(spots: Iterable[Spot], width: float, height: float, size: float = SIZE) -> Iterator[Name]:
    """The names that find room on a map of this size, written so many pixels high, without touching one another or a mark that
    is as heavy or heavier."""
    ordered = sorted((spot for spot in spots if spot.name and spot.weight > 0), key=lambda spot: -spot.weight)
    taken: list[tuple[float, float, float, float]] = []
    for spot in ordered[:_TRIED]:
        taken.append((spot.x - spot.reach, spot.y - spot.reach, spot.x + spot.reach, spot.y + spot.reach))
        for name, box in _places(spot, size):
            left, top, right, bottom = box
            if min(left, top) >= 0 and right <= width and bottom <= height and _is_free(box, taken[:-1]):
                taken.append(box)
                yield name
                break


def _places(spot: Spot, size: float) -> Iterator[tuple[Name, tuple[float, float, float, float]]]:
    """Right of the mark, left, above, beneath."""
    wide, half = width_of(spot.name, size), size * _HIGH / 2
    right, left = spot.x + spot.reach + _GAP, spot.x - spot.reach - _GAP
    yield Name(spot.name, right, spot.y, "start"), (right, spot.y - half, right + wide, spot.y + half)
    yield Name(spot.name, left, spot.y, "end"), (left - wide, spot.y - half, left, spot.y + half)
    for y in (spot.y - spot.reach - half, spot.y + spot.reach + half):
        yield Name(spot.name, spot.x, y, "middle"), (spot.x - wide / 2, y - half, spot.x + wide / 2, y + half)


def _is_free(box: tuple[float, float, float, float], taken: Iterable[tuple[float, float, float, float]]) -> bool:
    left, top, right, bottom = box
    return not any(left < right_ and left_ < right and top < bottom_ and top_ < bottom for left_, top_, right_, bottom_ in taken)
