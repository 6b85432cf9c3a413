"""Two-step reach: whom the partners of a home open the way to, and whom a new partner would.

The first step is an effective agreement of the home or a unit of it with a place abroad, the second any effective
agreement of that partner in the whole network. The units of the home are never counted as reached.
"""

from dataclasses import dataclass

import numpy as np

from graph_service.graph.arrays import Flags, Graph, Ints
from graph_service.metrics.vine import Vine
from graph_service.records.place import Place


@dataclass(frozen=True, slots=True)
class Gateway:
    """A partner of the home: the `units` linked with it, how many places lie one step `beyond` it, and those of them that
    are reached through no other partner and are none themselves. Ids in order."""

    partner: Place
    units: tuple[str, ...]
    beyond: int
    only_through: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Reach:
    """What a home reaches. `within` flags the nodes of the whole network that are one or two steps away, partners included;
    `gateways` come by falling number of places reached only through them, then of places beyond, then by id."""

    graph: Graph
    units: Flags
    within: Flags
    gateways: tuple[Gateway, ...]

    def gained(self, place_id: str) -> tuple[str, ...]:
        """The places that an agreement with this one would bring within two steps, itself included, in id order."""
        node = self.graph.numbers.get(place_id)
        if node is None:  # without an agreement on record it leads nowhere
            return (place_id,)
        new = np.zeros(self.graph.order, bool)
        new[self.graph.ends[self.graph.ends[:, 0] == node, 1]] = True
        new[node] = True
        return _ids(self.graph, np.flatnonzero(new & ~self.within & ~self.units))


def reach_of(vine: Vine, graph: Graph) -> Reach:
    """What a home reaches in the whole network of the same selection, in O(agreements)."""
    units = graph.flags(vine.home.tiers)
    partners = graph.flags(tie.partner.id for tie in vine.ties.effective)
    steps = graph.ends[partners[graph.ends[:, 0]] & ~units[graph.ends[:, 1]]]
    ways = np.bincount(steps[:, 1], minlength=graph.order)
    beyond = np.bincount(steps[:, 0], minlength=graph.order)
    only = steps[(ways[steps[:, 1]] == 1) & ~partners[steps[:, 1]]]
    gateways = _gateways(vine, graph, beyond, only)
    return Reach(graph, units, partners | (ways > 0), gateways)


def _gateways(vine: Vine, graph: Graph, beyond: Ints, only: Ints) -> tuple[Gateway, ...]:
    through: dict[int, list[int]] = {}
    for partner, node in only.tolist():
        through.setdefault(partner, []).append(node)
    units: dict[str, set[str]] = {}
    for tie in vine.ties.effective:
        units.setdefault(tie.partner.id, set()).add(tie.unit)
    found = (
        Gateway(
            vine.snapshot.places[partner],
            tuple(sorted(linked)),
            int(beyond[graph.numbers[partner]]),
            _ids(graph, np.sort(np.array(through.get(graph.numbers[partner], ()), np.int64))),
        )
        for partner, linked in units.items()
    )
    return tuple(sorted(found, key=lambda gateway: (-len(gateway.only_through), -gateway.beyond, gateway.partner.id)))


def _ids(graph: Graph, nodes: Ints) -> tuple[str, ...]:
    return tuple(graph.ids[node] for node in nodes.tolist())
