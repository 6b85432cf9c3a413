"""A paper as it is read: a title, lines under it, parts with rows, a foot. What writes it as a page or as a document knows
no more."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from graph_service.words.bilingual import Language


class Part(NamedTuple):
    """A part of a paper: a table under a title. `shares` are the widths of the columns; `headed` is whether what stands in them
    is told above them. `none` is said where there is no row; `total` is how many there are where `rows` are the first of them.
    Of a part that yields for want of room, `least` rows come before the rows of parts that follow it, and the `first` of them
    before the second row of any other. A cell of the column
    `grouped` stands once for all rows after it that say the same."""

    title: str
    columns: Sequence[str]
    shares: Sequence[int]
    rows: Sequence[Sequence[str]]
    none: str = ""
    total: int | None = None
    headed: bool = True
    least: int = 3
    first: int = 2
    grouped: int | None = None
    said: str = ""  # below the rows, such as how many of them yield

    @property
    def spans(self) -> Sequence[int]:
        """How many rows the cell of the grouped column stands for, row by row; 0 where it stands in a row above."""
        if self.grouped is None:
            return [1] * len(self.rows)
        column = self.grouped
        runs = [len(list(rows)) for _, rows in groupby(self.rows, key=lambda row: row[column])]
        return [span for run in runs for span in (run, *[0] * (run - 1))]


@dataclass(frozen=True, slots=True)
class Outline:
    """A paper in one language. `foot` are lines below everything; `known` is how far the lists behind it are known, for the foot
    of every page; `rest` are the rows that yielded to keep the first page one page."""

    language: Language
    title: str
    lines: Sequence[str]
    parts: Sequence[Part]
    foot: Sequence[str]
    known: str
    rest: Sequence[Part] = ()
