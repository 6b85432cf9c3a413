"""Where the commands print: results to stdout, everything else to stderr."""

import csv
import io
import sys
from collections.abc import Iterable, Sequence
from typing import Literal

import msgspec
from msgspec import Struct
from rich.console import Console
from rich.table import Table

OutputFormat = Literal["table", "json", "csv"]

_OUT = Console()
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


def show(document: Struct, form: OutputFormat, title: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print an answer: the document of the endpoint as JSON, or its rows as CSV or as a table."""
    if form == "json":
        print(msgspec.json.format(msgspec.json.encode(document)).decode())
    elif form == "csv":
        print(_csv(header, rows), end="")
    else:
        _OUT.print(_table(title, header, rows))


def _csv(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return out.getvalue()


def _table(title: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> Table:
    table = Table(title=title, title_justify="left", header_style="bold", show_lines=False)
    for column in header:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*(_cell(value) for value in row))
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
