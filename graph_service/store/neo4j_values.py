"""Values that Neo4j keeps and records do not, as people write them in Cypher: messages quote what a hand wrote."""

from typing import Any

from neo4j.spatial import Point
from neo4j.time import Date, DateTime, Duration, Time

_KINDS: tuple[tuple[type[Any], str], ...] = ((DateTime, "datetime"), (Date, "date"), (Time, "time"), (Duration, "duration"))
_PLAIN = (str, bool, int, float, type(None))


class Foreign:
    """A value that no field of a record can have; it prints as Cypher writes it."""

    def __init__(self, value: Any) -> None:
        self._value = value

    def __repr__(self) -> str:
        for kind, called in _KINDS:
            if isinstance(self._value, kind):
                return f"{called}('{self._value.iso_format()}')"
        if isinstance(self._value, Point):
            return f"a point of SRID {self._value.srid} ({', '.join(map(str, self._value))})"
        return "a value that cannot be read, such as a day before the year 1,"


def quoted(value: Any) -> Any:
    """The value, fit to be quoted with `repr`, whatever it holds."""
    if isinstance(value, dict):
        return {name: quoted(each) for name, each in value.items()}
    if type(value) in (list, tuple):  # points and durations are tuples too
        return [quoted(each) for each in value]
    return value if isinstance(value, _PLAIN) or hasattr(value, "__struct_fields__") else Foreign(value)
