"""Where the names of a picture find room: as many as can stand without touching one another, the most linked places first."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import product
from math import inf

from msgspec.structs import replace

from graph_service.pages.lettering import BOLD, CELL, LEAST, ROWS, SIZE, Label, Room, shortened, width_of
from graph_service.pages.lines import dated_of
from graph_service.pages.marks import BOXES, DOTS, DotMark
from graph_service.pages.picture import Dot, Scene
from graph_service.pages.sheets import EDGE
from graph_service.words.bilingual import Bilingual, Language

BOXED = 12.5  # the size of the names of areas
_FEW = 150  # places on rings that are all named
_SHIFTS = (0, -20, 20, -40, 40, -60, 60)  # pixels
_NAMED = Bilingual(
    "{ringed}个地方中写出{named}个的名称，其余见页上的表",
    "{named} of {ringed} places are named; the tables of the page name the rest",
)
_SPARE = 92  # a name of a unit without a grape is broken at this width
_GREY = "#6b7885"


def pill_size(mark: DotMark) -> int:
    """The size of the text inside a pill."""
    return round(mark.size * 0.62 + 5)


def pill_width(mark: DotMark, text: str) -> float:
    """How wide a pill is around its text."""
    return (width_of(text, pill_size(mark)) * BOLD if text else mark.size * 2) + mark.size * 1.5


def text_of(dot: Dot, mark: DotMark, language: Language, widest: float = inf) -> str:
    """What is printed inside a pill: the name, shortened where the pill were wider than the `widest`, and its note."""
    name, note = getattr(dot.label, language), f" {dot.note}" if dot.note else ""
    size = pill_size(mark) * BOLD
    return shortened(name, size, widest - 1.5 * mark.size - width_of(note, size)) + note


def mark_in(scene: Scene, dot: Dot) -> DotMark:
    """The mark of a dot, as large as the scene draws it: what holds letters grows with them."""
    mark = DOTS[dot.mark]
    return mark if scene.enlarged == 1 or mark.shape != "pill" else replace(mark, size=round(mark.size * scene.enlarged))


def labels_of(scene: Scene, language: Language) -> Iterator[Label]:
    """The names: those of areas first, then those of places, at last the years of lines. On rings a name that finds no room is
    written smaller, and among many places left out, which is said below; in a cluster every name has room of its own."""
    large = scene.enlarged
    shifts = _SHIFTS if large > 1 else (0,)
    taken, marks = [*_pills(scene, language), *(_beyond(scene) if large > 1 else ())], _ringed(scene)
    room = Room(taken, 1.0, marks) if large > 1 else Room(taken, marks=marks)
    for box in scene.boxes:
        ground = BOXES[box.mark]
        most = box.outline[1].x - box.outline[0].x - 12 if ground.round else CELL if large > 1 else 3 * CELL
        for words, at in ((box.label, box.at), (box.name, box.over)):
            if words is not None:
                name, size = getattr(words, language), BOXED * large
                tried = (room.write(name, at.x + aside, at.y, 0, ground.text, size, 600, most) for aside in shifts)
                yield from next(filter(None, map(tuple, tried)), ())
    left: list[Dot] = []
    linked = Counter(end for line in scene.lines for end in (line.source, line.target))
    for dot in sorted(scene.dots, key=lambda dot: (dot.hops or 0, -linked[dot.id])):
        mark = DOTS[dot.mark]
        if dot.hops is not None and mark.shape != "pill":
            named = next(_on_ring(dot, language, room, scene, SIZE * large), None)
            if named is None:
                left.append(dot)
            else:
                yield named
        elif mark.named and mark.shape != "pill":
            yield from _hanging(dot, mark, room, language)
    yield from _years(scene, room)
    yield from _of_the_rest(left, language, room, scene)


def _hanging(dot: Dot, mark: DotMark, room: Room, language: Language) -> Iterator[Label]:
    """The name of a partner above its mark, that of a unit below it, with what it lies in where that is told."""
    name, gap = getattr(dot.label, language), mark.size + 3
    if mark.above:
        yield room.put(name, dot.x, dot.y - gap, -1, mark.text, 600)
        return
    within, most = dot.within if mark.within else None, _SPARE if mark is DOTS["unit-spare"] else CELL
    label = room.put(name, dot.x, dot.y + gap, 1, mark.text, 400, 2 if within else ROWS, most)
    yield label
    if within:
        below = dot.y + gap + len(label.rows) * label.step
        yield room.put(getattr(within, language), dot.x, below, 1, "#5f6b77", 400, 1)


def rows_at(dot: Dot, language: Language) -> int:
    """How many rows the name of a dot of a cluster takes, with what it lies in."""
    return sum(len(label.rows) for label in _hanging(dot, DOTS[dot.mark], Room(()), language))


def _on_ring(dot: Dot, language: Language, room: Room, scene: Scene, size: float, most: float = 3 * CELL) -> Iterator[Label]:
    """On rings a name stands on the side away from the lines to the centre, else wherever there is room; upon the mark of
    another place only where there is no other."""
    mark, name = mark_in(scene, dot), getattr(dot.label, language)
    gap, far = mark.size + 3, -1 if dot.y < scene.height / 2 else 1
    for clear, side in product((True, False), (far, 2, -2, -far)):
        across, down = ((side / 2) * gap, 0) if abs(side) == 2 else (0, side * gap)
        yield from room.write(name, dot.x + across, dot.y + down, side, mark.text, size, most=most, clear=clear)


def _of_the_rest(left: Sequence[Dot], language: Language, room: Room, scene: Scene) -> Iterator[Label]:
    """The names that found no room, smaller and a little aside; below the rings, how many places still have none."""
    ringed = sum(bool(dot.hops) for dot in scene.dots)
    named, size = ringed - len(left), LEAST * scene.enlarged
    if ringed <= _FEW:
        for dot in left:
            tried = (
                found
                for most, shift in product((3 * CELL, CELL), _SHIFTS)
                for found in _on_ring(replace(dot, x=dot.x + shift), language, room, scene, size, most)
            )
            if (found := next(tried, None)) is not None:
                named += 1
                yield found
    if named < ringed:
        told = getattr(_NAMED, language).format(named=f"{named:,}", ringed=f"{ringed:,}")
        yield Label((told,), width_of(told, size) / 2, scene.height + LEAST, size, _GREY)


def _years(scene: Scene, room: Room) -> Iterator[Label]:
    """Beside the middle of each line of a cluster; the years of stems are in their heads."""
    dots = {dot.id: dot for dot in scene.dots}
    for line in scene.lines:
        if line.role and line.since and not line.target.endswith("/head"):
            one, other = dots[line.source], dots[line.target]
            yield from room.write(dated_of(line), (one.x + other.x) / 2 + 5, (one.y + other.y) / 2, 2, _GREY, LEAST)


def _pills(scene: Scene, language: Language) -> Iterator[tuple[float, float, float, float]]:
    """The room that marks with a text inside them take."""
    for dot in scene.dots:
        if (mark := mark_in(scene, dot)).shape == "pill":
            wide = pill_width(mark, text_of(dot, mark, language, scene.width))
            yield dot.x - wide / 2, dot.y - mark.size, wide, 2.0 * mark.size


def _ringed(scene: Scene) -> list[tuple[float, float, float, float]]:
    """The marks on rings of few places: among many, names would find no room between them."""
    ringed = [dot for dot in scene.dots if dot.hops and DOTS[dot.mark].shape != "pill"]
    sizes = [(dot, DOTS[dot.mark].size) for dot in ringed] if len(ringed) <= _FEW else []
    return [(dot.x - size, dot.y - size, 2.0 * size, 2.0 * size) for dot, size in sizes]


def _beyond(scene: Scene) -> Iterator[tuple[float, float, float, float]]:
    """What lies beside the scene, where nothing is seen."""
    for left in (-scene.width - EDGE, scene.width + EDGE):
        yield left, -EDGE, scene.width, scene.height + 2 * EDGE
