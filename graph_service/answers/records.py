"""The answers about all other record types: lists with plain filters and single records, the records themselves."""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from graph_service.answers.pages import Page
from graph_service.domain.base import Record
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
    """The records of a type whose fields hold the wanted values; a list field holds a value if it is among its items."""
    rows = snapshot.network.rows(plural).values()
    return (row for row in rows if all(_holds(getattr(row, name), value) for name, value in wanted.items()))


def _holds(found: object, value: str) -> bool:
    return value in found if isinstance(found, tuple) else found == value


def find_record(snapshot: Snapshot, plural: str, record_id: str) -> Record:
    """One record of a type.

    Raises:
        Moved: the id was merged into another.
        NotFound: there is none.
    """
    rows = snapshot.network.rows(plural)
    if record_id in rows:
        return rows[record_id]
    if (successor := snapshot.network.redirects.get(record_id)) in rows:
        raise Moved(record_id, str(successor))
    raise NotFound(plural, record_id)


def records_answer(snapshot: Snapshot, page: Page[Record]) -> RecordsAnswer:
    """The answer of `/{records}`."""
    return RecordsAnswer(snapshot=snapshot.version, total=page.total, items=page.items, next=page.next)
