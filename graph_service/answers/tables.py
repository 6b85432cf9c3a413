"""Answers as tables, for those who work in spreadsheets."""

import csv
import io
from collections.abc import Iterable, Sequence


def csv_of(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """A CSV file: nothing stands for missing data, lists are joined with spaces."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")  # the mark lets Excel read Chinese


def _cell(value: object) -> object:
    return " ".join(map(str, value)) if isinstance(value, tuple | list) else value
