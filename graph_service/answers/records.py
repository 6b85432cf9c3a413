"""The answers about all other record types: lists with plain filters and single records, the records themselves."""

from collections.abc import Collection, Iterator, Mapping
from functools import cache
from typing import Any, get_origin, get_type_hints

from msgspec import Struct, defstruct
from msgspec.structs import fields

from graph_service.answers.common import country_names, names_of
from graph_service.answers.paging import Page
from graph_service.records.base import Names, Record
from graph_service.records.registry import RecordType
from graph_service.snapshot import Snapshot
from graph_service.words.fields import LISTED

_MENTIONED = "_names"


class RecordsAnswer(Struct, frozen=True, kw_only=True):
    """A page of records of one type, in id order, each with the names of what it mentions."""

    snapshot: str
    total: int
    items: tuple[Record, ...]
    next: str | None


class RecordAnswer(Struct, frozen=True, kw_only=True):
    """One record."""

    snapshot: str
    record: Record


def listed(kind: RecordType) -> type[Record]:
    """Records of this type as lists have them: behind the fields of the record, the names of the records and of the country that
    it mentions, so that nobody need ask for these."""
    named = [(f"{field}{_MENTIONED}", tuple[Names, ...] if several else Names | None) for field, several in _mentioning(kind.cls)]
    defaults: list[Any] = [(name, holds, () if get_origin(holds) is tuple else None) for name, holds in named]
    return defstruct(  # type: ignore[return-value]  # by its base
        f"{LISTED}{kind.cls.__name__}",
        defaults,
        bases=(kind.cls,),
        frozen=True,
        kw_only=True,
        namespace={"__doc__": kind.cls.__doc__},
    )


def listed_answer(kind: RecordType, item: type[Record]) -> type[RecordsAnswer]:
    """The answer that is a list of these items."""
    return narrowed(f"{kind.plural.capitalize()}Answer", RecordsAnswer, "items", tuple[item, ...])  # type: ignore[valid-type]


def narrowed(name: str, document: type[Any], field: str, holds: object) -> type[Any]:
    """An answer with one field narrowed to the type of its records, so that its description names their fields."""
    return defstruct(
        name, [(field, holds)], bases=(document,), frozen=True, kw_only=True, namespace={"__doc__": document.__doc__}
    )


def records_where(snapshot: Snapshot, plural: str, wanted: Mapping[str, Collection[str]]) -> Iterator[Record]:
    """The records of a type whose fields hold any of the wanted values, a list among its items."""
    rows = snapshot.network.rows(plural).values()
    return (row for row in rows if all(_holds(getattr(row, name), values) for name, values in wanted.items()))


def words_of(snapshot: Snapshot, plural: str, field: str) -> frozenset[str]:
    """The words that records of a type have in a field, a list its items."""
    found = (getattr(row, field) for row in snapshot.network.rows(plural).values())
    values = (value if isinstance(value, tuple) else (value,) for value in found if value is not None)
    return frozenset(word for several in values for word in several)


def _holds(found: object, values: Collection[str]) -> bool:
    return not set(values).isdisjoint(found) if isinstance(found, tuple) else found in values


def records_answer(snapshot: Snapshot, answer: type[RecordsAnswer], item: type[Record], page: Page[Record]) -> RecordsAnswer:
    """The answer of `/{records}`."""
    items = tuple(_told(snapshot, item, record) for record in page.items)
    return answer(snapshot=snapshot.version, total=page.total, items=items, next=page.next)


def _told(snapshot: Snapshot, item: type[Record], record: Record) -> Record:
    """A record with the names of what it mentions."""
    given = {field.name: getattr(record, field.name) for field in fields(record)}
    for field, several in _mentioning(type(record)):
        if (value := given[field]) is not None:
            called = country_names if field == "country" else names_of
            given[f"{field}{_MENTIONED}"] = (
                tuple(called(snapshot, part) for part in value) if several else called(snapshot, value)
            )
    return item(**given)


@cache
def _mentioning(cls: type[Record]) -> tuple[tuple[str, bool], ...]:
    """The fields of a record that name others, or a country, and whether they may name several."""
    kinds, referring = get_type_hints(cls), {reference.field for reference in cls.REFERENCES} | {"country"}
    return tuple((field.name, get_origin(kinds[field.name]) is tuple) for field in fields(cls) if field.name in referring)
