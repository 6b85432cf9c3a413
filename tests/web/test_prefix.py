"""Behind a proxy that puts a prefix before the service every page, link and redirect stays inside it, whatever the proxy does."""

from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import pytest
from fastapi.testclient import TestClient
from starlette.types import ASGIApp, Receive, Scope, Send

from graph_service.cli.app import run
from graph_service.settings import Settings
from graph_service.web.app import create_app
from tests.thorough import thorough

PREFIX = "/graph"
REPORT = "/v1/reports?home=jiangsu&from=2020-01-01&to=2021-01-01&format=html"
PAGES = [
    "/",
    "/views/place/jiangsu",
    "/views/place/jiangsu?depth=2",
    "/views/cluster/jiangsu/vaud",
    "/views/world",
    "/views/home/jiangsu",
    "/views/home/jiangsu/gaps?type=bare_stem",
    "/views/list/agreements",
    "/views/agreement/jiangsu~vaud",
    "/views/search?q=jiangsu&all=1",
    REPORT,
    "/docs",
]
PROXY, STRANGER = ("127.0.0.1", 50000), ("203.0.113.7", 50000)


class Proxy:
    """A reverse proxy for one prefix: what lies outside it is not ours. It takes the prefix off, or passes it on."""

    def __init__(self, app: ASGIApp, strips: bool, says: str = "") -> None:
        self.app, self.strips, self.says = app, strips, says

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            path = scope["path"]
            if path != PREFIX and not path.startswith(f"{PREFIX}/"):
                await send({"type": "http.response.start", "status": 502, "headers": []})
                await send({"type": "http.response.body", "body": b"outside"})
                return
            said = [(b"x-forwarded-prefix", self.says.encode())] if self.says else []
            scope = {
                **scope,
                "path": path.removeprefix(PREFIX) if self.strips else path,
                "headers": [*scope["headers"], *said],
                "client": PROXY,
            }
        await self.app(scope, receive, send)


@pytest.fixture(scope="module", params=["passed on", "stripped and said", *thorough(["stripped", "passed on and said"])])
def behind(drawn_store: str, request: pytest.FixtureRequest) -> Iterator[TestClient]:
    said = request.param.endswith("said")
    app = create_app(Settings(store=drawn_store, root_path="" if said else PREFIX))
    proxy = Proxy(app, request.param.startswith("stripped"), PREFIX + "/" if said else "")
    with TestClient(proxy, follow_redirects=False) as client:
        yield client


class Links(HTMLParser):
    """Wherever a page leads, and what it loads."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.feed(text)

    def handle_starttag(self, _: str, attributes: list[tuple[str, str | None]]) -> None:
        self.found |= {value or "" for name, value in attributes if name in ("href", "src", "action", "data-page")}


@pytest.mark.first(1)
@pytest.mark.parametrize("path", PAGES)
def test_every_link_of_a_page_stays_inside_and_is_answered(behind: TestClient, path: str) -> None:
    for _ in range(2):  # computed, then ready
        page = behind.get(PREFIX + path)
        assert page.status_code == 200
        links = {urljoin(f"http://testserver{PREFIX}{path}", unescape(link)) for link in Links(page.text).found}
        inside = {link for link in links if not link.startswith("data:")}
        assert all(urlsplit(link).netloc == "testserver" for link in inside)
        assert {link: behind.get(link).status_code for link in inside} == dict.fromkeys(inside, 200)
        assert inside or path == REPORT


def test_the_documentation_knows_where_the_service_is(behind: TestClient) -> None:
    assert behind.get(f"{PREFIX}/openapi.json").json()["servers"] == [{"url": PREFIX}]


def test_the_index_names_addresses_that_are_answered(behind: TestClient) -> None:
    index = behind.get(f"{PREFIX}/v1").json()
    assert {item["path"].startswith(f"{PREFIX}/v1") for item in index["items"]} == {True}
    assert [behind.get(index[name]).status_code for name in ("openapi", "docs")] == [200, 200]


@pytest.mark.parametrize(
    ("asked", "location"),
    [
        ("/v1/places/old-taizhou", "/v1/places/taizhou-zhejiang"),
        ("/v1/agreements?place=old-taizhou&limit=1", "/v1/agreements?place=taizhou-zhejiang&limit=1"),
        ("/views/place/old-taizhou", "/views/place/taizhou-zhejiang"),
        ("/v1/places/", "/v1/places"),
        ("", "/"),
    ],
)
def test_a_redirect_stays_inside(behind: TestClient, asked: str, location: str) -> None:
    answer = behind.get(PREFIX + asked)
    assert (answer.status_code // 100, answer.headers["location"]) == (3, PREFIX + location)
    assert behind.get(answer.headers["location"]).status_code == 200


def test_the_next_page_of_a_list_is_inside(behind: TestClient) -> None:
    asked = f"{PREFIX}/v1/places?limit=1"
    link = behind.get(asked).headers["link"]
    following = urljoin(f"http://testserver{asked}", link.partition(">")[0].removeprefix("<"))
    assert urlsplit(following).path == f"{PREFIX}/v1/places"
    assert behind.get(following).json()["items"]


def test_what_is_ready_behind_one_prefix_is_right_behind_another(drawn_store: str) -> None:
    with TestClient(create_app(Settings(store=drawn_store)), client=PROXY) as client:
        for prefix in ("/one", "/two", "", "/one"):
            headers = {"X-Forwarded-Prefix": prefix}
            assert client.get("/v1", headers=headers).json()["docs"] == f"{prefix}/docs"


@pytest.mark.first(2)
@pytest.mark.parametrize("said", ["graph", "/../x", "//evil.example", "/a b", '/"><script>'])
def test_what_is_no_prefix_is_not_believed(drawn_store: str, said: str) -> None:
    with TestClient(create_app(Settings(store=drawn_store)), client=PROXY) as client:
        assert client.get("/v1", headers={"X-Forwarded-Prefix": said}).json()["docs"] == "/docs"


def test_a_prefix_that_a_stranger_says_is_not_believed(drawn_store: str) -> None:
    app = create_app(Settings(store=drawn_store))
    with TestClient(app, client=STRANGER) as client:
        assert client.get("/v1", headers={"X-Forwarded-Prefix": "/evil"}).json()["docs"] == "/docs"
        spoofed = {"X-Forwarded-Prefix": "/evil", "X-Forwarded-For": "127.0.0.1"}
        assert client.get("/v1", headers=spoofed).json()["docs"] == "/docs"


def test_the_proxies_that_uvicorn_would_trust_are_trusted(drawn_store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORWARDED_ALLOW_IPS", "203.0.113.0/24")
    app = create_app(Settings(store=drawn_store))
    for client, docs in ((STRANGER, "/graph/docs"), (PROXY, "/docs")):
        with TestClient(app, client=client) as asked:
            headers = {"X-Forwarded-Prefix": "/graph", "X-Forwarded-For": "198.51.100.1"}
            assert asked.get("/v1", headers=headers).json()["docs"] == docs


@pytest.mark.parametrize("given", ["graph", "http://host/graph", "/graph?x", "/a//b", "/.."])
def test_what_is_no_prefix_stops_the_start_in_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], given: str
) -> None:
    monkeypatch.setenv("GRAPH_SERVICE_ROOT_PATH", given)
    assert run(["serve"]) == 2
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert told.startswith(f"GRAPH_SERVICE_ROOT_PATH: {given!r} is no prefix of paths; ")
