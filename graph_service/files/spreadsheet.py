"""Cells that spreadsheets open as what they are: a text that one would run as a formula gets an apostrophe before it."""

import re

# What opens a formula, in half and full width, and the white space that spreadsheets skip before one. A text that has
# apostrophes there already gets one more, so that the text comes back.
_OPENS = re.compile(r"'*[=+\-@＝＋－＠\t\n\r]")
_FIRST = "'=+-@＝＋－＠\t\n"
_RETURN = re.compile("\r\n?")
_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)


def harmless(text: str) -> str:
    """The cell of a text, which no spreadsheet runs; a number stays one. A lone carriage return, at which some programs begin
    a row though csv does not quote it, is an ordinary line break.

    >>> harmless("=1+1"), harmless("-12.5"), harmless("1-1")
    ("'=1+1", '-12.5', '1-1')
    """
    if "\r" in text:
        text = _RETURN.sub("\n", text)
    return f"'{text}" if text[:1] in _FIRST and _OPENS.match(text) and not _NUMBER.fullmatch(text) else text


def meant(cell: str) -> str:
    """The text of a cell, without the apostrophe that `harmless` gave it."""
    return cell[1:] if cell.startswith("'") and _OPENS.match(cell) else cell
