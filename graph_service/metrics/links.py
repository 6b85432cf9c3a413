"""The whole network as a graph: places, or countries, linked by the agreements that a selection counts.

Centralities, communities and statistics are measured on it. It spans all layers unless one is chosen: the agreements of
one office alone form stars, on which centrality says nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from graph_service.graph.arrays import Graph, Ints, graph_of
from graph_service.graph.measures import Measured
from graph_service.graph.memo import Memo
from graph_service.graph.stars import of_stars
from graph_service.metrics.effective import effective_agreements
from graph_service.metrics.selection import ALL_LAYERS, Selection
from graph_service.records.agreement import Agreement
from graph_service.snapshot import Snapshot

Grain = Literal["place", "country"]
_KEPT = 8


def place_graph(snapshot: Snapshot, selection: Selection) -> Graph:
    """Nodes are the places that are party of an agreement on record in the layer, in id order; links are the effective
    agreements, domestic ones included. A place none of whose agreements is effective has no link."""
    counted = [found.agreement.parties for found in effective_agreements(snapshot, selection)]
    return graph_of(snapshot.once(_nodes).get(selection.layer, ()), counted)


def _nodes(snapshot: Snapshot) -> Mapping[str, Sequence[str]]:
    """The places that are party of an agreement with another place, in id order: of each layer, and of all."""
    table = [agreement for agreement in snapshot.network.table(Agreement).values() if agreement.parties[0] in snapshot.places]
    found: defaultdict[str, set[str]] = defaultdict(set)
    for agreement in table:
        found[agreement.layer].update(agreement.parties)
        found[ALL_LAYERS].update(agreement.parties)
    return {layer: sorted(places) for layer, places in found.items()}


def country_graph(places: Graph, countries: Sequence[str]) -> Graph:
    """The same between countries, the ISO code of each place given: one link however many agreements. What lies inside one
    country counts among `self_loops`, what doubles a link among `duplicates`."""
    return graph_of(sorted(set(countries)), ((countries[a], countries[b]) for a, b in places.links.tolist()))


@dataclass(frozen=True, eq=False)
class WholeNetwork:
    """The network of a selection, with what has been computed of its graph: of the places, or countries, that are linked in
    it. Those that are not, though they have an agreement on record in the layer, are counted as `isolated` and enter nothing
    else.

    `countries` holds the ISO code of each node, `agreements` counts those of each with other nodes, shape (n,): of a country,
    those of its places with places abroad. `stars` tells that centrality says nothing here: nearly all agreements form
    stars, or are those of one home.
    """

    measured: Measured
    countries: tuple[str, ...]
    agreements: Ints
    stars: bool
    isolated: int

    @property
    def graph(self) -> Graph:
        """The graph that is measured."""
        return self.measured.graph


def whole_network(
    snapshot: Snapshot, selection: Selection, grain: Grain = "place", earlier: Iterable[WholeNetwork] = ()
) -> WholeNetwork:
    """The network of a selection; the last few selections are kept with the snapshot.

    Two selections with the same links, say of two days, share what is computed; so do `earlier` ones, of another snapshot.
    """

    def make() -> WholeNetwork:
        found = _make(snapshot, selection, grain)
        alike = (other.measured for other in (*kept.values, *earlier) if other.graph.equals(found.graph))
        return replace(found, measured=next(alike, found.measured))

    kept = snapshot.once(networks_of)
    return kept.get((selection, grain), make)


def known_network(snapshot: Snapshot, selection: Selection, grain: Grain = "place") -> WholeNetwork | None:
    """What `whole_network` would give, if it costs nothing; else None."""
    return snapshot.once(networks_of).peek((selection, grain))


def networks_of(snapshot: Snapshot) -> Memo[tuple[Selection, Grain], WholeNetwork]:  # noqa: ARG001  # they are kept with it
    """The networks asked for last, none at first; for `Snapshot.once`."""
    return Memo(_KEPT)


def _make(snapshot: Snapshot, selection: Selection, grain: Grain) -> WholeNetwork:
    if grain == "place":
        everything = place_graph(snapshot, selection)
        graph = everything.linked
        countries = tuple(snapshot.places[place_id].country for place_id in graph.ids)
        stars = of_stars(graph, _homes(snapshot, graph))
        return WholeNetwork(Measured(graph), countries, graph.degrees, stars, everything.order - graph.order)
    places, every = whole_network(snapshot, selection), snapshot.once(_nodes).get(selection.layer, ())
    with_loops = country_graph(places.graph, places.countries)
    graph, abroad = with_loops.linked, _agreements_abroad(places, with_loops)
    isolated = len({snapshot.places[place_id].country for place_id in every}) - graph.order
    return WholeNetwork(Measured(graph), graph.ids, abroad[with_loops.degrees > 0], places.stars, isolated)


def _homes(snapshot: Snapshot, places: Graph) -> Ints:
    """The number of the province-level unit that each place is or lies in, else of its country."""
    number = snapshot.once(_home_numbers)
    return np.array([number[place_id] for place_id in places.ids], np.int64)


def _home_numbers(snapshot: Snapshot) -> Mapping[str, int]:
    number: dict[str, int] = {}
    linked = snapshot.once(_nodes).get(ALL_LAYERS, ())
    return {place_id: number.setdefault(_home(snapshot, place_id), len(number)) for place_id in linked}


def _home(snapshot: Snapshot, place_id: str) -> str:
    above = list(snapshot.above(place_id))
    return next((place.id for place in above if place.is_level("province")), above[-1].id)


def _agreements_abroad(places: WholeNetwork, countries: Graph) -> Ints:
    ends = np.array([countries.numbers[code] for code in places.countries], np.int64)[places.graph.links]
    return np.bincount(ends[ends[:, 0] != ends[:, 1]].ravel(), minlength=countries.order)
