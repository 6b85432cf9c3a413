"""A table of any list of records: one rule makes its columns from the fields of the items.

Names are spread over columns by language, and the names of what a field mentions stand behind it; sources are told by their
documents, what they quote and how far they are trusted. What is several and free text is one text, joined with semicolons: names
and titles have spaces of their own.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple, get_args, get_type_hints

from msgspec import Struct
from msgspec.structs import fields

from graph_service.records.base import Names, Source

_Read = Callable[[Any], object]
_MENTIONED = "_names"
_LAST = ("sources", "note", "layer", "former_ids")  # long texts go to the right, where they do not hide the rest
_TEXTS = ("aliases", "alternates", "fields", "fields_en", "actions", "needs", "strengths")


class Flat(NamedTuple):
    """The columns of a table of items, and what each reads from one."""

    columns: tuple[str, ...]
    reads: tuple[_Read, ...]

    def rows(self, answer: Any) -> Iterator[tuple[object, ...]]:
        """One row per item."""
        return (tuple(read(item) for read in self.reads) for item in answer.items)


def flat(item: type[Struct]) -> Flat:
    """The table of items of this type.

    Raises:
        TypeError: a field holds records of its own, for which a table has no place.
    """
    names, reads = zip(*_columns_of(item), strict=True)
    return Flat(names, reads)


def joined(texts: Iterable[str | None]) -> str | None:
    """Texts as one; None where there is none."""
    return "; ".join(filter(None, texts)) or None


def _columns_of(item: type[Struct]) -> Iterator[tuple[str, _Read]]:
    kinds, members = get_type_hints(item), {field.encode_name: field.name for field in fields(item)}
    for column, member in sorted(members.items(), key=lambda pair: pair[0] in _LAST):
        if column.removesuffix(_MENTIONED) not in members or not column.endswith(_MENTIONED):
            yield from _columns(column, member, kinds[member])
        if (mentioned := f"{column}{_MENTIONED}") in members:
            yield from ((f"{column}_{language}", _called(members[mentioned], language)) for language in ("zh", "en"))


def _columns(column: str, member: str, kind: Any) -> Iterator[tuple[str, _Read]]:
    """The columns that one field is."""
    parts = [kind, *get_args(kind)]
    if Names in parts:
        yield from ((f"name_{part}", _inside(member, part)) for part in ("zh", "en", "local"))
        yield "aliases", lambda item: joined(getattr(item, member).aliases)
    elif Source in parts or any(Source in get_args(part) for part in parts):
        for name, part in (("source", "document"), ("quote", "quote"), ("confidence", "confidence")):
            yield name, _of_each(member, part)
    elif any(isinstance(part, type) and issubclass(part, Struct) for part in parts):
        raise TypeError(f"{column} holds records of its own")
    elif column in _TEXTS:
        yield column, lambda item: joined(getattr(item, member))
    else:
        yield column, lambda item: getattr(item, member)


def _inside(member: str, part: str) -> _Read:
    return lambda item: getattr(getattr(item, member), part)


def _of_each(member: str, part: str) -> _Read:
    return lambda item: joined(getattr(found, part) for found in getattr(item, member))


def _called(member: str, language: str) -> _Read:
    """What the records that a field mentions are called; of several each by some name, so that none is passed over."""

    def read(item: Any) -> object:
        found = getattr(item, member)
        return (
            joined(names.best(language, "?") for names in found)
            if isinstance(found, tuple)
            else found and getattr(found, language)
        )

    return read
