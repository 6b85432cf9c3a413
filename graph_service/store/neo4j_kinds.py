"""How the fields of records stand as properties in Neo4j: each kind says what it writes and reads its own columns back."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from operator import attrgetter
from typing import Any, Protocol

import msgspec

from graph_service.records.amiss import first_amiss
from graph_service.records.base import Source
from graph_service.store import neo4j_dates
from graph_service.store.neo4j_values import quoted

Properties = dict[str, Any]  # what Neo4j can keep
_INTEGER_LIMIT = 2**63  # larger numbers are kept as text, for Neo4j has none
_NUMBER = re.compile(r"-?[0-9]{1,4000}")  # longer than any figure, and Python still reads it
_SOURCES = msgspec.json.Decoder(tuple[Source, ...])


class Kind(Protocol):
    """One or more fields of a record as properties. `columns` are asked of a node called `record` with its properties, `told`, in
    the order of `read`."""

    columns: tuple[str, ...]

    def write(self, record: Any) -> Properties:
        """The properties that say these fields; none for what is not told."""

    def read(self, *values: Any) -> Mapping[str, Any]:
        """The fields that the values of the columns say, by their names in files.

        Raises:
            ValueError: they say none; the message opens with the name of a property and a colon.
        """

    def fill(self, given: Sequence[Properties], columns: Sequence[Sequence[Any]]) -> None:
        """Give each of several records the fields that its values in these columns say; errors as `read`."""
        for fields, values in zip(given, zip(*columns, strict=True), strict=True):
            if values.count(None) < len(values):
                fields.update(self.read(*values))


class Plain(Kind):
    """Fields that Neo4j keeps as they are: words, numbers, flags and lists of them. Those without a value have no property."""

    def __init__(self, fields: Mapping[str, str]) -> None:
        """`fields` are the names of properties by the names of attributes, two at least."""
        self.columns = tuple(f"told.{name}" for name in fields.values())
        self._names = tuple(fields.values())
        self._get = attrgetter(*fields)

    def write(self, record: Any) -> Properties:
        """See `Kind.write`."""
        found = zip(self._names, self._get(record), strict=True)
        return {name: value for name, value in found if value is not None and value != ()}

    def read(self, *values: Any) -> Properties:
        """See `Kind.read`."""
        return {name: value for name, value in zip(self._names, values, strict=True) if value is not None}

    def fill(self, given: Sequence[Properties], columns: Sequence[Sequence[Any]]) -> None:
        """See `Kind.fill`: field by field, for most of them are empty in all."""
        for name, column in zip(self._names, columns, strict=True):
            if column.count(None) < len(column):
                for fields, value in zip(given, column, strict=True):
                    if value is not None:
                        fields[name] = value


class Whole(Kind):
    """A whole number, however large."""

    def __init__(self, name: str) -> None:
        self.columns = (f"told.{name}",)
        self._name = name

    def write(self, record: Any) -> Properties:
        """See `Kind.write`."""
        number = getattr(record, self._name)
        if number is None:
            return {}
        return {self._name: number if -_INTEGER_LIMIT <= number < _INTEGER_LIMIT else str(number)}

    def read(self, *values: Any) -> Properties:
        """See `Kind.read`."""
        [number] = values
        if number is None:
            return {}
        if isinstance(number, str):
            number = self._of_text(number)
        return {self._name: number}

    def _of_text(self, text: str) -> int:
        """The number that a text tells, as is done with those that Neo4j has not."""
        if not _NUMBER.fullmatch(text):
            raise ValueError(f"{self._name}: {text!r} is no whole number")
        if -_INTEGER_LIMIT <= (number := int(text)) < _INTEGER_LIMIT:
            raise ValueError(f"{self._name}: {text!r} is a text, which no query compares with numbers; write {number}")
        return number


class Day(Kind):
    """A date, see `neo4j_dates`."""

    def __init__(self, attribute: str, name: str) -> None:
        self.columns = tuple(f"told.{column}" for column in neo4j_dates.columns_of(name))
        self._attribute, self._name = attribute, name

    def write(self, record: Any) -> Properties:
        """See `Kind.write`."""
        text = getattr(record, self._attribute)
        return {} if text is None else dict(neo4j_dates.written(self._name, text))

    def read(self, *values: Any) -> Properties:
        """See `Kind.read`."""
        if values == (None, None, None, None):
            return {}
        return {self._name: neo4j_dates.read(self._name, *values)}


class Worded(Kind):
    """Words that may be a date or begin with one, see `neo4j_dates.worded`."""

    def __init__(self, name: str) -> None:
        self._name = name
        self.columns = tuple(f"told.{column}" for column in neo4j_dates.columns_of_words(name))

    def write(self, record: Any) -> Properties:
        """See `Kind.write`."""
        words = getattr(record, self._name)
        return {} if words is None else dict(neo4j_dates.worded(self._name, words))

    def read(self, *values: Any) -> Properties:
        """See `Kind.read`."""
        words = neo4j_dates.read_words(self._name, *values)
        return {} if words is None else {self._name: words}


class Sourced(Kind):
    """Sources as one text of JSON: a list of documents with quotations has no native form."""

    columns = ("told.sources",)

    def write(self, record: Any) -> Properties:
        """See `Kind.write`."""
        return {"sources": _as_json(record.sources)}

    def read(self, *values: Any) -> Properties:
        """See `Kind.read`."""
        [text] = values
        if text is None:
            return {}
        if not isinstance(text, str):
            raise ValueError(f"sources: {quoted(text)!r} is no text of JSON")  # noqa: TRY004  # told as other faults of data
        try:
            return {"sources": _from_json(text)}
        except msgspec.ValidationError:
            raise ValueError(f"sources: {first_amiss(tuple[Source, ...], msgspec.json.decode(text))}") from None
        except msgspec.DecodeError:
            raise ValueError('sources: no JSON; write a list such as [{"document": "where it is from"}]') from None


@lru_cache(maxsize=8_192)
def _as_json(sources: tuple[Source, ...]) -> str:
    return msgspec.json.encode(sources).decode()


@lru_cache(maxsize=8_192)
def _from_json(text: str) -> tuple[Source, ...]:
    return _SOURCES.decode(text)
