"""What of a scene sheets of paper show, A4 across."""

from collections.abc import Iterator
from typing import NamedTuple

from graph_service.pages.lettering import LEAST
from graph_service.pages.picture import Picture, Scene

EDGE = 24  # pixels around a scene
# Points that a sheet has for a picture: across, down, down between the title with the legend and what is known of the list, and
# down below the whole head.
_ACROSS, _DOWN, _FILLED, _BELOW = 785, 540, 460, 405
_WHOLE = 6.9 / LEAST  # points of a pixel, the least where a sheet shows a cluster whole
_CUT = 8 / LEAST  # and where it goes on on other sheets
PAPER = round(_ACROSS / _CUT) - 2 * EDGE  # how wide a scene for sheets is


def fills_a_sheet(picture: Picture) -> bool:
    """Whether a picture that stands on one sheet leaves no room on it for the head of a page."""
    return not is_cut(picture) and (picture.scene.height + 2 * EDGE) * _WHOLE > _BELOW


def is_cut(picture: Picture) -> bool:
    """Whether a picture goes over several sheets: it has a scene for them, and on one its names could not be read."""
    wide, high = ((size + 2 * EDGE) * _WHOLE for size in (picture.scene.width, picture.scene.height))
    return picture.paper is not None and (wide > _ACROSS or high > _FILLED)


class Part(NamedTuple):
    """What of a scene is shown: from which height to which."""

    top: int
    bottom: int


def parts_of(scene: Scene) -> Iterator[Part]:
    """A scene from break to break, as much on each sheet as it has room for, on the first below the head of the page."""
    top, room, ends = -EDGE, _BELOW / _CUT, (*scene.breaks, scene.height + EDGE)
    while top < ends[-1]:
        later = [end for end in ends if end > top]
        bottom = ends[-1] if ends[-1] <= top + room else max((end for end in later if end <= top + room), default=later[0])
        yield Part(top, bottom)
        top, room = bottom, _DOWN / _CUT
