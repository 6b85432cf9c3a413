"""What a load would write: the rows as one change set, checked against the whole network that would result."""

from collections.abc import Collection
from datetime import date

from graph_service.errors import DataRefused, Fault
from graph_service.files.misfits import column_of
from graph_service.files.tables import Reading, Row
from graph_service.files.understood import drawn_along
from graph_service.records.base import Record
from graph_service.records.checks import Flaw, find_flaws
from graph_service.records.door import door_flaws
from graph_service.records.network import ChangeSet, Network


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
