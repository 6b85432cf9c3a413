"""The whole network over HTTP."""

import pytest
from fastapi.testclient import TestClient

from graph_service.graph.measures import CENTRALITIES


def test_centrality_is_by_degree_unless_another_measure_is_asked_for(client: TestClient) -> None:
    answer = client.get("/v1/centrality", params={"limit": "2"}).json()
    assert (answer["measure"], answer["names"]) == ("degree", {"zh": "度中心性", "en": "degree centrality"})
    assert (answer["grain"], answer["layer"], answer["total"], answer["next"]) == ("place", "all", 12, "bandar")
    first, second = answer["items"]
    assert (first["rank"], first["place"]["id"], first["value"], first["agreements"]) == (1, "jiangsu", 3 / 11, 3)
    assert (second["rank"], second["place"]["id"], second["value"]) == (2, "bandar", 1 / 11)


@pytest.mark.parametrize("measure", CENTRALITIES)
def test_every_measure_can_be_asked_for(measure: str, client: TestClient) -> None:
    answer = client.get("/v1/centrality", params={"measure": measure, "grain": "country"}).json()
    assert (answer["measure"], answer["engine"], answer["total"]) == (measure, CENTRALITIES[measure].engine, 7)


@pytest.mark.first(1)
@pytest.mark.parametrize("grain", ["place", "country"])
@pytest.mark.parametrize("selection", [{"kinds": "formal"}, {"kinds": "exchange", "as_of": "2021-12-31"}])
def test_centrality_and_communities_leave_isolated_places_out_as_statistics_do(
    seeds_client: TestClient, grain: str, selection: dict[str, str]
) -> None:
    asked = {**selection, "grain": grain}
    figures = seeds_client.get("/v1/statistics", params=asked).json()
    central = seeds_client.get("/v1/centrality", params={**asked, "limit": "1000"}).json()
    groups = seeds_client.get("/v1/communities", params={**asked, "limit": "1000", "shown": "1"}).json()
    counted = (figures["places"], figures["isolated"], figures["agreements"])
    assert figures["isolated"] > 0
    assert (central["places"], central["isolated"], central["links"]) == counted
    assert (groups["places"], groups["isolated"], groups["links"]) == counted
    assert central["total"] == figures["places"]
    assert all(item["agreements"] > 0 for item in central["items"])
    assert groups["total"] <= figures["places"] / 2
    assert sum(item["size"] for item in groups["items"]) == figures["places"]


def test_a_place_without_an_agreement_in_the_selection_is_in_no_community_of_it(client: TestClient) -> None:
    answer = client.get("/v1/communities", params={"place": "oss"})
    assert (answer.status_code, "is no party of an agreement in this network" in answer.text) == (422, True)


def test_ones_own_agreements_are_answered_with_a_warning(client: TestClient) -> None:
    for path in ("centrality", "communities", "statistics"):
        warning = client.get(f"/v1/{path}", params={"layer": "home"}).json()["warning"]
        assert "星形" in warning["zh"]
        assert "layer=all" in warning["en"]


def test_the_whole_network_is_answered_without_a_warning(seeds_client: TestClient) -> None:
    assert seeds_client.get("/v1/centrality", params={"limit": "1"}).json()["warning"] is None


def test_the_same_seed_gives_the_same_communities_byte_by_byte(seeds_client: TestClient) -> None:
    first = seeds_client.get("/v1/communities", params={"seed": "7", "limit": "20"})
    again = seeds_client.get("/v1/communities", params={"limit": "20", "seed": "7"})
    assert first.status_code == 200
    assert first.content == again.content


def test_communities_tell_how_they_were_found(client: TestClient) -> None:
    answer = client.get("/v1/communities", params={"seed": "3", "resolution": "0.5", "shown": "1", "limit": "1"}).json()
    assert (answer["algorithm"], answer["engine"], answer["seed"], answer["resolution"]) == (
        "Leiden",
        "graspologic-native",
        3,
        0.5,
    )
    (item,) = answer["items"]
    assert (item["number"], item["size"], [place["id"] for place in item["places"]]) == (1, 4, ["jiangsu"])
    assert answer["next"] == "1"


@pytest.mark.parametrize("path", ["centrality?", "communities?", "statistics?", "reach?home=jiangsu&"])
@pytest.mark.parametrize("form", ["csv", "ndjson", "xlsx"])
def test_the_whole_network_is_told_in_tables_too(path: str, form: str, client: TestClient) -> None:
    answer = client.get(f"/v1/{path}format={form}")
    assert answer.status_code == 200
    assert answer.headers["content-disposition"].endswith(f".{form}")


def test_a_table_of_centrality_has_ids_names_and_values_first_and_every_digit(client: TestClient) -> None:
    head, first, *_ = client.get("/v1/centrality?format=csv").content.decode("utf-8-sig").splitlines()
    assert head == "id,name,value,rank,zh,en,level,country,agreements"
    assert first.startswith(f"jiangsu,jiangsu,{3 / 11},1,,jiangsu,province,CN,3")


def test_statistics_have_the_figures_at_the_top(client: TestClient) -> None:
    answer = client.get("/v1/statistics").json()
    assert (answer["places"], answer["agreements"], answer["components"], answer["isolated"]) == (12, 7, 5, 3)
    assert (answer["largest_component"], answer["diameter"], answer["mean_distance"]) == (4, 2, 1.5)
    assert (answer["bridges"], answer["articulation_points"], answer["triangles"], answer["clustering"]) == (7, 1, 0, 0.0)


def test_reach_tells_partners_with_their_rank_and_what_new_ones_would_add(client: TestClient) -> None:
    question = {"home": "jiangsu", "partner": "oss, vaud", "limit": "1"}
    answer = client.get("/v1/reach", params=question).json()
    assert (answer["home"]["id"], answer["measure"], answer["total"], answer["next"]) == ("jiangsu", "degree", 6, "bandar")
    (item,) = answer["items"]
    assert (item["partner"]["id"], item["units"], item["beyond"], item["bridge"]) == ("bandar", ["jiangsu-unnamed"], 0, 0)
    assert (item["rank"], item["value"]) == (2, 1 / 11)
    gains = [(gain["place"]["id"], gain["already"], gain["gained"]) for gain in answer["gains"]]
    assert gains == [("oss", False, ["oss"]), ("vaud", True, [])]


def test_reach_weighs_the_first_candidates_of_the_home_if_asked(seeds_client: TestClient) -> None:
    answer = seeds_client.get("/v1/reach", params={"home": "Q16963", "candidates": "3", "limit": "1"}).json()
    assert len(answer["gains"]) == 3
    assert all(gain["gain"] == len(gain["gained"]) for gain in answer["gains"])
    best = answer["items"][0]
    assert (best["bridge"], best["beyond"]) >= (len(best["only_through"]), 1)


@pytest.mark.parametrize(
    ("path", "question", "said"),
    [
        ("centrality", {"measure": "fame"}, "known are degree, closeness"),
        ("centrality", {"grain": "continent"}, "grain: "),
        ("centrality", {"grain": "country", "level": "city"}, "level: "),
        ("centrality", {"seed": "1"}, "seed: unknown parameter"),
        ("communities", {"seed": "-1"}, "seed: "),
        ("communities", {"seed": "one"}, "seed: "),
        ("communities", {"seed": "4294967296"}, "seed: "),
        ("communities", {"resolution": "0"}, "resolution: "),
        ("communities", {"resolution": "nan"}, "resolution: "),
        ("communities", {"place": "congo"}, "place: "),
        ("reach", {"home": "nanjing"}, "lies in jiangsu"),
        ("reach", {"home": "jiangsu", "partner": "nanjing"}, "partner: nanjing lies in the home"),
        ("reach", {"home": "jiangsu", "measure": "fame"}, "measure: "),
        ("statistics", {"limit": "1"}, "limit: unknown parameter"),
        ("statistics", {"layer": "moon"}, "layer: "),
    ],
)
def test_a_question_that_cannot_be_answered_is_a_problem_that_names_it(
    path: str, question: dict[str, str], said: str, client: TestClient
) -> None:
    answer = client.get(f"/v1/{path}", params=question)
    assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")
    assert said in answer.json()["detail"]
