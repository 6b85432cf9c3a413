"""`load_files`: files into a store in one transaction."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from pathlib import Path

from graph_service.errors import DataRefused, Fault
from graph_service.files.bounded import MOST
from graph_service.files.understood import understood
from graph_service.given import Given, given_by
from graph_service.loader.plan import plan_load
from graph_service.loader.unsound import Unsound, edited_by_hand
from graph_service.proposals import Proposal, Withheld, withheld
from graph_service.records.checks import find_flaws
from graph_service.records.network import ChangeSet, Difference, Network
from graph_service.signatures import mark_of, signature, writers_of
from graph_service.store.base import Readable, Store
from graph_service.store.canonical import collector_at_rest, version_of_network
from graph_service.store.findings import DERIVED


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What a load did, or would do, to the network `before`. `rejected` are the faults of rows left out with `skip_invalid`;
    `notices` say what was understood of rows that left something open; `unsound` is what is wrong with the store all the same."""

    before: Network
    difference: Difference
    rejected: tuple[Fault, ...]
    written: bool
    notices: tuple[str, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    unsound: tuple[Fault, ...] = ()


class SeedLoad(Enum):
    """How seeds are loaded: `PROPOSE` withholds what would change what people wrote, `IF_NEW` does so where the store has not
    had these seeds and nothing where it has, `OVERWRITE` withholds nothing."""

    PROPOSE = "propose"
    IF_NEW = "if_new"
    OVERWRITE = "overwrite"


_COMPARED = (SeedLoad.PROPOSE, SeedLoad.OVERWRITE)  # `IF_NEW` goes by which seeds the store has had


async def load_files(
    store: Store,
    paths: Iterable[Path],
    *,
    layer: str | None = None,
    replace: bool = False,
    skip_invalid: bool = False,
    dry_run: bool = False,
    who: str | None = None,
    most: int = MOST,
    today: date,
    seeds: SeedLoad | None = None,
) -> LoadReport:
    """Load tables into a store in one transaction.

    `replace` removes what the loaded layers hold beyond the files, unless a row could not be read: what it stands for
    may be meant to stay. `skip_invalid` leaves faulty rows out instead of refusing the load; `dry_run` checks and counts
    only. `who` is the author that the change feed names; `most` is how many bytes a file may have; what is said to have
    happened after `today` is refused. `seeds` says that the files are seeds: what people wrote is theirs, and where the two
    differ the rows come back as `proposals`.

    Raises:
        DataRefused: some rows are faulty; nothing was written.
        StoreBusy, StoreUnavailable: see `Store.apply`.
    """
    with collector_at_rest():
        given, readable = await _read(store, paths, layer, most, trusted=seeds is not None and not replace)
        stored = readable.network
        if seeds in _COMPARED and not replace and (same := await asyncio.to_thread(_standing, stored, given)):
            left, nothing = Unsound(readable).left((), same), Difference(0, 0, len(same), 0, ChangeSet())
            notices = await _mended(store, readable, stored, dry_run=dry_run)
            return LoadReport(stored, nothing, (), not dry_run, notices, unsound=left)
        people = frozenset[str]()
        if seeds:
            mark, writers = mark_of(given.version), await writers_of(store, stored, readable.ids_unread)
            if seeds is SeedLoad.IF_NEW and writers.have_had(mark):
                told, left = (f"the store has had {mark}",), Unsound(readable).left((), ())
                return LoadReport(stored, Difference.between(stored, ChangeSet()), (), False, told, unsound=left)
            if seeds is not SeedLoad.OVERWRITE:
                people = writers.people
            who = signature(who, mark, overwriting=seeds is SeedLoad.OVERWRITE)
        read = await asyncio.to_thread(given.read)
        reading, notices = understood(stored, read)
        held = withheld(stored, reading, people) if seeds else Withheld(reading)
        if seeds is SeedLoad.PROPOSE and writers.had_last(mark) and (by_hand := edited_by_hand(readable, held.reading)):
            people |= by_hand
            held = withheld(stored, reading, people)
        put = frozenset(row.record.id for row in held.reading.rows)
        unsound = Unsound(readable, frozenset(row.record.id for row in read.rows) - put)
        try:
            change, rejected = plan_load(
                stored, held.reading, replace=replace, skip_invalid=skip_invalid, today=today, keep=people, also=held.standing
            )
        except DataRefused as refused:
            raise unsound.refusal(refused, put) from refused
        difference = Difference.between(stored, change, readable.ids_unread)
    if difference.has_effect:  # else it need not be read again to find that out
        difference = await (store.foresee(change) if dry_run else store.apply(change, who))
    notices += await _mended(store, readable, stored.changed_by(change), dry_run=dry_run)
    left = unsound.left(*({record.id for record in each.put} for each in (difference.effective, change)))
    return LoadReport(stored, difference, rejected, not dry_run, notices, unsound.proposed(held.proposals), left)


async def _read(store: Store, paths: Iterable[Path], layer: str | None, most: int, *, trusted: bool) -> tuple[Given, Readable]:
    """What the files give, and what is stored: a server gathers it while the files are read."""
    reading = asyncio.create_task(asyncio.to_thread(given_by, list(paths), layer, most, trusted=trusted))
    try:
        readable = await store.readable()
    finally:
        given = await reading  # what is wrong with the files is told first
    return given, readable


def _standing(stored: Network, given: Given) -> frozenset[str]:
    """The ids of the rows if each is stored as it is and the store is sound: there is nothing to understand, withhold or check
    then; none if not. Of a layer that holds more, or something else, the rows are read."""
    if not given.sound:
        return frozenset()
    ids = set[str]()
    for layer, version in given.layers.items():
        there = stored.of_layer(layer)
        if version_of_network(there) == version:
            ids.update(record.id for record in there)
            continue
        records = {row.record.id: row.record for row in given.read_layer(layer).rows}
        if any(stored.find(record_id) != record for record_id, record in records.items()):
            return frozenset()
        ids.update(records)
    sound = len(ids) == given.count and (len(ids) == len(stored) or not find_flaws(stored))
    return frozenset(ids) if sound else frozenset()


async def _mended(store: Store, readable: Readable, network: Network, *, dry_run: bool) -> tuple[str, ...]:
    """A notice of what was derived wrongly and is set right, or would be; what could not be read may be read now."""
    if not (readable.drifted or readable.unread):
        return ()
    if dry_run:
        wrong = sum(finding.derived for finding in await store.verify())
        return (f"{wrong} {DERIVED} are not as they should be, and would be again",) if wrong else ()
    mended = await store.mend(network)
    return (f"{mended} {DERIVED} were not as they should be, and are again",) if mended else ()
