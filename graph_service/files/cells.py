"""Records as rows of cells, both ways. Columns follow from the record class; nothing here knows a particular type.

Four fields are spread or folded for people: `names` (name_zh, name_en, name_local, aliases), `sources` (source,
quote, confidence, side by side), `parties` (a, b) and `stages` (see `stages.py`). Lists are joined with `|`.
White space around a value is not kept.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import msgspec

from graph_service.files.misfits import MISSING_CELL, first_misfit
from graph_service.files.stages import format_stages, parse_stages
from graph_service.records.agreement import Agreement
from graph_service.records.base import Names, Record, Source
from graph_service.records.characters import is_fit, refuse_unfit

_NAME_COLUMNS = {"name_zh": "zh", "name_en": "en", "name_local": "local"}
_SPREAD = {"names": (*_NAME_COLUMNS, "aliases"), "sources": ("source", "quote", "confidence")}
_PAIR = {"parties": ("a", "b")}  # of agreements only: the parties of a plan are an ordinary list
_LAST = ("sources", "note")  # long texts go to the right, where they do not hide the rest
_TRUE, _FALSE = ("yes", "true", "1", "是"), ("no", "false", "0", "否")


@lru_cache
def _spread(cls: type[Record]) -> Mapping[str, tuple[str, ...]]:
    return _SPREAD | _PAIR if issubclass(cls, Agreement) else _SPREAD


@lru_cache
def columns(cls: type[Record]) -> tuple[str, ...]:
    """Column names of a record type, in file order."""
    return tuple(column for name in _ordered_fields(cls) for column in _spread(cls).get(name, (name,)))


@lru_cache
def required_columns(cls: type[Record]) -> frozenset[str]:
    """Columns that every file of this type must have."""
    needed = {field.encode_name for field in msgspec.structs.fields(cls) if field.required} - {"layer"}
    needed.discard("sources")
    return frozenset(column for name in needed for column in _spread(cls).get(name, (name,))) | {"source"}


@lru_cache
def _ordered_fields(cls: type[Record]) -> tuple[str, ...]:
    names = [field.encode_name for field in msgspec.structs.fields(cls) if field.encode_name != "layer"]
    return (*(name for name in names if name not in _LAST), *_LAST)


@lru_cache
def _kinds(cls: type[Record]) -> Mapping[str, str]:
    """What each plain column holds: "list", "flag" or "text" (numbers are converted by msgspec)."""
    fields = msgspec.json.schema_components([cls])[1][cls.__name__]["properties"]
    kind_of = {"array": "list", "boolean": "flag"}
    return {name: kind_of.get(schema.get("type", ""), "text") for name, schema in fields.items() if name not in _spread(cls)}


def from_cells(cls: type[Record], cells: Mapping[str, str], layer: str) -> Record:
    """The record a row stands for; a column that is left out is an empty cell.

    Raises:
        ValueError: a cell cannot be understood; the message opens with its column and a colon.
    """
    if not is_fit("".join(cells.values())):  # told here, for `Record.check` would not know the column of a pair or a stage
        for column, cell in cells.items():
            refuse_unfit(column, cell, lines=True)
    plain: dict[str, Any] = {"layer": layer}
    kinds = _kinds(cls)
    for column, cell in cells.items():
        if cell and (kind := kinds.get(column)) is not None:
            plain[column] = cell if kind == "text" else _value(column, cell, kind)
    if "parties" in _spread(cls):
        plain["parties"] = [_filled(cells, column) for column in _PAIR["parties"]]
    if names := _names(cells):
        plain["names"] = names
    plain["sources"] = _sources(cells)
    try:
        record = msgspec.convert(plain, cls, strict=False)
    except msgspec.ValidationError as error:
        raise ValueError(first_misfit(cls, plain)) from error
    record.check()
    return record


def _filled(cells: Mapping[str, str], column: str) -> str:
    if not cells.get(column):
        raise ValueError(f"{column}: {MISSING_CELL}")
    return cells[column]


def _value(column: str, cell: str, kind: str) -> Any:
    """The value of a cell that holds more than a text."""
    if column == "stages":
        return parse_stages(cell)
    if kind == "list":
        return split(cell)
    if cell.lower() not in (*_TRUE, *_FALSE):
        raise ValueError(f"{column}: {cell!r} is neither yes nor no")
    return cell.lower() in _TRUE


def _names(cells: Mapping[str, str]) -> dict[str, Any]:
    names: dict[str, Any] = {key: cells[column] for column, key in _NAME_COLUMNS.items() if cells.get(column)}
    if cells.get("aliases"):
        names["aliases"] = split(cells["aliases"])
    return names


def _sources(cells: Mapping[str, str]) -> list[dict[str, str]]:
    documents = split(_filled(cells, "source"))
    quotes = split(cells.get("quote", ""))
    trust = split(cells.get("confidence", ""))
    rows = []
    for position, document in enumerate(documents):
        row = {"document": document}
        if position < len(quotes) and quotes[position]:
            row["quote"] = quotes[position]
        if position < len(trust) and trust[position]:
            row["confidence"] = trust[position]
        rows.append(row)
    for column, given in (("quote", quotes), ("confidence", trust)):
        if len(given) > len(documents):
            raise ValueError(f"{column}: {len(given)} for {len(documents)} source(s); a bar inside a text is written \\|")
    return rows


def to_cells(record: Record) -> dict[str, str]:
    """The row of a record: every column of its type, empty where it has nothing to say."""
    fields = {field.encode_name: getattr(record, field.name) for field in msgspec.structs.fields(type(record))}
    cells = {name: _cell(name, value) for name, value in fields.items() if name not in _spread(type(record))}
    names: Names = record.names
    cells |= {column: getattr(names, key) or "" for column, key in _NAME_COLUMNS.items()}
    cells["aliases"] = join(names.aliases)
    if "parties" in _spread(type(record)):
        cells["a"], cells["b"] = fields["parties"]
    cells |= _source_cells(record.sources)
    return {column: cells[column] for column in columns(type(record))}


def _source_cells(sources: tuple[Source, ...]) -> dict[str, str]:
    listed: dict[str, list[str]] = {
        "source": [source.document for source in sources],
        "quote": [source.quote or "" for source in sources],
        "confidence": [source.confidence or "" for source in sources],
    }
    return {column: join(values[: _last_filled(values)]) for column, values in listed.items()}


def _last_filled(values: Sequence[str]) -> int:
    return max((position for position, value in enumerate(values, start=1) if value), default=0)


def _cell(name: str, value: Any) -> str:
    if value is None or value is False or value == ():
        return ""
    if name == "stages":
        return format_stages(value)
    if value is True:
        return "yes"
    if isinstance(value, tuple):
        return join(value)
    return repr(value).removesuffix(".0") if isinstance(value, float) else str(value)


def split(cell: str) -> list[str]:
    r"""The parts of a list cell; inside a part `\|` stands for a bar and `\\` for a backslash."""
    if "\\" not in cell:
        return [part.strip() for part in cell.split("|")] if cell else []
    hidden = cell.replace(r"\\", "\0").replace(r"\|", "\1")
    return [part.strip().replace("\1", "|").replace("\0", "\\") for part in hidden.split("|")]


def join(parts: Any) -> str:
    """The list cell that `split` reads back."""
    return "|".join(str(part).replace("\\", r"\\").replace("|", r"\|") for part in parts)
