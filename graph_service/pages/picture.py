"""Picture: what is to be seen, where, and what it is called, before anything knows about HTML.

Positions are whole units; one unit is one pixel at the natural size of the scene, y grows downwards. All words come
in both languages. `mark`s name entries of `marks.py`.
"""

from typing import Literal, NamedTuple

from msgspec import Struct

from graph_service.records.vocabulary import Level, Status
from graph_service.words.bilingual import Bilingual


class Point(NamedTuple):
    """A position in a scene."""

    x: int
    y: int


class Dot(Struct, frozen=True, omit_defaults=True, gc=False):
    """A place where it is drawn. `place` is its id where `id` is not: a place may have several dots, and lines name
    dots. `within` names what it lies in, where the country is not enough; `note` is printed after the name."""

    id: str
    x: int
    y: int
    mark: str
    label: Bilingual
    level: Level
    country: str
    hops: int | None = None
    place: str | None = None
    within: Bilingual | None = None
    note: str | None = None


class Line(Struct, frozen=True, omit_defaults=True, gc=False):
    """An agreement between the places of two dots, drawn through the points of `via`. `kind` is planned or the kind it
    was signed as; `stem` says that the home itself has it with a region. `role` is what it counts as: stem, trunk, A
    to D, or beside for one that stands beside the count; None outside clusters. `also` are other dates that sources give."""

    source: str
    target: str
    kind: str
    status: Status | None = "active"
    since: str | None = None
    inferred: bool = False
    also: tuple[str, ...] = ()
    stem: bool = False
    role: str | None = None
    via: tuple[Point, ...] = ()

    @property
    def mark(self) -> str:
        """The mark it is drawn with."""
        return f"stem-{self.kind}" if self.stem else self.kind


class Box(Struct, frozen=True, omit_defaults=True, gc=False):
    """A labelled area around dots that belong together; `outline` are its corners in order, `at` the middle of its
    label. `twigs` are lines of ornament inside it, which stand for no agreement. `name` is a second label, around `over`."""

    mark: str
    outline: tuple[Point, ...]
    at: Point
    label: Bilingual | None = None
    twigs: tuple[tuple[Point, ...], ...] = ()
    name: Bilingual | None = None
    over: Point = Point(0, 0)


class Scene(Struct, frozen=True):
    """One arrangement of the picture. Dots come in the order in which their labels get room. At the heights of `breaks` it may be
    cut to go on on another sheet. Marks and letters are `enlarged` so many times where the scene is shown smaller than it is."""

    dots: tuple[Dot, ...]
    lines: tuple[Line, ...]
    boxes: tuple[Box, ...]
    width: int
    height: int
    breaks: tuple[int, ...] = ()
    enlarged: float = 1.0


class Entry(Struct, frozen=True, omit_defaults=True, gc=False):
    """A line of the legend: what it shows of (a dot, a line or a box), with which mark, what that means and how often
    it occurs."""

    part: Literal["dot", "line", "box"]
    mark: str
    words: Bilingual
    count: int


class Figure(Struct, frozen=True, omit_defaults=True, gc=False):
    """A number over the picture, ready to print, what it counts, and the numbers it is made of; `counts` names the list behind
    it for pages that have several."""

    words: Bilingual
    value: str
    parts: Bilingual | None = None
    counts: str = ""


class Picture(Struct, frozen=True):
    """A picture with everything said around it. `scene` suits a wide screen, `narrow` a phone, `paper` sheets that
    it is cut into, None where `scene` fits one; all show the same places, but that `paper` shows the nearest alone where the
    others could not be read on it. `empty` is what to say where there is nothing to draw."""

    title: Bilingual
    subtitle: Bilingual
    scene: Scene
    narrow: Scene | None
    legend: tuple[Entry, ...]
    figures: tuple[Figure, ...]
    notes: tuple[Bilingual, ...]
    empty: Bilingual | None
    paper: Scene | None = None
