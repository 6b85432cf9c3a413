"""Neighbours: which places each place has an agreement with, over the whole network, and whom two places share."""

from collections import Counter
from collections.abc import Mapping

from graph_service.records.agreement import Agreement
from graph_service.snapshot import Snapshot


def neighbours(snapshot: Snapshot) -> Mapping[str, tuple[str, ...]]:
    """The places each place has an agreement on record with, whatever its kind, status and date; for `Snapshot.once`.

    Hardly any agreement of the world layer has a date, so a network of one day would be a network of chance.
    """
    found: dict[str, list[str]] = {}
    for agreement in snapshot.network.table(Agreement).values():
        a, b = agreement.parties
        if a in snapshot.places and b in snapshot.places:
            found.setdefault(a, []).append(b)
            found.setdefault(b, []).append(a)
    return {place_id: tuple(others) for place_id, others in found.items()}


def common_neighbours(snapshot: Snapshot, place_id: str) -> Mapping[str, int]:
    """How many neighbours every other place shares with a place; those that share none are left out."""
    links = snapshot.once(neighbours)
    shared = Counter(other for neighbour in links.get(place_id, ()) for other in links[neighbour])
    del shared[place_id]
    return shared


def resource_allocation(snapshot: Snapshot, place_id: str) -> Mapping[str, float]:
    """Σ 1 / agreements of z over the neighbours z that another place shares with a place: a shared partner that links few
    says more than one that links hundreds. Source: Zhou, Lü and Zhang, Eur. Phys. J. B 71 (2009)."""
    links = snapshot.once(neighbours)
    found: dict[str, float] = {}
    for neighbour in links.get(place_id, ()):
        share = 1 / len(links[neighbour])
        for other in links[neighbour]:
            found[other] = found.get(other, 0.0) + share
    found.pop(place_id, None)
    return found
