"""What may be taken from a page as a file: its pictures, and its tables with exactly the rows that it shows."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from graph_service.formats.tables import Table
from graph_service.pages.printed import Drawing
from graph_service.questions.called import Called
from graph_service.site.cells import Linked, Linkeds, Termed
from graph_service.site.sections import Part
from graph_service.site.templating import Frame

PICTURES, TABLES = ("svg", "png", "pdf"), ("csv", "xlsx")
_NUMBER = re.compile(r"-?\d{1,3}(,\d{3})*")


@dataclass(frozen=True, slots=True)
class Taken:
    """The pictures and the tables of a page by short names, each made when it is asked for; the title of the page, and the lines
    that say how far its figures go."""

    title: str
    lines: Sequence[str] = ()
    pictures: Mapping[str, Callable[[], Drawing]] = field(default_factory=dict)
    tables: Mapping[str, Callable[[], Part]] = field(default_factory=dict)


def picture_files(frame: Frame, part: str | None = None) -> list[tuple[str, str]]:
    """The files of a picture of this page, each with its address; `part` names it where the page has several."""
    return list(_files(frame, PICTURES, part))


def table_files(frame: Frame, part: str | None = None) -> list[tuple[str, str]]:
    """The files of a table of this page, as `picture_files`."""
    return list(_files(frame, TABLES, part))


def _files(frame: Frame, forms: Sequence[str], part: str | None) -> Iterator[tuple[str, str]]:
    for form in forms:
        yield form.upper(), frame.again(format=form, part=part)


def numbered(parts: Iterable[Part]) -> Mapping[str, Callable[[], Part]]:
    """Tables of a page by their number, the first being 1; none that has no row."""
    return {str(number): partial(_same, part) for number, part in enumerate(parts, start=1) if part.rows}


def _same(part: Part) -> Part:
    return part


def table_of(part: Part) -> Table:
    """The table of a part of a page: names without the ways that they are, numbers as numbers."""
    return Table(tuple(part.columns), tuple(tuple(map(_plain, row)) for row in part.rows))


def _plain(cell: object) -> object:
    if not isinstance(cell, Called | Linked | Linkeds | Termed):
        return cell
    text = cell.text if isinstance(cell, Linkeds | Termed) else str(cell) if isinstance(cell, Called) else cell.value or cell.text
    return int(text.replace(",", "")) if _NUMBER.fullmatch(text) else text
