"""A table as an Excel workbook: the header frozen, filters on, numbers as numbers, columns of days as dates, ids as text."""

import io
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import NamedTuple
from unicodedata import east_asian_width

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from graph_service.formats.tables import Table
from graph_service.records.characters import fit

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_CREATED = datetime(1980, 1, 1, tzinfo=UTC)  # a date alone would be passed over, and the clock written
_WIDTHS = (6, 60)  # characters, least and most
_LOOKED_AT = 200  # rows by which the width of a column is chosen
_NO_SHEET = re.compile(r"[\x00-\x1f\[\]:*?/\\]+")  # what Excel refuses in the name of a sheet
_LONGEST_NAME = 31  # characters of the name of a sheet
_LONGEST = 32_767  # characters of a cell; Excel refuses a file with more
_TINY = 0.0005  # below it three decimals would show nothing
_FORMS = ("yyyy-mm-dd", "0.0##", "0.00E+00")
_BEGUN = {"default_date_format": "yyyy-mm-dd", "strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}


class _Styles(NamedTuple):
    """How days, numbers with decimals, and such numbers near nothing are shown; their cells hold every digit."""

    day: Format
    decimal: Format
    tiny: Format


def workbook_of(table: Table, about: Mapping[str, str], words: Table) -> bytes:
    """The bytes of a workbook of three sheets: the table, what it is about, line by line, and what its columns and codes mean."""
    return book_of([("table 表", table)], about, [("words 词语", words)])


def book_of(tables: Sequence[tuple[str, Table]], about: Mapping[str, str], more: Sequence[tuple[str, Table]] = ()) -> bytes:
    """The bytes of a workbook: a sheet for each of these tables, called as near to its name as Excel allows, one of what they are
    about, line by line, and more tables after it."""
    out = io.BytesIO()
    with Workbook(out, _BEGUN) as book:
        book.set_properties({"created": _CREATED})  # the same data give the same bytes
        bold, styles = book.add_format({"bold": True}), _Styles(*(book.add_format({"num_format": form}) for form in _FORMS))
        for name, table in tables:
            _fill(book.add_worksheet(_sheet_name(name, book)), table, bold, styles)
        told = book.add_worksheet("about 说明")
        told.set_column(0, 1, 30)
        for row, (name, value) in enumerate(about.items()):
            told.write_string(row, 0, name, bold)
            told.write_string(row, 1, fit(value))
        for name, table in more:
            _fill(book.add_worksheet(_sheet_name(name, book)), table, bold, styles)
    return out.getvalue()


def _sheet_name(name: str, book: Workbook) -> str:
    """The name without what Excel refuses in it, cut, and numbered where another sheet has it."""
    plain = _NO_SHEET.sub(" ", fit(name))[: _LONGEST_NAME - 3].strip(" '") or "-"
    taken = {sheet.name.casefold() for sheet in book.worksheets()}
    numbered = (plain, *(f"{plain} {number}" for number in range(2, 100)))
    return next(found for found in numbered if found.casefold() not in taken)


def _fill(sheet: Worksheet, table: Table, bold: Format, styles: _Styles) -> None:
    sheet.write_row(0, 0, table.columns, bold)
    of_days = [all(_may_be_day(row[column]) for row in table.rows) for column in range(len(table.columns))]
    for number, row in enumerate(table.rows, start=1):
        for column, value in enumerate(row):
            _write(sheet, number, column, value, styles, day=of_days[column])
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)
    for column, name in enumerate(table.columns):
        longest = max((_width(_text(row[column])) for row in table.rows[:_LOOKED_AT]), default=0)
        sheet.set_column(column, column, min(max(longest, _width(name), _WIDTHS[0]) + 1, _WIDTHS[1]))


def _width(text: str) -> int:
    """How many narrow characters wide a text is: a Chinese one is as wide as two."""
    return sum(2 if east_asian_width(one) in "WF" else 1 for one in text[: _WIDTHS[1]])


def _may_be_day(value: object) -> bool:
    """Whether a column with this value may be one of dates: Excel would sort days before years and months, which it has as text,
    so that a column with any of these is text as a whole."""
    return value in (None, "") or _day_of(value) is not None


def _write(sheet: Worksheet, row: int, column: int, value: object, styles: _Styles, *, day: bool) -> None:
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, float):
        sheet.write_number(row, column, value, styles.tiny if 0 < abs(value) < _TINY else styles.decimal)
    elif isinstance(value, int):
        sheet.write_number(row, column, value)
    elif day and (found := _day_of(value)) is not None:
        sheet.write_datetime(row, column, found, styles.day)
    else:
        sheet.write_string(row, column, _text(value)[:_LONGEST])


def _day_of(value: object) -> date | None:
    """The day that a text is, where Excel can count it: from 1900 on."""
    if not isinstance(value, str) or not _DAY.fullmatch(value) or value < "1900-03-01":
        return None
    return date.fromisoformat(value)


def _text(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.3f}"
    return fit(" ".join(map(str, value)) if isinstance(value, tuple | list) else str(value))
