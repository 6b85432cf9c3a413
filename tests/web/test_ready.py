"""A ready answer is what the app behind gives: every address is asked with ready answers and without."""

import asyncio
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from fastapi.testclient import TestClient
from starlette.types import ASGIApp, Receive, Scope, Send

from graph_service.publisher import Publisher
from graph_service.records.network import ChangeSet
from graph_service.settings import Settings
from graph_service.store.embedded import EmbeddedStore
from graph_service.web.app import create_app
from graph_service.web.conditional import etag_of
from graph_service.web.ready import ReadyAnswers
from graph_service.web.service import Service
from tests.conftest import forgetful
from tests.drawing import place
from tests.thorough import thorough

NETWORK = "/v1/places/jiangsu/network"
KEPT = [
    NETWORK,
    f"{NETWORK}?depth=2&limit=3",
    f"{NETWORK}?limit=3&depth=2",
    f"{NETWORK}?format=csv",
    f"{NETWORK}?format=graphml",
    "/v1/places",
    "/v1/places/suggest?q=%E6%B1%9F",
    "/v1/places/jiangsu",
    "/v1/clusters?home=jiangsu",
    "/v1/clusters/jiangsu/vaud",
    "/v1/gaps?home=jiangsu",
    "/v1/gaps?home=jiangsu&as_of=2000-01-01",
    "/v1/coverage?home=jiangsu",
    "/v1/anniversaries.ics?home=jiangsu",
    "/v1/claims",
    "/views/place/jiangsu",
    "/views/place/jiangsu?lang=en",
    "/views/cluster/jiangsu/vaud",
    "/",
    "/views/home/jiangsu",
    "/views/home/jiangsu/gaps",
    "/views/list/places",
    "/views/search?q=jiangsu&lang=en&all=1",
]
NOT_KEPT = [
    "/v1/places/nowhere/network",
    f"{NETWORK}?dept=2",
    f"{NETWORK}?depth=9",
    "/v1/gaps?home=vaud_city",
    "/v1/gaps",
    "/v1/nothing",
    "/v1/places/",
    "/health/live",
    "/docs",
    "/openapi.json",
]
ASKED: list[Mapping[str, str]] = [
    {"Accept-Encoding": "identity"},
    {"Accept-Encoding": "gzip"},
    {"Accept-Encoding": "br, gzip;q=0.8", "Accept-Language": "en-GB,en;q=0.9"},
    {"Accept-Encoding": "identity", "Accept-Language": "zh-CN"},
    {"Accept-Language": ""},
    {"Cookie": "lang=en", "Accept-Language": "zh"},
    {"Cookie": "lang=zh", "Accept-Language": "en"},
]


class Counter:
    """Counts the requests that reach an app."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.requests = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.requests += scope["type"] == "http"
        await self.app(scope, receive, send)


def counted(service: Service) -> Counter:
    """Count what is not ready."""
    service.ready.app = counter = Counter(service.ready.app)
    return counter


class Both(NamedTuple):
    """The app with ready answers, what was not ready, and the app without."""

    client: TestClient
    passed: Counter
    bare: TestClient


@pytest.fixture(scope="module")
def bare(drawn_store: str) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(store=drawn_store)).app, follow_redirects=False) as client:
        yield forgetful(client)


@pytest.fixture
def both(drawn_store: str, bare: TestClient) -> Iterator[Both]:
    service = create_app(Settings(store=drawn_store))
    passed = counted(service)
    with TestClient(service, follow_redirects=False) as client:
        yield Both(forgetful(client), passed, bare)


def ask(client: TestClient, path: str, headers: Mapping[str, str] = {}, method: str = "GET") -> tuple[int, Any, bytes]:
    """Everything of an answer."""
    found = client.request(method, path, headers=headers)
    return found.status_code, found.headers.raw, found.content


@pytest.mark.first(2)
@pytest.mark.parametrize("headers", ASKED, ids=str)
def test_a_ready_answer_is_the_answer(both: Both, headers: Mapping[str, str]) -> None:
    for path in KEPT:
        expected = ask(both.bare, path, headers)
        assert expected[0] == 200, path
        assert ask(both.client, path, headers) == expected, path
        before = both.passed.requests
        assert ask(both.client, path, headers) == expected, path
        assert both.passed.requests == before, f"{path} was not ready"


@pytest.mark.first(1)
@pytest.mark.parametrize("headers", [*ASKED[:3], *thorough(ASKED[3:])], ids=str)
def test_what_has_no_tag_of_the_snapshot_is_asked_for_every_time(both: Both, headers: Mapping[str, str]) -> None:
    for path in NOT_KEPT:
        expected = ask(both.bare, path, headers)
        before = both.passed.requests
        assert [ask(both.client, path, headers) for _ in range(2)] == [expected] * 2, path
        assert both.passed.requests == before + 2, path


@pytest.mark.first(8)
@pytest.mark.parametrize("path", [NETWORK, "/v1/places?limit=1", "/views/place/jiangsu"])
@pytest.mark.parametrize("given", ["{tag}", '"{core}"', 'W/"old", {tag}', "*", " * ", 'W/"old"', "nonsense", ""])
@pytest.mark.parametrize("coding", ["gzip", *thorough(["identity"])])
def test_a_304_is_the_same_whoever_gives_it(both: Both, path: str, given: str, coding: str) -> None:
    tag = both.bare.get(path).headers["etag"]
    headers = {"If-None-Match": given.format(tag=tag, core=tag.removeprefix("W/").strip('"')), "Accept-Encoding": coding}
    expected = ask(both.bare, path, headers)
    assert expected[0] == (200 if given in ('W/"old"', "nonsense", "") else 304)
    assert ask(both.client, path, headers) == expected, "passed on"
    both.client.get(path, headers={"Accept-Encoding": coding})
    before = both.passed.requests
    assert ask(both.client, path, headers) == expected, "ready"
    assert both.passed.requests == before


def test_a_place_that_does_not_exist_is_not_found_even_where_anything_would_do(both: Both) -> None:
    for client in (both.bare, both.client):
        assert ask(client, "/v1/places/nowhere", {"If-None-Match": "*"})[0] == 404


@pytest.mark.first(8)
@pytest.mark.parametrize("path", [*KEPT, *NOT_KEPT])
@pytest.mark.parametrize("coding", ["gzip", *thorough(["identity"])])
def test_head_is_get_without_the_body(both: Both, path: str, coding: str) -> None:
    status, headers, _ = ask(both.bare, path, {"Accept-Encoding": coding})
    for _ in range(2):
        assert ask(both.client, path, {"Accept-Encoding": coding}, "HEAD") == (status, headers, b"")


def test_what_head_asked_for_is_ready_for_get(both: Both) -> None:
    both.client.head(NETWORK)
    before = both.passed.requests
    assert ask(both.client, NETWORK) == ask(both.bare, NETWORK)
    assert both.passed.requests == before


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_other_methods_pass_though_the_address_is_ready(both: Both, method: str) -> None:
    both.client.get(NETWORK)
    assert ask(both.client, NETWORK, method=method) == ask(both.bare, NETWORK, method=method)


@pytest.mark.parametrize("headers", [{"Authorization": "Bearer x"}, {"Cookie": "who=me"}], ids=str)
def test_who_says_who_they_are_neither_gets_nor_leaves_ready_answers(both: Both, headers: Mapping[str, str]) -> None:
    expected = ask(both.bare, NETWORK)
    assert ask(both.client, NETWORK, headers) == expected
    assert ask(both.client, NETWORK) == expected
    assert both.passed.requests == 2
    assert ask(both.client, NETWORK, headers) == expected
    assert both.passed.requests == 3


def test_a_header_that_is_sent_twice_is_for_the_app_to_read(both: Both) -> None:
    twice = [("Accept-Language", "en"), ("Accept-Language", "zh")]
    both.client.get("/")
    expected = both.bare.get("/", headers=twice)
    assert both.client.get("/", headers=twice).text == expected.text
    assert both.passed.requests == 2


def test_pages_are_kept_by_language_whatever_words_a_browser_asks_with(both: Both) -> None:
    for accepted in ("en", "de-CH, en;q=0.9, zh;q=0.5", "fr"):
        assert 'lang="en"' in both.client.get("/", headers={"Accept-Language": accepted}).text
    assert both.passed.requests == 1
    assert 'lang="zh' in both.client.get("/", headers={"Accept-Language": "ZH-tw"}).text
    assert both.passed.requests == 2


def test_data_are_kept_once_for_all_languages_and_short_ones_for_all_codings(both: Both) -> None:
    assert "vary" not in both.client.get("/v1/places/jiangsu", headers={"Accept-Language": "en"}).headers
    both.client.get("/v1/places/jiangsu", headers={"Accept-Language": "zh", "Accept-Encoding": "identity"})
    assert both.passed.requests == 1


def test_answers_say_what_they_vary_by(both: Both) -> None:
    assert both.client.get(NETWORK).headers["vary"] == "Accept-Encoding"
    assert both.client.get("/").headers["vary"] == "Accept-Language, Cookie, Accept-Encoding"


def test_without_room_nothing_is_kept(drawn_store: str) -> None:
    app = create_app(Settings(store=drawn_store, ready_bytes=0))
    passed = counted(app)
    with TestClient(app) as client:
        assert [client.get(NETWORK).status_code for _ in range(2)] == [200, 200]
    assert passed.requests == 2


def test_a_new_snapshot_begins_with_nothing_ready(tmp_path: Path) -> None:
    path = tmp_path / "graph.db"
    write(path, "china")
    app = create_app(Settings(store=f"sqlite:///{path}"))
    with TestClient(app) as client:
        assert client.portal is not None
        first = [client.get("/v1/places") for _ in range(2)]
        write(path, "france")
        client.portal.call(app.publisher.refresh)
        second = client.get("/v1/places", headers={"If-None-Match": first[0].headers["etag"]})
    assert [answer.json()["total"] for answer in (*first, second)] == [1, 1, 2]


def write(path: Path, country: str) -> None:
    """Put a country into a store."""
    asyncio.run(EmbeddedStore.open(path).apply(ChangeSet((place(country, "country", country[:2].upper()),))))


class Story:
    """Ready answers in front of an app that answers with a tag and counts, on an empty store, with a clock that a test sets."""

    def __init__(self, folder: Path) -> None:
        self.now = datetime(2026, 11, 21, 23, tzinfo=UTC)
        self.settings = Settings()
        self.publisher = Publisher(lambda: EmbeddedStore.open(folder / "graph.db"), lambda: self.now)
        self.service = ReadyAnswers(self._answer, self.publisher, self.settings)
        self.asked = 0
        self.next_day_comes = False

    async def _answer(self, _: Scope, __: Receive, send: Send) -> None:
        self.asked += 1
        tag = etag_of(self.publisher.current, self.settings)
        if self.next_day_comes:
            await self.next_day()
        await send({"type": "http.response.start", "status": 200, "headers": [(b"etag", tag.encode())]})
        await send({"type": "http.response.body", "body": b"a", "more_body": True})
        await send({"type": "http.response.body", "body": b"b"})

    async def next_day(self) -> None:
        """The publisher finds that the day has changed."""
        self.now += timedelta(days=1)
        assert await self.publisher.refresh()

    async def get(self) -> bytes:
        """The body of the answer."""
        heard: list[bytes] = []

        async def send(message: Any) -> None:
            heard.append(message.get("body", b""))

        async def receive() -> Any:
            return {"type": "http.request"}

        scope = {"type": "http", "method": "GET", "path": "/", "query_string": b"", "headers": []}
        await self.service(scope, receive, send)
        return b"".join(heard)


def test_the_next_day_begins_with_nothing_ready(tmp_path: Path) -> None:
    async def told() -> None:
        story = Story(tmp_path)
        await story.publisher.refresh()
        assert [await story.get(), await story.get(), story.asked] == [b"ab", b"ab", 1]
        await story.next_day()
        assert [await story.get(), await story.get(), story.asked] == [b"ab", b"ab", 2]

    asyncio.run(told())


def test_an_answer_that_a_swap_overtook_is_given_but_not_kept(tmp_path: Path) -> None:
    async def told() -> None:
        story = Story(tmp_path)
        await story.publisher.refresh()
        story.next_day_comes = True
        assert await story.get() == b"ab"
        story.next_day_comes = False
        assert [await story.get(), story.asked] == [b"ab", 2]

    asyncio.run(told())
