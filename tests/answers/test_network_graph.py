"""Networks as plain graphs: attributes are called alike in every file and in networkx, and agreements end where they ended."""

import io
import json
from datetime import date
from typing import Any

import networkx as nx
import pytest

import graph_service as gs
from graph_service.answers.network import NetworkAnswer, network_answer
from graph_service.answers.network_graph import graph_of_all
from graph_service.formats.gexf import gexf
from graph_service.metrics.neighbourhood import neighbourhood
from graph_service.metrics.selection import Selection
from graph_service.questions.answered import Answered
from graph_service.questions.network import NETWORK
from graph_service.questions.question import View
from graph_service.records.base import Names
from tests.drawing import agreement, place, snapshot

DRAWN = snapshot(
    [
        place("a", "city", "CN", names=Names(zh="南京市", en="Nanjing"), lat=32.0, lon=118.8, population=9_000_000),
        place("b", "city", "NL", names=Names(en="B")),
        place("c", "city", "DE", names=Names(zh="丙", en="丙")),
        place("d", "city", "JP", names=Names()),
        agreement("a", "b", "formal 2001-05"),
        agreement("a", "c", "formal 1990/1995; terminated 2010"),
        agreement("a", "d", "formal 2001; terminated"),
        agreement("b", "c", "planned"),
        agreement("c", "d", "formal 2012; terminated 2010"),
    ]
)
TODAY = Selection(DRAWN.today)


def around() -> NetworkAnswer:
    return network_answer(DRAWN, neighbourhood(DRAWN, "a", 1, TODAY, 10), 1, TODAY)


def test_a_place_is_labelled_by_both_its_names_or_by_the_one_it_has() -> None:
    assert [node.label for node in graph_of_all(DRAWN, TODAY).nodes] == ["南京市 Nanjing", "B", "丙", "d"]


def test_an_agreement_lasts_from_the_first_day_of_its_date_to_the_last_day_of_its_end() -> None:
    edges = graph_of_all(DRAWN, TODAY).edges
    assert {edge.id: (edge.attributes["status"], edge.start, edge.end) for edge in edges} == {
        "a~b": ("active", "2001-05-01", None),
        "a~c": ("terminated", "1990-01-01", "2010-12-31"),
        "a~d": ("terminated", "2001-01-01", None),
        "b~c": ("planned", None, None),
        "c~d": ("terminated", "2012-01-01", None),  # never an end before the start
    }


def test_as_of_a_day_nothing_has_ended_that_ended_later() -> None:
    edges = graph_of_all(DRAWN, Selection(date(2005, 1, 1))).edges
    assert {edge.id: edge.end for edge in edges}["a~c"] is None


def file_of(form: str, found: NetworkAnswer) -> bytes:
    return Answered(NETWORK, found).file(form, "zh")


def read(form: str) -> nx.Graph:
    body = file_of(form, around())
    if form == "cytoscape":
        return nx.cytoscape_graph(json.loads(body))
    return nx.read_gexf(io.BytesIO(body)) if form == "gexf" else nx.parse_graphml(body.decode(), force_multigraph=True)


@pytest.mark.parametrize("form", ["graphml", "gexf", "cytoscape"])
def test_attributes_of_files_are_those_of_networkx_in_python(form: str) -> None:
    register = gs.Register(View(DRAWN))
    found, made = read(form), register.place("a").network().to_networkx()
    for node, told in made.nodes(data=True):
        assert found.nodes[node].items() >= {key: told[key] for key in told.keys() - {"parent", "population"}}.items()
    (edge,) = made.edges(keys=True, data=True)
    assert first(found).items() >= edge[3].items()
    assert edge[:3] == ("a", "b", "a~b")
    assert edge[3] == {"label": "友好城市（正式） formal", "kind": "formal", "status": "active", "certainty": "surely"} | {
        "since": "2001-05", "since_precision": "month", "since_basis": "stated", "layer": "home", "start": "2001-05-01",
    }  # fmt: skip
    assert made.nodes["a"]["population"] == 9_000_000


def first(graph: nx.Graph) -> dict[str, Any]:
    return next(told for _, _, told in graph.edges(data=True))


def test_geojson_calls_what_it_tells_as_the_others_do() -> None:
    node, *_, edge = (feature["properties"] for feature in json.loads(file_of("geojson", around()))["features"])
    assert set(node) == {"id", "label", "name_zh", "name_en", "level", "country", "hops", "agreement_count", "lat", "lon"}
    assert set(edge) == {"id", "source", "target", *first(read("gexf")), "end", "since_also"}


def test_a_file_tells_what_it_was_made_of() -> None:
    told = json.loads(file_of("geojson", around()))
    about = {name: told[name] for name in ("snapshot", "as_of", "kinds", "layer", "centre", "depth", "truncated")}
    assert about == {"snapshot": "drawn", "as_of": "2026-11-21", "kinds": "formal,unclassified", "layer": "all"} | {
        "centre": "a", "depth": 1, "truncated": False,
    }  # fmt: skip
    assert "LICENSES.md" in told["licence"]
    assert read("graphml").graph.items() >= {**about, "licence": told["licence"]}.items()


def test_the_whole_network_is_written_with_the_same_words() -> None:
    found = nx.read_gexf(io.BytesIO("".join(gexf(graph_of_all(DRAWN, TODAY))).encode()))
    whole = gs.Register(View(DRAWN)).to_networkx()
    assert {node: {**told, "viz": None} for node, told in found.nodes(data=True)} == {
        node: {**told, "viz": None} for node, told in whole.nodes(data=True)
    }
    assert found.edges["a", "c"]["end"] == whole.edges["a", "c", "a~c"]["end"] == "2010-12-31"
    assert sorted(whole.graph) == ["as_of", "layer", "licence", "snapshot", "total_nodes", "truncated"]
