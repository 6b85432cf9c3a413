"""Scenarios over HTTP and on the command line: shape, bad documents, the limit of length."""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any, Literal

import pytest
from fastapi.testclient import TestClient

import graph_service as gs
from graph_service.cli.app import REFUSED, WRONG_COMMAND, run
from graph_service.settings import Settings
from graph_service.web.app import create_app
from tests.drawing import TODAY

SCENARIO = {
    "home": "jiangsu",
    "as_of": "2023-01-01",
    "agreements": [{"unit": "taizhou", "partner": "oss", "signed": "2022-06-01"}],
}


def test_a_scenario_has_the_documented_shape(client: TestClient) -> None:
    answer = client.post("/v1/scenarios", json=SCENARIO)
    body = answer.json()
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
    assert {"snapshot", "as_of", "kinds", "layer", "home", "agreements", "ended", "before", "after", "coverage", "rates",
            "clusters", "gaps"} == set(body)  # fmt: skip
    assert {"before", "after", "gained", "lost"} == set(body["coverage"])
    assert {"type", "before", "after", "closed", "opened"} == set(body["gaps"][0])
    assert body["agreements"][0]["class"] == "A"


def test_a_plan_carried_out_leaves_the_column_of_plans(client: TestClient) -> None:
    body = client.post("/v1/scenarios", json=SCENARIO).json()
    assert (body["before"]["planned"], body["after"]["planned"]) == (1, 0)
    assert body["agreements"][0]["new"] is False


def test_nothing_is_written(client: TestClient) -> None:
    before = client.get("/v1/agreements").json()
    client.post("/v1/scenarios", json=SCENARIO | {"end": ["jiangsu~vaud"]})
    assert client.get("/v1/agreements").json() == before


@pytest.mark.parametrize(
    ("body", "parameter"),
    [
        ({}, "home"),
        ({"home": "jiangsu", "agreement": []}, "agreement"),
        ({"home": "jiangsu", "agreements": [{"unit": "wuxi"}]}, "agreements[0].partner"),
        ({"home": "jiangsu", "agreements": [{"unit": "wuxi", "partner": "oss", "kind": "friendly"}]}, "agreements[0].kind"),
        ({"home": "jiangsu", "agreements": [{"unit": "wuxi", "partner": "atlantis"}]}, "agreements[0].partner"),
        ({"home": "jiangsu", "agreements": [{"unit": "wuxi", "partner": "oss", "signed": "2020-13"}]}, "agreements[0].signed"),
        ({"home": "jiangsu", "end": ["nothing"]}, "end[0]"),
        ({"home": "jiangsu", "as_of": "yesterday"}, "as_of"),
        ({"home": "jiangsu", "kinds": ["friendly"]}, "kinds"),
        ({"home": "atlantis"}, "home"),
        ({"home": "jiangsu", "end": ["a"] * 1001}, "end"),
        ([], "scenario"),
    ],
)
def test_a_document_that_makes_no_sense_is_refused_where_it_does_not(client: TestClient, body: Any, parameter: str) -> None:
    answer = client.post("/v1/scenarios", json=body)
    assert (answer.status_code, answer.json()["type"]) == (422, "/problems/invalid-parameter")
    assert answer.json()["errors"][0]["parameter"] == parameter


@pytest.mark.parametrize("body", [b"", b"{", b"home=jiangsu", '{"home": "é"}'.encode("latin-1")])
def test_what_is_no_json_is_refused(client: TestClient, body: bytes) -> None:
    answer = client.post("/v1/scenarios", content=body)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["parameter"] == "scenario"
    assert answer.json()["errors"][0]["detail"].startswith("it is no JSON in UTF-8, ")


def test_a_city_is_no_home(client: TestClient) -> None:
    answer = client.post("/v1/scenarios", json={"home": "wuxi"})
    assert (answer.status_code, answer.json()["type"]) == (422, "/problems/wrong-kind")


def test_a_merged_id_is_told_with_the_one_to_use(client: TestClient) -> None:
    answer = client.post("/v1/scenarios", json={"home": "jiangsu", "agreements": [{"unit": "wuxi", "partner": "old-taizhou"}]})
    assert answer.status_code == 422, "a redirect could not mend what stands in the document"
    assert "taizhou-zhejiang" in answer.json()["detail"]


def test_a_document_that_is_too_long_is_refused_before_it_is_read(drawn_store: str) -> None:
    with TestClient(create_app(Settings(store=drawn_store, max_body_bytes=100))) as client:
        assert client.post("/v1/scenarios", json={"home": "jiangsu"}).status_code == 200
        answer = client.post("/v1/scenarios", json={"home": "jiangsu", "end": ["x" * 100]})
    assert (answer.status_code, answer.json()["type"]) == (413, "/problems/too-large")
    assert "100 bytes" in answer.json()["detail"]


def test_a_document_of_just_the_longest_length_is_read(drawn_store: str) -> None:
    document = b'{"home": "jiangsu"}'
    for limit, status in ((len(document), 200), (len(document) - 1, 413)):
        with TestClient(create_app(Settings(store=drawn_store, max_body_bytes=limit))) as client:
            assert client.post("/v1/scenarios", content=document).status_code == status


def test_a_scenario_is_asked_with_post(client: TestClient) -> None:
    answer = client.get("/v1/scenarios")
    assert (answer.status_code, answer.headers["allow"]) == (405, "POST")


@pytest.fixture
def drawn(drawn_store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRAPH_SERVICE_STORE", drawn_store)


def test_the_command_gives_the_document_of_the_endpoint(
    drawn: None, client: TestClient, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "scenario.json"
    file.write_text(json.dumps(SCENARIO))
    assert run(["scenario", str(file), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == client.post("/v1/scenarios", json=SCENARIO).json()


def test_the_command_prints_before_and_after(drawn: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "scenario.json"
    file.write_text(json.dumps(SCENARIO))
    assert run(["scenario", str(file), "--format", "csv"]) == 0
    rows = [row.split(",") for row in capsys.readouterr().out.splitlines()]
    assert rows[0] == ["what", "of", "zh", "en", "before", "after", "closed", "opened"]
    assert rows[1] == ["agreements", "", "", "", "6", "7", "", ""]
    assert next(row for row in rows if row[:2] == ["gaps", "bare_stem"])[-4:] == ["3", "2", "1", "0"]
    for lang, told in (("zh", "协议 +6 +7"), ("en", "agreements +6 +7")):
        assert run(["scenario", str(file), "--lang", lang]) == 0
        assert re.search(told, capsys.readouterr().out)


@pytest.mark.parametrize("form", ["csv", "ndjson", "xlsx"])
def test_a_scenario_is_the_same_file_at_every_door(
    drawn: None, drawn_store: str, client: TestClient, tmp_path: Path, form: Literal["csv", "ndjson", "xlsx"]
) -> None:
    over_http = client.post(f"/v1/scenarios?format={form}", json=SCENARIO)
    assert (over_http.status_code, over_http.headers["cache-control"]) == (200, "no-store")
    assert f'filename="jiangsu-scenario-2023-01-01.{form}"' in over_http.headers["content-disposition"]
    document, file = tmp_path / "scenario.json", tmp_path / f"file.{form}"
    document.write_text(json.dumps(SCENARIO))
    assert run(["scenario", str(document), "--output", str(file)]) == 0
    in_python = gs.open(drawn_store, today=TODAY).scenario(SCENARIO).save(tmp_path / f"python.{form}")
    assert file.read_bytes() == over_http.content == in_python.read_bytes()


def test_a_scenario_in_python_is_that_of_http_and_refused_alike(drawn_store: str, client: TestClient) -> None:
    register = gs.open(drawn_store, today=TODAY)
    day = {**SCENARIO, "as_of": date(2023, 1, 1)}
    assert register.scenario(day).to_dict() == client.post("/v1/scenarios", json=SCENARIO).json()
    with pytest.raises(gs.BadRequest, match=r"agreements\[0\].unit"):
        register.scenario({"home": "jiangsu", "agreements": [{"unit": "nowhere", "partner": "oss"}]})


def test_a_form_that_a_scenario_has_not_is_refused_by_name(client: TestClient) -> None:
    for query in ("format=pdf", "form=csv"):
        answer = client.post(f"/v1/scenarios?{query}", json=SCENARIO)
        assert (answer.status_code, answer.json()["errors"][0]["parameter"]) == (422, query.partition("=")[0])


@pytest.mark.parametrize(
    ("content", "code", "names"),
    [
        (None, REFUSED, "cannot be read"),
        ("{", WRONG_COMMAND, "no JSON"),
        ('{"home": "jiangsu", "x": 1}', WRONG_COMMAND, "x: no such field; it may have home, agreements,"),
    ],
)
def test_a_file_that_is_no_scenario_is_told_in_one_line(
    drawn: None, tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str | None, code: int, names: str
) -> None:
    file = tmp_path / "scenario.json"
    if content is not None:
        file.write_text(content)
    assert run(["scenario", str(file)]) == code
    assert names in capsys.readouterr().err


def test_a_unit_that_lies_elsewhere_is_refused_where_it_stands_by_whatever_name(client: TestClient) -> None:
    for unit in ("taizhou-zhejiang", "台州市"):
        refused = client.post("/v1/scenarios", json={"home": "jiangsu", "agreements": [{"unit": unit, "partner": "vaud"}]})
        assert (refused.status_code, refused.json()["errors"][0]["parameter"]) == (422, "agreements[0].unit"), unit
        assert "taizhou-zhejiang does not lie in the home jiangsu" in refused.json()["detail"]
