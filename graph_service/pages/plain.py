"""Plain parts of drawings that are tables first: an element with its paper, rows of words, hatching, and a title over it all."""

import re
from collections.abc import Iterable
from html import escape

from graph_service.pages.lettering import rows_of
from graph_service.pages.printed import Drawing
from graph_service.pages.svg import FONT
from graph_service.records.characters import fit
from graph_service.words.bilingual import Language

TEXT, SOFT, LINE, PAPER = "#1b2733", "#52606d", "#d5dce4", "#ffffff"
FOOT = 12  # the size of small print
_EDGE, _HEAD, _ROW = 12, 40, 17  # pixels: beside words, the row of a title, a row of small print
_SIZE = re.compile(r'(?<=\s)(?:width|height)="[^"]*"\s?')
HATCH = "hatch"  # what is filled with `url(#hatch)` in a drawing with `hatching`


def element(width: float, height: float, title: str, words: str, language: Language, parts: Iterable[str]) -> str:
    """One SVG element of this size in pixels, with its title and what it says to those who do not see it."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" width="{width:g}" height="{height:g}" '
        f'class="picture" role="img" lang="{language}" font-family="{FONT}" font-size="13" fill="{TEXT}">'
        f"<title>{said(title)}</title><desc>{said(words)}</desc>"
        f'<path fill="{PAPER}" d="M0 0H{width:g}V{height:g}H0z"/>{"".join(parts)}</svg>'
    )


def words_at(
    x: float, y: float, text: str, *, anchor: str = "start", size: float = 13, fill: str = TEXT, bold: bool = False
) -> str:
    """A row of words whose middle is at this height."""
    aside = "" if anchor == "start" else f' text-anchor="{anchor}"'
    heavy = ' font-weight="600"' if bold else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" dy="0.35em"{aside} font-size="{size:g}" fill="{fill}"{heavy}>{said(text)}</text>'


def hatching() -> str:
    """The definition of `HATCH`: thin slanted lines, by which thin lists are told in print too."""
    return (
        f'<defs><pattern id="{HATCH}" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        f'<path d="M0 0V6" stroke="{SOFT}" stroke-width="2"/></pattern></defs>'
    )


def said(text: str) -> str:
    """A text inside an element."""
    return escape(fit(text))


def inside(drawing: Drawing, top: float = 0) -> str:
    """The drawing as a part of another, from this height on."""
    wide, high = drawing.size
    start, end = drawing.svg.split(">", 1)
    return f"{_SIZE.sub('', start)}>{end}".replace("<svg ", f'<svg y="{top:g}" width="{wide:g}" height="{high:g}" ', 1)


def headed(drawing: Drawing, lines: Iterable[str]) -> Drawing:
    """The drawing under its title, and over these lines, as it is mailed: there no page says what it is."""
    lines = tuple(lines)
    wide, high = drawing.size
    foot = [row for line in lines for row in rows_of(line, FOOT, wide - 2 * _EDGE)]
    whole = high + _HEAD + _ROW * len(foot) + _EDGE
    rows = (words_at(_EDGE, high + _HEAD + _ROW * (at + 0.8), row, size=FOOT, fill=SOFT) for at, row in enumerate(foot))
    parts = [words_at(_EDGE, _HEAD / 2, drawing.title, size=16, bold=True), inside(drawing, _HEAD), *rows]
    svg = element(wide, whole, drawing.title, drawing.words, drawing.language, parts)
    return drawing._replace(svg=svg, bare=drawing.svg, foot=lines)
