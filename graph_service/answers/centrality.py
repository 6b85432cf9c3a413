"""The answer about centrality: the places, or countries, of the whole network by one measure."""

import numpy as np
from msgspec import Struct

from graph_service.answers.common import PlaceReference, reference
from graph_service.answers.paging import EVERYTHING, page_of
from graph_service.answers.whole_network import NetworkEcho, network_echo, node_reference
from graph_service.errors import BadRequest
from graph_service.graph.arrays import Flags, Floats, Ints
from graph_service.graph.measures import CENTRALITIES, Measure
from graph_service.metrics.atlas import atlas
from graph_service.metrics.links import Grain, WholeNetwork, whole_network
from graph_service.metrics.selection import Selection
from graph_service.metrics.vine import vine_of
from graph_service.records.vocabulary import Level
from graph_service.snapshot import Snapshot
from graph_service.words.bilingual import Bilingual
from graph_service.words.network import CENTRALITY_MEANINGS, CENTRALITY_NAMES


class CentralityItem(Struct, frozen=True, kw_only=True):
    """One place. `rank` is 1 + how many of the whole network have a greater value, whatever was left out of the list, so
    that equal values share a rank; `agreements` are its effective ones with others, of a country those abroad."""

    rank: int
    place: PlaceReference
    value: float
    agreements: int


class CentralityAnswer(NetworkEcho, frozen=True, kw_only=True):
    """A page of the places by one measure, largest value first, ties by id. `engine` is what computed it; `total` counts
    the places that `within`, `level` and `home` leave, `places` those it was measured on."""

    measure: Measure
    names: Bilingual
    definition: Bilingual
    range: str
    engine: str
    home: PlaceReference | None
    within: PlaceReference | None
    level: Level | None
    total: int
    items: tuple[CentralityItem, ...]
    next: str | None


def centrality_answer(
    snapshot: Snapshot,
    selection: Selection,
    grain: Grain,
    measure: Measure,
    *,
    within: str | None = None,
    level: Level | None = None,
    home: str | None = None,
    limit: int = EVERYTHING,
    cursor: str | None = None,
) -> CentralityAnswer:
    """The answer of `/centrality`: the places inside one, of one level, only partners of one home; None asks nothing. With
    the grain of countries, those of the home's partners. Takes as long as the measure does where it was not computed before.

    Raises:
        NotFound, Moved, WrongKind: the home or the place of `within`.
        BadRequest: the cursor, or `within` or `level` with the grain of countries.
    """
    network = whole_network(snapshot, selection, grain)
    values = network.measured.values(measure)
    inside = _inside(snapshot, network, grain, within, level)
    listed = by_value(values, inside & _partners(snapshot, selection, network, grain, home))
    page = page_of(listed.tolist(), lambda node: network.graph.ids[node], limit, cursor)
    return CentralityAnswer(
        **network_echo(snapshot, selection, grain, network),
        measure=measure,
        names=CENTRALITY_NAMES[measure],
        definition=CENTRALITY_MEANINGS[measure],
        range=CENTRALITIES[measure].range,
        engine=CENTRALITIES[measure].engine,
        home=reference(snapshot.place(home)) if home else None,
        within=reference(snapshot.place(within)) if within else None,
        level=level,
        total=page.total,
        items=_items(snapshot, grain, network, values, page.items),
        next=page.next,
    )


def by_value(values: Floats, passing: Flags) -> Ints:
    """The nodes that pass, largest value first, ties in the order of the nodes, which is that of their ids."""
    order = np.argsort(-values, kind="stable")
    return order[passing[order]]


def ranks_of(values: Floats, nodes: Ints) -> Ints:
    """1 + how many of all nodes have a greater value, for each of these nodes."""
    return np.searchsorted(np.sort(-values), -values[nodes]) + 1


def _items(
    snapshot: Snapshot, grain: Grain, network: WholeNetwork, values: Floats, nodes: tuple[int, ...]
) -> tuple[CentralityItem, ...]:
    ranks = ranks_of(values, np.array(nodes, np.int64)).tolist()
    return tuple(
        CentralityItem(
            rank=rank,
            place=node_reference(snapshot, grain, network.graph.ids[node]),
            value=float(values[node]),
            agreements=int(network.agreements[node]),
        )
        for rank, node in zip(ranks, nodes, strict=True)
    )


def _inside(snapshot: Snapshot, network: WholeNetwork, grain: Grain, within: str | None, level: Level | None) -> Flags:
    graph, passing = network.graph, np.ones(network.graph.order, bool)
    for name, asks in (("within", within), ("level", level)):
        if asks is not None and grain == "country":
            raise BadRequest(name, "asks about places; leave out grain=country")
    if within is not None:
        places = snapshot.once(atlas)
        passing &= graph.flags(places.ids[places.inside(snapshot.place(within).id)])
    if level is not None:
        for node in np.flatnonzero(passing).tolist():
            passing[node] = snapshot.places[graph.ids[node]].is_level(level)
    return passing


def _partners(snapshot: Snapshot, selection: Selection, network: WholeNetwork, grain: Grain, home: str | None) -> Flags:
    if home is None:
        return np.ones(network.graph.order, bool)
    partners = (tie.partner for tie in vine_of(snapshot, home, selection).ties.effective)
    return network.graph.flags(partner.id if grain == "place" else partner.country for partner in partners)
