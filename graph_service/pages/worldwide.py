"""What the world map shows: the effective agreements of a selection, and the places they join."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from graph_service.metrics.effective import effective_agreements
from graph_service.metrics.selection import Selection
from graph_service.records.place import Place
from graph_service.snapshot import Snapshot


class WorldLine(NamedTuple):
    """An agreement between two places, as what it was signed and whether with a date."""

    parties: tuple[str, str]
    kind: str
    dated: bool


class World(NamedTuple):
    """What the map shows: `places` with a position, those with most agreements first, and the `lines` between them;
    `counts` are agreements per place. `unplaced` places have no position; their lines are in `lost`."""

    places: Sequence[Place]
    lines: Sequence[WorldLine]
    lost: Sequence[WorldLine]
    counts: Counter[str]
    unplaced: Sequence[Place]

    @property
    def all_lines(self) -> list[WorldLine]:
        """Every agreement of the selection, drawn or not."""
        return [*self.lines, *self.lost]


def world_of(snapshot: Snapshot, selection: Selection) -> World:
    """The effective agreements of a selection and the places they join."""
    lines = [WorldLine(found.agreement.parties, found.kind, found.dated) for found in effective_agreements(snapshot, selection)]
    counts = Counter(party for line in lines for party in line.parties)
    ordered = [snapshot.places[party] for party in sorted(counts, key=lambda party: (-counts[party], party))]
    placed = {place.id for place in ordered if place.lat is not None and place.lon is not None}
    drawn = [line for line in lines if placed.issuperset(line.parties)]
    return World(
        [place for place in ordered if place.id in placed],
        drawn,
        [line for line in lines if not placed.issuperset(line.parties)],
        counts,
        [place for place in ordered if place.id not in placed],
    )
