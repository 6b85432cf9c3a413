"""The pages as the service sends them, headers and all, in a real Chromium: its policies let them work, and bite."""

import pytest

from tests.chromium import SERVICE, Visit
from tests.site.test_accessible import findings

pytestmark = pytest.mark.chromium

REPORT = "/v1/reports?home=jiangsu&from=2020-01-01&to=2021-01-01&format=html&lang=zh"
RUN = """() => { const script = document.createElement("script"); script.textContent = "window.ran = true";
    document.body.append(script); return window.ran === true; }"""


@pytest.mark.first(1)
@pytest.mark.parametrize("path", ["/views/place/jiangsu", "/views/place/jiangsu?depth=2", REPORT])
def test_a_script_that_was_put_into_a_served_page_does_not_run(visit: Visit, path: str) -> None:
    opened = visit(path)
    assert opened.page.evaluate(RUN) is False
    assert "Content Security Policy" in opened.complaints[0]


@pytest.mark.thorough
@pytest.mark.parametrize(("scheme", "width"), [("light", 1300), ("dark", 390)])
def test_the_reference_can_be_tried_under_its_policy_and_keeps_the_rules_of_every_page(
    visit: Visit, scheme: str, width: int
) -> None:
    opened = visit("/docs?lang=en", color_scheme=scheme, viewport={"width": width, "height": 900})
    page = opened.page
    suggest = page.locator("#operations-places-suggest_places")
    suggest.locator(".opblock-summary-control").click()
    suggest.get_by_role("button", name="Try it out").click()
    suggest.locator("tr[data-param-name=q] input").fill("taizhou")
    suggest.get_by_role("button", name="Execute").click()
    assert "taizhou" in suggest.locator(".live-responses-table .response-col_description pre").first.inner_text()
    sent = page.locator(".opblock-post").first
    sent.locator(".opblock-summary-control").click()
    sent.get_by_role("button", name="Try it out").click()
    assert findings(page) == []
    assert opened.complaints == []
    assert all(url.startswith((SERVICE, "data:")) for url in opened.requests)


@pytest.mark.thorough
def test_the_reference_is_as_dark_as_the_screen_and_light_on_paper(visit: Visit) -> None:
    page = visit("/docs").page
    ink = "getComputedStyle(document.querySelector('.opblock-summary-path')).color"
    page.wait_for_selector(".opblock")
    light = page.evaluate(ink)
    page.emulate_media(color_scheme="dark")
    page.locator("html.dark-mode").wait_for()
    assert page.evaluate(ink) != light
    page.emulate_media(media="print")
    page.locator("html:not(.dark-mode)").wait_for()
    assert page.evaluate(ink) == light


def test_behind_a_proxy_the_world_map_stays_inside_its_prefix(visit: Visit) -> None:
    opened = visit("/views/world", "/graph")
    ways = opened.page.locator("td a").evaluate_all("ways => ways.map(way => way.href)")
    assert ways
    assert all(href.startswith(f"{SERVICE}/graph/views/") for href in ways)
    assert opened.complaints == []


@pytest.mark.thorough
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
