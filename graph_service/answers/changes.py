"""The answers a second system mirrors the graph by: all records, and what was changed in them since."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Annotated, Any

import msgspec
from msgspec import Meta, Raw, Struct

from graph_service.answers.paging import page_of
from graph_service.errors import BadRequest
from graph_service.records.base import Record
from graph_service.records.registry import BY_PLURAL, PLURAL_OF, RECORD_TYPES, Plural
from graph_service.snapshot import Snapshot
from graph_service.store.canonical import encode
from graph_service.store.feed import Changed, FeedPage, FeedQuery

# The fields depend on the type, which stands beside it; records are passed on as they are stored.
_AsStored = Annotated[
    Any, Meta(description="the record as it is stored, as in /v1/{record}", extra_json_schema={"type": ["object", "null"]})
]
_NUMBER = re.compile(r"[0-9]{1,18}")
_CURSOR = re.compile(r"([0-9]{1,18})\.([0-9]{1,18})")


class CopyItem(Struct, frozen=True, kw_only=True):
    """A record as it is stored; `record` is the plural name of its type."""

    record: Plural
    id: str
    value: _AsStored


class CopyAnswer(Struct, frozen=True, kw_only=True):
    """A page of all records, type by type in id order. `sequence` is the last change that these records hold."""

    snapshot: str
    sequence: int
    total: int
    items: tuple[CopyItem, ...]
    next: str | None


class ChangeItem(Struct, frozen=True, kw_only=True):
    """One record of one change, before and after it; None where there was none, or is none any more.

    `record` is the plural name of its type; `who` is None where nobody said. `successor` is the id that a record which is
    gone redirects to now, if it was merged.
    """

    sequence: int
    at: str
    who: str | None
    record: Plural
    id: str
    before: _AsStored
    after: _AsStored
    successor: str | None


class Opening(Struct, frozen=True):
    """The line that opens the feed. Its records are not listed; their number is None where it was not counted.

    It tells one feed from another: where it differs from the one seen before, another store took the place.
    """

    sequence: int
    at: str
    who: str | None
    records: int | None


class ChangesAnswer(Struct, frozen=True, kw_only=True):
    """A page of what was changed after change `since` up to change `latest`, in the order of writing.

    `latest` is the last change that the snapshot holds: once `next` is None, ask for what was changed since then.
    `begins` is None where there is no feed yet, `snapshot` where the store holds no sound network: then the feed is told to its
    end, and of no record what it was merged into.
    """

    snapshot: str | None
    since: int
    begins: Opening | None
    total: int
    items: tuple[ChangeItem, ...]
    next: str | None
    latest: int


def copy_answer(snapshot: Snapshot, record: str | None, limit: int, cursor: str | None) -> CopyAnswer:
    """The answer of `/records`: all, or those of one type.

    Raises:
        BadRequest: no type has this plural name, or no record the id of the cursor.
    """
    rows = snapshot.network if record is None else snapshot.network.rows(_plural(record)).values()
    page = page_of(rows, lambda row: row.id, limit, cursor)
    items = tuple(_copied(row) for row in page.items)
    return CopyAnswer(snapshot=snapshot.version, sequence=snapshot.sequence, total=page.total, items=items, next=page.next)


def _copied(row: Record) -> CopyItem:
    return CopyItem(record=PLURAL_OF[type(row)], id=row.id, value=row)


def feed_query(
    snapshot: Snapshot | None, since: str | None, record: str | None, record_id: str | None, limit: int, cursor: str | None
) -> FeedQuery:
    """What to ask a store for, that a snapshot holds already; all there is where there is none.

    Raises:
        BadRequest: a parameter cannot be understood.
    """
    return FeedQuery(
        since=None if since is None else since_of(since),
        until=snapshot.sequence if snapshot else None,
        after=None if cursor is None else _position(cursor),
        plural=None if record is None else _plural(record),
        record_id=record_id,
        limit=limit,
    )


def since_of(text: str) -> int | datetime:
    """The change or the moment that a text names; a moment without a zone is one of UTC.

    >>> since_of("12"), since_of("2026-11-21T08:00+08:00")
    (12, datetime.datetime(2026, 11, 21, 0, 0, tzinfo=datetime.timezone.utc))

    Raises:
        BadRequest: it names neither.
    """
    if _NUMBER.fullmatch(text):
        return int(text)
    try:
        moment = datetime.fromisoformat(text)
        return moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        expected = "the number of a change nor a moment such as 2026-11-21T08:00:00Z"
        raise BadRequest("since", f"{text!r} is neither {expected} (in an address + is written %2B)") from error


def _position(cursor: str) -> tuple[int, int]:
    found = _CURSOR.fullmatch(cursor)
    if found is None:
        raise BadRequest("cursor", f"{cursor!r} is the `next` of no page; begin again without a cursor")
    return int(found[1]), int(found[2])


def _plural(record: str) -> str:
    if record not in BY_PLURAL:
        raise BadRequest("record", f"{record!r} is no type of record; expected {', '.join(kind.plural for kind in RECORD_TYPES)}")
    return record


def changes_answer(snapshot: Snapshot | None, page: FeedPage) -> ChangesAnswer:
    """The answer of `/changes`; without a snapshot where the store makes none."""
    last = page.items[-1] if page.more else None
    redirects = snapshot.network.redirects if snapshot else {}
    return ChangesAnswer(
        snapshot=snapshot.version if snapshot else None,
        since=page.since,
        begins=Opening(*page.begins) if page.begins else None,
        total=page.total,
        items=tuple(_item(row, snapshot, redirects) for row in page.items),
        next=f"{last.sequence}.{last.position}" if last else None,
        latest=page.latest,
    )


def differing(item: ChangeItem) -> tuple[str, ...]:
    """The fields of a record that are other than before, in its own order; of one that was added or removed, none."""
    if item.before is None or item.after is None:
        return ()
    before, after = msgspec.json.decode(item.before), msgspec.json.decode(item.after)
    return tuple(name for name in after | before if before.get(name) != after.get(name))


def _item(row: Changed, snapshot: Snapshot | None, redirects: Mapping[str, str]) -> ChangeItem:
    after = row.after
    if snapshot and row.stands:  # what a hand edited since and nobody read is no part of it
        record = snapshot.network.rows(row.plural).get(row.record_id)
        after = encode(record) if record else None
    return ChangeItem(
        sequence=row.sequence,
        at=row.at,
        who=row.who,
        record=row.plural,
        id=row.record_id,
        before=_stored(row.before),
        after=_stored(after),
        successor=redirects.get(row.record_id) if after is None else None,
    )


def _stored(body: str | None) -> Raw | None:
    return None if body is None else Raw(body.encode())
