"""Chains of agreements between two places over HTTP, on the command line and in Python."""

import networkx as nx
import pytest
from fastapi.testclient import TestClient

import graph_service as gs
from graph_service.cli.app import WRONG_COMMAND, run
from tests.drawing import TODAY

PATH = "/v1/places/nanjing/paths/kathmandu"


def test_two_places_with_an_agreement_are_one_step_apart(client: TestClient) -> None:
    answer = client.get(PATH).json()
    assert (answer["place"]["id"], answer["other"]["id"]) == ("nanjing", "kathmandu")
    assert (answer["connected"], answer["length"], answer["total"]) == (True, 1, 1)
    (chain,) = answer["items"]
    assert [place["id"] for place in chain["places"]] == ["nanjing", "kathmandu"]
    assert [step["id"] for step in chain["agreements"]] == ["kathmandu~nanjing"]


def test_a_table_has_a_row_for_each_step(client: TestClient) -> None:
    head, *rows = client.get(f"{PATH}?format=csv").content.decode("utf-8-sig").splitlines()
    assert head.startswith("chain,step,source,source_zh,source_en")
    assert len(rows) == 1
    assert rows[0].startswith("1,1,nanjing,")


def test_pages_are_linked_and_hold_every_chain_once(seeds_client: TestClient) -> None:
    path = "/v1/places/Q16666/paths/Q365"
    whole = seeds_client.get(path, params={"limit": "1000"}).json()
    seen, page = [], seeds_client.get(path, params={"limit": "3"})
    while page:
        assert page.json()["total"] == whole["total"]
        seen += page.json()["items"]
        page = seeds_client.get(page.links["next"]["url"].replace("?", f"{path}?", 1)) if "next" in page.links else None  # type: ignore[assignment]
    assert seen == whole["items"]


def test_chains_are_read_as_a_graph_with_positions_and_steps(seeds_client: TestClient) -> None:
    path = "/v1/places/Q16666/paths/Q365"
    told = seeds_client.get(path).json()
    found = nx.cytoscape_graph(seeds_client.get(f"{path}?format=cytoscape").json())
    assert len(found) == told["total_nodes"]
    assert sorted(nx.all_shortest_paths(found, "Q16666", "Q365")) == [
        [place["id"] for place in chain["places"]] for chain in told["items"]
    ]
    assert (found.nodes["Q16666"]["hops"], found.nodes["Q365"]["hops"]) == (0, told["length"])
    features = seeds_client.get(f"{path}?format=geojson").json()["features"]
    assert len([each for each in features if "source" not in each["properties"]]) == told["total_nodes"]
    cut = nx.parse_graphml(seeds_client.get(f"{path}?format=graphml&limit=1").text)
    assert (len(cut), cut.graph["truncated"]) == (told["length"] + 1, True)


def test_a_file_that_holds_less_than_all_says_so(seeds_client: TestClient) -> None:
    whole = seeds_client.get("/v1/places/Q16666/paths/Q365").json()["total"]
    answer = seeds_client.get("/v1/places/Q16666/paths/Q365?format=csv&limit=1")
    assert answer.headers["x-truncated"] == f"1 of {whole}"
    assert f"1-of-{whole}" in answer.headers["content-disposition"]


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/v1/places/nanjing/paths/nanjing", "other: nanjing is the same place"),
        (f"{PATH}?limit=1001", "limit: "),
        (f"{PATH}?sort=id", "sort: unknown parameter"),
        (f"{PATH}?layer=moon", "layer: "),
        (f"{PATH}?cursor=nanjing", "cursor: "),
    ],
)
def test_what_cannot_be_answered_is_refused_by_name(path: str, said: str, client: TestClient) -> None:
    answer = client.get(path)
    assert (answer.status_code, said in answer.json()["detail"]) == (422, True)


def test_python_asks_from_a_place(drawn_store: str) -> None:
    register = gs.open(drawn_store, today=TODAY)
    answer = register.place("nanjing").paths(other="kathmandu")
    assert answer.to_dict() == register.paths(place="nanjing", other="kathmandu").to_dict()
    assert len(answer) == 1


def test_a_command_says_what_it_does_not_mean_that_no_chain_is_on_record(
    drawn_store: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GRAPH_SERVICE_STORE", drawn_store)
    for form in ("table", "csv"):
        assert run(["paths", "nanjing", "oss", "--format", form, "--lang", "en"]) == 0
        assert "tells of the register" in capsys.readouterr().err
    assert run(["paths", "nanjing", "nanjing"]) == WRONG_COMMAND
    assert capsys.readouterr().err == "OTHER: nanjing is the same place; name two\n"
