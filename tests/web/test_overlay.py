"""The overlay over HTTP and on the command line, on drawn records and on rows loaded from CSV."""

import json
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from graph_service.cli.app import REFUSED, run
from graph_service.questions.overlay import Overlay, overlay
from graph_service.questions.question import View
from graph_service.snapshot import Snapshot

JIANGSU = "Q16963"


def test_the_overlay_has_the_documented_shape(client: TestClient) -> None:
    answer = client.get("/v1/overlay?home=jiangsu").json()
    assert {"snapshot", "as_of", "kinds", "layer", "home", "grain", "lines", "counts", "association", "total", "items",
            "next"} == set(answer)  # fmt: skip
    assert set(answer["counts"]) == {"both", "friendship_only", "business_only", "neither"}
    assert set(answer["association"]) == {"places", "phi", "matching", "p"}
    assert set(answer["items"][0]) == {"place", "state", "agreements", "business", "prospects", "claims"}


def test_a_park_and_an_agreement_put_a_country_on_both_maps(client: TestClient) -> None:
    (item,) = client.get("/v1/overlay?home=jiangsu&state=both").json()["items"]
    assert (item["place"]["id"], item["agreements"]) == ("congo", ["pointe-noire~suzhou"])
    assert item["business"] == [{"id": "project:park", "names": {}, "type": "project", "kind": "park", "status": None}]


def test_the_overlay_comes_in_pages(client: TestClient) -> None:
    first = client.get("/v1/overlay?home=jiangsu&limit=2").json()
    second = client.get("/v1/overlay", params={"home": "jiangsu", "limit": 2, "cursor": first["next"]}).json()
    assert first["counts"] == second["counts"]
    assert {item["place"]["id"] for item in first["items"]}.isdisjoint(item["place"]["id"] for item in second["items"])


@pytest.mark.parametrize(
    ("query", "names"),
    [("", "home"), ("home=jiangsu&grain=village", "grain"), ("home=jiangsu&state=lonely", "state"), ("home=nanjing", "jiangsu"),
     ("home=jiangsu&lines=some", "lines"), ("home=jiangsu&cursor=x", "cursor")],
)  # fmt: skip
def test_a_question_that_makes_no_sense_is_refused_by_name(client: TestClient, query: str, names: str) -> None:
    answer = client.get(f"/v1/overlay?{query}")
    assert answer.status_code == 422
    assert names in answer.json()["detail"]


def test_the_trade_growth_of_the_document_stands_beside_switzerland(seeds: Snapshot) -> None:
    items = overlay(View(seeds), Overlay(home=JIANGSU)).items
    switzerland = next(item for item in items if item.place.id == "Q39")
    assert "claim:trade-growth-five-countries" in switzerland.claims


def test_rows_of_any_csv_extend_the_business_map(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GRAPH_SERVICE_STORE", f"sqlite:///{tmp_path / 'graph.db'}")
    places = "id,level,country,parent,source\nCN,country,CN,,x\nhome,province,CN,CN,x\nunit,city,CN,home,x\nPE,country,PE,,x\n"
    (tmp_path / "places.csv").write_text(places)
    (tmp_path / "projects.csv").write_text("id,name_en,kind,parties,source\nmine,Copper mine,investment,unit|PE,trade office\n")
    (tmp_path / "organisations.csv").write_text("id,kind,seat,serves,source\nchamber,chamber,unit,PE,trade office\n")
    assert run(["load", str(tmp_path), "--layer", "trade"]) == 0
    capsys.readouterr()
    assert run(["overlay", "--home", "home", "--format", "json"]) == 0
    (item,) = json.loads(capsys.readouterr().out)["items"]
    assert (item["place"]["id"], item["state"]) == ("PE", "business_only")
    assert [row["id"] for row in item["business"]] == ["chamber", "mine"]


def test_the_command_lists_the_places_on_some_map(
    drawn_store: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GRAPH_SERVICE_STORE", drawn_store)
    assert run(["overlay", "--home", "jiangsu", "--format", "csv"]) == 0
    rows = capsys.readouterr().out.splitlines()
    assert rows[0] == "id,zh,en,state,agreements,business,prospects,claims"
    assert rows[1].startswith("congo,,congo,both,pointe-noire~suzhou,project:park,")
    for lang, last, word in (("zh", "地方", "都没有"), ("en", "place", "neither")):
        assert run(["overlay", "--home", "jiangsu", "--lang", lang]) == 0
        title, head, table = capsys.readouterr().out.partition(last)
        assert (word in title, head != "", word in table) == (True, True, False)


def test_an_unknown_home_is_told_in_one_line(
    drawn_store: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GRAPH_SERVICE_STORE", drawn_store)
    assert run(["overlay", "--home", "nowhere"]) == REFUSED
    assert "nowhere" in capsys.readouterr().err
