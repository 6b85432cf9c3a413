"""Homes side by side as a drawing and a table: a bar for each figure, marked where it rests on a list that is not
complete, hatched where nobody knows how much is missing."""

import re
from collections.abc import Iterator, Sequence

from graph_service.pages.lettering import width_of
from graph_service.pages.marks import LEAF
from graph_service.pages.plain import HATCH, LINE, PAPER, SOFT, element, hatching, headed, words_at
from graph_service.pages.printed import Drawing
from graph_service.questions.parameters import Chosen
from graph_service.questions.question import View
from graph_service.site.compare import Compared, Row, compared
from graph_service.site.compare_figures import Cell
from graph_service.site.sections import Part
from graph_service.site.taken import Taken
from graph_service.site.templating import Frame
from graph_service.words.bilingual import Bilingual
from graph_service.words.headings import NO, YES

_COLUMN, _ROW, _TOP, _BAR = 210, 30, 30, 110  # pixels: how wide a home is, how high a measure, the heads, the longest bar
_FIGURE = re.compile(r"[\d,.]+")
_HATCHED = Bilingual(
    "*：名单不完整，数的只是在册的；斜纹：没有可比的公布总数，缺多少也不知道。",
    "Marked *: the list is not complete. Hatched: no published total to measure it by.",
)
_MEASURE, _COMPLETE = Bilingual("指标", "measure"), Bilingual("名单完整", "the list is complete")


def compare_taken(frame: Frame, view: View, given: Sequence[str], chosen: Chosen) -> Taken:
    """What may be taken from the page of homes side by side: bars, and the table. Nothing where two homes are not named."""
    shown = compared(frame, view, given, chosen)
    if not shown.columns:
        return Taken(shown.title)
    known = [f"{column.home}: {column.known}" for column in shown.columns]
    return Taken(
        shown.title, known, {"picture": lambda: headed(_drawing(frame, shown), known)}, {"table": lambda: _table(frame, shown)}
    )


def _table(frame: Frame, shown: Compared) -> Part:
    """A row for each measure; beside each figure whether the list is complete that it rests on."""
    complete = frame.say(_COMPLETE)
    columns = [frame.say(_MEASURE), *(name for one in shown.columns for name in (str(one.home), f"{one.home}: {complete}"))]
    return Part(shown.title, columns, [(row.measure, *_cells(frame, row)) for row in shown.rows])


def _cells(frame: Frame, row: Row) -> Iterator[object]:
    for cell in row.cells:
        text = None if cell is None else cell.text
        plain = "" if text is None else text.replace(",", "")
        yield int(plain) if plain.isdecimal() else text
        yield None if cell is None or text is None else frame.say(NO if cell.thin else YES)


def _drawing(frame: Frame, shown: Compared) -> Drawing:
    left = 28 + max(width_of(row.measure, 13) for row in shown.rows)
    told = frame.say(_HATCHED)
    wide = max(left + _COLUMN * len(shown.columns) + 12, width_of(told, 12) + 40)
    high = _TOP + _ROW * len(shown.rows) + 44
    parts = [hatching()]
    for at, column in enumerate(shown.columns):
        parts.append(words_at(left + _COLUMN * at, _TOP - 14, column.home, bold=True))
    for at, row in enumerate(shown.rows):
        y = _TOP + _ROW * (at + 0.5)
        parts += [f'<path d="M0 {y - _ROW / 2:g}H{wide:g}" stroke="{LINE}"/>', words_at(12, y, row.measure)]
        most = max((_length(cell) for cell in row.cells), default=0) or 1
        for place, cell in enumerate(row.cells):
            parts += _bar(cell, left + _COLUMN * place, y, most)
    parts.append(words_at(12, high - 20, told, size=12, fill=SOFT))
    words = " ".join(f"{column.home}: {column.known}" for column in shown.columns)
    return Drawing(shown.title, words, frame.language, element(wide, high, shown.title, words, frame.language, parts))


def _length(cell: Cell | None) -> float:
    found = None if cell is None or cell.text is None else _FIGURE.match(cell.text)
    return float(found[0].replace(",", "")) if found else 0.0


def _bar(cell: Cell | None, x: float, y: float, most: float) -> Iterator[str]:
    if cell is None or cell.text is None:
        yield words_at(x, y, "—", fill=SOFT)
        return
    long = round(_BAR * _length(cell) / most, 1)
    box = f'd="M{x:.1f} {y - 8:.1f}h{long}v16h-{long}z"'
    yield f'<path {box} fill="{PAPER if cell.unmeasured else LEAF}" stroke="{LEAF}"/>'
    if cell.unmeasured:
        yield f'<path {box} fill="url(#{HATCH})" opacity="0.5"/>'
    yield words_at(x + long + 6, y, f"{cell.text}{'*' if cell.thin else ''}")
