"""Records that may be the same agreement: the one with the better document counts, the other stands beside it.

Which one does not depend on the day or on the kinds asked for, so that no answer counts a pair twice or hides its signing.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from graph_service.metrics.selection import ALL_LAYERS
from graph_service.records.agreement import Agreement
from graph_service.records.same import better_records, twins
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
    better = better_records(snapshot.places, table)
    return SecondRecords({found: frozenset(table[each].layer for each in ids) for found, ids in better.items()})


def possibly_same_as(snapshot: Snapshot, agreement: Agreement) -> tuple[str, ...]:
    """The agreements that may be the same as this one, whichever of the two records says so; in id order."""
    return tuple(sorted(snapshot.once(_twins).get(agreement.id, ())))


def _twins(snapshot: Snapshot) -> Mapping[str, frozenset[str]]:
    return twins(snapshot.network.table(Agreement))
