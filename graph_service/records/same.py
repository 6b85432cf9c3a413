"""Records that may be of the same agreement, and which of them is the better document of it."""

from collections.abc import Iterator, Mapping

from graph_service.records.agreement import Agreement
from graph_service.records.life import document_rank
from graph_service.records.place import Place


def possibly_same(agreements: Mapping[str, Agreement]) -> Iterator[tuple[Agreement, Agreement]]:
    """Each agreement that names another on record as possibly the same, and that one."""
    for agreement in agreements.values():
        for named in agreement.possibly_same:
            if named != agreement.id and (other := agreements.get(named)) is not None:
                yield agreement, other


def by_document(places: Mapping[str, Place], agreement: Agreement) -> tuple[int, bool, str]:
    """Sorting key, the best document first: a stated kind, a dated signing, both parties named."""
    unnamed = any(place.placeholder for party in agreement.parties if (place := places.get(party)))
    return (-document_rank(agreement.stages), unnamed, agreement.id)
