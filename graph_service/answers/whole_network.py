"""What the answers about the whole network share: what they were measured on, and when centrality says nothing there."""

from msgspec import Struct

from graph_service.answers.common import Echo, EchoFields, PlaceReference, echo, reference
from graph_service.metrics.links import Grain, WholeNetwork
from graph_service.metrics.selection import Selection
from graph_service.records.base import Names
from graph_service.snapshot import Snapshot
from graph_service.words.bilingual import Bilingual

STARS = Bilingual(
    "一家外办自己的协议呈星形，其上的中心性说明不了什么；请用 layer=all 看全网。",
    "One office's own agreements form stars, on which centrality says nothing; ask for layer=all, the whole network.",
)
_OWN_LAYER = "home"


class NetworkEcho(Echo, frozen=True, kw_only=True):
    """What an answer about the whole network says of it. The nodes are the `places`, or countries with that `grain`, that have
    an agreement in the selection; those without one are counted as `isolated` and enter nothing else. `links` are the pairs of
    nodes that are linked, `agreements` how many agreements that is: more where countries are linked.
    `warning` where centrality says nothing: in the layer of the office's own data, and wherever nearly all agreements form
    stars or are those of one home."""

    grain: Grain
    places: int
    isolated: int
    links: int
    agreements: int
    warning: Bilingual | None


class NetworkFields(EchoFields):
    """The fields of `NetworkEcho`, for answers that extend it."""

    grain: Grain
    places: int
    isolated: int
    links: int
    agreements: int
    warning: Bilingual | None


class CountryCount(Struct, frozen=True, kw_only=True):
    """How many places of a list are in a country."""

    country: str
    names: Names
    places: int


def network_echo(snapshot: Snapshot, selection: Selection, grain: Grain, network: WholeNetwork) -> NetworkFields:
    """What an answer measured on this network says of it."""
    return {
        **echo(snapshot, selection),
        "grain": grain,
        "places": network.graph.order,
        "isolated": network.isolated,
        "links": network.graph.size,
        "agreements": int(network.agreements.sum()) // 2,
        "warning": warning_of(selection, network),
    }


def warning_of(selection: Selection, network: WholeNetwork) -> Bilingual | None:
    """What to say where centrality says nothing."""
    return STARS if network.stars or selection.layer == _OWN_LAYER else None


def node_reference(snapshot: Snapshot, grain: Grain, node: str) -> PlaceReference:
    """The place of a node; of a country, the record with its code, or the bare code where there is none."""
    place = snapshot.places[node] if grain == "place" else snapshot.country(node)
    return PlaceReference(node, Names(), "country", node) if place is None else reference(place)
