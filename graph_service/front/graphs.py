"""Registers as graphs of networkx, with all that is known as attributes."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from graph_service.answers.common import since
from graph_service.answers.network import NetworkAnswer
from graph_service.domain.agreement import Agreement
from graph_service.domain.organisation import Organisation
from graph_service.domain.place import Place
from graph_service.metrics.selection import Selection
from graph_service.snapshot import Snapshot

if TYPE_CHECKING:
    import networkx as nx


def whole_graph(snapshot: Snapshot, selection: Selection) -> "nx.MultiGraph[str]":
    """Every place and organisation, and every agreement of the layer, whatever its kind and status on the day."""
    made = _graph(snapshot, selection, snapshot.network.table(Agreement).values())
    made.add_nodes_from((place.id, _place(place)) for place in snapshot.places.values())
    return made


def graph_around(snapshot: Snapshot, answer: NetworkAnswer, selection: Selection) -> "nx.MultiGraph[str]":
    """The places and agreements of a network, with `hops` from its centre."""
    made = _graph(snapshot, selection, (snapshot.network.table(Agreement)[edge.id] for edge in answer.edges))
    made.add_nodes_from((node.id, {**_place(snapshot.places[node.id]), "hops": node.hops}) for node in answer.nodes)
    return made


def _graph(snapshot: Snapshot, selection: Selection, agreements: Iterable[Agreement]) -> "nx.MultiGraph[str]":
    import networkx as nx  # noqa: PLC0415  # a tenth of a second, which other doors need not pay

    made: nx.MultiGraph[str] = nx.MultiGraph()
    for agreement in agreements:
        attributes = _agreement(snapshot, selection, agreement)
        if attributes is not None:
            made.add_nodes_from((party, _organisation(snapshot, party)) for party in agreement.pair)
            made.add_edge(*agreement.pair, key=agreement.id, **attributes)
    return made


def _place(place: Place) -> dict[str, Any]:
    values = {"zh": place.names.zh, "en": place.names.en, "level": place.level, "country": place.country}
    return _known({**values, "parent": place.parent, "lat": place.lat, "lon": place.lon, "population": place.population})


def _organisation(snapshot: Snapshot, party: str) -> dict[str, Any]:
    found = snapshot.network.table(Organisation).get(party)
    return _known({"zh": found.names.zh, "en": found.names.en, "kind": found.kind}) if found else {}


def _agreement(snapshot: Snapshot, selection: Selection, agreement: Agreement) -> dict[str, Any] | None:
    standing = selection.standing(snapshot, agreement)
    if standing is None:
        return None
    when = since(standing.since)
    dates = {"since": when.date, "since_precision": when.precision, "since_basis": when.basis}
    return _known({"kind": standing.kind, "status": standing.status, "layer": agreement.layer, **dates})


def _known(values: dict[str, Any]) -> dict[str, Any]:
    """What is known, words as plain text: writers of GraphML and GEXF take no None and no words of a class of their own."""
    return {name: str(value) if isinstance(value, str) else value for name, value in values.items() if value is not None}
