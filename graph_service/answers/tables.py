"""Answers as tables, for those who work in spreadsheets. Every CSV file that the service gives is written here."""

import csv
import io
from collections.abc import Iterable, Sequence

from graph_service.domain.characters import fit
from graph_service.files.spreadsheet import harmless


def csv_text(header: Sequence[str], rows: Iterable[Sequence[object]], line_end: str = "\n") -> str:
    """The text of a CSV file: nothing stands for missing data, lists are joined with spaces, no cell is run as a formula."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator=line_end)
    writer.writerow(header)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return out.getvalue()


def csv_of(header: Sequence[str], rows: Iterable[Sequence[object]], line_end: str = "\n") -> bytes:
    """A CSV file; see `csv_text`."""
    return csv_text(header, rows, line_end).encode("utf-8-sig")  # the mark lets Excel read Chinese


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return harmless(fit(value))
    return harmless(fit(" ".join(map(str, value)))) if isinstance(value, tuple | list) else value
