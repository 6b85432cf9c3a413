"""Matches over HTTP and on the command line."""

import json
from typing import Any

import pytest
from fastapi.testclient import TestClient

from graph_service.cli.app import run
from graph_service.questions import matches as question
from graph_service.questions.question import View
from graph_service.snapshot import Snapshot

JIANGSU = "Q16963"


def test_matches_have_the_documented_shape(client: TestClient) -> None:
    answer = client.get("/v1/matches?home=jiangsu").json()
    assert {"snapshot", "as_of", "kinds", "layer", "home", "total", "items", "next"} == set(answer)
    (item,) = answer["items"]
    assert {"rank", "partner", "units", "project", "fields", "fields_en", "direct", "reason"} == set(item)
    assert (item["partner"]["id"], item["project"]["id"], item["direct"]) == ("pointe-noire", "project:park", True)


@pytest.mark.parametrize(
    ("query", "status", "names"),
    [({"partner": "nowhere"}, 404, "nowhere"), ({"country": "CHE"}, 404, "'CHE'"), ({"cursor": "x"}, 422, "cursor"),
     ({"home": "nanjing"}, 422, "jiangsu"), ({"colour": "red"}, 422, "colour")],
)  # fmt: skip
def test_a_question_that_makes_no_sense_is_refused_by_name(
    client: TestClient, query: dict[str, Any], status: int, names: str
) -> None:
    answer = client.get("/v1/matches", params={"home": "jiangsu"} | query)
    assert answer.status_code == status
    assert names in answer.json()["detail"]


@pytest.mark.parametrize(
    ("wanted", "partners"),
    [
        ({"country": "CH"}, {"Q12771"}),
        ({"partner": "Q971"}, {"Q223920"}),
        ({"field": "创新"}, {"Q12771"}),
    ],
)
def test_matches_are_narrowed_and_keep_their_rank(seeds: Snapshot, wanted: dict[str, str], partners: set[str]) -> None:
    answer = question.matches(View(seeds), question.Matches(home=JIANGSU, **wanted))
    assert {item.partner.id for item in answer.items} == partners
    everything = {item.rank: item for item in question.matches(View(seeds), question.Matches(home=JIANGSU)).items}
    assert all(everything[item.rank] == item for item in answer.items)


def test_the_command_gives_the_document_of_the_endpoint(
    client: TestClient, drawn_store: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GRAPH_SERVICE_STORE", drawn_store)
    assert run(["matches", "--home", "jiangsu", "--as-of", "2023-01-01", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == client.get("/v1/matches?home=jiangsu&as_of=2023-01-01").json()
    assert run(["matches", "--home", "jiangsu", "--lang", "en"]) == 0
    assert "project:park involves them or their country already" in " ".join(capsys.readouterr().out.split())
    assert run(["matches", "--home", "jiangsu", "--partner", "congo", "--format", "csv"]) == 0
    assert capsys.readouterr().out.splitlines()[1].startswith("1,pointe-noire,,pointe-noire,CG,project:park,,yes,,")
