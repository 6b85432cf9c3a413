"""An answer's table in the format that was asked for."""

from collections.abc import Callable, Mapping
from typing import TypeAlias

from graph_service.formats.tables import Table, TableFormat, csv_text, ndjson_of

MEDIA_TYPES: Mapping[TableFormat, str] = {
    "csv": "text/csv; charset=utf-8",
    "ndjson": "application/x-ndjson",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


_About: TypeAlias = Callable[[], Mapping[str, str]]


def _workbook_of(table: Table, about: _About, words: Callable[[], Table]) -> bytes:
    # Its library takes a twentieth of a second to import, which other formats need not pay.
    from graph_service.formats.workbook import workbook_of  # noqa: PLC0415

    return workbook_of(table, about(), words())


_WRITERS: Mapping[TableFormat, Callable[[Table, _About, Callable[[], Table]], bytes]] = {
    "csv": lambda table, *_: csv_text(table.columns, table.rows).encode(),
    "ndjson": lambda table, *_: ndjson_of(table),
    "xlsx": _workbook_of,
}


def written(table: Table, form: TableFormat, about: _About, words: Callable[[], Table]) -> bytes:
    """The table in a format. `about` tells what it is of, and `words` makes the table of what its columns and codes mean, where
    the format has room for them. CSV is without a byte-order mark:
    a file begins with `tables.MARK`, a pipe does not."""
    return _WRITERS[form](table, about, words)
