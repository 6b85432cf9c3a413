"""Networks as plain graphs, for the formats of other programs and for networkx: one set of attribute names for all."""

from collections.abc import Iterable, Mapping
from datetime import date

from graph_service.answers.common import Echo
from graph_service.answers.network import NetworkAnswer, NetworkEdge, NetworkNode, edge_of
from graph_service.formats.graph import Columns, Edge, Graph, Node, Value, Values
from graph_service.metrics.neighbourhood import Link
from graph_service.metrics.selection import Selection
from graph_service.records.agreement import Agreement
from graph_service.records.base import Names
from graph_service.records.dates import Certainty, happened_by, span
from graph_service.records.life import latest_step
from graph_service.records.organisation import Organisation
from graph_service.records.place import Place
from graph_service.snapshot import Snapshot
from graph_service.words.agreements import KINDS
from graph_service.words.bilingual import in_both

LICENCE = "各表许可各异，见数据所附的 LICENSES.md。 Each table has its own licence: see LICENSES.md beside the data."
_NAMED: dict[str, type[Value]] = {"name_zh": str, "name_en": str}
_NEAR: dict[str, type[Value]] = {"level": str, "country": str, "hops": int, "agreement_count": int}
_PLACE: dict[str, type[Value]] = {"level": str, "country": str, "parent": str, "population": int, "population_of": str}
_EDGE: Columns = dict.fromkeys(("status", "certainty", "since", "since_precision", "since_basis", "since_also", "layer"), str)


def graph_of_network(answer: NetworkAnswer) -> Graph:
    """The network around a place."""
    about: Mapping[str, Value] = {"centre": answer.centre.id, "depth": answer.depth}
    return graph_of_places(answer, answer.nodes, answer.edges, answer.total_nodes, about)


def graph_of_places(
    answer: Echo, nodes: Iterable[NetworkNode], edges: Iterable[NetworkEdge], total_nodes: int, about: Mapping[str, Value]
) -> Graph:
    """Places near others and their agreements, which are in force, so that none has an end; `about` is what else the file is
    to say of itself."""
    chosen = {"snapshot": answer.snapshot, "as_of": answer.as_of, "kinds": ",".join(answer.kinds), "layer": answer.layer}
    facts = {**chosen, **about, "licence": LICENCE}
    return Graph(list(map(_near, nodes)), list(map(_edge, edges)), _NAMED | _NEAR, _EDGE, facts, total_nodes)


def graph_of_all(snapshot: Snapshot, selection: Selection) -> Graph:
    """Every place, the organisations with agreements, and every agreement of the layer, whatever its kind and status then."""
    found = ((each, selection.standing(snapshot, each)) for each in snapshot.network.table(Agreement).values())
    links = [Link(agreement, standing) for agreement, standing in found if standing is not None]
    parties = {party for link in links for party in link.agreement.pair}
    nodes = [node_of_place(place) for place in snapshot.places.values()]
    nodes += [_organisation(record) for party, record in snapshot.network.table(Organisation).items() if party in parties]
    edges = [_edge(edge_of(snapshot, link), _end(link, selection.as_of)) for link in links]
    facts = {"snapshot": snapshot.version, "as_of": selection.as_of.isoformat(), "layer": selection.layer, "licence": LICENCE}
    return Graph(nodes, edges, _NAMED | _PLACE | {"organisation": str}, _EDGE, facts, len(nodes))


def node_of_place(place: Place) -> Node:
    """A place with all that is told of it in the whole network."""
    return Node(place.id, _label(place.names, place.id), place.lat, place.lon, _told(place, place.names, _PLACE))


def _near(node: NetworkNode) -> Node:
    return Node(node.id, _label(node.names, node.id), node.lat, node.lon, _told(node, node.names, _NEAR))


def _organisation(record: Organisation) -> Node:
    values: Values = {"country": record.country, "organisation": str(record.kind)}
    return Node(record.id, _label(record.names, record.id), attributes=_names(record.names) | values)


def _label(names: Names, fallback: str) -> str:
    """Both names, such as `南京市 Nanjing`; one where both are the same."""
    return " ".join(dict.fromkeys(name for name in (names.zh, names.en) if name)) or names.best("zh", fallback)


def _names(names: Names) -> Values:
    return {"name_zh": names.zh, "name_en": names.en}


def _told(record: object, names: Names, columns: Columns) -> Values:
    return {**_names(names), **{name: _plain(getattr(record, name)) for name in columns}}


def _plain(value: Value | tuple[str, ...] | None) -> Value | None:
    """The value, a word as text alone: other programs know no words of a class of ours, and no lists in an attribute."""
    if isinstance(value, tuple):
        return ";".join(value) or None
    return str(value) if isinstance(value, str) else value


def _edge(edge: NetworkEdge, end: str | None = None) -> Edge:
    start = None if edge.since is None else span(edge.since).first.isoformat()
    if start is not None and end is not None and end < start:  # no program takes a time that ends before it begins
        end = None
    attributes: Values = {name: _plain(getattr(edge, name)) for name in _EDGE}
    return Edge(edge.id, edge.source, edge.target, in_both(KINDS, edge.kind), edge.kind, start, end, attributes)


def _end(link: Link, as_of: date) -> str | None:
    """The last day on which it may have stood, if it has ended by then and the day is on record."""
    if link.standing.status != "terminated":
        return None
    known = (stage for stage in link.agreement.stages if happened_by(stage.date, as_of) is Certainty.SURELY)
    last = latest_step(known, ("terminated",))
    return None if last is None or last.date is None else span(last.date).last.isoformat()
