"""Marks: how each thing looks. Meaning never rests on colour alone: every class has a shape of its own, every kind of
line its own width or dash. The hues are told apart by colour-blind readers (after Okabe and Ito)."""

from collections.abc import Mapping

from msgspec import Struct

INK, LEAF, SLATE, GREY = "#16324f", "#4d7c0f", "#3f4f63", "#9aa3ad"
_GRAPE, _SKY, _RUST, _TEAL = "#6a2c91", "#2f86c9", "#cc4c02", "#00806a"
_PAPER = "#ffffff"


class DotMark(Struct, frozen=True):
    """`shape` is pill (with the name inside), circle, diamond, triangle, peak (the triangle on its foot), hexagon, square or
    pentagon; `size` half its height. A dashed outline says that nothing is settled yet."""

    shape: str
    fill: str
    stroke: str
    size: int
    dash: tuple[int, ...] = ()
    text: str = "#1b2733"
    bold: bool = False
    within: bool = False  # whether the place it lies in is printed beneath the name
    above: bool = False  # whether the name stands above the mark
    named: bool = True  # whether the name is printed at all
    square: bool = False  # whether a pill has the corners of a box


class LineMark(Struct, frozen=True):
    """`width` in pixels; `dash` alternates lengths of stroke and gap."""

    stroke: str
    width: float
    dash: tuple[int, ...] = ()


class BoxMark(Struct, frozen=True):
    """The ground and the outline of an area; `round` is the radius of the corners of an upright rectangle, 0 for any
    other outline."""

    fill: str
    stroke: str
    round: int = 12
    dash: tuple[int, ...] = ()
    text: str = "#52606d"


def _pill(fill: str, stroke: str, size: int, text: str = _PAPER, dash: tuple[int, ...] = ()) -> DotMark:
    return DotMark("pill", fill, stroke, size, dash, text, bold=True)


def _grape(shape: str, fill: str, stroke: str = "", size: int = 11, dash: tuple[int, ...] = ()) -> DotMark:
    return DotMark(shape, fill, stroke or fill, size, dash, above=True)


_HOPS = {0: INK, 1: _GRAPE, 2: _SKY, 3: GREY}  # 0: in the legend, where only the shape is meant
_LEVELS = {"country": ("hexagon", 9), "province": ("diamond", 9), "city": ("circle", 6), "county": ("triangle", 6)}

_CLASSES: Mapping[str, DotMark] = {
    "A": _grape("circle", _GRAPE),
    "B": _grape("diamond", _SKY, size=12),
    "U": _grape("peak", GREY, size=12),
    "C": _grape("triangle", _RUST, size=12),
    "D": _grape("hexagon", _TEAL),
    "trunk": _grape("pentagon", LEAF, size=12),
    "exchange": _grape("circle", _PAPER, _TEAL, 10, (4, 3)),
    "intent": _grape("triangle", _PAPER, _TEAL, 11, (2, 3)),
    "planned": _grape("circle", "#eceff1", GREY, 10, (2, 3)),
}

DOTS: Mapping[str, DotMark] = {
    "home": DotMark("pill", INK, INK, 19, text=_PAPER, bold=True, square=True),
    "head": _pill(LEAF, LEAF, 15),
    "head-exchange": _pill("#f3faf8", _TEAL, 15, "#0b5c4d", (6, 4)),
    "head-intent": _pill("#fbfdfc", _TEAL, 15, "#0b5c4d", (2, 4)),
    "head-planned": _pill("#f4f5f6", GREY, 15, "#5a646f", (2, 4)),
    **_CLASSES,
    # The same where there are too many to be named: as they hang in a heap.
    **{
        f"heap-{name}": DotMark(mark.shape, mark.fill, mark.stroke, mark.size - 4, mark.dash, named=False)
        for name, mark in _CLASSES.items()
    },
    "unit-1": DotMark("square", INK, INK, 9),
    "unit-2": DotMark("square", INK, INK, 7),
    "unit-3": DotMark("square", "#dbe6f1", INK, 6, within=True),
    "unit-unnamed": DotMark("square", _PAPER, INK, 7, (3, 3)),
    "unit-spare": DotMark("square", _PAPER, GREY, 4, text="#6b7580"),
    "centre": _pill(INK, INK, 18),
    "ring-exchange": DotMark("circle", _PAPER, _TEAL, 7, (3, 2)),
    "ring-intent": DotMark("triangle", _PAPER, _TEAL, 7, (2, 2)),
    "ring-planned": DotMark("circle", "#eceff1", GREY, 7, (2, 2), text="#6b7580"),
    # The partners of a home on a map: the shape tells the kind.
    "dot-formal": DotMark("circle", LEAF, _PAPER, 5),
    "dot-unclassified": DotMark("diamond", SLATE, _PAPER, 5),
    "dot-exchange": DotMark("circle", _PAPER, _TEAL, 5, (3, 2)),
    "dot-intent": DotMark("triangle", _PAPER, _TEAL, 5),
    "dot-planned": DotMark("square", "#eceff1", GREY, 4, (2, 2)),
    # The place network: the level gives the shape, the distance the colour.
    **{
        f"{level}-{hops}": DotMark(shape, fill, _PAPER, size + 1 - hops, text="#1b2733" if hops == 1 else "#52606d")
        for level, (shape, size) in _LEVELS.items()
        for hops, fill in _HOPS.items()
    },
}

LINES: Mapping[str, LineMark] = {
    "stem-formal": LineMark(LEAF, 7),
    "stem-unclassified": LineMark("#86a83f", 4),
    "stem-exchange": LineMark(_TEAL, 4, (10, 6)),
    "stem-intent": LineMark(_TEAL, 3, (2, 5)),
    "stem-planned": LineMark(GREY, 4, (3, 6)),
    "formal": LineMark(SLATE, 2.8),
    "unclassified": LineMark(SLATE, 1.2),
    "exchange": LineMark(_TEAL, 2, (7, 5)),
    "intent": LineMark(_TEAL, 1.4, (2, 4)),
    "planned": LineMark(GREY, 1.8, (3, 5)),
    "bundle": LineMark("#5d7fa3", 3),  # all agreements between two countries: the more, the wider
}

BOXES: Mapping[str, BoxMark] = {
    "stem": BoxMark("#f4f9ea", "#c6d99b"),
    "bare": BoxMark("#fffdf2", "#d9b64a", dash=(6, 4), text="#8a6100"),
    "stemless": BoxMark("#f8f9fb", "#cfd6de", dash=(5, 4)),
    "spare": BoxMark("#fafbfc", "#e3e7ec"),
    "sector": BoxMark("#f4f7fb", "#ffffff", round=0),
    "sector-other": BoxMark("#e8eef6", "#ffffff", round=0),
}
