"""Loading files into a store: read, check the whole network that would result, write once or not at all."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from pathlib import Path

from graph_service.data_files import data_folder
from graph_service.errors import DataRefused, Fault
from graph_service.files.bounded import MOST
from graph_service.files.seeds import read_paths
from graph_service.files.tables import Reading, Row, column_of
from graph_service.files.understood import drawn_along, understood
from graph_service.proposals import Proposal, Withheld, withheld
from graph_service.records.base import Record
from graph_service.records.checks import Flaw, find_flaws
from graph_service.records.door import door_flaws
from graph_service.records.network import ChangeSet, Difference, Network
from graph_service.records.registry import RECORD_TYPES
from graph_service.signatures import mark_of, signature, writers_of
from graph_service.snapshot import Snapshot
from graph_service.store.base import Store
from graph_service.store.canonical import collector_at_rest, encode, lines_of, version_of


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What a load did, or would do, to the network `before`. `rejected` are the faults of rows left out with `skip_invalid`;
    `notices` say what was understood of rows that left something open."""

    before: Network
    difference: Difference
    rejected: tuple[Fault, ...]
    written: bool
    notices: tuple[str, ...] = ()
    proposals: tuple[Proposal, ...] = ()


class SeedLoad(Enum):
    """How seeds are loaded: `PROPOSE` withholds what would change what people wrote, `IF_NEW` does so where the store has not
    had these seeds and nothing where it has, `OVERWRITE` withholds nothing."""

    PROPOSE = "propose"
    IF_NEW = "if_new"
    OVERWRITE = "overwrite"


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
        reading = read_paths(paths, layer, most)
    stored = await store.readable()
    people: Collection[str] = ()
    if seeds:
        mark, writers = mark_of(reading), await writers_of(store, stored)
        if seeds is SeedLoad.IF_NEW and writers.have_had(mark):
            return LoadReport(stored, Difference.between(stored, ChangeSet()), (), False, (f"the store has had {mark}",))
        people = () if seeds is SeedLoad.OVERWRITE else writers.people
        who = signature(who, mark, overwriting=seeds is SeedLoad.OVERWRITE)
    reading, notices = understood(stored, reading)
    held = withheld(stored, reading, people) if seeds else Withheld(reading)
    change, rejected = plan_load(
        stored, held.reading, replace=replace, skip_invalid=skip_invalid, today=today, keep=people, also=held.standing
    )
    if dry_run:
        return LoadReport(stored, Difference.between(stored, change), rejected, False, notices, held.proposals)
    if (difference := Difference.between(stored, change)).has_effect:  # else it need not be read again to find that out
        difference = await store.apply(change, who)
    if mended := await store.mend(stored.changed_by(change)):
        notices += (f"{mended} relationship(s) were not as the records say, and are again",)
    return LoadReport(stored, difference, rejected, True, notices, held.proposals)


def snapshot_of_seeds(today: date) -> Snapshot:
    """The seeds that come with the service as a snapshot, without a store: what a notebook asks its questions of.

    The same version as that of a store which holds the seeds and nothing else.

    Raises:
        DataRefused: the seeds are faulty.
    """
    return snapshot_of_files([data_folder("seeds")], today)


def snapshot_of_files(paths: Iterable[Path], today: date) -> Snapshot:
    """Tables as a snapshot, without a store; errors as `snapshot_of_seeds`."""
    with collector_at_rest():
        change, _ = plan_load(Network(), read_paths(paths), today=today)
        network = Network(change.put)
    tables = ((plural, lines_of(map(encode, network.rows(plural).values()))) for plural, _ in RECORD_TYPES)
    return Snapshot(network, version_of(tables), today)


def plan_load(
    stored: Network,
    reading: Reading,
    *,
    replace: bool = False,
    skip_invalid: bool = False,
    today: date,
    keep: Collection[str] = (),
    also: Collection[Record] = (),
) -> tuple[ChangeSet, tuple[Fault, ...]]:
    """The change set that loads these rows into a network, and the faults of the rows left out; `replace` spares `keep`.
    What is said to have happened after `today` is refused. `also` are records that are stored though no row gives them; other
    stored records that name what is merged name its successor.

    Raises:
        DataRefused: some rows are faulty and may not be left out, or the store would be without leaving more out.
    """
    rows, rejected = _unique(reading)
    if rejected and not skip_invalid:
        raise DataRefused(rejected)
    gone = [each for each in _superfluous(stored, rows, reading.layers) if each not in keep] if replace and not rejected else []
    while True:
        given = (*(row.record for row in rows), *also)
        put = (*given, *(record for record in drawn_along(stored, given) if record.id not in gone))
        change = ChangeSet(put, tuple(dict.fromkeys((*gone, *_absorbed(stored, given)))))
        after = stored.changed_by(change)
        flaws = [*find_flaws(after), *door_flaws(stored, after, {row.record.id for row in rows}, today)]
        faults = _faults(flaws, rows)
        if not faults:
            return change, tuple(rejected)
        rejected += faults
        faulty = {(fault.file, fault.line) for fault in faults}
        kept = [row for row in rows if (row.file, row.line) not in faulty]
        if not skip_invalid or len(kept) == len(rows):
            raise DataRefused(rejected)
        rows = kept


def _unique(reading: Reading) -> tuple[list[Row], list[Fault]]:
    """An id may stand once in what is loaded together: twice would silently keep the last."""
    faults = list(reading.faults)
    first: dict[str, Row] = {}
    for row in reading.rows:
        earlier = first.setdefault(row.record.id, row)
        if earlier is not row:
            problem = f"the id {row.record.id!r} stands in {earlier.file}:{earlier.line} already"
            faults.append(Fault(row.file, row.line, "id", problem, "merge the two rows or give one another id"))
    return list(first.values()), faults


def _absorbed(stored: Network, records: Collection[Record]) -> tuple[str, ...]:
    """Stored records that one of these says were merged into it: their ids live on as redirects."""
    given = {record.id for record in records}
    former = {record_id for record in records for record_id in record.former_ids} - given
    return tuple(record.id for record in stored if record.id in former)


def _superfluous(stored: Network, rows: list[Row], read: Collection[str]) -> tuple[str, ...]:
    layers = {row.record.layer for row in rows}.union(read)
    given = {row.record.id for row in rows}
    return tuple(record.id for record in stored if record.layer in layers and record.id not in given)


def _faults(flaws: list[Flaw], rows: list[Row]) -> list[Fault]:
    """Flaws told by file and line; what is wrong only in the store after the change is told by id."""
    origin = {row.record.id: row for row in rows}
    faults = []
    for flaw in flaws:
        row = next((origin[record_id] for record_id in (flaw.record_id, *flaw.others) if record_id in origin), None)
        file, line = (row.file, row.line) if row else (f"stored record {flaw.record_id}", None)
        faults.append(Fault(file, line, column_of(flaw.field), flaw.problem, flaw.remedy))
    return faults


def records_of(reading: Reading) -> list[Record]:
    """The records of a reading without faults.

    Raises:
        DataRefused: it has faults.
    """
    if reading.faults:
        raise DataRefused(reading.faults)
    return [row.record for row in reading.rows]
