"""How the colours of pictures look on dark paper: as far from it as they are from white, in the same hue. Files and prints stay
light; a page that is read in the dark maps each colour by its style sheet."""

from collections.abc import Iterable
from functools import cache

from graph_service.pages.marks import BOXES, DOTS, LINES

DARK_PAPER = "#18212b"
# Colours of words, halos, papers and land that stand in no mark.
PLAIN = (
    *("#fff", "#ffffff", "#1b2733", "#52606d", "#6b7885", "#5f6b77", "#8995a1", "#bcd08a", "#d5dce4", "#f3f7fa", "#dde3d8"),
    *("#0072b2", "#d55e00", "#a2286f", "#8a6d00", "#7a3b10", "#8a939d", "#b8860b"),  # of continents and communities on the map
    *("#9ecae1", "#6baed6", "#3182bd", "#08519c", "#08264d"),  # of how many there are
)
_LIGHTEST = 0.245  # of the lightness of OKLab: dark paper, which white becomes
_STRETCH = 0.93  # how far two colours stay apart
_NEAR = 4  # the greater, the nearer to white is what takes on the hue of dark paper
# Linear red, green and blue to the three cones of an eye, these to OKLab (after Björn Ottosson), and back.
_TO_CONES = ((0.41222, 0.53633, 0.05145), (0.21190, 0.68070, 0.10740), (0.08830, 0.28172, 0.62998))
_TO_LAB = ((0.21045, 0.79362, -0.00407), (1.97800, -2.42859, 0.45059), (0.02590, 0.78277, -0.80868))
_FROM_LAB = ((1.0, 0.39634, 0.21580), (1.0, -0.10556, -0.06385), (1.0, -0.08948, -1.29149))
_FROM_CONES = ((4.07674, -3.30771, 0.23097), (-1.26844, 2.60976, -0.34132), (-0.00420, -0.70342, 1.70761))


@cache
def dark_of(colour: str) -> str:
    """The colour on dark paper, of one such as `#16324f`: what is dark becomes light and the reverse, in the same hue.

    >>> dark_of("#ffffff")
    '#18212b'
    """
    if _channels(colour) == (1.0, 1.0, 1.0):
        return DARK_PAPER
    light, red, blue = _lab(colour)
    _, paper_red, paper_blue = _lab(DARK_PAPER)
    turned, near = _LIGHTEST + _STRETCH * (1 - light), light**_NEAR
    back = [cone**3 for cone in _times(_FROM_LAB, [turned, red + near * paper_red, blue + near * paper_blue])]
    back = _times(_FROM_CONES, back)
    return "#" + "".join(f"{round(255 * _bent(min(1.0, max(0.0, channel)))):02x}" for channel in back)


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, 1 to 21, as WCAG 2 defines it."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def colours() -> list[str]:
    """Every colour that pictures are drawn in."""
    marks = [colour for mark in DOTS.values() for colour in (mark.fill, mark.stroke, mark.text)]
    marks += [mark.stroke for mark in LINES.values()]
    marks += [colour for box in BOXES.values() for colour in (box.fill, box.stroke, box.text)]
    return sorted({*PLAIN, *marks})


@cache
def dark_style() -> str:
    """The rules of a style sheet by which pictures follow a dark screen, and no print."""
    return f"@media screen and (prefers-color-scheme: dark) {{\n{_rules(colours())}\n}}"


def _rules(found: Iterable[str]) -> str:
    return "\n".join(f'[{what}="{colour}"] {{ {what}: {dark_of(colour)}; }}' for colour in found for what in ("fill", "stroke"))


def _lab(colour: str) -> list[float]:
    cones = _times(_TO_CONES, [_linear(channel) for channel in _channels(colour)])
    return _times(_TO_LAB, [cone ** (1 / 3) for cone in cones])


def _channels(colour: str) -> tuple[float, float, float]:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])  # "#rrggbb"
    red, green, blue = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    return red, green, blue


def _luminance(colour: str) -> float:
    red, green, blue = map(_linear, _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def _bent(channel: float) -> float:
    return 12.92 * channel if channel <= 0.0031308 else 1.055 * channel ** (1 / 2.4) - 0.055


def _times(matrix: tuple[tuple[float, ...], ...], vector: list[float]) -> list[float]:
    return [sum(part * value for part, value in zip(row, vector, strict=True)) for row in matrix]
