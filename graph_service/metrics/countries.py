"""How many agreements any two countries have between their places."""

from collections import Counter
from collections.abc import Mapping

from graph_service.domain.agreement import Agreement
from graph_service.snapshot import Snapshot


def agreements_between_countries(snapshot: Snapshot) -> Mapping[str, Counter[str]]:
    """Agreements of places by country code of either side, whatever their kind and status; for `Snapshot.once`."""
    counts: dict[str, Counter[str]] = {}
    for agreement in snapshot.network.table(Agreement).values():
        parties = [snapshot.places[party] for party in agreement.parties if party in snapshot.places]
        if len(parties) == 2:  # ties between organisations have none
            one, other = parties
            counts.setdefault(one.country, Counter())[other.country] += 1
            if one.country != other.country:
                counts.setdefault(other.country, Counter())[one.country] += 1
    return counts
