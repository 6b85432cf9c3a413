"""The change feed: what a store writes down of each change, and what it tells of it later.

Each change is a numbered line with how every record was before it, written in the transaction of the change itself.
What a record became is not kept: it is how the record was before its next change, or how it stands.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from graph_service.errors import FullCopyNeeded
from graph_service.records.base import Record
from graph_service.records.network import ChangeSet, Network
from graph_service.records.registry import PLURAL_OF
from graph_service.store.canonical import encode

MOMENT = re.compile(r"\d{4}-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d:[0-5]\d\.\d{6}Z", re.ASCII)  # what `moment` writes

ALL = 2**31 - 1  # rows of one page: the whole feed
NONE: Mapping[tuple[str, str], str] = {}


class Line(NamedTuple):
    """A change: its number, when it was written (see `moment`), by whom if that was told, how many records it touched.

    The first line of a feed opens it and lists no records: the load into a new store, numbered 1, or, in a store that is
    older than its feed, what was there, numbered 0, of which nobody knows who wrote it or how many records it was.
    """

    sequence: int
    at: str
    who: str | None
    records: int | None


class Former(NamedTuple):
    """How a record was before a change: `before` is its canonical JSON, None where there was none; `position` in the change."""

    position: int
    plural: str
    record_id: str
    before: str | None


class Entry(NamedTuple):
    """What one change adds to the feed: its line, perhaps after the one that opens the feed, and how its records were."""

    lines: tuple[Line, ...]
    formers: tuple[Former, ...]

    @property
    def last(self) -> Line:
        """The line of the change itself."""
        return self.lines[-1]


class Changed(NamedTuple):
    """One record of one change, before and after it as canonical JSON; None where there was or is no such record. `stands` says
    that nothing tells what it became but the record as the store has it, which a hand may have edited since."""

    sequence: int
    position: int
    at: str
    who: str | None
    plural: str
    record_id: str
    before: str | None
    after: str | None
    stands: bool = False


@dataclass(frozen=True, slots=True)
class FeedQuery:
    """Which part of the feed: after `since` (a change, a moment, or None for all there is) up to change `until`.

    `after` is the (sequence, position) of the last row seen, where the page is not the first.
    """

    since: int | datetime | None = None
    until: int | None = None
    after: tuple[int, int] | None = None
    plural: str | None = None
    record_id: str | None = None
    limit: int = 100

    @property
    def whole(self) -> bool:
        """Whether all there is may come in one page, which takes longer than a page of usual length."""
        return self.limit == ALL


class Stretch(NamedTuple):
    """The stretch of the feed that a query asks about: changes after `since` up to `latest`; rows of a page after `after`."""

    since: int
    latest: int
    after: tuple[int, int]


class FeedPage(NamedTuple):
    """Part of the feed in the order of writing: the line that opens the feed (None where there is no feed yet), the stretch
    asked about, the number of its rows that pass the filters, those of this page, and whether more follow."""

    begins: Line | None
    since: int
    latest: int
    total: int
    items: tuple[Changed, ...]
    more: bool


def moment(when: datetime) -> str:
    """A moment as the feed writes it: UTC to the microsecond, so that the order of texts is that of time.

    >>> moment(datetime(2026, 11, 21, tzinfo=UTC))
    '2026-11-21T00:00:00.000000Z'
    """
    return when.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def entry(
    last: tuple[int, str] | None,
    *,
    unwritten: bool,
    who: str | None,
    stored: Network,
    effective: ChangeSet,
    unread: Mapping[tuple[str, str], str] = NONE,
) -> Entry:
    """What a change that has an effect adds to the feed whose last change had this number and moment.

    `unwritten` is a store that nothing was ever written to: a mirror of it begins with a full copy anyway, so that its first
    load, the largest of all, is written down as one line. `unread` is as JSON, by type and id, what can be read of records that
    are there and cannot be read whole.
    """
    records = len(effective.put) + len(effective.remove)
    if last is None and unwritten:
        return Entry((Line(1, _next_moment(None), who, records),), ())
    lines = [] if last else [Line(0, _next_moment(None), None, None)]
    sequence, at = last or lines[0][:2]
    lines.append(Line(sequence + 1, _next_moment(at), who, records))
    return Entry(tuple(lines), tuple(_formers(stored, effective, unread)))


def _next_moment(previous: str | None) -> str:
    """Now, but never as early as the change before, even if the clock was set back."""
    now = datetime.now(UTC)
    earliest = datetime.fromisoformat(previous) + timedelta(microseconds=1) if previous else now
    return moment(max(now, earliest))


def _formers(stored: Network, effective: ChangeSet, unread: Mapping[tuple[str, str], str]) -> Iterator[Former]:
    old = {record.id: record for record in stored}
    touched = [*(old[record_id] for record_id in effective.remove), *effective.put]
    for position, record in enumerate(touched):
        plural = PLURAL_OF[type(record)]
        before = _before(old.get(record.id), record) or unread.get((plural, record.id))
        yield Former(position, plural, record.id, before)


def _before(old: Record | None, record: Record) -> str | None:
    return encode(old) if type(old) is type(record) and old is not None else None


def stretch(asked: FeedQuery, since: int | None, begins: Line | None, last: int) -> Stretch:
    """The stretch of a feed that ends with change `last`; `since` is the change that the query begins after, None the first.

    Raises:
        FullCopyNeeded: the feed does not hold all that was changed since.
    """
    first = begins.sequence if begins else 0
    latest = last if asked.until is None else min(asked.until, last)
    start = first if since is None else since
    if start < min(first, latest):
        told = f"change {begins.sequence}, of {begins.at}" if begins else "the next change"
        raise FullCopyNeeded(f"the feed begins with {told}, and tells nothing of what was before")
    if start > last:
        raise FullCopyNeeded(f"the feed ends with change {last}, before {start}: the store was restored or is another one")
    return Stretch(start, latest, asked.after or (start + 1, -1))
