"""The figures of a province, or of all regions of a country, counted as the service counts them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from graph_service.metrics.knowledge import Knowledge, knowledge_of
from graph_service.metrics.selection import select
from graph_service.metrics.ties import Tie
from graph_service.metrics.vine import Vine, vine_of
from graph_service.records.place import Place
from graph_service.snapshot import Snapshot

CLASSES = ("A", "B", "C", "D", "U")


@dataclass
class Figures:
    """Stems and grapes are those of the headline kinds, `ties` the agreements in force of these kinds and exchanges, by id:
    of them are counted the dated, those whose class is told and, of their partners, those with a Chinese name."""

    stems: int = 0
    grapes: Counter[str] = field(default_factory=Counter)
    ties: dict[str, Tie] = field(default_factory=dict)

    @property
    def agreements(self) -> int:
        """How many agreements are in force."""
        return len(self.ties)

    @property
    def dated(self) -> int:
        """Of how many it is on record when they were signed."""
        return sum(tie.standing.since is not None and tie.standing.since.date is not None for tie in self.ties.values())

    @property
    def classified(self) -> int:
        """Of how many it is on record whether they are formal or exchanges."""
        return sum(tie.standing.kind != "unclassified" for tie in self.ties.values())

    @property
    def named(self) -> tuple[int, int]:
        """How many of the partners have a Chinese name, and how many there are."""
        partners = {tie.partner.id: tie.partner for tie in self.ties.values()}.values()
        return sum(bool(partner.names.zh) for partner in partners), len(partners)


def homes(snapshot: Snapshot, country: str) -> tuple[Place, ...]:
    """The regions of a country, by the number that its state gives them, else by id."""
    found = (place for place in snapshot.places.values() if place.country == country and place.is_level("province"))
    return tuple(sorted((place for place in found if place.exists(snapshot.today)), key=_order))


def figures(snapshot: Snapshot, found: Iterable[Place]) -> Figures:
    """The figures of homes together; an agreement of two of them counts once."""
    total = Figures()
    for home in found:
        vine = _vine(snapshot, home)
        total.stems += len(vine.stems)
        total.grapes.update(tie.grape_class for tie in vine.ties.effective if tie.grape_class)
        total.ties |= {tie.agreement.id: tie for tie in (*vine.ties.effective, *vine.ties.exchange)}
    return total


def lists(snapshot: Snapshot, home: Place) -> dict[str, Knowledge]:
    """How far the list of each tier of a home is known."""
    return knowledge_of(_vine(snapshot, home)).tiers


def _vine(snapshot: Snapshot, home: Place) -> Vine:
    return vine_of(snapshot, home.id, select(snapshot))


def _order(place: Place) -> tuple[str, str]:
    return place.gbt_2260 or "~", place.id
