"""The answer about the network around one place."""

from msgspec import Struct

from graph_service.answers.common import Echo, PlaceReference, echo, reference, since
from graph_service.metrics.neighbourhood import Link, Neighbourhood
from graph_service.metrics.selection import Selection
from graph_service.records.base import Names
from graph_service.records.dates import Certainty, Precision
from graph_service.records.place import Place
from graph_service.records.vocabulary import AgreementKind, Basis, Level, Status
from graph_service.snapshot import Snapshot


class NetworkNode(Struct, frozen=True, kw_only=True):
    """A place in the network. `hops` counts agreements from the centre; `agreement_count` all its effective ones."""

    id: str
    names: Names
    level: Level
    country: str
    lat: float | None
    lon: float | None
    hops: int
    agreement_count: int


class NetworkEdge(Struct, frozen=True, kw_only=True):
    """An agreement between two places of the network; `source` and `target` have no direction, only an order."""

    id: str
    source: str
    target: str
    kind: AgreementKind | None
    status: Status | None
    certainty: Certainty
    since: str | None
    since_precision: Precision | None
    since_basis: Basis | None
    since_also: tuple[str, ...]
    layer: str


class NetworkAnswer(Echo, frozen=True, kw_only=True):
    """Places within `depth` agreements of the centre, nearest first; `total_nodes` counts those left out, too. `possible`
    are agreements of the centre whose signing or end straddles the date: not counted, so no edges."""

    centre: PlaceReference
    depth: int
    nodes: tuple[NetworkNode, ...]
    edges: tuple[NetworkEdge, ...]
    possible: tuple[NetworkEdge, ...]
    truncated: bool
    total_nodes: int


def network_answer(snapshot: Snapshot, found: Neighbourhood, depth: int, selection: Selection) -> NetworkAnswer:
    """The answer of `/places/{id}/network`."""
    drawn = snapshot.once(_edges_today) if selection.as_of == snapshot.today else {}
    return NetworkAnswer(
        **echo(snapshot, selection),
        centre=reference(found.centre),
        depth=depth,
        nodes=tuple(node_of(snapshot.places[place_id], hops, found.degrees[place_id]) for place_id, hops in found.hops.items()),
        edges=tuple(_edge(snapshot, link, drawn) for link in found.links),
        possible=tuple(_edge(snapshot, link, drawn) for link in found.possible),
        truncated=found.truncated,
        total_nodes=found.total_places,
    )


def node_of(place: Place, hops: int, agreement_count: int) -> NetworkNode:
    """A place as networks and chains show it."""
    return NetworkNode(
        id=place.id,
        names=place.names,
        level=place.level,
        country=place.country,
        lat=place.lat,
        lon=place.lon,
        hops=hops,
        agreement_count=agreement_count,
    )


def _edges_today(_: Snapshot) -> dict[str, NetworkEdge]:
    """What has been made of the agreements as they stand today, by id."""
    return {}


def _edge(snapshot: Snapshot, link: Link, drawn: dict[str, NetworkEdge]) -> NetworkEdge:
    edge = drawn.get(link.agreement.id)
    if edge is None:
        edge = drawn[link.agreement.id] = edge_of(snapshot, link)
    return edge


def edge_of(snapshot: Snapshot, link: Link) -> NetworkEdge:
    """An agreement as an edge."""
    when = since(snapshot, link.agreement, link.standing.since)
    source, target = link.agreement.pair
    return NetworkEdge(
        id=link.agreement.id,
        source=source,
        target=target,
        kind=link.standing.kind,
        status=link.standing.status,
        certainty=link.standing.certainty,
        since=when.date,
        since_precision=when.precision,
        since_basis=when.basis,
        since_also=when.also,
        layer=link.agreement.layer,
    )
