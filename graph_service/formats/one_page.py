"""Making a paper fit one page of A4: which rows stand on it, and which yield and follow overleaf.

Nothing is drawn here: the height of a row is reckoned from the widths of its letters. A text that would not end is cut on the
page; the rest is whole.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from graph_service.formats.letters import lines_in, shortened
from graph_service.formats.outline import Outline, Part
from graph_service.words.bilingual import Bilingual

_MOST = 480  # widths of a Latin letter that a cell may hold on the page: the longest reasons of gaps end below it
_LINES_MOST = 520  # and a line under the title
_TITLE_MOST = 110
_TITLE = 1.75  # times as large as all else
_BOLD = 1.15  # times as wide


class Sheet(NamedTuple):
    """The room of a page in mm: its height and width inside the margins, the width of the titles that stand beside their parts,
    the height of a line, and what a row and a part add to that. It is the same in print and in a document."""

    height: float = 268.0
    width: float = 184.0
    beside: float = 24.0
    line: float = 3.53
    row: float = 0.75
    part: float = 1.3
    letters: float = 8.0  # pt


IN_PRINT = Sheet()
ANNEXED = Bilingual("附页（另印）", "in the annex, printed apart")
OVERLEAF = Bilingual("次页", "overleaf")


def on_one_page(paper: Outline, rest: Bilingual, sheet: Sheet = IN_PRINT) -> Outline:
    """The paper with as many rows as fit one page, and the rows that yield as its rest. A part that yields says of how many it
    shows how many, and where the `rest` stands."""
    short = replace(
        paper,
        title=shortened(paper.title, _TITLE_MOST),
        lines=[shortened(line, _LINES_MOST) for line in paper.lines],
        foot=[shortened(line, _LINES_MOST) for line in paper.foot],
        parts=[part._replace(rows=[[shortened(cell, _MOST) for cell in row] for row in part.rows]) for part in paper.parts],
    )
    room = _Room(short, sheet)
    counts = room.counts()
    parts = [_first(part, count, getattr(rest, paper.language), paper) for part, count in zip(short.parts, counts, strict=True)]
    left = [_rest(part, count, paper) for part, count in zip(paper.parts, counts, strict=True) if count < len(part.rows)]
    return replace(short, parts=parts, rest=left)


class _Room:
    """How much of a page is taken, while rows come to stand on it."""

    def __init__(self, paper: Outline, sheet: Sheet) -> None:
        self._parts, self._sheet = paper.parts, sheet
        width = sheet.width
        lines = sum(lines_in(line, width) for line in (*paper.lines, *paper.foot))
        titles = _TITLE * lines_in(paper.title, width / _TITLE / _BOLD)
        self._around = sheet.line * (lines + titles) + 1.0 * len((*paper.lines, *paper.foot)) + 4.0
        self._rows = [
            [_height(row, part, sheet, span) for row, span in zip(part.rows, part.spans, strict=True)] for part in paper.parts
        ]
        self._labels = [lines_in(part.title, (sheet.beside - 2) / _BOLD) * sheet.line for part in paper.parts]

    def counts(self) -> list[int]:
        """How many rows of each part stand on the page: one of each, then the first few of each, then the least of each, then one
        of each in turn."""
        counts = [0] * len(self._parts)
        for wanted in ([1] * len(counts), [part.first for part in self._parts], [part.least for part in self._parts]):
            for number, part in enumerate(self._parts):
                least = min(wanted[number], part.least, len(part.rows))
                while counts[number] < least and self._takes(counts, number):
                    pass
        while sum(self._takes(counts, number) for number in range(len(counts))):
            pass
        return counts

    def _takes(self, counts: list[int], number: int) -> bool:
        """Put the next row of a part on the page if there is one and it fits."""
        if counts[number] >= len(self._rows[number]):
            return False
        counts[number] += 1
        if self._taken(counts) <= self._sheet.height:
            return True
        counts[number] -= 1
        return False

    def _taken(self, counts: Sequence[int]) -> float:
        return self._around + sum(self._height(number, count) for number, count in enumerate(counts))

    def _height(self, number: int, count: int) -> float:
        part, sheet = self._parts[number], self._sheet
        body = sum(self._rows[number][:count])
        body += sheet.line + sheet.row if part.headed and count else 0
        body += sheet.line if count < len(part.rows) or part.total or not count else 0  # what is said of those that yield
        return sheet.part + max(body, self._labels[number])


def _first(part: Part, count: int, rest: str, paper: Outline) -> Part:
    total = len(part.rows) if part.total is None else part.total
    if count == total:
        return part
    held = Bilingual(f"共{total:,}项，此处{count:,}项", f"{count:,} of {total:,}")
    if count == len(part.rows):
        ending = Bilingual("。", ".")
    elif total == len(part.rows):
        ending = Bilingual(f"，余见{rest}。", f", the rest {rest}.")
    else:
        ending = Bilingual(f"，{rest}续列。", f", more {rest}.")
    return part._replace(rows=part.rows[:count], none="", said=getattr(held, paper.language) + getattr(ending, paper.language))


def _rest(part: Part, count: int, paper: Outline) -> Part:
    shown = len(part.rows)
    part = part._replace(headed=True)
    if part.total is None or part.total == shown:
        return part._replace(rows=part.rows[count:])
    said = Bilingual(f"列至第{shown:,}项，共{part.total:,}项。", f"To number {shown:,} of {part.total:,}.")
    return part._replace(rows=part.rows[count:], said=getattr(said, paper.language))


def _height(row: Sequence[str], part: Part, sheet: Sheet, span: int) -> float:
    """The height of a row, in which the cell of the grouped column has room where it stands in as many rows."""
    inside = sheet.width - sheet.beside
    whole = sum(part.shares)
    widths = (share / whole * inside - 1.6 for share in part.shares)  # mm between columns
    lines = [lines_in(cell, width) for cell, width in zip(row, widths, strict=True)]
    if part.grouped is not None and span == 0:
        lines[part.grouped] = 1
    return sheet.row + sheet.line * max(lines)
