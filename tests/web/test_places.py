"""Places over HTTP."""

import csv
import io
import json
from xml.etree import ElementTree as ET

import pytest
from fastapi.testclient import TestClient


def ids(client: TestClient, query: str) -> list[str]:
    answer = client.get(f"/v1/places?{query}")
    assert answer.status_code == 200, answer.text
    return [item["id"] for item in answer.json()["items"]]


def test_a_place_is_found_by_part_of_its_chinese_name(client: TestClient) -> None:
    assert ids(client, "q=台州") == ["taizhou-zhejiang"]


def test_homonyms_are_both_found_by_their_romanised_name(client: TestClient) -> None:
    assert set(ids(client, "q=taizhou")) == {"taizhou", "taizhou-zhejiang"}


def test_places_are_filtered_by_country_level_region_and_agreements(client: TestClient) -> None:
    assert ids(client, "country=nl&level=city") == ["oss"]
    assert ids(client, "within=netherlands") == ["netherlands", "north-brabant", "oss"]
    assert ids(client, "within=netherlands&has_agreements=true") == ["north-brabant", "oss"]
    assert ids(client, "level=city&country=SG") == ["singapore"], "a city-state is a city too"


def test_pages_follow_each_other_without_gap_or_repetition(client: TestClient) -> None:
    whole = client.get("/v1/places?limit=1000").json()
    seen, cursor = [], None
    while True:
        page = client.get("/v1/places", params={"limit": 7} | ({"cursor": cursor} if cursor else {})).json()
        seen += [item["id"] for item in page["items"]]
        assert page["total"] == whole["total"]
        if (cursor := page["next"]) is None:
            break
    assert seen == [item["id"] for item in whole["items"]]
    assert len(seen) == whole["total"]


def test_a_cursor_of_another_search_is_refused(client: TestClient) -> None:
    answer = client.get("/v1/places?q=nan&cursor=vaud")
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["parameter"] == "cursor"


@pytest.mark.parametrize("path", ["/v1/places?limit=3", "/v1/agreements?limit=3", "/v1/organisations?limit=1"])
def test_a_cursor_outlives_its_record(client: TestClient, path: str) -> None:
    first = client.get(path).json()
    ended = f"{first['next']}-that-was-removed"
    rest = client.get(path.partition("?")[0], params={"cursor": ended}).json()["items"]
    whole = client.get(path.partition("?")[0]).json()["items"]
    assert rest == whole[len(first["items"]) :]
    assert rest


@pytest.mark.parametrize("path", ["/v1/places?limit=3&country=CN", "/v1/gaps?home=jiangsu&limit=2", "/v1/claims?limit=1"])
def test_the_link_to_the_next_page_is_a_header_and_holds_behind_a_proxy(client: TestClient, path: str) -> None:
    first = client.get(path)
    seen = first.json()["items"]
    while link := first.links.get("next"):
        assert link["url"].startswith("?")
        first = client.get(path.partition("?")[0] + link["url"])
        seen += first.json()["items"]
    assert first.json()["next"] is None
    assert len(seen) == first.json()["total"]


def test_the_index_names_every_path_of_the_interface(client: TestClient) -> None:
    index = client.get("/v1").json()
    documented = {path for path in client.get("/openapi.json").json()["paths"] if path.startswith("/v1")}
    assert {item["path"] for item in index["items"]} == documented
    assert index["total"] == len(index["items"])
    gaps = next(item for item in index["items"] if item["path"] == "/v1/gaps")
    assert (gaps["title"]["zh"], gaps["methods"]) == ("缺口", ["GET"])
    assert all(item["summary"] for item in index["items"])


def test_one_place_says_what_it_lies_in(client: TestClient) -> None:
    answer = client.get("/v1/places/kunshan").json()
    assert answer["place"]["id"] == "kunshan"
    assert [above["id"] for above in answer["within"]] == ["suzhou", "jiangsu", "china"]
    assert answer["place"]["sources"] == [{"document": "drawn by hand"}]


def test_a_merged_id_redirects_for_good(client: TestClient) -> None:
    answer = client.get("/v1/places/old-taizhou/network?depth=1")
    assert answer.status_code == 308
    assert answer.headers["location"] == "/v1/places/taizhou-zhejiang/network?depth=1"


def test_suggestions_tell_homonyms_apart_by_what_they_lie_in(client: TestClient) -> None:
    items = client.get("/v1/places/suggest?q=Taizh").json()["items"]
    assert {item["id"]: item["within"][0]["en"] for item in items} == {"taizhou": "jiangsu", "taizhou-zhejiang": "zhejiang"}


def test_the_network_around_a_place_holds_nodes_and_edges(client: TestClient) -> None:
    answer = client.get("/v1/places/nanjing/network?kinds=formal,exchange").json()
    assert answer["centre"]["id"] == "nanjing"
    assert [(node["id"], node["hops"]) for node in answer["nodes"]] == [("nanjing", 0), ("kathmandu", 1), ("singapore", 1)]
    sure = {"status": "active", "certainty": "surely", "layer": "home"}
    assert answer["edges"] == [
        {"id": "kathmandu~nanjing", "source": "kathmandu", "target": "nanjing", "kind": "formal"}
        | {"since": "2019", "since_precision": "year", "since_basis": "inferred", "since_also": []} | sure,
        {"id": "nanjing~singapore", "source": "nanjing", "target": "singapore", "kind": "exchange"}
        | {"since": "2008-05", "since_precision": "month", "since_basis": "stated", "since_also": []} | sure,
    ]  # fmt: skip
    assert (answer["truncated"], answer["total_nodes"]) == (False, 3)


def test_a_network_cut_short_says_so(client: TestClient) -> None:
    answer = client.get("/v1/places/jiangsu/network?limit=2").json()
    assert (len(answer["nodes"]), answer["truncated"], answer["total_nodes"]) == (2, True, 4)


def test_a_network_comes_in_the_formats_of_other_programs(client: TestClient) -> None:
    def read(form: str) -> tuple[str, str]:
        answer = client.get(f"/v1/places/jiangsu/network?format={form}")
        return answer.headers["content-type"], answer.text

    assert read("csv")[1].splitlines()[1].startswith("jiangsu~mogilev-oblast,jiangsu,,jiangsu,mogilev-oblast")
    assert read("geojson")[0] == "application/geo+json"
    assert "<graphml" in read("graphml")[1]
    assert "<gexf" in read("gexf")[1]
    assert '"elements"' in read("cytoscape")[1]


FILES = ("csv", "geojson", "graphml", "gexf", "cytoscape")


@pytest.mark.first(2)
@pytest.mark.parametrize("form", FILES)
def test_a_file_of_a_large_network_is_whole_if_no_limit_is_given(seeds_client: TestClient, form: str) -> None:
    told = seeds_client.get("/v1/places/Q16666/network?depth=3&limit=10000").json()
    assert (len(told["nodes"]), told["truncated"]) == (told["total_nodes"], False)
    assert told["total_nodes"] > 1000
    answer = seeds_client.get(f"/v1/places/Q16666/network?depth=3&format={form}")
    assert "x-truncated" not in answer.headers
    assert counted(form, answer.content) == len(told["edges" if form == "csv" else "nodes"])


@pytest.mark.parametrize("form", ["json", *FILES])
def test_a_cut_network_says_so_in_a_header(client: TestClient, form: str) -> None:
    answer = client.get(f"/v1/places/jiangsu/network?limit=2&format={form}")
    total = client.get("/v1/places/jiangsu/network").json()["total_nodes"]
    assert answer.headers["x-truncated"] == f"2 of {total}"
    named = answer.headers.get("content-disposition", "")
    ending = {"cytoscape": "cyjs"}.get(form, form)
    assert (f"-2-of-{total}.{ending}" in named) == (form != "json")
    assert client.get(f"/v1/places/jiangsu/network?limit=2&format={form}").headers == answer.headers, "nor when it was ready"


def test_json_holds_a_thousand_places_if_no_limit_is_given_and_says_so(seeds_client: TestClient) -> None:
    answer = seeds_client.get("/v1/places/Q16666/network?depth=3")
    told = answer.json()
    assert (len(told["nodes"]), told["truncated"]) == (1000, True)
    assert answer.headers["x-truncated"] == f"1000 of {told['total_nodes']}"


def counted(form: str, body: bytes) -> int:
    """The places in a file, in CSV the agreements."""
    if form == "csv":
        return len(list(csv.DictReader(io.StringIO(body.decode("utf-8-sig"), newline=""))))
    if form == "cytoscape":
        return len(json.loads(body)["elements"]["nodes"])
    if form == "geojson":
        return sum("hops" in feature["properties"] for feature in json.loads(body)["features"])
    return len(ET.fromstring(body).findall(".//{*}node"))
