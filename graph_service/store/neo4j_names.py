"""Names in Neo4j: one that every caption finds, and none kept twice."""

from collections.abc import Mapping, Sequence
from typing import Any

from graph_service.records.base import Names
from graph_service.store.neo4j_kinds import Kind, Properties
from graph_service.store.neo4j_made import MADE, made_name, may_be_made
from graph_service.store.neo4j_values import quoted

_LANGUAGES = ("en", "zh", "local")  # `name` is the first of them that there is
NAMES = ("name", "name_language", *(f"name_{language}" for language in _LANGUAGES))


class Named(Kind):
    """Names: `name` is the first of the English, the Chinese and the local one that there is, so that every caption finds it, and
    none is kept twice: `name_language` says which it is where it is not the English one. Where there is none, it is made of what
    the record says, and says no name of it; what somebody wrote over that is a name like any other."""

    columns = tuple(f"told.{name}" for name in (*NAMES, "aliases"))

    def __init__(self, cls: type) -> None:
        """`cls` is the class of the records."""
        self._cls = cls

    def write(self, record: Any) -> Properties:
        """See `Kind.write`."""
        names: Names = record.names
        row: Properties = {}
        for language in _LANGUAGES:
            name = getattr(names, language)
            if name and "name" not in row:
                row["name"] = name
                if language != _LANGUAGES[0]:
                    row["name_language"] = language
            elif name is not None:
                row[f"name_{language}"] = name
        if "name" not in row:
            row |= {"name": made_name(record), "name_language": MADE}
        if names.aliases:
            row["aliases"] = names.aliases
        return row

    def fill(self, given: Sequence[Properties], columns: Sequence[Sequence[Any]]) -> None:
        """See `Kind.fill`: nearly every agreement has a made name and no other."""
        alone = len(columns) - 2
        for fields, values in zip(given, zip(*columns, strict=True), strict=True):
            missing = values.count(None)
            if missing == alone and values[1] == MADE and self._is_made(values[0]):
                continue
            if missing < len(values):
                fields.update(self.read(*values))

    def _is_made(self, name: Any) -> bool:
        return not isinstance(name, str) or may_be_made(self._cls, name)

    def read(self, *values: Any) -> Properties:
        """See `Kind.read`."""
        name, language, *others, aliases = values
        if language == MADE:
            name, language = None if self._is_made(name) else name, None
        names = {key: value for key, value in zip(_LANGUAGES, others, strict=True) if value is not None}
        if name is not None:
            names[_language(language, names)] = name
        elif language is not None:
            raise ValueError(f"name_language: {quoted(language)!r} without a name; give it one, or take name_language away")
        if aliases:
            names["aliases"] = aliases
        return {"names": names} if names else {}


class Shown(Kind):
    """The name that what has no names is shown by: it is made of the rest, and says no field."""

    columns = ("told.name",)

    def write(self, record: Any) -> Properties:
        """See `Kind.write`."""
        return {"name": made_name(record)}

    def read(self, *_: Any) -> Properties:
        """See `Kind.read`."""
        return {}

    def fill(self, given: Sequence[Properties], columns: Sequence[Sequence[Any]]) -> None:
        """See `Kind.fill`: there is nothing to give."""


def _language(told: Any, others: Mapping[str, Any]) -> str:
    """The language of `name`, beside names in the others."""
    language = _LANGUAGES[0] if told is None else told
    if language not in _LANGUAGES:
        raise ValueError(f"name_language: {quoted(language)!r} is none of {', '.join((*_LANGUAGES, MADE))}")
    if language in others:
        says = f"name_language {language!r}" if told else "no name_language, so that it is the English one,"
        raise ValueError(f"name: with {says} beside name_{language}; keep one of the two, or correct name_language")
    return str(language)
