"""Where the commands print: results to stdout, everything else to stderr."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Literal, NamedTuple

import msgspec
from msgspec import Struct
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.markup import escape
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from graph_service.cli.streams import printing
from graph_service.errors import DataRefused, Fault
from graph_service.formats.tables import cell_of, csv_text
from graph_service.records.characters import fit

OutputFormat = Literal["table", "json", "csv"]
REFUSED = 1  # the exit code where the data was refused

_ERRORS = Console(stderr=True)


def complain(message: str) -> None:
    """One line on stderr, as it is: messages hold names and paths that must not be read as markup or wrapped."""
    print(fit(message), file=sys.stderr)


def complain_of(faults: Iterable[Fault]) -> None:
    """One line on stderr per fault."""
    for fault in faults:
        complain(str(fault))


def note(message: str) -> None:
    """A remark for people, kept out of the results."""
    _ERRORS.print(fit(message), highlight=False, markup=False, soft_wrap=True)


class Rows(NamedTuple):
    """A header and its rows."""

    header: Sequence[str]
    rows: Iterable[Sequence[object]]


def show(document: Struct, form: OutputFormat, title: str, full: Rows, brief: Rows) -> None:
    """Print an answer: the document of the endpoint as JSON, all columns as CSV, or the brief ones as a table."""
    with printing():
        if form == "table":
            print_table(title, brief)
        else:
            print(text_of(document, form, full), end="")


def print_table(title: str, rows: Rows) -> None:
    """Print a table under its title; within `printing`."""
    console = Console()
    console.print(fit(title), style="italic", highlight=False, markup=False, soft_wrap=True)
    console.print(_table(rows))


def text_of(document: Struct, form: Literal["json", "csv"], full: Rows) -> str:
    """An answer for programs, ending with a line break: the document of the endpoint, or all columns as CSV."""
    if form == "csv":
        return csv_text(full.header, ([cell_of(value) for value in row] for row in full.rows))
    return msgspec.json.format(msgspec.json.encode(document)).decode() + "\n"


def save(path: Path, text: str) -> None:
    """Write a file in UTF-8, its lines ending alike on every system, and say so; errors as `save_bytes`."""
    save_bytes(path, text.encode())


def save_bytes(path: Path, data: bytes) -> None:
    """Write a file, and say so.

    Raises:
        DataRefused: it cannot be written.
    """
    try:
        path.write_bytes(data)
    except OSError as error:
        fault = Fault(str(path), None, None, f"cannot be written ({error.strerror})", "choose another file")
        raise DataRefused([fault]) from error
    note(f"wrote {path} ({len(data) // 1024} kB)")


@contextmanager
def working(what: str) -> Iterator[None]:
    """A line on stderr with the time that passes, while somebody watches; it is gone when the work is done."""
    # A spinner of ASCII, for consoles have not always the letters of others.
    columns = (SpinnerColumn("line"), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=_ERRORS, transient=True, disable=not _ERRORS.is_terminal) as progress:
        progress.add_task(what)
        yield


def _table(rows: Rows) -> Table:
    """What a terminal shows of rows: the last column takes the room that is left and wraps, the others stay on one line as long
    as they can."""
    table = Table(header_style="bold", box=SIMPLE_HEAD, pad_edge=False)
    for position, column in enumerate(rows.header, start=1):
        last = position == len(rows.header)
        table.add_column(column, overflow="fold", no_wrap=not last, ratio=1 if last else None)
    for row in rows.rows:
        table.add_row(*(escape(cell_of(value)) for value in row))
    return table
