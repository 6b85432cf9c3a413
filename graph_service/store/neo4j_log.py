"""What the nodes hold that tell what was written: a hand may have changed them like any other, so they are proved when read."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

import msgspec
from neo4j.time import DateTime

from graph_service.errors import StoreUnsound
from graph_service.records.registry import BY_PLURAL
from graph_service.store.feed import moment

Row = TypeVar("Row", bound=NamedTuple)
REMEDY = "set it right in Neo4j (`graph-service verify` tells the elementId), or restore a backup"
MARK = "Meta 'network'"
_SHOWN = 60  # characters of a value that is told


class Expected(NamedTuple):
    """What a property holds: in words, and the test."""

    words: str
    holds: Callable[[Any], bool]


def _number(value: Any) -> bool:
    return type(value) is int and value >= 0


def _text(value: Any) -> bool:
    return isinstance(value, str) and value != ""


def _moment(value: Any) -> bool:
    return isinstance(value, DateTime) and value.tzinfo is not None


def _json(value: Any) -> bool:
    try:
        msgspec.json.decode(value, type=dict[str, msgspec.Raw])
    except (msgspec.DecodeError, TypeError):
        return False
    return True


def _or_nothing(expected: Expected) -> Expected:
    return Expected(f"{expected.words}, or nothing", lambda value: value is None or expected.holds(value))


_NUMBER = Expected("a whole number, 0 or more", _number)
_WORD = Expected("a text", _text)
_MOMENT = Expected("a moment such as datetime('2026-11-21T00:00:00Z')", _moment)
_TYPE = Expected("a type of record, such as places", lambda value: _text(value) and value in BY_PLURAL)
_RECORD = _or_nothing(Expected("the JSON of a record", _json))
META = {"revision": _WORD, "sequence": _or_nothing(_NUMBER), "at": _or_nothing(_MOMENT), "form": _or_nothing(_NUMBER)}
MARKED = {name: expected for name, expected in META.items() if name != "at"}  # in older forms too
CHANGE = {
    "sequence": _NUMBER,
    "at": _MOMENT,
    "who": _or_nothing(_WORD),
    "records": _or_nothing(_NUMBER),
    "revision": _or_nothing(_WORD),
}
FORMER = {"sequence": _NUMBER, "position": _NUMBER, "plural": _TYPE, "record_id": _WORD, "record": _RECORD}
LAST = {"number": Expected("a whole number", lambda value: type(value) is int)}  # of the last change until a moment
_COLUMNS = {"before": "record", "after": "record"}  # what a property is called where two nodes give it


def amiss(expected: Mapping[str, Expected], values: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong with the properties of a node, each in a line."""
    for name, (words, holds) in expected.items():
        if not holds(values.get(name)):
            told = repr(values.get(name)) if name in values else "missing"
            yield f"{name} is {told[:_SHOWN]}, expected {words}"


def proved(rows: Sequence[Row], expected: Mapping[str, Expected], where: Callable[[Row], str]) -> Sequence[Row]:
    """The rows of nodes of the log, their moments as the feed tells them.

    Raises:
        StoreUnsound: one holds what nobody can read; `where` names its node.
    """
    for row in rows:
        for column, value in zip(row._fields, row, strict=True):
            name = _COLUMNS.get(column, column)
            if name in expected:
                for problem in amiss({name: expected[name]}, {name: value}):
                    raise StoreUnsound(where(row), problem, REMEDY)
    return [row._make(map(_as_told, row)) for row in rows]


def _as_told(value: Any) -> Any:
    return moment(value.to_native()) if isinstance(value, DateTime) else value
