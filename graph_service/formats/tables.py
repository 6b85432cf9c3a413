"""A table as text: CSV for spreadsheets, NDJSON for programs. Every CSV file that the service gives is written here."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import msgspec

from graph_service.errors import BadRequest
from graph_service.files.spreadsheet import harmless
from graph_service.records.characters import fit

TableFormat = Literal["csv", "ndjson", "xlsx"]
MARK = b"\xef\xbb\xbf"  # lets Excel read Chinese; for files, not for pipes
_LINES = msgspec.json.Encoder()


@dataclass(frozen=True, slots=True)
class Table:
    """Columns by name and rows of as many values: text, numbers, truths, None where nothing is known, or lists of these."""

    columns: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]

    def by_column(self) -> Iterator[dict[str, object]]:
        """The rows, their values by column."""
        return (dict(zip(self.columns, row, strict=True)) for row in self.rows)

    def only(self, columns: Sequence[str]) -> "Table":
        """The table with these columns alone, in this order.

        Raises:
            BadRequest: one is none of its columns.
        """
        for name in columns:
            if name not in self.columns:
                raise BadRequest("select", f"there is no column {name!r}; the columns are {', '.join(self.columns)}")
        places = [self.columns.index(name) for name in columns]
        return Table(tuple(columns), tuple(tuple(row[place] for place in places) for row in self.rows))


def csv_text(header: Sequence[str], rows: Iterable[Sequence[object]], line_end: str = "\n") -> str:
    """The text of a CSV file: nothing stands for missing data, lists are joined with spaces, no cell is run as a formula."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator=line_end)
    writer.writerow(header)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return out.getvalue()


def csv_of(header: Sequence[str], rows: Iterable[Sequence[object]], line_end: str = "\n") -> bytes:
    """A CSV file; see `csv_text`."""
    return MARK + csv_text(header, rows, line_end).encode()


def ndjson_of(table: Table) -> bytes:
    """One JSON object per row, its members the columns in order; missing data are null, lists stay lists."""
    return b"".join(_LINES.encode(row) + b"\n" for row in table.by_column())


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return harmless(fit(value))
    return harmless(fit(" ".join(map(str, value)))) if isinstance(value, tuple | list) else value


def cell_of(value: object) -> str:
    """A value as people read it: nothing stands for missing data, numbers have two decimals, no character commands a terminal."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.2f}"
    return fit(" ".join(map(str, value)) if isinstance(value, tuple | list) else str(value))
