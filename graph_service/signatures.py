"""Who wrote what a store holds, read from the change feed.

A load of seeds signs there with a mark of the files' content, so that a later load can tell what seeds wrote from what people
wrote, and whether a store has had these very seeds already.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass

from graph_service.records.network import Network
from graph_service.store.base import Store
from graph_service.store.canonical import decode_many, lines_of, version_of_network
from graph_service.store.feed import ALL, Changed, FeedPage, FeedQuery

_MARK_DIGITS = 12
_SIGNED = re.compile(rf"(?:.*, )?seeds [0-9a-f]{{{_MARK_DIGITS}}}")
_OVERWRITING = "overwriting"
_OVERWROTE = re.compile(rf"(?:.*, )?{_OVERWRITING}, seeds [0-9a-f]{{{_MARK_DIGITS}}}")
# The seeds of the releases whose loads did not sign: where a store began as one of these, nobody had written to it.
_UNSIGNED = frozenset({"seeds 01530c5dc156", "seeds b6bee288407e", "seeds f8c3e507ee94", "seeds 3b9383faa11b"})


@dataclass(frozen=True, slots=True)
class Writers:
    """Which records are the work of others than the seeds, which seeds a store has had, and which of them last."""

    people: frozenset[str]
    signatures: frozenset[str]
    latest: str | None = None

    def have_had(self, mark: str) -> bool:
        """Whether a load signed with this mark has written to the store."""
        return any(signature.endswith(mark) for signature in self.signatures)

    def had_last(self, mark: str) -> bool:
        """Whether the last load of seeds signed with this mark."""
        return self.latest is not None and self.latest.endswith(mark)


def mark_of(version: str) -> str:
    """The mark of what was read, by the version of the network it makes: the same for the same records, whatever their files look
    like.

    >>> mark_of(version_of_network(Network()))
    'seeds 18aa0d2963e4'
    """
    return f"seeds {version[:_MARK_DIGITS]}"


def signature(who: str | None, mark: str, *, overwriting: bool) -> str:
    """How a load of seeds signs in the change feed.

    >>> signature("root", "seeds 18aa0d2963e4", overwriting=True)
    'root, overwriting, seeds 18aa0d2963e4'
    """
    return ", ".join(filter(None, (who, _OVERWRITING if overwriting else None, mark)))


async def writers_of(store: Store, stored: Network, unread: Collection[str] = ()) -> Writers:
    """Who wrote what a store holds, or removed what it held. What nobody signed may be the work of people and counts so.

    What people wrote stays theirs until a load overwrites it: one that does not writes to it only which ids lead there.
    `unread` are ids of what is there and cannot be read.
    """
    feed = await store.changes(FeedQuery(limit=ALL))
    opened_by = feed.begins.who if feed.begins else None
    if not _SIGNED.fullmatch(opened_by or ""):
        mark = mark_of(version_of_network(_at_the_beginning(stored, feed)))
        opened_by = mark if mark in _UNSIGNED else opened_by
    people = set() if _SIGNED.fullmatch(opened_by or "") else {*unread, *(record.id for record in stored)}
    for row in feed.items:
        if not _SIGNED.fullmatch(row.who or ""):
            people.add(row.record_id)
        elif row.before is None or _OVERWROTE.fullmatch(row.who or ""):
            people.discard(row.record_id)
    signatures = [who for who in (opened_by, *(row.who for row in feed.items)) if who]
    latest = next(filter(_SIGNED.fullmatch, reversed(signatures)), None)
    return Writers(frozenset(people), frozenset(signatures), latest)


def _at_the_beginning(stored: Network, feed: FeedPage) -> Network:
    """What a store held before the changes of its feed."""
    first: dict[str, Changed] = {}
    for row in feed.items:
        first.setdefault(row.record_id, row)
    before: dict[str, list[str]] = {}
    for row in first.values():
        if row.before is not None:
            before.setdefault(row.plural, []).append(row.before)
    undone = (record for plural, bodies in before.items() for record in decode_many(plural, lines_of(bodies)))
    return Network((*(record for record in stored if record.id not in first), *undone))
