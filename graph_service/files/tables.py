"""CSV tables of records: one file per record type, UTF-8, a header row, errors by file, line and field."""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec

from graph_service.domain.base import Record
from graph_service.domain.registry import BY_PLURAL, RECORD_TYPES
from graph_service.errors import Fault
from graph_service.files.cells import columns, from_cells, required_columns, to_cells


class Row(NamedTuple):
    """A record and where it was written."""

    record: Record
    file: str
    line: int


class Reading(NamedTuple):
    """What was read: the rows that make sense and the faults of those that do not."""

    rows: list[Row]
    faults: list[Fault]


def read_table(path: Path, plural: str, layer: str) -> Reading:
    """The records of one CSV file of one type."""
    name = str(path)
    text, fault = _text(path)
    if fault is not None:
        return Reading([], [fault])
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = [cell.strip() for cell in next(reader, [])]
        if faults := list(_header_faults(name, header, plural)):
            return Reading([], faults)
        return _read_rows(name, reader, header, plural, layer)
    except csv.Error as error:
        return Reading([], [Fault(name, reader.line_num, None, f"not CSV: {error}", "check the quotation marks of this line")])


def _text(path: Path) -> tuple[str, Fault | None]:
    try:
        data = path.read_bytes()
    except OSError as error:
        return "", Fault(str(path), None, None, f"cannot be read ({error.strerror})", "check the path and its permissions")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return "", Fault(str(path), line, None, "not UTF-8", "save the file as “CSV UTF-8” and load it again")
    if not text.strip():
        return "", Fault(str(path), None, None, "the file is empty", "add a header row and at least one record")
    return text, None


def _header_faults(name: str, header: list[str], plural: str) -> Iterator[Fault]:
    cls = BY_PLURAL[plural].cls
    for missing in sorted(required_columns(cls) - set(header)):
        yield Fault(
            name, 1, missing, "the column is missing", f"add it; {plural} need {', '.join(sorted(required_columns(cls)))}"
        )
    for unknown in header:
        if unknown not in columns(cls):
            yield Fault(name, 1, unknown, "unknown column", f"remove or rename it; known are {', '.join(columns(cls))}")
    for repeated in sorted({column for column in header if header.count(column) > 1}):
        yield Fault(name, 1, repeated, "the column stands there twice", "keep one of them")


def _read_rows(name: str, reader: Iterable[list[str]], header: list[str], plural: str, layer: str) -> Reading:
    cls = BY_PLURAL[plural].cls
    reading = Reading([], [])
    line_of = getattr(reader, "line_num", None)
    for cells in reader:
        line = getattr(reader, "line_num", line_of)
        if not any(cells):
            continue
        if len(cells) != len(header):
            problem = f"{len(cells)} cells under {len(header)} columns"
            reading.faults.append(Fault(name, line, None, problem, "check the commas and quotation marks of this line"))
            continue
        try:
            record = from_cells(cls, dict(zip(header, map(str.strip, cells), strict=True)), layer)
            reading.rows.append(Row(record, name, line or 0))
        except ValueError as error:
            reading.faults.append(_fault(name, line, error))
    return reading


def _fault(name: str, line: int | None, error: ValueError) -> Fault:
    text = str(error)
    where = re.search(r" - at `\$\.?(.*?)`$", text)
    if isinstance(error, msgspec.ValidationError):
        missing = re.match(r"Object missing required field `(.*?)`", text)
        if missing:
            return Fault(name, line, missing[1], "the value is missing", "fill it in")
    problem = text[: where.start()] if where else text
    return Fault(name, line, (where[1] if where else None) or None, problem, "correct the value")


def format_table(records: Iterable[Record], plural: str) -> str:
    """The CSV text of records of one type, in id order: the same records give the same text."""
    names = columns(BY_PLURAL[plural].cls)
    rows = [to_cells(record) for record in sorted(records, key=lambda record: record.id)]
    used = [name for name in names if name in required_columns(BY_PLURAL[plural].cls) or any(row[name] for row in rows)]
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, used, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def type_of_file(path: Path) -> str | None:
    """The record type a file holds, told by its name: `agreements.csv`, `agreements-2026.csv`."""
    return next((kind.plural for kind in RECORD_TYPES if re.fullmatch(rf"{kind.plural}([-_. ].*)?", path.stem)), None)
