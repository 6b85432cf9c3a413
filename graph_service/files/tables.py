"""CSV tables of records: one file per record type, UTF-8, a header row, errors by file, line and field."""

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator
from operator import methodcaller
from pathlib import Path
from typing import NamedTuple

from graph_service.errors import DataRefused, Fault
from graph_service.files.bounded import LONGEST_LINE, MOST, read_bounded
from graph_service.files.cells import columns, from_cells, from_columns, required_columns, to_cells
from graph_service.files.misfits import MISSING_CELL, explained
from graph_service.files.not_utf8 import unread
from graph_service.files.spreadsheet import harmless, meant
from graph_service.records.base import Record
from graph_service.records.characters import UnfitCharacter, is_fit, trimmed
from graph_service.records.registry import BY_PLURAL, RECORD_TYPES

_AT_ONCE = 5_000  # rows: enough to be fast, few enough that a large file takes no more memory for it
_OPENED = methodcaller("startswith", "'")
_MOST_FAULTS = 100_000  # a file of another kind has one a line, which would take a hundred times its length


class Row(NamedTuple):
    """A record and where it was written."""

    record: Record
    file: str
    line: int


class Reading(NamedTuple):
    """What was read: the rows that make sense and the faults of those that do not. `layers` are those of the tables
    read, of empty ones too."""

    rows: list[Row]
    faults: list[Fault]
    layers: frozenset[str] = frozenset()


class _Table(NamedTuple):
    """A file of one type, `fit` if other files can carry each of its characters."""

    name: str
    cls: type[Record]
    header: list[str]
    layer: str
    fit: bool


def read_table(path: Path, plural: str, layer: str, most: int = MOST) -> Reading:
    """The records of one CSV file of one type; a file of more than `most` bytes is a fault."""
    name = str(path)
    text, fault = _text(path, most)
    if fault is not None:
        return Reading([], [fault])
    lines, fault = _lines(name, text)
    if fault is not None:
        return Reading([], [fault])
    (_, first), *rows = lines
    header = [cell.strip() for cell in first]
    if faults := list(_header_faults(name, header, plural)):
        return Reading([], faults)
    return _read_rows(_Table(name, BY_PLURAL[plural].cls, header, layer, is_fit(text)), rows)


def _text(path: Path, most: int) -> tuple[str, Fault | None]:
    try:
        data = read_bounded(path, most)
    except DataRefused as refused:
        return "", refused.faults[0]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return "", Fault(str(path), data.count(b"\n", 0, error.start) + 1, None, *unread(data))
    if not text.strip():
        return "", Fault(str(path), None, None, "the file is empty", "add a header row and at least one record")
    return text if _is_normal(text) else unicodedata.normalize("NFC", text), None


def _is_normal(text: str) -> bool:
    """Whether it is in NFC, line by line: told many times faster than done, and of plain ASCII at once."""
    return all(line.isascii() or unicodedata.is_normalized("NFC", line) for line in text.split("\n"))


def _lines(name: str, text: str) -> tuple[list[tuple[int, list[str]]], Fault | None]:
    """The rows, each with the line of the file it begins on: cells may hold line breaks."""
    reader = csv.reader(_short_lines(text), strict=True)
    lines: list[tuple[int, list[str]]] = []
    while True:
        begins = reader.line_num + 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            return [], Fault(name, begins, None, f"not CSV: {error}", "check the quotation marks from this line on")
        if cells is None:
            return lines, None
        if cells or not lines:  # a file of blank lines is as long in memory as one of records
            lines.append((begins, cells))


def _short_lines(text: str) -> Iterator[str]:
    for line in io.StringIO(text, newline=""):
        if len(line) > LONGEST_LINE:
            raise csv.Error(f"a line of {len(line):,} characters")
        yield line


def _header_faults(name: str, header: list[str], plural: str) -> Iterator[Fault]:
    cls = BY_PLURAL[plural].cls
    for missing in sorted(required_columns(cls) - set(header)):
        yield Fault(
            name, 1, missing, "the column is missing", f"add it; {plural} need {', '.join(sorted(required_columns(cls)))}"
        )
    for unknown in header:
        if unknown not in columns(cls):
            problem = "unknown column" if unknown else "a column without a name"
            yield Fault(name, 1, unknown or None, problem, f"remove or rename it; known are {', '.join(columns(cls))}")
    for repeated in sorted({column for column in header if header.count(column) > 1}):
        yield Fault(name, 1, repeated, "the column stands there twice", "keep one of them")


def _read_rows(table: _Table, rows: list[tuple[int, list[str]]]) -> Reading:
    reading = Reading([], [])
    for start in range(0, len(rows), _AT_ONCE):
        some = rows[start : start + _AT_ONCE]
        if sound := _read_sound(table, some):
            reading.rows.extend(sound)
        elif not _read_each(table, some, reading):
            break
    return reading


def _read_sound(table: _Table, rows: list[tuple[int, list[str]]]) -> list[Row]:
    """The records of the rows if nothing is wrong with any of them; else none."""
    if not table.fit or any(len(cells) != len(table.header) for _, cells in rows):
        return []
    by_column = zip(table.header, zip(*(cells for _, cells in rows), strict=True), strict=True)
    filled = {column: _texts_of(cells) for column, cells in by_column if any(cells)}
    try:
        records = from_columns(table.cls, filled, table.layer, len(rows))
    except ValueError:
        return []
    return [Row(record, table.name, line) for record, (line, _) in zip(records, rows, strict=True)]


def _texts_of(cells: Iterable[str]) -> list[str]:
    """As `meant(trimmed(cell))` of each, for in what is fit Python finds no other white space."""
    texts = list(map(str.strip, cells))
    return list(map(meant, texts)) if any(map(_OPENED, texts)) else texts


def _read_each(table: _Table, rows: list[tuple[int, list[str]]], reading: Reading) -> bool:
    """Add the records of the rows and what is wrong with others; whether to go on."""
    cls, name, header = table.cls, table.name, table.header
    for line, cells in rows:
        if not any(map(str.strip, cells)):
            continue
        if len(reading.faults) >= _MOST_FAULTS:
            problem = f"{_MOST_FAULTS:,} faulty lines before this one; the rest was not read"
            reading.faults.append(Fault(name, line, None, problem, "check that this is the file that was meant"))
            return False
        if len(cells) != len(header):
            problem = f"{len(cells)} cells under {len(header)} columns"
            reading.faults.append(Fault(name, line, None, problem, "check the commas and quotation marks of this line"))
            continue
        try:
            filled = {column: text for column, cell in zip(header, cells, strict=True) if (text := meant(trimmed(cell)))}
            reading.rows.append(Row(from_cells(cls, filled, table.layer), name, line))
        except ValueError as error:
            column, problem = explained(str(error), columns(cls))
            reading.faults.append(Fault(name, line, column, problem, _remedy(error, problem)))
    return True


def _remedy(error: ValueError, problem: str) -> str:
    if isinstance(error, UnfitCharacter):
        return error.remedy
    return "fill it in" if problem == MISSING_CELL else "correct the value"


def format_table(records: Iterable[Record], plural: str) -> str:
    """The CSV text of records of one type, in id order: the same records give the same text."""
    names = columns(BY_PLURAL[plural].cls)
    ordered = sorted(records, key=lambda record: record.id)
    rows = [{column: harmless(cell) for column, cell in to_cells(record).items()} for record in ordered]
    used = [name for name in names if name in required_columns(BY_PLURAL[plural].cls) or any(row[name] for row in rows)]
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, used, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def type_of_file(path: Path) -> str | None:
    """The record type a file holds, told by its name: `agreements.csv`, `agreements-2026.csv`."""
    return next((kind.plural for kind in RECORD_TYPES if re.fullmatch(rf"{kind.plural}([-_. ].*)?", path.stem)), None)
