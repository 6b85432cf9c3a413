"""The worklist and the life of an agreement over HTTP."""

import csv
import io

from fastapi.testclient import TestClient

from graph_service.settings import Settings
from graph_service.web.app import create_app

AT = "home=jiangsu&as_of=2021-12-31"


def test_the_worklist_has_its_counts_per_class_and_kind(client: TestClient) -> None:
    answer = client.get(f"/v1/actions?{AT}").json()
    assert {"snapshot", "as_of", "kinds", "layer", "home", "knowledge", "counts", "ended", "total", "items", "next"} == set(
        answer
    )
    # Vaud was visited in 2020 and Kathmandu is young; Mogilev and North Brabant are bare; nothing speaks for the rest
    assert answer["counts"] == {
        "consolidate": {"formal": 2},
        "activate": {"formal": 2},
        "open": {},
        "unclassed": {"exchange": 1, "formal": 2},
    }
    assert answer["total"] == 7


def test_an_item_says_what_to_do_and_why(client: TestClient) -> None:
    items = client.get(f"/v1/actions?{AT}&action=consolidate").json()["items"]
    vaud = next(item for item in items if item["id"] == "jiangsu~vaud")
    assert (vaud["action"], vaud["rule"], vaud["evidence"]) == ("consolidate", "lively", ["jiangsu~vaud", "activity:visit"])
    assert {"zh", "en"} == set(vaud["reason"])
    assert (vaud["unit"]["id"], vaud["partner"]["id"], vaud["dormancy"]["state"]) == ("jiangsu", "vaud", "awake")


def test_the_worklist_may_be_narrowed(client: TestClient) -> None:
    assert client.get(f"/v1/actions?{AT}&unit=nanjing").json()["total"] == 2
    assert client.get(f"/v1/actions?{AT}&country=ch").json()["total"] == 1
    assert client.get("/v1/actions?home=jiangsu&as_of=2023-01-01&action=open").json()["items"][0]["id"] == "oss~taizhou"
    assert client.get(f"/v1/actions?{AT}&action=unclassed").json()["items"][0]["action"] is None


def test_the_counts_are_those_of_the_whole_home_whatever_is_listed(client: TestClient) -> None:
    whole, part = (client.get(f"/v1/actions?{AT}{more}").json() for more in ("", "&action=activate&limit=1"))
    assert part["counts"] == whole["counts"]
    assert (part["total"], len(part["items"])) == (2, 1)
    rest = client.get(f"/v1/actions?{AT}&action=activate&limit=1&cursor={part['next']}").json()
    assert rest["next"] is None
    assert rest["items"][0]["id"] != part["items"][0]["id"]


def test_the_worklist_comes_as_a_table(client: TestClient) -> None:
    answer = client.get(f"/v1/actions?{AT}&format=csv")
    assert answer.headers["content-type"].startswith("text/csv")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert len(rows) == 7
    assert {row["action"] for row in rows} == {"consolidate", "activate", ""}
    assert next(row for row in rows if row["agreement"] == "jiangsu~vaud")["evidence"] == "jiangsu~vaud activity:visit"


def test_a_table_is_whole_unless_a_part_is_asked_for_and_then_says_so(client: TestClient, seeds_client: TestClient) -> None:
    whole = seeds_client.get("/v1/actions?home=Q16963&format=csv")
    total = seeds_client.get("/v1/actions?home=Q16963&limit=1").json()["total"]
    assert total > 100
    assert len(list(csv.DictReader(io.StringIO(whole.content.decode("utf-8-sig"))))) == total
    assert "x-truncated" not in whole.headers
    part = client.get(f"/v1/actions?{AT}&format=csv&limit=2")
    assert part.headers["x-truncated"] == "2 of 7"
    assert part.headers["content-disposition"].startswith('attachment; filename="jiangsu-actions-2021-12-31-2-of-7.csv"')


def test_unknown_classes_units_and_homes_are_refused_by_name(client: TestClient) -> None:
    assert client.get(f"/v1/actions?{AT}&action=sleep").json()["errors"][0]["parameter"] == "action"
    assert client.get(f"/v1/actions?{AT}&unit=nowhere").status_code == 404
    assert client.get("/v1/actions?home=nanjing").json()["type"] == "/problems/wrong-kind"
    assert client.get("/v1/actions").json()["errors"][0]["parameter"] == "home"


def test_the_thresholds_of_the_worklist_are_settings(drawn_store: str) -> None:
    with TestClient(create_app(Settings(store=drawn_store, action_lively=0.9, action_young_months=0))) as strict:
        counts = strict.get(f"/v1/actions?{AT}").json()["counts"]
    # Vaud is no longer lively, and its plan carries it; Kathmandu is no longer young
    assert (counts["consolidate"], counts["activate"], counts["unclassed"]["formal"]) == ({"formal": 1}, {"formal": 2}, 3)


def test_a_life_has_its_steps_and_its_trend(client: TestClient) -> None:
    answer = client.get("/v1/agreements/jiangsu~vaud/life?as_of=2021-12-31").json()
    assert [(step["step"], step["kind_after"]) for step in answer["steps"]] == [("formal", "formal")]
    assert [point["as_of"] for point in answer["trend"]] == ["2020-12-31", "2021-12-31"]
    assert [work["id"] for work in answer["work"]] == ["plan:three-years"]
    assert answer["agreement"]["id"] == "jiangsu~vaud"


def test_a_life_nobody_has_is_not_found(client: TestClient) -> None:
    assert client.get("/v1/agreements/nowhere~vaud/life").status_code == 404
    assert client.get("/v1/agreements/jiangsu~vaud/life?kinds=formal").status_code == 422
