"""The answers about all other record types: lists with plain filters and single records, the records themselves."""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from graph_service.answers.pages import Page
from graph_service.domain.base import Record
from graph_service.domain.registry import BY_PLURAL
from graph_service.errors import Moved, NotFound
from graph_service.snapshot import Snapshot


class RecordsAnswer(Struct, frozen=True, kw_only=True):
    """A page of records of one type, in id order."""

    snapshot: str
    total: int
    items: tuple[Record, ...]
    next: str | None


class RecordAnswer(Struct, frozen=True, kw_only=True):
    """One record."""

    snapshot: str
    record: Record


def records_where(snapshot: Snapshot, plural: str, wanted: Mapping[str, str]) -> Iterator[Record]:
    """The records of a type whose fields hold the wanted values; a list field holds a value if it is among its items.

    Raises:
        NotFound, Moved: a record that they are to refer to.
    """
    for reference in BY_PLURAL[plural].cls.REFERENCES:
        if reference.field in wanted:
            _check(snapshot, wanted[reference.field])
    rows = snapshot.network.rows(plural).values()
    return (row for row in rows if all(_holds(getattr(row, name), value) for name, value in wanted.items()))


def _check(snapshot: Snapshot, record_id: str) -> None:
    if snapshot.network.find(record_id) is None:
        if (successor := snapshot.network.redirects.get(record_id)) is not None:
            raise Moved(record_id, successor)
        raise NotFound("record", record_id)


def _holds(found: object, value: str) -> bool:
    return value in found if isinstance(found, tuple) else found == value


def records_answer(snapshot: Snapshot, page: Page[Record]) -> RecordsAnswer:
    """The answer of `/{records}`."""
    return RecordsAnswer(snapshot=snapshot.version, total=page.total, items=page.items, next=page.next)
