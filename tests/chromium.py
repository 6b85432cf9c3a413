"""A real Chromium for the tests of pages, from disk and as the service sends them. Without one they are skipped aloud; with
REQUIRE_CHROMIUM=1 they fail instead."""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, BrowserContext, Page, Route, sync_playwright

from tests.conftest import forgetful

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass
class Opened:
    """A page in the browser with everything it asked for and complained about."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


SERVICE = "http://service.test"
Visit = Callable[..., Opened]


def program() -> str | None:
    """Where Debian's Chromium is: the one without windows begins in a third of the time."""
    return shutil.which("chromium-headless-shell") or shutil.which("chromium")


def pages_of(pdf: bytes) -> int:
    """How many pages a PDF has that Chromium printed."""
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def _listening(page: Page) -> Opened:
    """A page whose requests and complaints are heard from now on."""
    result = Opened(page)
    page.on("request", lambda request: result.requests.append(request.url))
    page.on("console", lambda message: result.complaints.append(message.text))
    page.on("pageerror", lambda error: result.complaints.append(str(error)))
    page.on("dialog", lambda dialog: result.complaints.append(dialog.message))
    return result


class Tab:
    """A page that visits with no wish but a size and colours share, one after the other, each as if it were new: to begin
    another takes longer than most of what is looked at on it."""

    SHARED = frozenset(("viewport", "color_scheme"))

    def __init__(self, browser: Browser) -> None:
        self.opened = _listening(browser.new_page())
        self._cleaner = self.opened.page.context.new_cdp_session(self.opened.page)

    def fresh(self, viewport: dict[str, int] | None = None, color_scheme: str = "light") -> Opened:
        """The page as a new one is: of the usual size, nothing asked for, nothing remembered."""
        page = self.opened.page
        page.unroute_all()
        page.goto("about:blank")
        page.context.clear_cookies()
        self._cleaner.send("Storage.clearDataForOrigin", {"origin": SERVICE, "storageTypes": "all"})
        page.emulate_media(media="null", color_scheme=color_scheme)
        page.set_viewport_size(viewport or {"width": 1280, "height": 720})
        self.opened.requests.clear()
        self.opened.complaints.clear()
        return self.opened


@contextmanager
def visits(browser: Browser, client: TestClient, tab: Tab) -> Iterator[Visit]:
    """Opens a path of the service; what the browser asks for is answered by the app, without a server between. A prefix is one
    that a proxy takes off and tells; what lies outside it is answered by nobody.
    The first plain visit of a test is in the tab."""
    contexts: list[BrowserContext] = []
    free = [tab]
    client.get("/v1/communities?limit=1")  # measured in the event loop of the app, that pages need not wait for it in another
    near = forgetful(TestClient(client.app, client=("127.0.0.1", 1), follow_redirects=False))

    def answered(route: Route, prefix: str) -> None:
        path = route.request.url.removeprefix(SERVICE)
        if not path.startswith(f"{prefix}/"):
            route.abort()
            return
        asked = {name: value for name, value in route.request.headers.items() if name in ("accept", "accept-language")}
        headers = {**asked, "Accept-Encoding": "identity", **({"X-Forwarded-Prefix": prefix} if prefix else {})}
        found = near.get(path.removeprefix(prefix), headers=headers)
        if found.is_redirect:  # what the browser follows by itself would not come back here
            there = escape(urljoin(route.request.url, found.headers["location"]))
            route.fulfill(content_type="text/html", body=f'<meta http-equiv="refresh" content="0;url={there}">')
            return
        route.fulfill(status=found.status_code, headers=dict(found.headers), body=found.content)

    def begun(**more: Any) -> Opened:
        if free and more.keys() <= Tab.SHARED:
            return free.pop().fresh(**more)
        contexts.append(browser.new_context(**more))
        return _listening(contexts[-1].new_page())

    def visited(path: str, prefix: str = "", **more: object) -> Opened:
        result = begun(**more)
        result.page.route("**/*", lambda route: answered(route, prefix))
        result.page.goto(SERVICE + prefix + path, wait_until="load")
        return result

    yield visited
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")  # while it is open an event loop runs in this thread, which other tests must not meet
def browser() -> Iterator[Browser]:
    found = program()
    if found is None:
        reason = "chromium is not installed: the pages were not opened in a browser"
        if os.environ.get("REQUIRE_CHROMIUM") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Tab:
    return Tab(browser)


@pytest.fixture
def open_page(browser: Browser, tmp_path: Path):
    """Opens HTML from a file at a given width; every page is closed afterwards."""
    contexts = []

    def opened(html: str, width: int = 1440, height: int = 900, **more) -> Opened:
        file = tmp_path / "page.html"
        file.write_text(html, encoding="utf-8")
        context = browser.new_context(viewport={"width": width, "height": height}, **more)
        contexts.append(context)
        result = _listening(context.new_page())
        result.page.goto(file.as_uri(), wait_until="load")
        result.page.wait_for_selector("main, table", state="attached")
        return result

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def visit(browser: Browser, client: TestClient, tab: Tab) -> Iterator[Visit]:
    """Opens a path of the service on the drawn network."""
    with visits(browser, client, tab) as visited:
        yield visited


@pytest.fixture
def visit_seeds(browser: Browser, seeds_client: TestClient, tab: Tab) -> Iterator[Visit]:
    """Opens a path of the service on the real rows."""
    with visits(browser, seeds_client, tab) as visited:
        yield visited
