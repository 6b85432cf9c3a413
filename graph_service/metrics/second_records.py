"""Records that may be the same agreement: the one with the better document counts, the other stands beside it.

Which one does not depend on the day or on the kinds asked for, so that no answer counts a pair twice or hides its signing.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from graph_service.metrics.selection import ALL_LAYERS
from graph_service.records.agreement import Agreement
from graph_service.records.life import document_rank
from graph_service.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class SecondRecords:
    """For each agreement marked as possibly the same as better documented ones: the layers of those that count."""

    layers: Mapping[str, frozenset[str]]

    def stands_beside(self, agreement: Agreement, layer: str) -> bool:
        """Whether a better record of this layer (or of any) counts in the place of this one."""
        better = self.layers.get(agreement.id)
        return better is not None and (layer == ALL_LAYERS or layer in better)


def second_records(snapshot: Snapshot) -> SecondRecords:
    """The agreements that others are better records of; for `Snapshot.once`."""
    table = snapshot.network.table(Agreement)
    twins: dict[str, set[str]] = {}
    for one, other in _marked(table):
        twins.setdefault(one, set()).add(other)
        twins.setdefault(other, set()).add(one)
    counted: set[str] = set()
    layers: dict[str, frozenset[str]] = {}
    for agreement_id in sorted(twins, key=lambda found: _by_document(snapshot, table[found])):
        better = counted & twins[agreement_id]
        if better:
            layers[agreement_id] = frozenset(table[found].layer for found in better)
        else:
            counted.add(agreement_id)
    return SecondRecords(layers)


def _marked(table: Mapping[str, Agreement]) -> Iterator[tuple[str, str]]:
    for agreement in table.values():
        for other in agreement.possibly_same:
            if other in table and other != agreement.id:
                yield agreement.id, other


def _by_document(snapshot: Snapshot, agreement: Agreement) -> tuple[int, bool, str]:
    """Sorting key, the best document first: a stated kind, a dated signing, both parties named."""
    unnamed = any(party in snapshot.places and snapshot.places[party].placeholder for party in agreement.parties)
    return (-document_rank(agreement.stages), unnamed, agreement.id)
