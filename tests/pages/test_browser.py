"""The pages in a real Chromium: opened from disk, they draw, speak both languages, fit a phone and ask nobody anything."""

import pytest

from graph_service.pages.place import render_place
from tests.pages.pages import DUTCH, SHANGHAI, TODAY
from tests.pages.test_page import hostile

pytestmark = pytest.mark.chromium

PAGES = {
    "place": render_place(SHANGHAI, "shanghai", 2, TODAY, "zh"),
    "netherlands": render_place(DUTCH, "nanjing", 1, TODAY, "zh"),
}
PICTURES = pytest.mark.parametrize("name", ["place", "netherlands"])
EVERY_PAGE = pytest.mark.parametrize("name", PAGES)
INK = """() => {
    const canvas = document.querySelector("#canvas canvas");
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    const colours = new Set();
    for (let i = 0; i < data.length; i += 4) if (data[i + 3]) colours.add((data[i] << 16) | (data[i + 1] << 8) | data[i + 2]);
    return [...colours].map((colour) => "#" + colour.toString(16).padStart(6, "0"));
}"""

# Two frames: what was asked for is drawn by then.
PIXELS = """() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() =>
    done(document.querySelector("#canvas canvas").toDataURL()))))"""


@EVERY_PAGE
def test_a_page_asks_for_nothing_but_itself_and_complains_of_nothing(open_page, name: str) -> None:
    opened = open_page(PAGES[name])
    opened.page.get_by_role("button", name="English").click()
    opened.page.mouse.move(700, 400)
    assert [url.rsplit("/", 1)[1] for url in opened.requests] == ["page.html"]
    assert opened.complaints == []


@PICTURES
def test_the_canvas_is_not_blank(open_page, name: str) -> None:
    assert len(open_page(PAGES[name]).page.evaluate(INK)) > 20


@EVERY_PAGE
def test_the_language_changes_without_a_reload(open_page, name: str) -> None:
    opened = open_page(PAGES[name])
    page = opened.page
    before, title = page.inner_text("body"), page.title()
    page.get_by_role("button", name="English").click()
    assert page.inner_text("body") != before
    assert page.title() != title
    assert page.evaluate("document.documentElement.lang") == "en"
    assert page.get_by_role("button", name="English").get_attribute("aria-pressed") == "true"
    page.get_by_role("button", name="中文").click()
    assert page.inner_text("body") == before
    assert len(opened.requests) == 1


@EVERY_PAGE
def test_a_page_never_scrolls_sideways(open_page, name: str) -> None:
    page = open_page(PAGES[name]).page
    for width, height in ((390, 844), (768, 1024), (1440, 900), (1920, 1080)):
        page.set_viewport_size({"width": width, "height": height})
        for language in ("中文", "English"):
            page.get_by_role("button", name=language).click()
            assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_picture_is_named_for_those_who_cannot_see_it(open_page) -> None:
    page = open_page(PAGES["netherlands"]).page
    assert page.get_by_role("img").first.get_attribute("aria-label").startswith("nanjing：友城网络")


def test_a_page_can_be_used_with_the_keyboard(open_page) -> None:
    page = open_page(PAGES["netherlands"]).page
    reached = set()
    for _ in range(8):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.textContent || document.activeElement.className"))
    assert {"中文", "English", "+", "\u2212"} <= reached
    assert any("vis-network" in name for name in reached)


def test_zooming_changes_the_picture_and_whole_brings_it_back(open_page) -> None:
    page = open_page(PAGES["netherlands"]).page
    whole = page.evaluate(PIXELS)
    page.locator("[data-do=in]").click()
    assert page.evaluate(PIXELS) != whole
    page.locator("[data-do=fit]").click()
    assert page.evaluate(PIXELS) == whole


def test_a_place_under_the_pointer_tells_its_agreements_as_text(open_page) -> None:
    page = open_page(render_place(hostile(), "home", 1, TODAY, "en")).page
    box = page.locator("#canvas").bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_selector(".vis-tooltip:has-text('onerror')", state="visible")
    assert page.locator("img[src=x]").count() == 0


@pytest.mark.parametrize(
    "html",
    [render_place(hostile(), "home", 1, TODAY, "zh")],
    ids=["place"],
)
def test_a_hostile_name_is_read_and_not_run(open_page, html: str) -> None:
    opened = open_page(html)
    assert "<img src=x onerror=alert(1)>" in opened.page.inner_text("body")
    assert opened.page.locator("img").count() == 0
    assert opened.complaints == []


def test_a_page_can_be_printed(open_page) -> None:
    page = open_page(PAGES["netherlands"]).page
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")
    page.emulate_media(media="print")
    assert page.locator(".tools").is_hidden()
    assert page.locator(".legend").is_visible()
    assert page.locator("table").first.is_visible()


def test_links_into_the_service_are_left_out_of_a_page_on_disk(open_page) -> None:
    page = open_page(PAGES["netherlands"]).page
    assert page.locator("nav").is_hidden()
    assert page.locator("td a").count() == 0
