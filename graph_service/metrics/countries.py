"""How many agreements any two countries have between their places."""

from collections import Counter
from collections.abc import Mapping

from graph_service.records.agreement import Agreement
from graph_service.snapshot import Snapshot


def agreements_between_countries(snapshot: Snapshot) -> Mapping[str, Counter[str]]:
    """Agreements of places by country code of either side, whatever their kind and status; for `Snapshot.once`."""
    country = {place.id: place.country for place in snapshot.places.values()}
    pairs = (agreement.parties for agreement in snapshot.network.table(Agreement).values())
    # Ties between organisations have no country.
    between = Counter((country[one], country[other]) for one, other in pairs if one in country and other in country)
    counts: dict[str, Counter[str]] = {}
    for (one, other), found in between.items():
        counts.setdefault(one, Counter())[other] += found
        if one != other:
            counts.setdefault(other, Counter())[one] += found
    return counts
