"""The files of graph formats are read back as what was written, by networkx and by our own reader; drawn at random, they hold
parallel agreements, unknown positions and dates, and texts of every hostile kind."""

import io
import json
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import networkx as nx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph_service.files.graphs import read_graph
from graph_service.formats.cytoscape import cytoscape
from graph_service.formats.geojson import geojson
from graph_service.formats.gexf import gexf
from graph_service.formats.graph import Edge, Graph, Node, Values, fitted, known
from graph_service.formats.graphml import graphml
from graph_service.records.characters import fit
from tests.hostile import texts

WRITERS = {"graphml": graphml, "gexf": gexf, "geojson": geojson, "cytoscape": cytoscape}
NODE = {"name_zh": str, "population": int, "home": bool}
EDGE = {"layer": str, "vitality": float}
FEW = settings(deadline=None, max_examples=30)
GEXF = "{http://gexf.net/1.3}"
DAYS = st.none() | st.dates().map(lambda day: day.isoformat())
FINITE = st.floats(allow_nan=False, allow_infinity=False)


def maybe(values: st.SearchStrategy) -> st.SearchStrategy:
    return st.none() | values


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    ids = draw(st.lists(texts(), min_size=2, max_size=6, unique=True))
    nodes = []
    for node_id in ids:
        lat, lon = draw(st.just((None, None)) | st.tuples(st.floats(-90, 90), st.floats(-180, 180)))
        told: Values = {"name_zh": draw(maybe(texts())), "population": draw(maybe(st.integers(0, 10**12)))}
        nodes.append(Node(f"p{node_id}", draw(texts()), lat, lon, {**told, "home": draw(maybe(st.booleans()))}))
    edges = []
    for number in range(draw(st.integers(0, 8))):
        source, target = draw(st.permutations(nodes))[:2]
        attributes: Values = {"layer": draw(maybe(texts())), "vitality": draw(maybe(FINITE))}
        kind = draw(maybe(st.sampled_from(("formal", "exchange"))))
        edges.append(Edge(f"e{number}", source.id, target.id, kind, kind, draw(DAYS), draw(DAYS), attributes))
    facts = {"snapshot": draw(texts()), "depth": draw(st.integers(1, 3))}
    return Graph(nodes, edges, NODE, EDGE, facts, len(nodes) + draw(st.integers(0, 1)))


Read = tuple[dict[str, Values], dict[str, tuple[set[str], Values]]]


def told(graph: Graph) -> Read:
    """What a file is to give back: nodes by id; edges by id, with their ends and what is known of them."""
    graph = fitted(graph)
    return (
        {node.id: known(node.values()) for node in graph.nodes},
        {edge.id: ({edge.source, edge.target}, known(edge.values())) for edge in graph.edges},
    )


def read(made: nx.Graph, leave: frozenset[str] = frozenset()) -> Read:
    """The same of a graph of networkx, without attributes that it adds."""
    many = (
        nx.MultiGraph(made)
        if made.is_multigraph()
        else nx.MultiGraph((a, b, more["id"], more) for a, b, more in made.edges(data=True))
    )
    return (
        {node: {name: value for name, value in more.items() if name not in leave} for node, more in made.nodes(data=True)},
        {
            key: ({a, b}, {name: value for name, value in more.items() if name not in leave})
            for a, b, key, more in many.edges(keys=True, data=True)
        },
    )


def text(form: str, graph: Graph) -> str:
    return "".join(WRITERS[form](graph))


@FEW
@given(graphs())
def test_graphml_is_read_back_by_networkx_with_ids_attributes_and_parallel_agreements(graph: Graph) -> None:
    made = nx.parse_graphml(text("graphml", graph), edge_key_type=str, force_multigraph=True)
    assert read(made) == told(graph)
    about = {name: fit(value) if isinstance(value, str) else value for name, value in graph.about().items()}
    assert {name: value for name, value in made.graph.items() if not name.endswith("_default")} == about


@FEW
@given(graphs())
def test_gexf_is_read_back_by_networkx_with_ids_attributes_and_parallel_agreements(graph: Graph) -> None:
    made = nx.read_gexf(io.BytesIO(text("gexf", graph).encode()))
    assert read(made, frozenset({"viz", "id"})) == told(graph)
    places = {node.id: {"x": node.lon, "y": node.lat, "z": 0.0} for node in fitted(graph).nodes if node.lat is not None}
    assert {node: viz["position"] for node, viz in made.nodes(data="viz") if viz is not None} == places


@FEW
@given(graphs())
def test_cytoscape_is_read_back_by_networkx_with_ids_attributes_and_parallel_agreements(graph: Graph) -> None:
    made = nx.cytoscape_graph(json.loads(text("cytoscape", graph)))
    assert all(node == more["id"] == more["value"] and more["name"] == more["label"] for node, more in made.nodes(data=True))
    assert read(made, frozenset({"id", "value", "name", "source", "target", "key"})) == told(graph)
    assert made.graph["truncated"] is graph.truncated


@FEW
@given(graphs())
def test_geojson_holds_every_place_and_agreement_with_all_that_is_told_of_it(graph: Graph) -> None:
    found = json.loads(text("geojson", graph))
    rows = [dict(feature["properties"]) for feature in found["features"]]
    nodes, edges = ([row for row in rows if ("source" in row) is wanted] for wanted in (False, True))
    assert {row.pop("id"): known(row) for row in nodes} == told(graph)[0]
    assert {row.pop("id"): ({row.pop("source"), row.pop("target")}, known(row)) for row in edges} == told(graph)[1]
    without = [feature["geometry"] is None for feature in found["features"][: len(nodes)]]
    assert without == [node.lat is None for node in graph.nodes]
    assert (found["type"], found["truncated"], found["total_nodes"]) == ("FeatureCollection", graph.truncated, graph.total_nodes)


@pytest.mark.first(1)
@pytest.mark.parametrize("form", ["graphml", "gexf"])
@settings(FEW, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(graph=graphs())
def test_our_own_reader_finds_every_place_by_its_label_and_every_link(form: str, tmp_path: Path, graph: Graph) -> None:
    path = tmp_path / f"drawn.{form}"
    path.write_text(text(form, graph), "utf-8", newline="")
    found, written = read_graph(path), fitted(graph)
    assert set(found.names) == {node.id for node in written.nodes}
    assert len(list(found.links)) == len(written.edges)


@pytest.mark.parametrize("form", WRITERS)
def test_a_file_is_a_stream_of_pieces(form: str) -> None:
    nodes = [Node(f"p{number}", "x") for number in range(100)]
    pieces: Iterator[str] = WRITERS[form](Graph(nodes, [], {}, {}, {}, 100))
    assert max(map(len, pieces)) < 1000


def drawn(*edges: Edge, lon: tuple[float, float] = (118.8, 4.9)) -> Graph:
    nodes = [Node("a", "南京市 Nanjing", 32.0, lon[0]), Node("b", "Eindhoven", 52.0, lon[1]), Node("c", "somewhere")]
    return Graph(nodes, edges, {}, {}, {"snapshot": "s"}, 4)


def test_gexf_is_of_version_1_3_with_positions_days_and_no_clock() -> None:
    edges = (Edge("x", "a", "b", "正式 formal", "formal", "1985-01-01", "1990-12-31"), Edge("y", "a", "b", kind="exchange"))
    root = ET.fromstring(text("gexf", drawn(*edges)))
    assert (root.tag, root.get("version")) == (f"{GEXF}gexf", "1.3")
    assert (
        root.get("{http://www.w3.org/2001/XMLSchema-instance}schemaLocation")
        == "http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd"
    )
    meta, graph = root
    assert (meta.attrib, [part.tag for part in meta]) == ({}, [f"{GEXF}creator", f"{GEXF}description"])
    assert graph.attrib == {"defaultedgetype": "undirected", "idtype": "string", "mode": "dynamic"} | {
        "timeformat": "date", "timerepresentation": "interval",
    }  # fmt: skip
    assert [part.tag.removeprefix(GEXF) for part in graph] == ["attributes", "attributes", "nodes", "edges"]
    first, _, third = graph.iter(f"{GEXF}node")
    position = first.find("{http://gexf.net/1.3/viz}position")
    assert position is not None
    assert (first.get("label"), position.attrib) == ("南京市 Nanjing", {"x": "118.8", "y": "32.0", "z": "0.0"})
    assert list(third) == []
    ends = {"source": "a", "target": "b"}
    assert [edge.attrib for edge in graph.iter(f"{GEXF}edge")] == [
        {"id": "x", **ends, "label": "正式 formal", "kind": "formal", "start": "1985-01-01", "end": "1990-12-31"},
        {"id": "y", **ends, "kind": "exchange"},
    ]


@pytest.mark.parametrize(
    ("lon", "expected"),
    [
        ((118.8, 4.9), [[118.8, 32.0], [4.9, 52.0]]),
        ((170.0, -170.0), [[[170.0, 32.0], [180.0, 42.0]], [[-180.0, 42.0], [-170.0, 52.0]]]),
        ((-175.0, 170.0), [[[-175.0, 32.0], [-180.0, 32.0 + 20 / 3]], [[180.0, 32.0 + 20 / 3], [170.0, 52.0]]]),
        ((180.0, -170.0), [[-180.0, 32.0], [-170.0, 52.0]]),
        ((170.0, -180.0), [[170.0, 32.0], [180.0, 52.0]]),
        ((90.0, -90.0), [[90.0, 32.0], [-90.0, 52.0]]),
        ((180.0, -180.0), [[-180.0, 32.0], [-180.0, 52.0]]),
    ],
)
def test_a_line_over_the_antimeridian_is_cut_there(lon: tuple[float, float], expected: list[object]) -> None:
    *_, line = json.loads(text("geojson", drawn(Edge("x", "a", "b"), lon=lon)))["features"]
    kind = "MultiLineString" if isinstance(expected[0][0], list) else "LineString"  # type: ignore[index]
    assert line["geometry"] == {"type": kind, "coordinates": expected}


def test_an_agreement_with_a_place_of_no_known_position_has_no_geometry() -> None:
    *_, line = json.loads(text("geojson", drawn(Edge("x", "a", "c"))))["features"]
    assert line["geometry"] is None
