"""Lists of links as text: KONECT's and other edge lists, CSV and TSV, with or without a header; `%` and `#` are comments."""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import NamedTuple

from graph_service.files.bounded import LONGEST_LINE
from graph_service.files.file_graph import FileGraph, refusal
from graph_service.files.link_columns import Columns, columns_of, is_number, is_unknown_header
from graph_service.files.link_heads import Head, head_of, unlike

_COMMENT = ("%", "#")
_SEPARATORS: Mapping[str | None, str] = {"\t": "tabs", ",": "commas", ";": "semicolons", None: "spaces"}
_MOST = 4  # without a header: two ends, a weight and a time, as KONECT has them
_PLAIN = Head(directed=False, bipartite=False)


class _Lines:
    """The lines of a text, one at a time: a list of ten million takes many times what the text does."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = text

    def __iter__(self) -> Iterator[str]:
        begins, number = 0, 1
        while (ends := self.text.find("\n", begins)) >= 0:
            yield self._line(number, begins, ends)
            begins, number = ends + 1, number + 1
        yield self._line(number, begins, len(self.text))

    def _line(self, number: int, begins: int, ends: int) -> str:
        if ends - begins > LONGEST_LINE:
            problem = f"a line of {ends - begins:,} characters"
            raise refusal(self.name, number, None, problem, "check the line breaks; every link has a line of its own")
        return self.text[begins:ends]


class Line(NamedTuple):
    """The cells of one line of data, and which line of the file it is."""

    number: int
    cells: list[str]


def read_link_list(name: str, text: str) -> FileGraph:
    """The graph of a list: one link a line, its ends in the first two columns or in those that the header names.

    Raises:
        DataRefused: a line has not the columns that the others have, an end is missing, a weight is no number.
    """
    lines = _Lines(name, text.replace("\r\n", "\n").replace("\r", "\n"))
    head = head_of(name, lines)
    separator = None if head else _separator(lines)
    data = _separated(name, lines, separator) if separator else _spaced(lines)
    rows = islice(data, head.sizes_first if head else 0, None)
    first = next(rows, None)
    columns = columns_of(name, *first) if first and not head else None
    chosen = columns or Columns()
    links, weights = _links(name, chain([first] if first and not columns else [], rows), chosen, separator)
    notices = [f"columns left out: {', '.join(left)}"] if (left := _left_out(chosen)) else []
    notices += [f"weights, times or attributes of {weights} links are left out"] if weights else []
    if first and not columns and not head and is_unknown_header(links[0], links[1:]):
        notices.append(f"line {first.number} ({', '.join(links[0])}) was taken for names of columns")
        links = links[1:]
    return _graph(links, head or _PLAIN, notices)


def _separator(lines: Iterable[str]) -> str | None:
    """What separates the cells of the first line of data; None stands for any white space."""
    first = next((line for line in lines if line.strip() and not _is_comment(line)), "")
    return next((mark for mark in _SEPARATORS if mark and mark in first.strip()), None)


def _is_comment(line: str) -> bool:
    return line.lstrip().startswith(_COMMENT)


def _spaced(lines: Iterable[str]) -> Iterator[Line]:
    for number, line in enumerate(lines, start=1):
        if line.strip() and not _is_comment(line):
            ends, brace, attributes = line.partition(" {")  # as networkx writes attributes: 1 2 {'weight': 3}
            yield Line(number, ends.split() + ([f"{{{attributes}"] if brace and attributes.strip() != "}" else []))


def _separated(name: str, lines: Iterable[str], separator: str) -> Iterator[Line]:
    data = ("" if _is_comment(line) else line for line in lines)
    reader = csv.reader(data, delimiter=separator, strict=True, skipinitialspace=separator != "\t")
    while True:
        begins = reader.line_num + 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise refusal(name, begins, None, f"not CSV: {error}", "check the quotation marks from this line on") from None
        if cells is None:
            return
        if any(cells):
            yield Line(begins, [cell.strip() for cell in cells])


def _links(name: str, rows: Iterable[Line], columns: Columns, separator: str | None) -> tuple[list[tuple[str, str]], int]:
    """The links, and how many have something beside their ends that is left out."""
    links, weighted = [], 0
    known: dict[str, str] = {}  # a name is kept once, however often it stands there
    for row in rows:
        _check_width(name, row, columns, separator)
        number, cells = row
        ends = cells[columns.source], cells[columns.target]
        if not all(ends):
            raise refusal(name, number, None, "an end of the link is missing", "fill it in or remove the line")
        weighted += _weighted(name, number, cells, columns)
        links.append((known.setdefault(ends[0], ends[0]), known.setdefault(ends[1], ends[1])))
    return links, weighted


def _check_width(name: str, row: Line, columns: Columns, separator: str | None) -> None:
    count, wanted = len(row.cells), len(columns.names)
    if count < 2:
        problem = f"only one column, {row.cells[0]!r}, in a list separated by {_SEPARATORS[separator]}"
        raise refusal(name, row.number, None, problem, "write both ends, separated as in the lines above")
    if wanted and count != wanted:
        problem = f"{count} cells under {wanted} columns"
        raise refusal(name, row.number, None, problem, "check the separators and quotation marks of this line")
    if not wanted and count > _MOST:
        problem = f"{count} columns without a header"
        raise refusal(name, row.number, None, problem, "name the columns in the first line: source,target, then the others")


def _weighted(name: str, number: int, cells: Sequence[str], columns: Columns) -> bool:
    """Whether the line has a weight, which must be a number, lest a name with a space in it passes for a link and more."""
    if columns.names:
        more = [cells[columns.weight]] if columns.weight is not None and cells[columns.weight] else []
    else:
        more = [cell for cell in cells[2:] if cell and not cell.startswith("{")]
    if wrong := next((cell for cell in more if not is_number(cell)), None):
        remedy = "correct it; columns that are neither ends nor weights need a header: source,target, then their names"
        raise refusal(name, number, "weight", f"{wrong!r} is no number", remedy)
    return bool(more) or (len(cells) > 2 and not columns.names)


def _left_out(columns: Columns) -> list[str]:
    used = (columns.source, columns.target, columns.weight)
    return [name or "one without a name" for at, name in enumerate(columns.names) if at not in used]


def _graph(links: list[tuple[str, str]], head: Head, notices: list[str]) -> FileGraph:
    if head.bipartite:
        links = [(f"l{left}", f"r{right}") for left, right in links]
        notices.append("two kinds of nodes: those of the left column are called l…, those of the right column r…")
    if head.directed:
        notices.append("directions are left out")
    nodes = dict.fromkeys(end for link in links for end in link)
    left = {link[0] for link in links} if head.bipartite else nodes
    notices += unlike(head, len(links), len(left), len(nodes) - len(left))
    return FileGraph({node: node for node in nodes}, links, notices)
