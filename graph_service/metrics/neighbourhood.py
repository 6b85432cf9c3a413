"""Neighbourhood: the places within a few agreements of one place, and the agreements among them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from graph_service.metrics.selection import Selection
from graph_service.records.agreement import Agreement
from graph_service.records.life import Standing
from graph_service.records.place import Place
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
    def own(self) -> tuple[Link, ...]:
        """The links of the centre itself."""
        return tuple(link for link in self.links if self.centre.id in link.agreement.parties)

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
        reached = frozenset[str]().union(*(_links(snapshot, inner, selection, known).others for inner in ring))
        ring = sorted(reached - hops.keys())
        hops |= dict.fromkeys(ring, hop)
    kept = dict(list(hops.items())[:limit])
    links = {inner: _links(snapshot, inner, selection, known) for inner in kept}
    inside = _among(links)
    return Neighbourhood(
        centre,
        kept,
        {inner: len(found.others) for inner, found in links.items()},
        tuple(inside[key] for key in sorted(inside)),
        known[centre.id].possible,
        len(hops),
    )


def partners_of(snapshot: Snapshot, place_id: str, selection: Selection) -> frozenset[str]:
    """The places that a place has an effective agreement with; errors as `neighbourhood`."""
    return _links(snapshot, snapshot.place(place_id).id, selection, _known(snapshot, selection)).others


def around_partners(snapshot: Snapshot, place_id: str, selection: Selection) -> frozenset[str]:
    """The same, and all that these lie in; errors as `neighbourhood`."""
    partners = partners_of(snapshot, place_id, selection)
    return frozenset(above.id for partner in partners if partner in snapshot.places for above in snapshot.above(partner))


def degree_of(snapshot: Snapshot, place_id: str, selection: Selection) -> int:
    """How many effective agreements a place has, domestic ones included."""
    return len(_links(snapshot, place_id, selection, _known(snapshot, selection)).others)


class _Links(NamedTuple):
    """The agreements of a place: those that are effective, by the other party, and those that may be. `others` are the
    parties, as a set: what two sets have in common is found twice as fast as with keys of a mapping."""

    sure: Mapping[str, Link]
    others: frozenset[str]
    possible: tuple[Link, ...]


def _among(links: Mapping[str, _Links]) -> dict[str, Link]:
    """The links between two of these places, by id. Each stands with both: it is taken where the other comes later."""
    found: dict[str, Link] = {}
    places = frozenset(links)
    for inner, known in links.items():
        for other in known.others & places:
            if inner < other:
                link = known.sure[other]
                found[link.agreement.id] = link
    return found


def _known(snapshot: Snapshot, selection: Selection) -> dict[str, _Links]:
    """What has been found out under the selection: today's is kept, as nearly everybody asks about today."""
    return snapshot.once(_known_today) if selection == Selection(snapshot.today) else {}


def _known_today(_: Snapshot) -> dict[str, _Links]:
    return {}


def _links(snapshot: Snapshot, place_id: str, selection: Selection, known: dict[str, _Links]) -> _Links:
    if place_id not in known:
        found = [(agreement, selection.standing(snapshot, agreement)) for agreement in snapshot.agreements_of(place_id)]
        links = [Link(agreement, standing) for agreement, standing in found if standing is not None]
        sure = {link.agreement.other(place_id): link for link in links if selection.counts(link.standing)}
        known[place_id] = _Links(
            sure,
            frozenset(sure),
            tuple(link for link in links if selection.perhaps_counts(link.standing)),
        )
    return known[place_id]
