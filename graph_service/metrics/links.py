"""The whole network as a graph: places, or countries, linked by the agreements that a selection counts.

Centralities, communities and statistics are measured on it. It spans all layers unless one is chosen: the agreements of
one office alone form stars, on which centrality says nothing.
"""

from collections import OrderedDict
from threading import Lock
from typing import Literal

from graph_service.domain.agreement import Agreement
from graph_service.graph.arrays import Graph, graph_of
from graph_service.graph.measures import Measured
from graph_service.metrics.selection import ALL_LAYERS, Selection
from graph_service.snapshot import Snapshot

Grain = Literal["place", "country"]
_KEPT = 8


def place_graph(snapshot: Snapshot, selection: Selection) -> Graph:
    """Nodes are the places that are party of an agreement on record in the layer, in id order; links are the effective
    agreements, domestic ones included. A place none of whose agreements is effective has no link."""
    table = (agreement for agreement in snapshot.network.table(Agreement).values() if agreement.parties[0] in snapshot.places)
    chosen = [agreement for agreement in table if selection.layer in (ALL_LAYERS, agreement.layer)]
    counted = [agreement.parties for agreement in chosen if selection.counts(selection.standing(agreement))]
    return graph_of(sorted({party for agreement in chosen for party in agreement.parties}), counted)


def country_graph(snapshot: Snapshot, selection: Selection) -> Graph:
    """The same between countries, by ISO code: one link however many agreements. What lies inside one country counts among
    `self_loops`, what doubles a link among `duplicates`."""
    places = place_graph(snapshot, selection)
    country = [snapshot.places[place_id].country for place_id in places.ids]
    return graph_of(sorted(set(country)), ((country[a], country[b]) for a, b in places.links.tolist()))


def measured(snapshot: Snapshot, selection: Selection, grain: Grain = "place") -> Measured:
    """The graph of a selection with what has been computed of it; the last few selections are kept with the snapshot."""
    return snapshot.once(_Kept).get(selection, grain)


class _Kept:
    """The graphs asked for last. Two selections with the same links, say of two days, share what is computed."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._found: OrderedDict[tuple[Selection, Grain], Measured] = OrderedDict()
        self._lock = Lock()

    def get(self, selection: Selection, grain: Grain) -> Measured:
        with self._lock:
            if (selection, grain) not in self._found:
                self._found[selection, grain] = self._like(_GRAPHS[grain](self._snapshot, selection))
            self._found.move_to_end((selection, grain))
            while len(self._found) > _KEPT:
                self._found.popitem(last=False)
            return self._found[selection, grain]

    def _like(self, graph: Graph) -> Measured:
        same = (known for known in self._found.values() if known.graph.equals(graph))
        return next(same, None) or Measured(graph)


_GRAPHS = {"place": place_graph, "country": country_graph}
