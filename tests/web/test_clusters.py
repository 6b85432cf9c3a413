"""Clusters and gaps over HTTP: the shapes clients rely on, and numbers that can be checked on paper."""

import csv
import io

import pytest
from fastapi.testclient import TestClient

from graph_service.cli.app import run
from graph_service.settings import Settings
from graph_service.web.app import create_app

AT = "as_of=2021-12-31&kinds=formal"


def test_clusters_have_the_documented_shape(client: TestClient) -> None:
    answer = client.get(f"/v1/clusters?home=jiangsu&{AT}").json()
    assert {
        "snapshot",
        "as_of",
        "kinds",
        "layer",
        "home",
        "knowledge",
        "totals",
        "total",
        "items",
        "areas",
        "summary",
        "next",
    } == set(answer)
    assert {"agreements", "partners", "countries", "by_tier", "by_kind", "planned", "domestic"} <= set(answer["totals"])
    row = answer["items"][0]
    assert {"partner", "grain", "stem", "roles", "classes", "exchange", "planned", "tiers", "depth", "reach", "hole",
            "unit_fill", "stemmed_share", "orphan_rate", "strength"} <= set(row)  # fmt: skip
    assert {"id", "names", "level", "country"} == set(row["partner"])
    assert {"score", "terms"} <= set(row["strength"])
    assert {"bare_stem_rate", "stem_fill", "stemmed_share", "country_stemmed_share", "orphan_rate", "lift",
            "concentration"} == set(answer["summary"])  # fmt: skip


def test_clusters_echo_the_question(client: TestClient) -> None:
    answer = client.get(f"/v1/clusters?home=jiangsu&{AT}").json()
    assert answer["home"]["id"] == "jiangsu"
    assert (answer["as_of"], answer["kinds"], answer["layer"]) == ("2021-12-31", ["formal"], "all")


def test_agreements_partners_and_countries_are_three_numbers(client: TestClient) -> None:
    totals = client.get(f"/v1/clusters?home=jiangsu&{AT}").json()["totals"]
    assert (totals["agreements"], totals["partners"], totals["countries"]) == (6, 6, 6)
    assert totals["by_tier"] == {"1": 3, "2": 3, "3": 0}
    assert (totals["exchange"], totals["domestic"], totals["planned"]) == (1, 1, 0), "the plan is of 2022"


def test_a_planned_agreement_stands_beside_the_count(client: TestClient) -> None:
    answer = client.get("/v1/clusters?home=jiangsu&as_of=2023-01-01&kinds=formal").json()
    dutch = next(row for row in answer["items"] if row["partner"]["id"] == "netherlands")
    assert (answer["totals"]["planned"], dutch["planned"], dutch["roles"]) == (1, 1, {"stem": 1, "trunk": 0, "grape": 0})


def test_every_rate_carries_its_counts_and_ids(client: TestClient) -> None:
    rate = client.get(f"/v1/clusters?home=jiangsu&{AT}").json()["summary"]["bare_stem_rate"]
    stems = ["jiangsu~mogilev-oblast", "jiangsu~north-brabant", "jiangsu~vaud"]
    assert rate == {"numerator": 3, "denominator": 3, "share": 1.0, "ids": stems, "missing": []}


def test_a_rate_without_denominator_is_null(client: TestClient) -> None:
    rate = client.get(f"/v1/clusters?home=zhejiang&{AT}").json()["summary"]["bare_stem_rate"]
    assert (rate["denominator"], rate["share"]) == (0, None)


def test_one_cluster_lists_its_agreements_and_what_is_free(client: TestClient) -> None:
    answer = client.get("/v1/clusters/jiangsu/north-brabant?as_of=2023-01-01&kinds=formal").json()
    assert [(row["id"], row["role"], row["class"]) for row in answer["agreements"]] == [("jiangsu~north-brabant", "stem", None)]
    assert [(row["id"], row["status"]) for row in answer["beside"]] == [("oss~taizhou", "planned")]
    assert [place["id"] for place in answer["eligible_partners"]] == ["oss"]
    assert len(answer["empty_units"]) == 13
    assert answer["stem"]["bare"] is True
    assert (answer["stem"]["since"], answer["stem"]["since_precision"]) == ("1994-09-09", "day")


def test_gaps_have_the_documented_shape(client: TestClient) -> None:
    gap = client.get("/v1/gaps?home=jiangsu&type=bare_stem").json()["items"][0]
    assert set(gap) == {
        "type",
        "home",
        "unit",
        "place",
        "country",
        "tier",
        "reason",
        "established",
        "warnings",
        "action",
        "evidence",
        "priority",
        "rank",
        "key",
        "mark",
    }
    assert set(gap["reason"]) == {"zh", "en"}


def test_the_worklist_comes_by_priority_whose_terms_add_up(client: TestClient) -> None:
    items = client.get("/v1/gaps?home=jiangsu").json()["items"]
    scores = [gap["priority"]["score"] for gap in items]
    assert scores == sorted(scores, reverse=True)
    assert [gap["rank"] for gap in items] == list(range(1, len(items) + 1))
    for gap in items:
        assert abs(sum(term["weight"] * term["value"] for term in gap["priority"]["terms"]) - gap["priority"]["score"]) < 1e-9
        assert sum(term["weight"] for term in gap["priority"]["terms"]) == 100


def test_gaps_of_a_frame_ask_about_its_members_only(client: TestClient) -> None:
    items = client.get("/v1/gaps?home=jiangsu&type=uncovered_country&frame=frame:plan").json()["items"]
    assert [gap["country"]["code"] for gap in items] == ["SG"], "an exchange agreement is no headline cover"


def test_gaps_come_in_pages(client: TestClient) -> None:
    first = client.get("/v1/gaps?home=jiangsu&limit=2").json()
    second = client.get("/v1/gaps", params={"home": "jiangsu", "limit": 2, "cursor": first["next"]}).json()
    assert first["total"] == second["total"] > 4
    assert first["items"][1] != second["items"][0]


def test_gaps_of_a_unit_are_its_own_and_those_of_what_lies_in_it(client: TestClient) -> None:
    answer = client.get("/v1/gaps?home=jiangsu&type=empty_unit&tier=3&unit=suzhou").json()
    assert [gap["unit"]["id"] for gap in answer["items"]] == ["kunshan"]
    assert client.get("/v1/gaps?home=jiangsu&type=empty_unit&tier=3&unit=nanjing").json()["total"] == 0


def test_gaps_of_a_unit_that_does_not_exist_are_not_found(client: TestClient) -> None:
    assert client.get("/v1/gaps?home=jiangsu&unit=nowhere").status_code == 404


def test_the_thresholds_of_gaps_are_settings(drawn_store: str) -> None:
    question = "/v1/gaps?home=jiangsu&type=dormant&as_of=2026-11-21"
    with TestClient(create_app(Settings(store=drawn_store))) as lenient:
        assert lenient.get(question).json()["total"] == 0
    with TestClient(create_app(Settings(store=drawn_store, dormant_vitality=0.5, dormant_months=6))) as strict:
        assert [gap["place"]["id"] for gap in strict.get(question).json()["items"]] == ["vaud"]


def test_one_cluster_is_a_table_at_every_door_with_a_row_for_each_agreement_beside_it_too(
    client: TestClient, drawn_store: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GRAPH_SERVICE_STORE", drawn_store)
    path = "/v1/clusters/jiangsu/netherlands?as_of=2023-01-01&kinds=formal"
    document = client.get(path).json()
    rows = list(csv.DictReader(io.StringIO(client.get(f"{path}&format=csv").content.decode("utf-8-sig"))))
    counted = {row["agreement"]: row["counted"] for row in rows}
    assert counted == dict.fromkeys([row["id"] for row in document["agreements"]], "counted") | dict.fromkeys(
        [row["id"] for row in document["beside"]], "beside"
    )
    assert "beside" in counted.values()
    assert "x-truncated" not in client.get(f"{path}&format=csv").headers
    command = ["cluster", "jiangsu", "netherlands", "--as-of", "2023-01-01", "--kinds", "formal"]
    assert run([*command, "--format", "csv"]) == 0
    assert list(csv.DictReader(io.StringIO(capfd.readouterr().out))) == rows
    assert run(command) == 0
    assert "主茎" in capfd.readouterr().out
    assert run([*command, "--lang", "en"]) == 0
    assert "counts as" in capfd.readouterr().out


def test_clusters_come_whole_and_in_pages_where_a_limit_is_given(client: TestClient) -> None:
    whole = client.get("/v1/clusters?home=jiangsu").json()
    assert (whole["next"], len(whole["items"])) == (None, whole["total"])
    first = client.get("/v1/clusters?home=jiangsu&limit=2")
    assert first.json()["totals"] == whole["totals"]
    rest = client.get(f"/v1/clusters{first.links['next']['url']}&limit=1000".replace("limit=2&", "")).json()
    assert [*first.json()["items"], *rest["items"]] == whole["items"]


def test_clusters_are_sorted_cut_and_counted(client: TestClient) -> None:
    rows = client.get("/v1/clusters?home=jiangsu&sort=-strength.score&select=partner.id,strength.score").json()["items"]
    scores = [row["strength"]["score"] for row in rows]
    assert scores == sorted(scores, reverse=True)
    assert all(set(row) == {"partner", "strength"} for row in rows)
    groups = client.get("/v1/clusters?home=jiangsu&group_by=grain").json()
    assert sum(group["count"] for group in groups["items"]) == groups["counted"] == len(rows)
