"""The search box offers places while somebody types: by keys and by hand, behind a proxy, on paper and from disk not at all."""

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import expect

from tests.chromium import SERVICE, Visit

chromium = pytest.mark.chromium


@pytest.mark.first(1)
@chromium
@pytest.mark.parametrize(
    ("language", "typed", "offered"), [("zh", "南京", "南京市 江苏省 · 中国"), ("en", "nanji", "Nanjing Jiangsu · China")]
)
@pytest.mark.parametrize("path", ["/", "/views/home/Q16963/gaps"])
def test_a_place_is_offered_while_one_types_and_chosen_by_keys(
    visit_seeds: Visit, path: str, language: str, typed: str, offered: str
) -> None:
    opened = visit_seeds(f"{path}?lang={language}")
    box, page = opened.page.get_by_role("combobox").first, opened.page
    box.press_sequentially(typed)
    first = page.get_by_role("option").first
    expect(first).to_have_text(offered)
    expect(box).to_have_attribute("aria-expanded", "true")
    box.press("ArrowDown")
    expect(first).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", first.get_attribute("id") or "")
    box.press("Enter")
    page.wait_for_url(f"**/views/place/Q16666?lang={language}")
    assert opened.complaints == []
    assert all(asked.startswith(SERVICE) for asked in opened.requests)


@pytest.mark.thorough
@chromium
def test_a_place_that_is_offered_is_chosen_by_hand_on_a_phone_behind_a_proxy(visit_seeds: Visit) -> None:
    opened = visit_seeds("/views/list/agreements?lang=en", "/graph", viewport={"width": 390, "height": 844}, has_touch=True)
    opened.page.get_by_role("combobox").first.press_sequentially("jiangs")
    first = opened.page.get_by_role("option").first
    expect(first).to_contain_text("Jiangsu")
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= 390
    first.tap()
    opened.page.wait_for_url(f"{SERVICE}/graph/views/home/Q16963?lang=en")
    assert opened.complaints == []


@pytest.mark.thorough
@chromium
def test_what_is_offered_is_put_away_by_escape_and_enter_alone_asks_the_search(visit_seeds: Visit) -> None:
    page = visit_seeds("/?lang=en").page
    box = page.get_by_role("combobox").first
    box.press_sequentially("taizhou")
    options = page.get_by_role("option")
    expect(options.nth(1)).to_be_visible()
    box.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    box.press("ArrowDown")
    expect(page.locator("[aria-selected=true]")).to_have_count(0)
    box.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(box).to_have_attribute("aria-expanded", "false")
    box.press("Enter")
    page.wait_for_url("**/views/search?lang=en&q=taizhou")


def test_a_page_may_ask_the_service_and_one_that_is_saved_nobody(client: TestClient) -> None:
    page, saved = (client.get(f"/views/home/jiangsu?lang=en{more}") for more in ("", "&download=1"))
    assert "connect-src 'self'" in page.headers["content-security-policy"]
    assert "places/suggest" in page.text
    assert "connect-src" not in saved.headers["content-security-policy"]
    assert "places/suggest" not in saved.text
