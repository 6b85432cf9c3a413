"""What of a scene sheets of paper show, A4 across."""

from collections.abc import Iterator
from typing import NamedTuple

from graph_service.pages.picture import Scene

EDGE = 24  # pixels around a scene
_SHEET, _FIRST = 660, 500  # how much of a scene for paper a sheet A4 across holds, and the first below the head of the page
_ONE = (1390, 930)  # the largest picture that such a sheet shows whole with names of about 7 points
_BELOW = 780  # the highest that it shows so below the head of the page


def fills_a_sheet(scene: Scene) -> bool:
    """Whether a scene that a sheet shows whole leaves no room on it for the head of a page."""
    return on_one_sheet(scene) and scene.height + 2 * EDGE > _BELOW


def on_one_sheet(scene: Scene) -> bool:
    """Whether a sheet shows a scene whole, with names that can be read."""
    return scene.width + 2 * EDGE <= _ONE[0] and scene.height + 2 * EDGE <= _ONE[1]


class Part(NamedTuple):
    """What of a scene is shown: from which height to which."""

    top: int
    bottom: int


def parts_of(scene: Scene) -> Iterator[Part]:
    """A scene from break to break, as much on each sheet as it has room for, on the first below the head of the page."""
    top, room, ends = -EDGE, _FIRST, (*scene.breaks, scene.height + EDGE)
    while top < ends[-1]:
        later = [end for end in ends if end > top]
        bottom = ends[-1] if ends[-1] <= top + room else max((end for end in later if end <= top + room), default=later[0])
        yield Part(top, bottom)
        top, room = bottom, _SHEET
