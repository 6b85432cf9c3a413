"""What a load finds wrong in the store itself: what it does not set right is named, for nothing is served from such a store; what
heals it is told from what a hand edited in it."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from graph_service.errors import DataRefused, Fault
from graph_service.files.tables import Reading
from graph_service.proposals import Proposal
from graph_service.records.base import Record
from graph_service.records.checks import broken_rules, find_flaws
from graph_service.store.base import Readable
from graph_service.store.findings import Finding, flaws_found

_REMEDY = "correct it where it is stored, load its row again, or restore a backup"
_WITHHELD = "correct it where it is stored, or load the seeds with --overwrite, which have a row of it"


@dataclass(frozen=True, slots=True)
class Unsound:
    """What cannot be read of a store; `withheld` are ids whose rows the seeds have and do not write over what people wrote."""

    readable: Readable
    withheld: frozenset[str] = frozenset()

    def left(self, written: Collection[str], sound: Collection[str]) -> tuple[Fault, ...]:
        """What is still wrong once the records with these ids are written, those with the others being known to be sound: what
        cannot be read under the id of one that can is another node."""
        return (*self._unread(written), *self._broken(sound))

    def refusal(self, refused: DataRefused, put: Collection[str]) -> DataRefused:
        """The refusal with what cannot be read first, and without what only follows from that."""
        unread = tuple(self._unread(put))
        follows = {f"unknown id {record_id!r}" for record_id in self.readable.ids_unread}
        return DataRefused([*unread, *(fault for fault in refused.faults if fault.problem not in follows)]) if unread else refused

    def proposed(self, proposals: Iterable[Proposal]) -> tuple[Proposal, ...]:
        """The proposals without those of records that are there and cannot be read: nobody removed them."""
        return tuple(each for each in proposals if each.record_id not in self.readable.ids_unread)

    def _unread(self, put: Collection[str]) -> Iterator[Fault]:
        for finding in self.readable.told:
            if finding.field is None or finding.field[0] not in put:
                yield self._fault(finding, finding.field[0] if finding.field else "")

    def _broken(self, put: Collection[str]) -> Iterator[Fault]:
        for record, error in broken_rules(record for record in self.readable.network if record.id not in put):
            yield self._fault(Finding(self.readable.network.called(record.id), str(error)), record.id)

    def _fault(self, finding: Finding, record_id: str) -> Fault:
        return Fault(f"stored {finding.where}", None, None, finding.problem, _WITHHELD if record_id in self.withheld else _REMEDY)


def edited_by_hand(readable: Readable, reading: Reading) -> frozenset[str]:
    """The ids of rows that a store holds otherwise, or no more, though it had them last: of what no program wrote, a hand did it,
    as in Neo4j while nobody read. None of those that heal the store where it is unsound."""
    there = {record.id: record for record in readable.network}
    rows = {row.record.id: row.record for row in reading.rows}
    edited = {record_id for record_id, record in rows.items() if there.get(record_id) != record}
    return frozenset(edited - _healing(readable, there, rows)) if edited else frozenset()


def _healing(readable: Readable, there: dict[str, Record], rows: dict[str, Record]) -> set[str]:
    """The ids of what is unsound, and of what that names and the store lacks."""
    wanted = set(readable.ids_unread)
    wanted |= {finding.field[0] for finding in flaws_found(readable.network, wanted) if finding.field}
    wanted |= {other for flaw in find_flaws(readable.network) for other in flaw.others}
    if not wanted <= rows.keys() | there.keys():  # what cannot be read, and no row tells, may name whatever is missing
        wanted |= rows.keys() - there.keys()
    healing = set[str]()
    while wanted:
        healing.add(record_id := wanted.pop())
        told = rows.get(record_id) or there.get(record_id)
        wanted |= {named for _, named in told.references() if named not in there} - healing if told else set()
    return healing
