"""The chains between two places as a drawing: a box for each place, a line of its kind for each agreement."""

from collections.abc import Iterator, Sequence
from typing import cast

from graph_service.maps.elements import line_svg
from graph_service.pages.lettering import BOLD, width_of
from graph_service.pages.marks import INK
from graph_service.pages.plain import PAPER, SOFT, element, headed, words_at
from graph_service.pages.printed import Drawing
from graph_service.questions.answered import answered
from graph_service.questions.parameters import Chosen
from graph_service.questions.paths import PATHS, Paths, PathsAnswer
from graph_service.questions.question import View
from graph_service.site.path import FROM, ON_RECORD, SHOWN, TO, Station, Step, Strip, headline_of, strip_of
from graph_service.site.sections import Part
from graph_service.site.taken import Taken
from graph_service.site.templating import Frame
from graph_service.site.typed import typed
from graph_service.words.bilingual import Bilingual
from graph_service.words.days import said

_HEAD, _BOX, _GAP = 30, 56, 22  # pixels: the row of a title, how high a box is, what lies between two chains
_EDGE = 16
_COLUMNS = (
    Bilingual("链", "chain"),
    Bilingual("步", "step"),
    FROM,
    Bilingual("协议", "agreement"),
    Bilingual("时间和状态", "since and status"),
    TO,
)


def path_taken(frame: Frame, view: View, given: tuple[str, str], chosen: Chosen) -> Taken:
    """What may be taken from the page of the chains between two places: the strips, and the same as a table; no picture where no
    chain joins them. Nothing where two places are not named."""
    one, other = (typed(frame, view.snapshot, "to", TO, text, likeliest=True).place for text in given)
    if one is None or other is None or one.id == other.id:
        return Taken("")
    words = chosen.words
    answer = cast("PathsAnswer", answered(PATHS, view, Paths(place=one.id, other=other.id, limit=SHOWN, **words)).document)
    title, told = headline_of(frame, one, other, answer), frame.say(answer.warning or ON_RECORD)
    strips = [strip_of(frame, view.snapshot, chain) for chain in answer.items]

    def picture() -> Drawing:
        return headed(strips_drawing(frame, title, told, strips), [f"{told} · {frame.say(said(answer.as_of))}"])

    return Taken(title, [told], {"picture": picture} if strips else {}, {"chains": lambda: _table(frame, title, strips)})


def _table(frame: Frame, title: str, strips: Sequence[Strip]) -> Part:
    """A row for each agreement of each chain."""
    rows = [row for number, strip in enumerate(strips, start=1) for row in _steps(number, strip)]
    return Part(title, [frame.say(column) for column in _COLUMNS], rows)


def _steps(number: int, strip: Strip) -> Iterator[tuple[object, ...]]:
    places = [part.place for part in strip.parts if isinstance(part, Station)]
    steps = [part for part in strip.parts if isinstance(part, Step)]
    for at, step in enumerate(steps):
        yield number, at + 1, places[at], step.agreement, step.facts, places[at + 1]


def strips_drawing(frame: Frame, title: str, words: str, strips: Sequence[Strip]) -> Drawing:
    """The chains, one below the other."""
    wide = max((sum(map(_width, strip.parts)) for strip in strips), default=0)
    wide = max(wide, width_of(title, 16) * BOLD) + 2 * _EDGE
    high = len(strips) * (_HEAD + _BOX + _GAP)
    parts = [part for at, strip in enumerate(strips) for part in _strip(strip, at * (_HEAD + _BOX + _GAP))]
    return Drawing(title, words, frame.language, element(wide, high, title, words, frame.language, parts))


def _width(part: Station | Step) -> float:
    if isinstance(part, Station):
        return max(110, width_of(part.place, 15) * BOLD + 24, width_of(part.where, 11) + 24)
    return max(90, width_of(part.agreement, 13) + 24, width_of(part.facts, 11) + 24)


def _strip(strip: Strip, top: float) -> Iterator[str]:
    yield words_at(_EDGE, top + _HEAD / 2, strip.title, bold=True)
    x, y = float(_EDGE), top + _HEAD + _BOX / 2
    for part in strip.parts:
        wide = _width(part)
        middle = x + wide / 2
        if isinstance(part, Station):
            box = f'x="{x:.1f}" y="{y - _BOX / 2:.1f}" width="{wide:.1f}" height="{_BOX}" rx="10"'
            yield f'<rect {box} fill="{PAPER}" stroke="{INK}" stroke-width="2"/>'
            yield words_at(middle, y - 9, part.place, anchor="middle", size=15, fill=INK, bold=True)
            yield words_at(middle, y + 13, part.where, anchor="middle", size=11, fill=SOFT)
        else:
            yield line_svg(part.kind, f"M{x:.1f} {y:.1f}h{wide:.1f}")
            yield words_at(middle, y - 14, part.agreement, anchor="middle")
            yield words_at(middle, y + 15, part.facts, anchor="middle", size=11, fill=SOFT)
        x += wide
