"""What is wrong with the cells of a row, told by the column it stands in."""

from collections.abc import Collection, Mapping
from contextlib import suppress
from functools import lru_cache
from typing import Any

import msgspec
from msgspec import inspect

from graph_service.records.amiss import MISSING, UNSAID, amiss, told
from graph_service.records.base import Record

MISSING_CELL = "the value is missing"
# Fields that a file calls otherwise.
_COLUMN = {
    "sources.document": "source",
    "sources.confidence": "confidence",
    "sources.quote": "quote",
    "names.zh": "name_zh",
    "names.en": "name_en",
    "names.local": "name_local",
    "names.aliases": "aliases",
}


def column_of(field: str) -> str:
    """The column of a field of a record.

    >>> column_of("names.zh"), column_of("stages.by")
    ('name_zh', 'stages')
    """
    return _COLUMN.get(field, field.partition(".")[0])


def explained(message: str, known: Collection[str]) -> tuple[str | None, str]:
    """The column a message is about, if it says so, and the problem."""
    field, colon, rest = message.partition(": ")
    column = field if field in known else column_of(field)
    return (column, rest) if colon and column in known else (None, message)


def first_misfit(cls: type[Record], values: Mapping[str, Any]) -> str:
    """The first thing wrong with the values of a row, by the fields of the record it should be: it opens with the column."""
    for path, problem in amiss(cls, _with_numbers(cls, values)):
        field = ".".join(part for part in path if isinstance(part, str))
        rest = tuple(part for part in path[1:] if isinstance(part, int) or field not in _COLUMN)
        said = MISSING_CELL if problem == MISSING else problem
        return ": ".join(filter(None, (column_of(field), told(rest), said)))
    return UNSAID


def _with_numbers(cls: type[Record], values: Mapping[str, Any]) -> Mapping[str, Any]:
    """The values with numbers in the place of texts that are some, where numbers are wanted."""
    found = dict(values)
    for name in _numbers(cls) & values.keys():
        with suppress(msgspec.ValidationError):
            found[name] = msgspec.convert(values[name], int | float, strict=False)
    return found


@lru_cache
def _numbers(cls: type[Record]) -> frozenset[str]:
    """The fields that hold a number."""
    described = inspect.type_info(cls)
    assert isinstance(described, inspect.StructType)
    return frozenset(field.encode_name for field in described.fields if _is_number(field.type))


def _is_number(kind: inspect.Type) -> bool:
    kinds = kind.types if isinstance(kind, inspect.UnionType) else (kind,)
    return any(isinstance(each, inspect.IntType | inspect.FloatType) for each in kinds)
