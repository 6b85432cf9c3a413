"""TOML files: their text, what it holds, and the line on which a key stands."""

import re
import tomllib
from pathlib import Path
from typing import Any

from graph_service.errors import DataRefused, Fault
from graph_service.files.bounded import read_bounded


def text_of(path: Path, remedy: str) -> str:
    """The text of a file.

    Raises:
        DataRefused: it cannot be read, which `remedy` then answers, or is not UTF-8.
    """
    try:
        return read_bounded(path, remedy=remedy).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DataRefused([Fault(str(path), None, None, "not UTF-8", "save the file as UTF-8")]) from error


def document_of(text: str, file: str) -> dict[str, Any]:
    """What a text holds.

    Raises:
        DataRefused: it is no TOML; told of `file` and the line.
    """
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line (\d+)", str(error))
        problem = re.sub(r" \(at .*\)$", "", str(error))
        fault = Fault(file, int(line[1]) if line else None, None, f"not TOML: {problem}", "correct this line")
        raise DataRefused([fault]) from error


def line_of(text: str, key: str) -> int | None:
    """The line on which a key stands, or else the table it belongs in."""
    table, line_of_table = "", None
    for number, line in enumerate(text.splitlines(), start=1):
        if header := re.match(r"\s*\[([^\[\]]+)\]", line):
            table = header[1].strip()
            if f"{table}.".startswith(f"{key}."):
                return number
            if f"{key}.".startswith(f"{table}."):
                line_of_table = number
        elif word := re.match(r"\s*([\w.-]+)\s*=", line):
            found = f"{table}.{word[1]}".strip(".")
            if f"{key}.".startswith(f"{found}."):
                return number
    return line_of_table
