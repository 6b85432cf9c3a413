"""Scorecards, ledger and indicators over HTTP and on the command line."""

import csv
import io
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from graph_service.cli.app import REFUSED, WRONG_COMMAND, run
from graph_service.errors import DataRefused
from graph_service.settings import Settings
from graph_service.web.app import create_app

AT = "home=jiangsu&as_of=2021-12-31"
ONE_RULE = """zh = "访问积分"
en = "Points for visits"

[points.activity.visit]
points = 7
"""


@pytest.fixture
def drawn(drawn_store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The store with the drawn network, and room for tables."""
    monkeypatch.setenv("GRAPH_SERVICE_STORE", drawn_store)
    monkeypatch.setenv("COLUMNS", "240")


def test_a_scorecard_is_a_vector_beside_named_peers(client: TestClient) -> None:
    answer = client.get(f"/v1/scorecards?{AT}&by=agreement").json()
    assert {"snapshot", "as_of", "kinds", "layer", "home", "by", "peers", "total", "items", "next"} == set(answer)
    vaud = next(item for item in answer["items"] if item["id"] == "jiangsu~vaud")
    assert set(vaud["values"]) == set(vaud["percentiles"]) == {"length", "breadth", "depth", "heat", "frequency"}
    # formal, and the plan that names it; one visit on 2020-06
    assert (vaud["values"]["depth"], vaud["values"]["frequency"], vaud["activities"]) == (
        2,
        pytest.approx(0.631, abs=0.001),
        ["activity:visit"],
    )
    assert answer["peers"][vaud["peers"]]["name"]["en"] == "3 province-level agreements of jiangsu"
    assert not {"score", "total"} & set(vaud)


def test_scorecards_come_for_units_and_countries_too(client: TestClient) -> None:
    units = client.get(f"/v1/scorecards?{AT}").json()
    assert (units["by"], units["total"], units["peers"]["tier-2"]["size"]) == ("unit", 15, 13)
    assert next(item for item in units["items"] if item["id"] == "jiangsu")["points"] is not None
    countries = client.get(f"/v1/scorecards?{AT}&by=country").json()
    assert (countries["total"], countries["items"][0]["unit"]) == (6, None)


def test_a_ledger_tells_date_record_rule_and_what_is_left(client: TestClient) -> None:
    answer = client.get(f"/v1/ledger?{AT}&unit=jiangsu&limit=1000").json()
    line = next(line for line in answer["items"] if line["record"] == "activity:visit")
    # 4 points on 2020-06-30, 549 days or 18.04 months before
    assert (line["event"], line["date"], line["points"], line["earned"], line["remark"]) == (
        "activity.visit",
        "2020-06",
        4,
        4,
        "counted",
    )
    assert line["value"] == pytest.approx(4 * 2 ** (-18.037 / 24), abs=1e-3)
    assert answer["rules"]["activity"]["visit"] == {"points": 4, "cap": 20, "half_life_months": 24}
    own = next(total for total in answer["totals"] if total["unit"]["id"] == "jiangsu")
    lines = [line for line in answer["items"] if line["unit"] == "jiangsu"]
    assert (own["lines"], own["points"]) == (len(lines), pytest.approx(sum(line["value"] for line in lines)))


def test_a_ledger_comes_in_pages_and_by_unit(client: TestClient) -> None:
    first = client.get(f"/v1/ledger?{AT}&limit=2").json()
    second = client.get(f"/v1/ledger?{AT}&limit=2&cursor={first['next']}").json()
    assert first["total"] == second["total"]
    assert not {line["record"] for line in first["items"]} & {line["record"] for line in second["items"]}
    assert {line["unit"] for line in client.get(f"/v1/ledger?{AT}&unit=nanjing").json()["items"]} == {"nanjing"}
    assert client.get(f"/v1/ledger?{AT}&unit=nowhere").status_code == 404


def test_indicators_show_formula_target_weight_and_every_measure(client: TestClient) -> None:
    answer = client.get(f"/v1/indicators?{AT}&unit=nanjing").json()
    (nanjing,) = answer["items"]
    partners = next(score for score in nanjing["scores"] if score["indicator"] == "partners")
    assert partners["measures"] == {"formal_agreements": 1, "unclassified_agreements": 0, "exchange_agreements": 1}
    # (1 + 0.5) / 5 of 40
    assert (partners["value"], partners["target"], partners["weight"], partners["score"]) == (1.5, 5, 40, 12)
    assert answer["indicators"]["partners"]["formula"]["exchange_agreements"] == 0.5
    assert (nanjing["total"], nanjing["possible"]) == (pytest.approx(sum(score["score"] for score in nanjing["scores"])), 100)


def test_an_office_has_its_own_rules(drawn_store: str, tmp_path: Path) -> None:
    file = tmp_path / "points.toml"
    file.write_text(ONE_RULE, encoding="utf-8")
    with TestClient(create_app(Settings(store=drawn_store, points_file=file))) as own:
        answer = own.get(f"/v1/ledger?{AT}").json()
        assert answer["evaluation"] == {"zh": "访问积分", "en": "Points for visits"}
        assert [(line["record"], line["value"]) for line in answer["items"]] == [("activity:visit", 7)]
        assert own.get(f"/v1/indicators?{AT}").json()["indicators"] == {}


def test_a_rule_file_with_a_mistake_stops_the_start_and_names_file_key_and_remedy(drawn_store: str, tmp_path: Path) -> None:
    file = tmp_path / "points.toml"
    file.write_text(ONE_RULE.replace("visit]", "vist]"), encoding="utf-8")
    with pytest.raises(
        DataRefused, match=r"points.toml:4 \[points.activity.vist\]: 'vist' is not known here; did you mean 'visit'"
    ):
        Settings(store=drawn_store, points_file=file)


def test_wrong_questions_are_refused_by_name(client: TestClient) -> None:
    assert client.get(f"/v1/scorecards?{AT}&by=planet").json()["errors"][0]["parameter"] == "by"
    assert client.get(f"/v1/ledger?{AT}&kinds=formal").json()["errors"][0]["parameter"] == "kinds"
    assert client.get("/v1/indicators?home=nanjing").json()["type"] == "/problems/wrong-kind"


@pytest.mark.parametrize(
    ("command", "column", "word"),
    [
        (["scorecards", "--by", "agreement"], "heat_percentile", "jiangsu~vaud"),
        (["scorecards"], "points", "13 city-level units"),
        (["ledger"], "remark", "activity.visit"),
        (["indicators"], "indicator_zh", "友协"),
    ],
)
def test_a_command_shows_a_table_and_all_columns_as_csv(
    drawn: None, capsys: pytest.CaptureFixture[str], command: list[str], column: str, word: str
) -> None:
    assert run([*command, "--home", "jiangsu", "--format", "csv"]) == 0
    text = capsys.readouterr().out
    assert column in next(csv.reader(io.StringIO(text)))
    assert word in text
    assert run([*command, "--home", "jiangsu"]) == 0
    assert "jiangsu" in capsys.readouterr().out


def test_a_wrong_command_or_rule_file_is_told_in_one_line(
    drawn: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["scorecards", "--home", "jiangsu", "--by", "planet"]) == WRONG_COMMAND
    assert run(["ledger", "--home", "jiangsu", "--unit", "nowhere"]) == REFUSED
    capsys.readouterr()
    file = tmp_path / "wrong.toml"
    file.write_text(ONE_RULE.replace("points = 7", "points = -7"), encoding="utf-8")
    monkeypatch.setenv("GRAPH_SERVICE_POINTS_FILE", str(file))
    assert run(["ledger", "--home", "jiangsu"]) == REFUSED
    assert (
        "wrong.toml:5 [points.activity.visit.points]: -7 is too small; 0 is the least; correct the value"
        in capsys.readouterr().err
    )


@pytest.mark.parametrize("layer", ["home", "all"])
def test_the_points_of_a_card_are_those_of_the_ledger_in_the_same_layer(seeds_client: TestClient, layer: str) -> None:
    query = f"home=Q16963&as_of=2022-12-31&layer={layer}&limit=1000"
    cards = {item["id"]: item["points"] for item in seeds_client.get(f"/v1/scorecards?{query}").json()["items"]}
    ledger = seeds_client.get(f"/v1/ledger?{query}").json()
    assert ledger["layer"] == layer
    assert cards == {total["unit"]["id"]: total["points"] for total in ledger["totals"]}


def test_a_layer_narrows_the_points(seeds_client: TestClient) -> None:
    path = "/v1/ledger?home=Q16963&unit=Q57931&as_of=2022-12-31&layer="
    home, whole = (seeds_client.get(path + layer).json()["totals"][0]["points"] for layer in ("home", "all"))
    assert home < whole
