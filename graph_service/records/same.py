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


def twins(agreements: Mapping[str, Agreement]) -> Mapping[str, frozenset[str]]:
    """For each agreement that may be the same as others on record: those, whichever of the records says so."""
    found: dict[str, set[str]] = {}
    for one, other in possibly_same(agreements):
        found.setdefault(one.id, set()).add(other.id)
        found.setdefault(other.id, set()).add(one.id)
    return {agreement_id: frozenset(others) for agreement_id, others in found.items()}


def better_records(places: Mapping[str, Place], agreements: Mapping[str, Agreement]) -> Mapping[str, frozenset[str]]:
    """The agreements that stand beside better records of what may be the same, and those records, which count in their place.

    Taken from the best document on, each counts unless one that counts may be the same: of three in a chain the first and the
    last count, for nobody says that these two are the same.
    """
    alike = twins(agreements)
    counted: set[str] = set()
    beside: dict[str, frozenset[str]] = {}
    for agreement_id in sorted(alike, key=lambda found: by_document(places, agreements[found])):
        if better := alike[agreement_id] & counted:
            beside[agreement_id] = better
        else:
            counted.add(agreement_id)
    return beside


def by_document(places: Mapping[str, Place], agreement: Agreement) -> tuple[int, bool, str]:
    """Sorting key, the best document first: a stated kind, a dated signing, both parties named."""
    unnamed = any(place.placeholder for party in agreement.parties if (place := places.get(party)))
    return (-document_rank(agreement.stages), unnamed, agreement.id)
