"""Growth over HTTP and on the command line."""

import json

import pytest
from fastapi.testclient import TestClient

from graph_service.cli.app import run


def test_growth_is_one_series_unless_more_are_asked_for(client: TestClient) -> None:
    answer = client.get("/v1/growth", params={"home": "jiangsu"}).json()
    assert (answer["home"]["id"], answer["by"], answer["total"], answer["next"]) == ("jiangsu", None, 1, None)
    (series,) = answer["items"]
    assert (series["key"], series["names"], series["total"]) == ("all", {"zh": "全部", "en": "all"}, 6)
    assert series["years"] == [
        {"year": 1994, "signed": 1, "cumulative": 1, "agreements": ["jiangsu~north-brabant"]},
        {"year": 2017, "signed": 1, "cumulative": 2, "agreements": ["jiangsu~vaud"]},
        {"year": 2019, "signed": 1, "cumulative": 3, "agreements": ["kathmandu~nanjing"]},
    ]
    assert series["undated"] == []
    assert series["vague"] == ["bandar~jiangsu-unnamed", "jiangsu~mogilev-oblast", "pointe-noire~suzhou"]
    assert series["planned"] == ["oss~taizhou"]


def test_growth_by_country_comes_in_pages(client: TestClient) -> None:
    answer = client.get("/v1/growth", params={"home": "jiangsu", "by": "country", "limit": "2"}).json()
    assert (len(answer["items"]), answer["total"], answer["next"]) == (2, 6, "brunei")


@pytest.mark.parametrize(
    ("question", "status", "said"),
    [({"by": "frame"}, 422, "by: "), ({"home": "nowhere"}, 404, "nowhere"), ({"until": "2020"}, 422, "until: unknown parameter")],
)
def test_a_question_that_cannot_be_answered_is_a_problem(
    question: dict[str, str], status: int, said: str, client: TestClient
) -> None:
    answer = client.get("/v1/growth", params={"home": "jiangsu", **question})
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert said in answer.json()["detail"]


def test_the_command_prints_the_document_of_the_endpoint_a_table_and_csv(
    client: TestClient, drawn_store: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GRAPH_SERVICE_STORE", drawn_store)
    assert run(["growth", "--home", "jiangsu", "--by", "tier", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == client.get("/v1/growth", params={"home": "jiangsu", "by": "tier"}).json()
    assert run(["growth", "--home", "jiangsu"]) == 0
    printed = capsys.readouterr()
    assert "协议6对，按签署年份" in printed.out
    assert "没有日期的0对，签于若干年间的3对；另有计划中的1对" in printed.err
    assert run(["growth", "--home", "jiangsu", "--lang", "en"]) == 0
    printed = capsys.readouterr()
    assert "6 agreements by the year" in printed.out
    assert "0 undated, 3 signed in an interval of years; beside them 1 planned" in printed.err
    assert run(["growth", "--home", "jiangsu", "--format", "csv"]) == 0
    rows = capsys.readouterr().out.splitlines()
    assert rows[1] == "all,全部,all,1994,1,1,jiangsu~north-brabant"
    assert rows[-1] == "all,全部,all,planned,1,,oss~taizhou"
