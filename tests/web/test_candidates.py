"""Candidates over HTTP and on the command line: the shapes clients rely on, pages, refusals."""

import json
from typing import Any

import pytest
from fastapi.testclient import TestClient

from graph_service.cli.app import REFUSED, WRONG_COMMAND, run
from graph_service.settings import Settings
from graph_service.web.app import create_app

TERMS = [
    "on_stem", "common_neighbours", "resource_allocation", "relatedness", "level_match", "size_ratio", "complementarity",
    "business", "convenience",
]  # fmt: skip


@pytest.fixture
def drawn(drawn_store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRAPH_SERVICE_STORE", drawn_store)


def ask(client: TestClient, **query: Any) -> Any:
    return client.get("/v1/candidates", params={"home": "jiangsu"} | query).json()


def test_candidates_have_the_documented_shape(client: TestClient) -> None:
    answer = ask(client, unit="taizhou")
    assert {"snapshot", "as_of", "kinds", "layer", "home", "unit", "knowledge", "country", "region", "max_risk", "above_risk",
            "tied", "total", "items", "next"} == set(answer)  # fmt: skip
    item = answer["items"][0]
    assert {"place", "unit", "score", "terms", "missing", "risk", "warnings"} == set(item)
    assert [term["name"] for term in item["terms"]] == TERMS
    assert all({"name", "value", "weight", "why"} == set(term) and {"zh", "en"} == set(term["why"]) for term in item["terms"])


def test_the_score_is_the_sum_of_what_its_terms_show(client: TestClient) -> None:
    for item in ask(client, unit="wuxi")["items"]:
        shown = sum(100 * term["weight"] * (term["value"] or 0) for term in item["terms"])
        assert item["score"] == pytest.approx(shown)
        assert item["missing"] == [term["name"] for term in item["terms"] if term["value"] is None]


def test_a_planned_partner_is_named_as_tied_and_left_out(client: TestClient) -> None:
    answer = ask(client, unit="taizhou")
    assert answer["tied"] == ["oss"]
    assert "oss" not in [item["place"]["id"] for item in answer["items"]]


def test_without_a_unit_the_home_itself_is_asked_for(client: TestClient) -> None:
    assert ask(client)["unit"]["id"] == "jiangsu"


def test_a_warning_has_the_shape_of_those_of_gaps_with_its_evidence(client: TestClient) -> None:
    kathmandu = next(item for item in ask(client, unit="taizhou", country="NP")["items"] if item["place"]["id"] == "kathmandu")
    assert kathmandu["warnings"] == [
        {
            "kind": "one_to_one",
            "text": {"zh": "对方在本国已有伙伴：nanjing（我方）", "en": "already has a partner in the country: nanjing (ours)"},
            "evidence": ["kathmandu~nanjing"],
        }
    ]


def test_candidates_come_in_pages_without_repeating_any(client: TestClient) -> None:
    first = ask(client, unit="wuxi", limit=3)
    second = ask(client, unit="wuxi", limit=3, cursor=first["next"])
    everything = ask(client, unit="wuxi", limit=1000)
    assert first["items"] + second["items"] == everything["items"][:6]
    assert first["total"] == len(everything["items"])
    assert everything["next"] is None


@pytest.mark.parametrize(
    ("query", "status", "names"),
    [
        ({"unit": "nowhere"}, 404, "nowhere"),
        ({"unit": "vaud"}, 422, "vaud"),
        ({"region": "nowhere"}, 404, "nowhere"),
        ({"country": "CHE"}, 404, "no country has the id, code or name 'CHE'"),
        ({"home": "nanjing"}, 422, "jiangsu"),
        ({"limit": 0}, 422, "limit"),
        ({"cursor": "nobody"}, 422, "cursor"),
        ({"colour": "red"}, 422, "colour"),
    ],
)
def test_a_question_that_makes_no_sense_is_refused_by_name(
    client: TestClient, query: dict[str, Any], status: int, names: str
) -> None:
    answer = client.get("/v1/candidates", params={"home": "jiangsu"} | query)
    assert answer.status_code == status
    assert names in answer.json()["detail"]


def test_a_country_without_places_has_no_candidates(client: TestClient) -> None:
    assert ask(client, unit="wuxi", country="AQ")["items"] == []


def test_weights_are_settings(drawn_store: str) -> None:
    chosen = Settings(store=drawn_store, candidate_on_stem=0, candidate_level_match=0.3)
    with TestClient(create_app(chosen)) as client:
        terms = {term["name"]: term["weight"] for term in ask(client, unit="wuxi")["items"][0]["terms"]}
    assert (terms["on_stem"], terms["level_match"]) == (0, 0.3)


def test_weights_that_do_not_add_up_are_refused_in_one_line(
    drawn: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GRAPH_SERVICE_CANDIDATE_ON_STEM", "0.5")
    assert run(["candidates", "--home", "jiangsu"]) == WRONG_COMMAND
    complained = capsys.readouterr().err
    assert complained.startswith("GRAPH_SERVICE_*: CANDIDATE_ON_STEM, CANDIDATE_COMMON_NEIGHBOURS, ")
    assert "add up to 1.3; they must add up to 1" in complained


def test_the_command_gives_the_document_of_the_endpoint(
    drawn: None, client: TestClient, capsys: pytest.CaptureFixture[str]
) -> None:
    question = ["candidates", "--home", "jiangsu", "--unit", "taizhou", "--as-of", "2023-01-01", "--limit", "2"]
    assert run([*question, "--format", "json"]) == 0
    printed = capsys.readouterr()
    assert json.loads(printed.out) == ask(client, unit="taizhou", as_of="2023-01-01", limit=2)
    assert "项中的2项" in printed.err


def test_the_best_twenty_come_where_no_limit_is_given_and_all_in_a_file(seeds_client: TestClient) -> None:
    asked = {"home": "Q16963", "unit": "Q57931", "country": "JP"}
    page = ask(seeds_client, **asked)
    assert (len(page["items"]), page["total"] > 20, page["next"]) == (20, True, page["items"][-1]["place"]["id"])
    file = seeds_client.get("/v1/candidates", params={**asked, "format": "ndjson"})
    assert len(file.text.splitlines()) == page["total"]
    assert "x-truncated" not in file.headers


def test_the_command_prints_every_term_as_a_column(drawn: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["candidates", "--home", "jiangsu", "--unit", "wuxi", "--format", "csv"]) == 0
    header = capsys.readouterr().out.splitlines()[0]
    assert header == f"rank,id,zh,en,country,score,{','.join(TERMS)},risk,warnings"


def test_the_table_gives_the_strongest_reasons_in_the_language_asked_for(drawn: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["candidates", "--home", "jiangsu", "--unit", "wuxi", "--country", "NL", "--lang", "en"]) == 0
    text = " ".join(capsys.readouterr().out.split())
    assert "inside north-brabant, a stem of jiangsu" in text


def test_an_unknown_unit_is_told_in_one_line(drawn: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["candidates", "--home", "jiangsu", "--unit", "nowhere"]) == REFUSED
    assert "nowhere" in capsys.readouterr().err
