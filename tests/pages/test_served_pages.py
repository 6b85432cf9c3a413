"""The pages as the service sends them, headers and all, in a real Chromium: its policies let them work, and bite."""

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, Route

from tests.pages.conftest import Opened

pytestmark = pytest.mark.chromium

SERVICE = "http://service.test"
REPORT = "/v1/reports?home=jiangsu&from=2020-01-01&to=2021-01-01&format=html&lang=zh"
PAGES = ["/", "/views/place/jiangsu", "/views/cluster/jiangsu/vaud", "/views/world", REPORT]
RUN = """() => { const script = document.createElement("script"); script.textContent = "window.ran = true";
    document.body.append(script); return window.ran === true; }"""


@pytest.fixture
def visit(browser: Browser, client: TestClient):
    """Opens a path of the service; what the browser asks for is answered by the app, without a server between. A prefix is one
    that a proxy takes off and tells; what lies outside it is answered by nobody."""
    contexts = []
    near = TestClient(client.app, client=("127.0.0.1", 1), follow_redirects=False)

    def answered(route: Route, prefix: str) -> None:
        path = route.request.url.removeprefix(SERVICE)
        if not path.startswith(f"{prefix}/"):
            route.abort()
            return
        headers = {"Accept-Encoding": "identity", **({"X-Forwarded-Prefix": prefix} if prefix else {})}
        found = near.get(path.removeprefix(prefix), headers=headers)
        route.fulfill(status=found.status_code, headers=dict(found.headers), body=found.content)

    def visited(path: str, prefix: str = "") -> Opened:
        contexts.append(browser.new_context())
        result = Opened(contexts[-1].new_page())
        result.page.route("**/*", lambda route: answered(route, prefix))
        result.page.on("request", lambda request: result.requests.append(request.url))
        result.page.on("console", lambda message: result.complaints.append(message.text))
        result.page.on("pageerror", lambda error: result.complaints.append(str(error)))
        result.page.goto(SERVICE + prefix + path, wait_until="load")
        return result

    yield visited
    for context in contexts:
        context.close()


@pytest.mark.parametrize("path", PAGES)
def test_a_served_page_works_under_its_policy(visit, path: str) -> None:
    opened = visit(path)
    opened.page.get_by_role("button", name="English").click()
    assert opened.page.evaluate("document.documentElement.lang") == "en"
    assert opened.page.evaluate("getComputedStyle(document.body).fontFamily") != "Times New Roman"
    assert opened.complaints == []


@pytest.mark.parametrize("path", PAGES)
def test_a_script_that_was_put_into_a_served_page_does_not_run(visit, path: str) -> None:
    opened = visit(path)
    assert opened.page.evaluate(RUN) is False
    assert "Content Security Policy" in opened.complaints[0]


def test_the_start_page_may_ask_the_service_for_places(visit) -> None:
    opened = visit("/")
    opened.page.fill("#q", "nanj")
    opened.page.wait_for_selector("#found a")
    assert opened.complaints == []


def test_the_reference_works_under_its_policy(visit) -> None:
    opened = visit("/docs")
    opened.page.wait_for_selector(".opblock")
    assert opened.complaints == []
    assert all(url.startswith((SERVICE, "data:")) for url in opened.requests)


def test_behind_a_proxy_the_search_and_every_way_stay_inside_its_prefix(visit) -> None:
    opened = visit("/", "/graph")
    opened.page.fill("#q", "nanj")
    opened.page.wait_for_selector("#found a")
    opened.page.click("#found a >> nth=0")
    opened.page.wait_for_url(f"{SERVICE}/graph/views/place/*")
    places = opened.page.locator("td a[href*='views/place/']")
    assert places.count()
    assert all(f"{SERVICE}/graph/views/place/" in href for href in places.evaluate_all("ways => ways.map(way => way.href)"))
    opened.page.click("nav a >> nth=0")
    opened.page.wait_for_url(f"{SERVICE}/graph/")
    assert opened.complaints == []


def test_behind_a_proxy_the_world_map_stays_inside_its_prefix(visit) -> None:
    opened = visit("/views/world", "/graph")
    ways = opened.page.locator("td a").evaluate_all("ways => ways.map(way => way.href)")
    assert ways
    assert all(href.startswith(f"{SERVICE}/graph/views/place/") for href in ways)
    assert opened.complaints == []


def test_behind_a_proxy_the_reference_works(visit) -> None:
    opened = visit("/docs", "/graph")
    opened.page.wait_for_selector(".opblock")
    assert opened.complaints == []


@pytest.mark.parametrize("path", ["/", "/docs"])
def test_no_page_is_shown_inside_another(visit, path: str) -> None:
    opened = visit("/health/live")
    opened.page.set_content(f'<iframe src="{SERVICE}{path}"></iframe>')
    opened.page.frames[-1].wait_for_load_state()
    assert opened.page.frames[-1].url.startswith("chrome-error:")
