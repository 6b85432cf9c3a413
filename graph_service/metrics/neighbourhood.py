"""Neighbourhood: the places within a few agreements of one place, and the agreements among them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

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
    """`hops` maps each place to its distance in agreements from the centre, nearest first, then by id; `degrees` to how
    many effective agreements it has. `total_places` counts all places within the depth, of which `hops` may hold only the
    first; `links` join places in `hops`; `possible` are agreements of the centre that may be effective, their signing or
    end straddling the date. Both are in id order."""

    centre: Place
    hops: Mapping[str, int]
    degrees: Mapping[str, int]
    links: tuple[Link, ...]
    possible: tuple[Link, ...]
    total_places: int

    @property
    def truncated(self) -> bool:
        """Whether places were left out because of the limit."""
        return len(self.hops) < self.total_places


def neighbourhood(snapshot: Snapshot, place_id: str, depth: int, selection: Selection, limit: int) -> Neighbourhood:
    """Everything within `depth` agreements of a place, domestic ones included, at most `limit` places.

    Raises:
        NotFound, Moved: see `Snapshot.place`.
    """
    centre, known = snapshot.place(place_id), _known(snapshot, selection)
    hops, ring = {centre.id: 0}, [centre.id]
    for hop in range(1, depth + 1):
        reached = {other for inner in ring for other in _links(snapshot, inner, selection, known).sure}
        ring = sorted(reached - hops.keys())
        hops |= dict.fromkeys(ring, hop)
    kept = dict(list(hops.items())[:limit])
    sure = {inner: _links(snapshot, inner, selection, known).sure for inner in kept}
    inside = {(link := found[other]).agreement.id: link for found in sure.values() for other in found.keys() & kept.keys()}
    return Neighbourhood(
        centre,
        kept,
        {inner: len(found) for inner, found in sure.items()},
        tuple(inside[key] for key in sorted(inside)),
        known[centre.id].possible,
        len(hops),
    )


class _Links(NamedTuple):
    """The agreements of a place: those that are effective, by the other party, and those that may be."""

    sure: Mapping[str, Link]
    possible: tuple[Link, ...]


def _known(snapshot: Snapshot, selection: Selection) -> dict[str, _Links]:
    """What has been found out under the selection: today's is kept, as nearly everybody asks about today."""
    return snapshot.once(_known_today) if selection == Selection(snapshot.today) else {}


def _known_today(_: Snapshot) -> dict[str, _Links]:
    return {}


def _links(snapshot: Snapshot, place_id: str, selection: Selection, known: dict[str, _Links]) -> _Links:
    if place_id not in known:
        found = [(agreement, selection.standing(agreement)) for agreement in snapshot.agreements_of(place_id)]
        links = [Link(agreement, standing) for agreement, standing in found if standing is not None]
        known[place_id] = _Links(
            {link.agreement.other(place_id): link for link in links if selection.counts(link.standing)},
            tuple(link for link in links if selection.perhaps_counts(link.agreement, link.standing)),
        )
    return known[place_id]
