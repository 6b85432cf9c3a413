"""What a load finds wrong in the store itself and does not set right: nothing is served from such a store, so it is named."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from graph_service.errors import DataRefused, Fault
from graph_service.proposals import Proposal
from graph_service.records.checks import broken_rules
from graph_service.store.base import Readable
from graph_service.store.findings import Finding

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
