"""What of a scene sheets of paper show, A4 across."""

from collections.abc import Iterator
from typing import NamedTuple

from graph_service.pages.lettering import LEAST
from graph_service.pages.picture import Picture, Scene

EDGE = 24  # pixels around a scene
# Points that a sheet has for a picture: across, down, down between the title with the legend and what is known of the list, and
# down below the whole head.
_ACROSS, _DOWN, _FILLED, _BELOW = 785, 540, 460, 405
_ALONE = 807, 526  # points across and down that one has between narrow margins, below the title alone
_WHOLE = 6.9 / LEAST  # points of a pixel from which a cluster stands below the head of the page
_SMALLEST = 6.02 / LEAST  # and the least where a sheet shows one whole: letters of six points can be read
_CUT = 8 / LEAST  # and where it goes on on other sheets
PAPER = round(_ACROSS / _CUT) - 2 * EDGE  # how wide a scene for several sheets is
SHEET = round(_ALONE[0] / _SMALLEST) - 2 * EDGE  # and one for a single sheet


def fills_a_sheet(picture: Picture) -> bool:
    """Whether a picture that stands on the first sheet leaves no room on it for the head of a page."""
    return not is_cut(picture) and (picture.scene.height + 2 * EDGE) * _WHOLE > _BELOW


def is_cut(picture: Picture) -> bool:
    """Whether a picture goes on sheets of its own: it has a scene for them, and below the title its names could not be read."""
    return picture.paper is not None and not _fits(picture.scene, _ACROSS, _FILLED)


def is_whole(scene: Scene) -> bool:
    """Whether a sheet that has the title besides shows a scene whole, its names to be read."""
    return _fits(scene, *_ALONE)


def _fits(scene: Scene, across: float, down: float) -> bool:
    return (scene.width + 2 * EDGE) * _SMALLEST <= across and (scene.height + 2 * EDGE) * _SMALLEST <= down


class Part(NamedTuple):
    """What of a scene is shown: from which height to which."""

    top: int
    bottom: int


def parts_of(scene: Scene) -> Iterator[Part]:
    """A scene on one sheet, or from break to break, as much on each sheet as it has room for, on the first below the head of the
    page."""
    if is_whole(scene):
        yield Part(-EDGE, scene.height + EDGE)
        return
    top, room, ends = -EDGE, _BELOW / _CUT, (*scene.breaks, scene.height + EDGE)
    while top < ends[-1]:
        later = [end for end in ends if end > top]
        bottom = ends[-1] if ends[-1] <= top + room else max((end for end in later if end <= top + room), default=later[0])
        yield Part(top, bottom)
        top, room = bottom, _DOWN / _CUT
