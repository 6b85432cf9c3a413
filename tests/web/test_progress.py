"""Targets and their progress over HTTP and on the command line."""

import json

import pytest
from fastapi.testclient import TestClient

from graph_service.cli.app import REFUSED, run


def test_a_target_has_its_range_and_its_state(client: TestClient) -> None:
    answer = client.get("/v1/progress?home=jiangsu&as_of=2022-12-31").json()
    assert {"snapshot", "as_of", "home", "owner", "counts", "total", "items", "next", "plans"} == set(answer)
    (item,) = answer["items"]
    assert (item["minimum"], item["maximum"], item["achieved"], item["state"]) == (3, 5, 0, "short")
    assert answer["counts"] == {"met": 0, "short": 1, "over": 0, "unknown": 0}
    assert (item["owner"]["id"], item["due"]) == ("taizhou", "2022-12-31")


def test_targets_come_by_owner_and_in_pages(client: TestClient) -> None:
    assert client.get("/v1/progress?owner=taizhou&limit=1").json()["next"] is None
    assert client.get("/v1/progress?owner=nanjing").json()["total"] == 0
    assert client.get("/v1/progress?owner=nowhere").status_code == 404
    assert client.get("/v1/progress?kinds=formal").json()["errors"][0]["parameter"] == "kinds"


@pytest.mark.parametrize("form", ["table", "csv", "json"])
def test_the_command_shows_the_same(
    form: str, drawn_store: str, client: TestClient, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GRAPH_SERVICE_STORE", drawn_store)
    monkeypatch.setenv("COLUMNS", "160")
    assert run(["progress", "--home", "jiangsu", "--as-of", "2022-12-31", "--format", form]) == 0
    out = capsys.readouterr().out
    if form == "json":
        assert json.loads(out) == client.get("/v1/progress?home=jiangsu&as_of=2022-12-31").json()
    assert ("不足" if form == "table" else "short") in out
    assert {"table": "3–5", "csv": "target:exchange,exchange_agreements", "json": "exchange_agreements"}[form] in out


def test_a_wrong_owner_is_refused(drawn_store: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("GRAPH_SERVICE_STORE", drawn_store)
    assert run(["progress", "--owner", "nobody"]) == REFUSED
    assert "nobody" in capsys.readouterr().err
