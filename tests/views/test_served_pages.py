"""The pages as the service sends them, headers and all, in a real Chromium: its policies let them work, and bite."""

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, Route

from tests.views.conftest import Opened

pytestmark = pytest.mark.chromium

SERVICE = "http://service.test"
REPORT = "/v1/reports?home=jiangsu&from=2020-01-01&to=2021-01-01&format=html&lang=zh"
PAGES = ["/", "/views/place/jiangsu", "/views/cluster/jiangsu/vaud", "/views/world", REPORT]
RUN = """() => { const script = document.createElement("script"); script.textContent = "window.ran = true";
    document.body.append(script); return window.ran === true; }"""


@pytest.fixture
def visit(browser: Browser, client: TestClient):
    """Opens a path of the service; what the browser asks for is answered by the app, without a server between."""
    contexts = []

    def answered(route: Route) -> None:
        found = client.get(route.request.url.removeprefix(SERVICE), headers={"Accept-Encoding": "identity"})
        route.fulfill(status=found.status_code, headers=dict(found.headers), body=found.content)

    def visited(path: str) -> Opened:
        contexts.append(browser.new_context())
        result = Opened(contexts[-1].new_page())
        result.page.route("**/*", answered)
        result.page.on("request", lambda request: result.requests.append(request.url))
        result.page.on("console", lambda message: result.complaints.append(message.text))
        result.page.on("pageerror", lambda error: result.complaints.append(str(error)))
        result.page.goto(SERVICE + path, wait_until="load")
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


@pytest.mark.parametrize("path", ["/", "/docs"])
def test_no_page_is_shown_inside_another(visit, path: str) -> None:
    opened = visit("/health/live")
    opened.page.set_content(f'<iframe src="{SERVICE}{path}"></iframe>')
    opened.page.frames[-1].wait_for_load_state()
    assert opened.page.frames[-1].url.startswith("chrome-error:")
