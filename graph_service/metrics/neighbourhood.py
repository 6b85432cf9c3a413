"""Neighbourhood: the places within a few agreements of one place, and the agreements among them."""

from collections.abc import Mapping
from dataclasses import dataclass

from graph_service.domain.agreement import Agreement
from graph_service.domain.life import Standing
from graph_service.domain.place import Place
from graph_service.metrics.selection import Selection
from graph_service.snapshot import Snapshot

MAX_DEPTH = 3


@dataclass(frozen=True, slots=True)
class Link:
    """An agreement between two places of a neighbourhood, as it stands at the date."""

    agreement: Agreement
    standing: Standing


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """`hops` maps each place to its distance in agreements from the centre, nearest first, then by id. `total_places`
    counts all places within the depth, of which `hops` may hold only the first; `links` join places in `hops`."""

    centre: Place
    hops: Mapping[str, int]
    links: tuple[Link, ...]
    total_places: int

    @property
    def truncated(self) -> bool:
        """Whether places were left out because of the limit."""
        return len(self.hops) < self.total_places


def neighbourhood(snapshot: Snapshot, place_id: str, depth: int, selection: Selection, limit: int) -> Neighbourhood:
    """Everything within `depth` agreements of a place, at most `limit` places.

    Raises:
        NotFound, Moved: see `Snapshot.place`.
    """
    centre = snapshot.place(place_id)
    hops, ring = {centre.id: 0}, [centre.id]
    for hop in range(1, depth + 1):
        reached = {link.agreement.other(inner) for inner in ring for link in links_of(snapshot, inner, selection)}
        ring = sorted(reached - hops.keys())
        hops |= dict.fromkeys(ring, hop)
    kept = dict(list(hops.items())[:limit])
    inside = {link.agreement.id: link for inner in kept for link in links_of(snapshot, inner, selection) if _joins(link, kept)}
    return Neighbourhood(centre, kept, tuple(inside[key] for key in sorted(inside)), len(hops))


def links_of(snapshot: Snapshot, place_id: str, selection: Selection) -> list[Link]:
    """The effective agreements of a place, domestic ones included, in id order."""
    found = ((agreement, selection.standing(agreement)) for agreement in snapshot.agreements_of(place_id))
    return [Link(agreement, standing) for agreement, standing in found if standing is not None and selection.counts(standing)]


def possible_links_of(snapshot: Snapshot, place_id: str, selection: Selection) -> list[Link]:
    """The agreements of a place that may be effective, their signing or end straddling the date, in id order."""
    found = ((agreement, selection.standing(agreement)) for agreement in snapshot.agreements_of(place_id))
    return [
        Link(agreement, standing)
        for agreement, standing in found
        if standing is not None and selection.perhaps_counts(agreement, standing)
    ]


def _joins(link: Link, places: Mapping[str, int]) -> bool:
    a, b = link.agreement.parties
    return a in places and b in places
