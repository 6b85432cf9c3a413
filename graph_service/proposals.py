"""Proposals: what the seeds say of records that somebody else wrote since. They are shown, never written.

Who wrote a record last is read from the change feed. A load of seeds signs there with a mark of the files' content, so that
a later load can tell what seeds wrote from what people wrote, and whether a store has had these very seeds already.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

import msgspec

from graph_service.files.tables import Reading
from graph_service.records.base import Record
from graph_service.records.network import Network
from graph_service.records.registry import RECORD_TYPES
from graph_service.store.base import Store
from graph_service.store.canonical import encode, lines_of, version_of
from graph_service.store.feed import FeedQuery

_MARK_DIGITS = 12
_SIGNED = re.compile(rf"(?:.*, )?seeds [0-9a-f]{{{_MARK_DIGITS}}}")
_ALL = 2**31 - 1  # rows of one page: the whole feed


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the seeds would make of a record that somebody else wrote last: `before` as it stands, `after` as the seeds have it.

    `before` is None where somebody removed it.
    """

    record_id: str
    before: Record | None
    after: Record

    def __str__(self) -> str:
        if self.before is None:
            return f"{self.record_id} was removed, and stays so; the seeds have it still"
        return f"{self.record_id} stays as it was edited; the seeds propose {'; '.join(self._fields())}"

    def _fields(self) -> Iterator[str]:
        old, new = msgspec.to_builtins(self.before), msgspec.to_builtins(self.after)
        for name in old | new:
            if old.get(name) != new.get(name):
                yield f"{name}: {_shown(old.get(name))} → {_shown(new.get(name))}"


@dataclass(frozen=True, slots=True)
class Writers:
    """Which records others than the seeds wrote last, and which seeds a store has had."""

    people: frozenset[str]
    signatures: frozenset[str]

    def have_had(self, mark: str) -> bool:
        """Whether a load signed with this mark has written to the store."""
        return any(signature.endswith(mark) for signature in self.signatures)


def mark_of(reading: Reading) -> str:
    """The mark of what was read: the same for the same records, whatever their files look like.

    >>> mark_of(Reading([], []))
    'seeds 18aa0d2963e4'
    """
    network = Network(row.record for row in reading.rows)
    tables = ((kind.plural, lines_of(map(encode, network.rows(kind.plural).values()))) for kind in RECORD_TYPES)
    return f"seeds {version_of(tables)[:_MARK_DIGITS]}"


async def writers_of(store: Store, stored: Network) -> Writers:
    """Who wrote what a store holds, or removed what it held. What nobody signed may be the work of people and counts so."""
    feed = await store.changes(FeedQuery(limit=_ALL))
    opened_by = feed.begins.who if feed.begins else None
    last = {record.id: opened_by for record in stored} | {row.record_id: row.who for row in feed.items}
    people = frozenset(record_id for record_id, who in last.items() if not _SIGNED.fullmatch(who or ""))
    return Writers(people, frozenset(who for who in (opened_by, *(row.who for row in feed.items)) if who))


def withheld(stored: Network, reading: Reading, people: Collection[str]) -> tuple[Reading, tuple[Proposal, ...]]:
    """The reading without the rows that would change, bring back or absorb what people wrote; and these as proposals."""
    old = {record.id: record for record in stored}
    kept, proposals = [], []
    for row in reading.rows:
        record = row.record
        absorbed = [former for former in record.former_ids if former in people and former in old]
        if (record.id in people and old.get(record.id) != record) or absorbed:
            proposals += [Proposal(record.id, old.get(record.id), record)]
        else:
            kept.append(row)
    return reading._replace(rows=kept), tuple(proposals)


def _shown(value: object) -> str:
    return "nothing" if value is None else msgspec.json.encode(value).decode()
