"""What HTTP promises whoever asks: redirects, days, tags, parameters given twice, what messengers add, headers."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from msgspec.structs import replace

from graph_service.errors import BadRequest
from graph_service.records.network import ChangeSet
from graph_service.settings import Settings
from graph_service.store.embedded import EmbeddedStore
from graph_service.web.app import create_app
from graph_service.web.dependencies import nothing_twice
from tests.drawing import known_records, place
from tests.one_loop import run

PAGES = ("/", "/views/place/jiangsu", "/views/cluster/jiangsu/vaud", "/views/world")


@pytest.fixture(scope="module")
def merged(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """The app on a network where two ids were merged into one with Chinese letters and a colon."""
    path: Path = tmp_path_factory.mktemp("merged") / "graph.db"
    red = replace(place("红:示例", "city", "NL", "north-brabant"), former_ids=("old", "Q1", "places", "network"))
    run(EmbeddedStore.open(path, create=True).apply(ChangeSet((*known_records(), red))))
    with TestClient(create_app(Settings(store=f"sqlite:///{path}")), follow_redirects=False) as client:
        yield client


# Redirects


@pytest.mark.parametrize(
    ("asked", "location"),
    [
        ("/v1/places/old", "/v1/places/%E7%BA%A2%3A%E7%A4%BA%E4%BE%8B"),
        ("/v1/places/old/network?depth=2&format=csv", "/v1/places/%E7%BA%A2%3A%E7%A4%BA%E4%BE%8B/network?depth=2&format=csv"),
        ("/v1/agreements?place=old&limit=1", "/v1/agreements?place=%E7%BA%A2%3A%E7%A4%BA%E4%BE%8B&limit=1"),
        ("/v1/clusters/jiangsu/Q1", "/v1/clusters/jiangsu/%E7%BA%A2%3A%E7%A4%BA%E4%BE%8B"),
    ],
)
def test_a_merged_id_leads_to_its_successor_whatever_letters_that_has(merged: TestClient, asked: str, location: str) -> None:
    answer = merged.get(asked)
    assert (answer.status_code, answer.headers["location"]) == (308, location)
    assert merged.get(location).status_code == 200


@pytest.mark.parametrize(
    ("asked", "location"),
    [
        ("/v1/places/network/network", "/v1/places/%E7%BA%A2%3A%E7%A4%BA%E4%BE%8B/network"),
        ("/v1/places/places?x", "/v1/places/%E7%BA%A2%3A%E7%A4%BA%E4%BE%8B"),
        ("/views/place/places", "/views/place/%E7%BA%A2%3A%E7%A4%BA%E4%BE%8B"),
        ("/v1/places?q=old&within=old", "/v1/places?q=old&within=%E7%BA%A2%3A%E7%A4%BA%E4%BE%8B"),
        ("/v1/reach?home=jiangsu&partner=old", "/v1/reach?home=jiangsu&partner=%E7%BA%A2%3A%E7%A4%BA%E4%BE%8B"),
    ],
)
def test_the_id_is_replaced_and_no_word_of_the_address_that_is_the_same(merged: TestClient, asked: str, location: str) -> None:
    answer = merged.get(asked.removesuffix("?x"))
    assert (answer.status_code, answer.headers["location"]) == (308, location)


def test_behind_a_proxy_the_prefix_stays(merged: TestClient) -> None:
    behind = TestClient(merged.app, root_path="/network", follow_redirects=False)
    answer = behind.get("/network/v1/places/network")
    assert answer.headers["location"] == "/network/v1/places/%E7%BA%A2%3A%E7%A4%BA%E4%BE%8B"


def test_only_the_id_is_replaced_and_not_what_merely_holds_its_letters(merged: TestClient) -> None:
    location = merged.get("/v1/places/Q1/network?layer=all&kinds=formal").headers["location"]
    assert location == "/v1/places/%E7%BA%A2%3A%E7%A4%BA%E4%BE%8B/network?layer=all&kinds=formal"


# Days


@pytest.mark.parametrize(
    "day",
    ["0", "1e3", "2021-1-1", "２０２１-01-01", "2021-01-01Z", "20210101", "2021-01-01T00:00:00", "1700000000", "2021-02-30", ""],
)
@pytest.mark.parametrize("path", ["/v1/clusters?home=jiangsu", "/v1/places/jiangsu/network?depth=1", "/v1/progress?home=jiangsu"])
def test_what_is_no_day_is_refused_by_name(client: TestClient, path: str, day: str) -> None:
    answer = client.get(f"{path}&as_of={day}")
    assert (answer.status_code, answer.json()["errors"][0]["parameter"]) == (422, "as_of")


@pytest.mark.parametrize("name", ["from", "to"])
def test_every_other_day_is_checked_likewise(client: TestClient, name: str) -> None:
    answer = client.get(f"/v1/anniversaries?home=jiangsu&{name}=0")
    assert (answer.status_code, answer.json()["errors"][0]["parameter"]) == (422, name)
    assert answer.json()["detail"] == f"{name}: '0' is not a day; give it as YYYY-MM-DD, such as 2026-11-28"


# Tags


@pytest.mark.parametrize("path", PAGES)
def test_an_english_reader_is_not_told_that_the_chinese_page_is_his(client: TestClient, path: str) -> None:
    chinese = client.get(path, headers={"Accept-Language": "zh"})
    tag = chinese.headers["etag"]
    english = client.get(path, headers={"Accept-Language": "en", "If-None-Match": tag})
    assert english.status_code == 200
    assert english.headers["etag"] != tag
    assert '<html lang="en"' in english.text
    assert client.get(path, headers={"Accept-Language": "zh-CN", "If-None-Match": tag}).status_code == 304


def test_a_language_that_is_asked_for_has_the_tag_of_that_language(client: TestClient) -> None:
    asked = client.get("/views/world?lang=en", headers={"Accept-Language": "zh"}).headers["etag"]
    assert asked == client.get("/views/world", headers={"Accept-Language": "en"}).headers["etag"]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/v1/places/nowhere", 404),
        ("/v1/clusters?home=nanjing", 422),
        ("/v1/clusters?home=jiangsu&kinds=friendly", 422),
        ("/v1/gaps?home=jiangsu&tier=9", 422),
        ("/views/place/nowhere", 404),
        ("/v1/nothing", 404),
    ],
)
def test_a_tag_hides_no_error(client: TestClient, path: str, status: int) -> None:
    for tag in (client.get("/v1/places").headers["etag"], client.get("/").headers["etag"], "*"):
        assert client.get(path, headers={"If-None-Match": tag}).status_code == status


# Parameters


@pytest.mark.parametrize(
    ("path", "name", "values"),
    [
        ("/v1/clusters?home=jiangsu", "kinds", ("formal", "exchange")),
        ("/v1/reports?home=jiangsu&from=2020-01-01&to=2021-01-01", "kinds", ("formal", "exchange")),
        ("/v1/coverage?home=jiangsu", "by", ("continent", "tier")),
        ("/v1/reach?home=jiangsu", "partner", ("vaud", "oss")),
    ],
)
def test_a_list_may_be_given_by_commas_or_by_repeating_it(
    client: TestClient, path: str, name: str, values: tuple[str, str]
) -> None:
    by_commas = client.get(f"{path}&{name}={','.join(values)}")
    assert by_commas.status_code == 200
    assert client.get(f"{path}&{name}={values[0]}&{name}={values[1]}").content == by_commas.content
    assert client.get(f"{path}&{name}={values[0]}").content != by_commas.content


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/v1/clusters?home=jiangsu&home=shanghai", "home"),
        ("/v1/gaps?home=jiangsu&tier=1&tier=2", "tier"),
        ("/v1/agreements?home=jiangsu&home=shanghai", "home"),
        ("/v1/queries/bare_stems?home=jiangsu&home=jiangsu", "home"),
        ("/v1/places?limit=1&limit=2", "limit"),
        ("/v1/anniversaries?home=jiangsu&from=2021-01-01&from=2022-01-01", "from"),
        ("/views/place/jiangsu?depth=1&depth=2", "depth"),
    ],
)
def test_anything_else_given_twice_is_refused_by_name(client: TestClient, path: str, name: str) -> None:
    answer = client.get(path, headers={"Accept": "application/json"})
    assert (answer.status_code, answer.json()["errors"]) == (422, [{"parameter": name, "detail": "given twice; give it once"}])


@pytest.mark.parametrize("path", PAGES)
def test_pages_pass_over_what_messengers_add(client: TestClient, path: str) -> None:
    answer = client.get(f"{path}?from=singlemessage&isappinstalled=0&from=timeline")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")


@pytest.mark.parametrize(
    "address",
    [
        "/views/path?from=jiangsu&to=vaud",
        "/views/path?lang=en",
        "/views/home/jiangsu/anniversaries?from=2026-01-01&to=2027-12-31",
        "/views/list/agreements?home=jiangsu",
    ],
)
def test_a_page_that_was_passed_on_in_a_messenger_is_the_same_though_it_takes_a_word_of_that_name(
    client: TestClient, address: str
) -> None:
    passed_on = client.get(f"{address}&from=singlemessage&isappinstalled=0")
    assert (passed_on.status_code, passed_on.text) == (200, client.get(address).text)


def test_under_v1_an_unknown_parameter_is_refused_as_ever(client: TestClient) -> None:
    answer = client.get("/v1/places?isappinstalled=0")
    assert (answer.status_code, answer.json()["errors"][0]["parameter"]) == (422, "isappinstalled")


def test_a_known_parameter_of_a_page_with_a_wrong_value_is_refused(client: TestClient) -> None:
    assert client.get("/views/place/jiangsu?depth=9").status_code == 422


@pytest.mark.parametrize(("method", "path"), [("DELETE", "/v1/places"), ("PUT", "/"), ("POST", "/views/world")])
def test_what_is_offered_by_get_is_offered_by_head_and_said_to_be(client: TestClient, method: str, path: str) -> None:
    answer = client.request(method, path)
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD")
    assert client.head(path).status_code == 200


def test_what_a_path_offers_is_said_as_it_is_described(client: TestClient) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    for path, operations in paths.items():
        offered = {name.upper() for name in operations} | ({"HEAD"} if "get" in operations else set())
        allowed = client.delete(path.replace("{", "").replace("}", "")).headers["allow"].split(", ")
        assert sorted(offered) == allowed, path
    assert client.delete("/openapi.json").headers["allow"] == "GET, HEAD"


def test_head_is_not_claimed_where_only_post_is_offered(client: TestClient) -> None:
    assert client.get("/v1/scenarios").headers["allow"] == "POST"


# Headers


@pytest.mark.parametrize(
    "path", ["/v1/places", "/v1/nothing", "/v1/places?limit=x", "/", "/views/world", "/health/live", "/docs", "/openapi.json"]
)
def test_every_answer_says_what_it_is_and_how_little_to_tell_others(client: TestClient, path: str) -> None:
    for _ in range(2):  # computed, then ready
        answer = client.get(path)
        assert answer.headers.get_list("x-content-type-options") == ["nosniff"]
        assert answer.headers.get_list("referrer-policy") == ["strict-origin-when-cross-origin"]


def test_a_304_and_a_fault_of_ours_say_so_too(drawn_store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with TestClient(create_app(Settings(store=drawn_store)), raise_server_exceptions=False) as client:
        tag = client.get("/v1/places").headers["etag"]
        for _ in range(2):
            again = client.get("/v1/places", headers={"If-None-Match": tag})
            assert (again.status_code, again.headers["x-content-type-options"]) == (304, "nosniff")
        monkeypatch.setattr("graph_service.questions.clusters.clusters_answer", lambda *_: 1 / 0)
        broken = client.get("/v1/clusters?home=jiangsu")
        assert (broken.status_code, broken.headers["x-content-type-options"]) == (500, "nosniff")


@pytest.mark.parametrize("path", [*PAGES, "/v1/reports?home=jiangsu&from=2020-01-01&to=2021-01-01&format=html"])
def test_a_page_runs_no_script_but_its_own_and_is_shown_in_no_other(client: TestClient, path: str) -> None:
    policy = client.get(path).headers["content-security-policy"]
    assert policy.endswith("; frame-ancestors 'none'")
    assert "unsafe" not in policy
    assert re.search(r"default-src 'none'; script-src( 'sha256-[\w+/=]+'| 'none')+;", policy)


def test_the_reference_runs_its_own_scripts_and_those_that_the_service_sends(client: TestClient) -> None:
    policy = client.get("/docs").headers["content-security-policy"]
    assert re.match(r"default-src 'none'; script-src 'sha256-[\w+/=]+' 'self'; style-src 'sha256-[\w+/=]+' 'self'; ", policy)
    assert policy.endswith("; frame-ancestors 'none'")
    assert "unsafe" not in policy


@pytest.mark.parametrize("coding", ["gzip;q=0", "GZIP;Q=0", "gzip; q=0.0, br", "identity"])
def test_who_refuses_gzip_is_not_sent_it(client: TestClient, coding: str) -> None:
    for path in ("/v1/places", "/v1/clusters?home=jiangsu", "/"):
        assert "content-encoding" not in client.get(path, headers={"Accept-Encoding": coding}).headers


@pytest.mark.parametrize("path", ["/v1/places/jiangsu", "/v1/gaps?home=jiangsu", "/views/place/jiangsu", "/v1/agreements"])
def test_what_the_app_depends_on_holds_for_every_address(drawn_store: str, path: str) -> None:
    async def refuse() -> None:
        raise BadRequest("key", "none was given")

    service = create_app(Settings(store=drawn_store))
    assert isinstance(service.app, FastAPI)
    service.app.dependency_overrides[nothing_twice] = refuse
    with TestClient(service) as client:
        answer = client.get(path, headers={"Accept": "application/json"})
        assert (answer.status_code, answer.json()["errors"][0]["parameter"]) == (422, "key")
