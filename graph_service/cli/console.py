"""Where the commands print: results to stdout, everything else to stderr."""

import csv
import io
import sys
from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

import msgspec
from msgspec import Struct
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.markup import escape
from rich.table import Table

OutputFormat = Literal["table", "json", "csv"]

_ERRORS = Console(stderr=True)


def complain(message: str) -> None:
    """One line on stderr, as it is: messages hold names and paths that must not be read as markup or wrapped."""
    print(message, file=sys.stderr)


def note(message: str) -> None:
    """A remark for people, kept out of the results."""
    _ERRORS.print(message, highlight=False, markup=False, soft_wrap=True)


def status_console() -> Console:
    """The console for progress bars."""
    return _ERRORS


class Rows(NamedTuple):
    """A header and its rows."""

    header: Sequence[str]
    rows: Iterable[Sequence[object]]


def show(document: Struct, form: OutputFormat, title: str, full: Rows, brief: Rows) -> None:
    """Print an answer: the document of the endpoint as JSON, all columns as CSV, or the brief ones as a table."""
    if form == "json":
        print(msgspec.json.format(msgspec.json.encode(document)).decode())
    elif form == "csv":
        print(_csv(full), end="")
    else:
        Console().print(_table(title, brief))


def _csv(rows: Rows) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(rows.header)
    writer.writerows([_cell(value) for value in row] for row in rows.rows)
    return out.getvalue()


def _table(title: str, rows: Rows) -> Table:
    """The last column takes the room that is left and wraps; the others stay on one line as long as they can."""
    table = Table(title=title, title_justify="left", header_style="bold", box=SIMPLE_HEAD, pad_edge=False)
    for position, column in enumerate(rows.header, start=1):
        last = position == len(rows.header)
        table.add_column(column, overflow="fold", no_wrap=not last, ratio=1 if last else None)
    for row in rows.rows:
        table.add_row(*(escape(_cell(value)) for value in row))
    return table


def _cell(value: object) -> str:
    """A value for people and spreadsheets; nothing stands for missing data."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.2f}"
    if isinstance(value, tuple | list):
        return " ".join(str(part) for part in value)
    return str(value)
