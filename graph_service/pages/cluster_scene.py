"""The scene of a cluster: grapes and their bunches brought to the positions where they hang."""

from collections.abc import Iterator, Sequence

from graph_service.metrics.signing_dates import also_given
from graph_service.metrics.vine import Vine
from graph_service.pages.cluster_layout import Bunch, Rung
from graph_service.pages.cluster_positions import Hanging, Hung, Spot, hang
from graph_service.pages.grapes import Grape, GrapeBunch
from graph_service.pages.heap import counted, heap_of, words_of
from graph_service.pages.labels import BOXED, pill_width, rows_at, text_of
from graph_service.pages.lettering import BOLD, width_of
from graph_service.pages.lines import line_of, signs_of
from graph_service.pages.marks import DOTS
from graph_service.pages.picture import Box, Dot, Line, Point, Scene
from graph_service.records.place import Place
from graph_service.words.bilingual import Bilingual, Language, both

NAMED = 60  # agreements below the regions; of more none is named
LANGUAGES: tuple[Language, ...] = ("zh", "en")
_AROUND = 24  # what a box has to spare beside its words
_HOME, _NOWHERE = "home", Point(0, 0)
_BARE = Bilingual("空茎：在册无葡萄", "bare stem: no grape on record")
_UNFILLABLE = Bilingual("无下辖单位可挂果", "no lower units to bear grapes")


def trellis(vine: Vine, bunches: Sequence[GrapeBunch], spare: Sequence[str], width: int | None = None) -> Scene:
    """The scene of these bunches over the `spare` units of the home; `width` bounds it for a narrow screen. Of more than
    `NAMED` agreements below the regions none is named: each is a grape of its region, and the region says how many."""
    named = counted(bunches) <= NAMED
    names = _most_rows([_dot(vine.snapshot.places[unit], "", _NOWHERE, "unit-spare") for unit in spare])
    hanging = hang([_outline_of(vine, bunch, named=named) for bunch in bunches], len(spare), width, names)
    dots = [_dot(vine.home.place, _HOME, hanging.home, "home")]
    lines: list[Line] = []
    boxes: list[Box] = []
    for bunch, hung in zip(bunches, hanging.hung, strict=True):
        dots += _head(vine, bunch, hung)
        lines += _stem(vine, bunch, hung)
        dots += _dots(vine, bunch, hung) if named else _heap(bunch, hung)
        lines += _lines(vine, bunch, hung) if named else ()
        box = _box(vine, bunch, hung)
        boxes.append(box if named or not bunch.grapes else _told(box, bunch, hung))
    dots += _spare(vine, spare, hanging)
    boxes += _spare_box(len(spare), hanging)
    return Scene(tuple(dots), tuple(lines), tuple(boxes), hanging.width, hanging.height, hanging.breaks)


def _outline_of(vine: Vine, bunch: GrapeBunch, *, named: bool) -> Bunch:
    """A bunch with what its box must have room for: the name at its head, and what is written where nobody is named."""
    rungs = tuple(Rung(grape.tie.unit, grape.tie.partner.id) for grape in bunch.grapes)
    hanging = frozenset(grape.tie.partner.id for grape in bunch.grapes if grape.role == "A")
    wide, stemmed = _width_of_head(vine, bunch), bunch.head is not None
    if named or not rungs:
        return Bunch(bunch.region.id, stemmed, rungs, hanging, (wide, 0), _rows_of_names(vine, bunch, rungs))
    heap, words = heap_of(len(rungs)), words_of(bunch)
    told = max(width_of(text, BOXED) for text in (words.zh, words.en)) * BOLD
    return Bunch(bunch.region.id, stemmed, (), hanging, (max(wide, heap.width, round(told) + _AROUND), heap.height))


def _rows_of_names(vine: Vine, bunch: GrapeBunch, rungs: Sequence[Rung]) -> tuple[int, int]:
    """In how many rows of letters the names of the partners and of the units are written."""
    partners = [_dot(grape.tie.partner, "", _NOWHERE, grape.mark) for grape in bunch.grapes]
    return _most_rows(partners), _most_rows([_unit(vine, Spot("", rung.unit, _NOWHERE)) for rung in rungs])


def _most_rows(dots: Sequence[Dot]) -> int:
    """The most rows of letters that a name takes, in whichever language takes more."""
    return max((rows_at(dot, language) for dot in dots for language in LANGUAGES), default=1)


def _width_of_head(vine: Vine, bunch: GrapeBunch) -> int:
    if bunch.head is None:
        name = _name_of(bunch)
        return round(max(width_of(text, BOXED) for text in (name.zh, name.en)) * BOLD) + _AROUND
    head = _dot(bunch.region, _head_key(bunch), _NOWHERE, head_mark(bunch.head), note=_year(vine, bunch.head))
    return round(max(pill_width(DOTS[head.mark], text_of(head, DOTS[head.mark], language)) for language in LANGUAGES)) + _AROUND


def _name_of(bunch: GrapeBunch) -> Bilingual:
    """What a region without a stem is called."""
    name = both(bunch.region)
    return name if bunch.recorded else Bilingual(f"{name.zh}·省州未录", f"{name.en}, region unknown")


def _head(vine: Vine, bunch: GrapeBunch, hung: Hung) -> Iterator[Dot]:
    if bunch.head is not None:
        yield _dot(bunch.region, _head_key(bunch), hung.head, head_mark(bunch.head), note=_year(vine, bunch.head))


def _dots(vine: Vine, bunch: GrapeBunch, hung: Hung) -> Iterator[Dot]:
    marks: dict[str, str] = {}
    for grape in bunch.grapes:
        marks.setdefault(grape.tie.partner.id, grape.mark)
    region = both(bunch.region)
    for spot in hung.partners:
        yield _dot(vine.snapshot.places[spot.place], spot.key, spot.at, marks[spot.place], region)
    for spot in hung.units:
        yield _unit(vine, spot)


def _heap(bunch: GrapeBunch, hung: Hung) -> Iterator[Dot]:
    spots = heap_of(len(bunch.grapes)).spots
    for number, (grape, at) in enumerate(zip(bunch.grapes, spots, strict=True)):
        where = Point(hung.head.x + at.x, hung.head.y + at.y)
        yield _dot(grape.tie.partner, f"{bunch.region.id}/heap{number}", where, f"heap-{grape.mark}")


def _told(box: Box, bunch: GrapeBunch, hung: Hung) -> Box:
    """The box of a heap: a region without a stem says its name, and every one how much hangs there."""
    x, top = hung.head
    heap, words = heap_of(len(bunch.grapes)), words_of(bunch)
    twigs = ((hung.head, Point(x, top + heap.spots[0].y - 8)),) if bunch.head is not None and bunch.head.role == "stem" else ()
    return Box(box.mark, box.outline, Point(x, top + heap.words), words, twigs, box.label, Point(x, top + 20))


def _head_key(bunch: GrapeBunch) -> str:
    return f"{bunch.region.id}/head"


def head_mark(head: Grape) -> str:
    """The mark of a region that has an agreement with the home itself."""
    return (
        "head"
        if head.role == "stem" and head.kind != "exchange"
        else f"head-{head.mark if head.role == 'beside' else 'exchange'}"
    )


def _unit(vine: Vine, spot: Spot) -> Dot:
    unit = vine.snapshot.places[spot.place]
    tier = vine.home.tiers[unit.id]
    above = next((second for second in vine.home.second.get(unit.id, ()) if second != unit.id), None)
    within = both(vine.snapshot.places[above]) if above is not None else None
    return _dot(unit, spot.key, spot.at, "unit-unnamed" if unit.placeholder else f"unit-{tier}", within)


def _dot(place: Place, key: str, at: Point, mark: str, within: Bilingual | None = None, note: str | None = None) -> Dot:
    return Dot(key, at.x, at.y, mark, both(place), place.level, place.country, None, place.id, within, note)


def _year(vine: Vine, head: Grape) -> str | None:
    since = head.tie.standing.since
    if since is None or since.date is None:
        return None
    also = also_given(vine.snapshot, head.tie.agreement, since)
    return "–".join(part[:4] for part in since.date.split("/")) + signs_of(inferred=since.basis == "inferred", also=also)


def _stem(vine: Vine, bunch: GrapeBunch, hung: Hung) -> Iterator[Line]:
    if bunch.head is not None:
        yield _line(vine, bunch.head, _HOME, _head_key(bunch), hung.vine)


def _lines(vine: Vine, bunch: GrapeBunch, hung: Hung) -> Iterator[Line]:
    for grape, (unit, partner) in zip(bunch.grapes, hung.ends, strict=True):
        yield _line(vine, grape, unit, partner)


def _line(vine: Vine, grape: Grape, source: str, target: str, via: tuple[Point, ...] = ()) -> Line:
    stem = grape.tie.role == "stem"
    agreement, standing = grape.tie.agreement, grape.tie.standing
    also = also_given(vine.snapshot, agreement, standing.since)
    return line_of(agreement, standing, source, target, stem=stem, role=grape.role, via=via, also=also)


def _box(vine: Vine, bunch: GrapeBunch, hung: Hung) -> Box:
    x, top = hung.head
    if bunch.head is None:
        return Box("stemless", hung.outline, Point(x, top + 20), _name_of(bunch))
    if bunch.head.role != "stem":
        return Box("stemless", hung.outline, Point(x, top + 50))
    if not bunch.bare:
        return Box("stem", hung.outline, Point(x, top + 50), twigs=hung.twigs)
    fillable = any(stem.fillable for stem in vine.stems if stem.region.id == bunch.region.id)
    label = (_BARE if fillable else _UNFILLABLE) if not bunch.grapes else None
    return Box("bare" if fillable else "stem", hung.outline, Point(x, top + 48), label)


def _spare(vine: Vine, spare: Sequence[str], hanging: Hanging) -> Iterator[Dot]:
    for unit, at in zip(spare, hanging.spare, strict=True):
        yield _dot(vine.snapshot.places[unit], f"spare/{unit}", at, "unit-spare")


def _spare_box(count: int, hanging: Hanging) -> Iterator[Box]:
    if count:
        left, right = hanging.spare_outline[0], hanging.spare_outline[1]
        label = Bilingual(f"无果单位（{count}）：在此在册无葡萄", f"home units without a grape on record here ({count})")
        yield Box("spare", hanging.spare_outline, Point((left.x + right.x) // 2, left.y + 16), label)
