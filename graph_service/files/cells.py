"""Records as rows of cells, both ways. Columns follow from the record class; nothing here knows a particular type.

Four fields are spread or folded for people: `names` (name_zh, name_en, name_local, aliases), `sources` (source,
quote, confidence, side by side), `parties` (a, b) and `stages` (see `stages.py`). Lists are joined with `|`.
White space around a value is not kept.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache, partial
from typing import Any

import msgspec

from graph_service.files.misfits import MISSING_CELL, first_misfit
from graph_service.files.stages import format_stages, parse_stages
from graph_service.records.agreement import Agreement
from graph_service.records.base import Names, Record, Source
from graph_service.records.characters import is_fit, refuse_unfit

_NAME_COLUMNS = {"name_zh": "zh", "name_en": "en", "name_local": "local", "aliases": "aliases"}
_SPREAD = {"names": tuple(_NAME_COLUMNS), "sources": ("source", "quote", "confidence")}
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
def _readers(cls: type[Record]) -> Mapping[str, Callable[[str], Any] | None]:
    """How each plain column is read; None where the text is the value (numbers are converted by msgspec)."""
    fields = msgspec.json.schema_components([cls])[1][cls.__name__]["properties"]
    return {name: _reader(name, schema.get("type", "")) for name, schema in fields.items() if name not in _spread(cls)}


def _reader(name: str, kind: str) -> Callable[[str], Any] | None:
    if kind == "array":
        return parse_stages if name == "stages" else split
    return partial(_flag, name) if kind == "boolean" else None


def from_cells(cls: type[Record], cells: Mapping[str, str], layer: str) -> Record:
    """The record a row stands for; a column that is left out is an empty cell.

    Raises:
        ValueError: a cell cannot be understood; the message opens with its column and a colon.
    """
    if not is_fit("".join(cells.values())):  # told here, for `Record.check` would not know the column of a pair or a stage
        for column, cell in cells.items():
            refuse_unfit(column, cell, lines=True)
    [fields] = _fields(cls, {column: (cell,) for column, cell in cells.items()}, layer, 1)
    try:
        record = msgspec.convert(fields, cls, strict=False)
    except msgspec.ValidationError as error:
        raise ValueError(first_misfit(cls, fields)) from error
    record.check()
    return record


def from_columns(cls: type[Record], cells: Mapping[str, Sequence[str]], layer: str, number: int) -> list[Record]:
    """The records of so many rows, given as columns of fit characters: twice as fast as row by row.

    Raises:
        ValueError: one of them is none; `from_cells` tells which and why.
    """
    records: list[Record] = msgspec.convert(_fields(cls, cells, layer, number), list[cls], strict=False)  # type: ignore[valid-type]
    for record in records:
        record.check()
    return records


def _fields(cls: type[Record], cells: Mapping[str, Sequence[str]], layer: str, number: int) -> list[dict[str, Any]]:
    """The fields of so many rows, column by column, for most columns are empty or as they are."""
    rows: list[dict[str, Any]] = [{"layer": layer} for _ in range(number)]
    readers, empty = _readers(cls), ("",) * number
    for column, texts in cells.items():
        if any(texts) and column in readers:
            read = readers[column]
            for fields, text in zip(rows, texts, strict=True):
                if text:
                    fields[column] = text if read is None else read(text)
    if "parties" in _spread(cls):
        for fields, *pair in zip(rows, *(cells.get(column, empty) for column in _PAIR["parties"]), strict=True):
            fields["parties"] = [_filled(column, text) for column, text in zip(_PAIR["parties"], pair, strict=True)]
    for column in _NAME_COLUMNS.keys() & cells.keys():
        _name(rows, cells[column], _NAME_COLUMNS[column])
    of_sources = (cells.get(column, empty) for column in _SPREAD["sources"])
    for fields, sources in zip(rows, map(_sources, *of_sources), strict=True):
        fields["sources"] = sources
    return rows


def _name(rows: Iterable[dict[str, Any]], texts: Iterable[str], key: str) -> None:
    for fields, text in zip(rows, texts, strict=True):
        if text:
            fields.setdefault("names", {})[key] = split(text) if key == "aliases" else text


def _filled(column: str, text: str) -> str:
    if not text:
        raise ValueError(f"{column}: {MISSING_CELL}")
    return text


def _flag(column: str, cell: str) -> bool:
    if cell.lower() not in (*_TRUE, *_FALSE):
        raise ValueError(f"{column}: {cell!r} is neither yes nor no")
    return cell.lower() in _TRUE


@lru_cache(maxsize=4_096)  # most records of the world share theirs with others
def _sources(source: str, quote: str, confidence: str) -> tuple[dict[str, str], ...]:
    documents, quotes, trust = split(_filled("source", source)), split(quote), split(confidence)
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
    return tuple(rows)


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
