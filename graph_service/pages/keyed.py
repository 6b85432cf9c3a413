"""A drawing with its legend beneath it, as it is mailed: there no page says what its marks mean."""

import math
from collections.abc import Iterator, Sequence

from graph_service.pages.lettering import width_of
from graph_service.pages.picture import Entry, Picture
from graph_service.pages.plain import FOOT, element, inside, words_at
from graph_service.pages.printed import Drawing
from graph_service.pages.svg import mark_of

_EDGE, _ROW, _MARK, _GAP = 24, 22, 40, 24  # pixels: around the legend, one line of it, its mark, between two columns


def keyed(drawing: Drawing, picture: Picture) -> Drawing:
    """The drawing of a picture over the marks that it shows, each with its meaning and how often it occurs."""
    entries = [(entry, f"{getattr(entry.words, drawing.language)} · {entry.count:,}") for entry in picture.legend if entry.count]
    if not entries:
        return drawing
    across = _MARK + _GAP + max(width_of(words, FOOT) for _, words in entries)
    wide, high = drawing.size
    wide = max(wide, across + 2 * _EDGE)
    columns = int((wide - 2 * _EDGE) // across)
    rows = math.ceil(len(entries) / columns)
    parts = [inside(drawing), *_lines(entries, columns, across, high)]
    svg = element(wide, high + _ROW * rows + _EDGE, drawing.title, drawing.words, drawing.language, parts)
    return drawing._replace(svg=svg)


def _lines(entries: Sequence[tuple[Entry, str]], columns: int, across: float, top: float) -> Iterator[str]:
    for at, (entry, words) in enumerate(entries):
        x, y = _EDGE + across * (at % columns), top + _ROW * (at // columns + 0.5)
        mark = mark_of(entry.part, entry.mark).replace("<svg ", f'<svg x="{x:.1f}" y="{y - 14:.1f}" ', 1)
        yield mark + words_at(x + _MARK + 6, y, words, size=FOOT)
