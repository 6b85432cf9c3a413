"""The network around a place, and the same in the formats other programs read."""

import csv
import io
import json
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_service.answers.network import NetworkAnswer, network_answer
from graph_service.files.graphs import read_graph
from graph_service.metrics.neighbourhood import neighbourhood
from graph_service.metrics.selection import Selection
from graph_service.questions.answered import Answered, formats_of
from graph_service.questions.network import NETWORK
from graph_service.records.base import Names
from graph_service.records.characters import is_fit
from tests.drawing import agreement, place, snapshot, stored_before
from tests.hostile import UNFIT, texts

DRAWN = snapshot(
    [
        place("a", "city", "CN", names=Names(zh="甲, “市”", en="A"), lat=30.5, lon=120.25),
        place("b", "city", "NL", names=Names(en="B & <b>"), lat=0.0, lon=0.0),
        place("c", "city", "DE", names=Names()),
        agreement("a", "b", "formal 2001-05-05"),
        agreement("b", "c", "unclassified"),
        agreement("a", "c", "formal 2015/2025"),
    ]
)


def answer(centre: str = "a", depth: int = 2, limit: int = 10) -> NetworkAnswer:
    selection = Selection(date(2020, 12, 31))
    return network_answer(DRAWN, neighbourhood(DRAWN, centre, depth, selection, limit), depth, selection)


FORMATS = ("json", "csv", "geojson", "graphml", "gexf", "cytoscape")


def file_of(form: str, found: NetworkAnswer) -> bytes:
    return Answered(NETWORK, found).file(form, "zh")


def written(form: str) -> str:
    return file_of(form, answer()).decode("utf-8-sig")


def test_the_network_tells_places_with_their_distance_and_agreements_between_them() -> None:
    found = answer()
    assert [(node.id, node.hops, node.agreement_count, node.lat) for node in found.nodes] == [
        ("a", 0, 1, 30.5), ("b", 1, 2, 0.0), ("c", 2, 1, None),
    ]  # fmt: skip
    edges = [(edge.id, edge.source, edge.target, edge.kind, edge.since, edge.since_precision) for edge in found.edges]
    assert edges == [
        ("a~b", "a", "b", "formal", "2001-05-05", "day"), ("b~c", "b", "c", "unclassified", None, None),
    ]  # fmt: skip
    assert (found.centre.id, found.depth, found.truncated, found.total_nodes) == ("a", 2, False, 3)


def test_a_truncated_network_says_how_many_places_there_are() -> None:
    found = answer(limit=2)
    assert ([node.id for node in found.nodes], found.truncated, found.total_nodes) == (["a", "b"], True, 3)


def test_json_is_the_answer_itself() -> None:
    assert [node["id"] for node in json.loads(written("json"))["nodes"]] == ["a", "b", "c"]


def test_csv_has_a_row_for_each_agreement_with_the_names_of_both_places() -> None:
    rows = list(csv.DictReader(io.StringIO(written("csv"), newline="")))
    assert [(row["id"], row["source_zh"], row["target_en"], row["since"], row["kind"]) for row in rows] == [
        ("a~b", "甲, “市”", "B & <b>", "2001-05-05", "formal"), ("b~c", "", "", "", "unclassified"),
    ]  # fmt: skip
    assert file_of("csv", answer()).startswith(b"\xef\xbb\xbf"), "the mark lets a spreadsheet read Chinese"


def test_geojson_has_every_place_and_agreement_and_no_geometry_where_no_position_is_known() -> None:
    features = json.loads(written("geojson"))["features"]
    assert [(feature["properties"]["id"], feature["geometry"]) for feature in features] == [
        ("a", {"type": "Point", "coordinates": [120.25, 30.5]}),
        ("b", {"type": "Point", "coordinates": [0.0, 0.0]}),
        ("c", None),
        ("a~b", {"type": "LineString", "coordinates": [[120.25, 30.5], [0.0, 0.0]]}),
        ("b~c", None),
    ]
    assert features[0]["properties"]["name_zh"] == "甲, “市”"


def test_graphml_is_read_back_with_names_and_without_what_is_unknown() -> None:
    graph = nx.parse_graphml(written("graphml"))
    check(graph)
    assert graph.nodes["b"]["name_en"] == "B & <b>"


def test_gexf_is_read_back_with_names_and_without_what_is_unknown() -> None:
    check(nx.read_gexf(io.BytesIO(file_of("gexf", answer()))))


def check(graph: Any) -> None:
    assert sorted(graph) == ["a", "b", "c"]
    assert sorted(map(sorted, graph.edges)) == [["a", "b"], ["b", "c"]]
    assert graph.nodes["a"]["name_zh"] == "甲, “市”"
    assert (graph.nodes["b"]["lat"], "lat" in graph.nodes["c"], "name_en" in graph.nodes["c"]) == (0.0, False, False)
    assert graph.edges["a", "b"]["since"] == "2001-05-05"
    assert "since" not in graph.edges["b", "c"]


@pytest.mark.parametrize("form", ["json", "geojson", "cytoscape"])
def test_json_of_every_kind_says_inside_whether_it_is_cut(form: str) -> None:
    for limit, truncated in ((2, True), (3, False)):
        found = json.loads(file_of(form, answer(limit=limit)))
        told = found["data"] if form == "cytoscape" else found
        assert (told["truncated"], told["total_nodes"]) == (truncated, 3)


def test_graphml_says_inside_that_it_is_cut() -> None:
    cut, whole = (nx.parse_graphml(file_of("graphml", answer(limit=limit)).decode()) for limit in (2, 3))
    assert (cut.graph["truncated"], cut.graph["total_nodes"]) == (True, 3)
    assert (whole.graph["truncated"], whole.graph["total_nodes"]) == (False, 3)


def test_gexf_says_inside_that_it_is_cut() -> None:
    cut, whole = (ET.fromstring(file_of("gexf", answer(limit=limit))) for limit in (2, 3))
    where = "{http://gexf.net/1.3}meta/{http://gexf.net/1.3}description"
    assert "truncated: 2 of 3 nodes; 截断：共3个节点，这里只有2个" in (cut.findtext(where) or "")
    assert "truncated" not in (whole.findtext(where) or "")


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_a_cut_graph_is_read_back_without_a_link_to_what_was_cut(form: str, tmp_path: Path) -> None:
    path = tmp_path / f"cut.{form}"
    path.write_bytes(file_of(form, answer(limit=2)))
    read = read_graph(path)
    assert (sorted(read.names), list(read.links)) == (["a", "b"], [("a", "b")])


def ids_in(form: str, body: bytes) -> tuple[list[str], list[tuple[str, str]]]:
    """The places and the ends of the agreements of a file, each as often as it stands there."""
    if form in ("geojson", "cytoscape"):
        found = json.loads(body)
        if form == "geojson":
            rows = [feature["properties"] for feature in found["features"]]
        else:
            rows = [row["data"] for kind in ("nodes", "edges") for row in found["elements"][kind]]
        return [row["id"] for row in rows if "source" not in row], [
            (row["source"], row["target"]) for row in rows if "source" in row
        ]
    root = ET.fromstring(body)
    return [node.attrib["id"] for node in root.iterfind(".//{*}node")], [
        (edge.attrib["source"], edge.attrib["target"]) for edge in root.iterfind(".//{*}edge")
    ]


@given(
    st.lists(texts(), min_size=1, max_size=7), st.lists(st.sampled_from(["", *UNFIT]), min_size=7, max_size=7), st.integers(1, 9)
)
def test_whatever_names_and_ids_hold_every_graph_file_is_read_back_whole(names: list[str], marks: list[str], limit: int) -> None:
    rows = [
        place(f"p{mark}", "city", "CN", names=Names(zh=names[at % len(names)], en=names[0]), lat=1.0, lon=float(at))
        for at, mark in enumerate(dict.fromkeys(["", *marks]))
    ]
    drawn, selection = stored_before([*rows, *(agreement("p", row.id) for row in rows[1:])]), Selection(date(2020, 12, 31))
    found = network_answer(drawn, neighbourhood(drawn, "p", 1, selection, limit), 1, selection)
    for form in ("geojson", "cytoscape", "graphml", "gexf"):
        body = file_of(form, found)
        nodes, edges = ids_in(form, body)
        assert len(nodes) == len(set(nodes)) == len(found.nodes) == min(limit, len(rows))
        assert len(edges) == len(found.nodes) - 1
        assert {end for edge in edges for end in edge} <= {*nodes}
        assert is_fit(body.decode())
    assert is_fit(file_of("csv", found).decode())


def test_cytoscape_has_nodes_and_edges_as_data() -> None:
    elements = json.loads(written("cytoscape"))["elements"]
    assert [node["data"]["id"] for node in elements["nodes"]] == ["a", "b", "c"]
    assert [(edge["data"]["source"], edge["data"]["target"]) for edge in elements["edges"]] == [("a", "b"), ("b", "c")]


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_is_utf_8_and_says_what_it_is(form: str) -> None:
    assert file_of(form, answer()).decode("utf-8")
    assert "/" in formats_of(NETWORK)[form]


def test_no_format_tells_when_it_was_written() -> None:
    assert "lastmodifieddate" not in written("gexf")
    assert all(written(form) == written(form) for form in FORMATS)


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_names_are_text_and_never_markup(form: str) -> None:
    assert "<b>" not in written(form)
    assert ET.fromstring(written(form)) is not None


@pytest.mark.parametrize("form", FORMATS)
def test_a_place_alone_has_a_network_in_every_format(form: str) -> None:
    alone = snapshot([place("x", "city", "CN")])
    selection = Selection(date(2020, 12, 31))
    assert file_of(form, network_answer(alone, neighbourhood(alone, "x", 1, selection, 10), 1, selection))
