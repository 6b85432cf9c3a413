"""The pages as the service sends them, headers and all, in a real Chromium: its policies let them work, and bite."""

import pytest

from tests.chromium import SERVICE, Visit

pytestmark = pytest.mark.chromium

REPORT = "/v1/reports?home=jiangsu&from=2020-01-01&to=2021-01-01&format=html&lang=zh"
RUN = """() => { const script = document.createElement("script"); script.textContent = "window.ran = true";
    document.body.append(script); return window.ran === true; }"""


@pytest.mark.parametrize("path", ["/views/place/jiangsu", "/views/place/jiangsu?depth=2", REPORT])
def test_a_script_that_was_put_into_a_served_page_does_not_run(visit: Visit, path: str) -> None:
    opened = visit(path)
    assert opened.page.evaluate(RUN) is False
    assert "Content Security Policy" in opened.complaints[0]


def test_the_reference_works_under_its_policy(visit: Visit) -> None:
    opened = visit("/docs")
    opened.page.wait_for_selector(".opblock")
    assert opened.complaints == []
    assert all(url.startswith((SERVICE, "data:")) for url in opened.requests)


def test_behind_a_proxy_the_world_map_stays_inside_its_prefix(visit: Visit) -> None:
    opened = visit("/views/world", "/graph")
    ways = opened.page.locator("td a").evaluate_all("ways => ways.map(way => way.href)")
    assert ways
    assert all(href.startswith(f"{SERVICE}/graph/views/") for href in ways)
    assert opened.complaints == []


def test_behind_a_proxy_the_reference_works(visit: Visit) -> None:
    opened = visit("/docs", "/graph")
    opened.page.wait_for_selector(".opblock")
    assert opened.complaints == []


@pytest.mark.parametrize("path", ["/", "/docs"])
def test_no_page_is_shown_inside_another(visit: Visit, path: str) -> None:
    opened = visit("/health/live")
    opened.page.set_content(f'<iframe src="{SERVICE}{path}"></iframe>')
    opened.page.frames[-1].wait_for_load_state()
    assert opened.page.frames[-1].url.startswith("chrome-error:")
