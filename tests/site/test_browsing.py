"""The pages in a real Chromium: what scripts add, what stands without them, and that nobody else is asked."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Page

from graph_service.words.bilingual import NONE_RECORDED
from graph_service.words.headings import UNDATED
from tests.chromium import SERVICE, Visit
from tests.site.addresses import Seen
from tests.site.test_accessible import PAGES

pytestmark = pytest.mark.chromium

FOUND = [path for path in PAGES if not path.startswith("/views/home/nowhere")]  # the console tells that a page is not found
RUN = """() => { const script = document.createElement("script"); script.textContent = "window.ran = true";
    document.body.append(script); return window.ran === true; }"""


def column(page: Page, number: int) -> list[str]:
    """The texts of a column, from 1."""
    return page.locator(f"tbody td:nth-child({number})").all_inner_texts()


@pytest.mark.first(2)
@pytest.mark.parametrize("path", FOUND)
def test_a_page_asks_for_itself_alone_and_the_console_says_no_word(visit: Visit, path: str) -> None:
    opened = visit(path)
    for button in opened.page.locator("thead button").all()[:2]:
        button.click()
    assert opened.requests == [SERVICE + path]
    assert opened.complaints == []


def test_a_script_that_was_put_into_a_page_does_not_run(visit: Visit) -> None:
    opened = visit("/views/home/jiangsu")
    assert opened.page.evaluate(RUN) is False
    assert "Content Security Policy" in opened.complaints[0]


def test_a_click_on_a_head_sorts_by_its_column_numbers_by_value_and_a_second_turns_it(visit: Visit) -> None:
    page = visit("/views/list/places?lang=en").page
    head = page.get_by_role("columnheader").nth(2)
    before = column(page, 3)
    assert len({*before}) > 2
    head.get_by_role("button").click()
    assert column(page, 3) == sorted(before, key=float)
    assert head.get_attribute("aria-sort") == "ascending"
    head.get_by_role("button").click()
    assert column(page, 3) == sorted(before, key=float, reverse=True)


def test_the_browser_remembers_the_home_that_was_looked_at(visit: Visit) -> None:
    page = visit("/?lang=en").page
    assert page.locator("#last").is_hidden()
    page.locator("main").get_by_role("link", name="jiangsu").click()
    page.get_by_role("link", name="Sister-city graph").click()
    page.locator("#last a").click()
    assert page.url == f"{SERVICE}/views/home/jiangsu?lang=en"


def test_a_reader_without_scripts_sees_the_tables_and_finds_places(visit: Visit) -> None:
    page = visit("/views/home/jiangsu/gaps?lang=en", java_script_enabled=False).page
    assert page.locator("tbody tr").count() > 2
    page.fill("#q", "nan")
    page.keyboard.press("Enter")
    page.wait_for_url("**/views/search?lang=en&q=nan")
    assert page.get_by_role("link", name="nanjing").is_visible()


# What can be used by hand and is seen, without what lies in a fold that is shut; each is given a number to be known by.
_USED = """() => [...document.querySelectorAll("a[href], button, input, select, textarea, summary, canvas, [tabindex='0']")]
    .filter(one => one.checkVisibility({ visibilityProperty: true }) && !one.disabled && one.tabIndex >= 0)
    .map((one, at) => { one.dataset.used = at; return one.outerHTML.slice(0, 120); })"""
_FOCUSED = """() => {
    const one = document.activeElement, { outlineStyle, outlineWidth } = getComputedStyle(one);
    return [one.dataset.used ?? one.tagName, outlineStyle !== "none" && parseFloat(outlineWidth) > 0];
}"""


@pytest.mark.first(1)
@pytest.mark.parametrize("path", PAGES)
def test_tab_reaches_each_link_field_and_button_and_shows_where_it_is(visit: Visit, path: str) -> None:
    page = visit(f"{path}{'&' if '?' in path else '?'}lang=en").page
    page.wait_for_function("() => !document.querySelector('.after')")  # the table of the world comes after its map
    used = page.evaluate(_USED)
    reached, unseen = set(), []
    for _ in range(len(used) + 40):
        page.keyboard.press("Tab")
        at, shown = page.evaluate(_FOCUSED)
        if at == "BODY" or at in reached:
            continue
        reached.add(at)
        if not shown and at.isdigit():
            unseen.append(used[int(at)])
    assert len(used) > 5
    assert [one for at, one in enumerate(used) if str(at) not in reached] == []
    assert unseen == []


@pytest.mark.first(1)
@pytest.mark.parametrize(
    "path",
    ["place/jiangsu?depth=2", "home/jiangsu", "cluster/jiangsu/netherlands", "world?", "list/places?", "search?q=taizhou&all=1"],
)
def test_where_no_script_can_be_read_tables_and_pictures_stand(client: TestClient, open_page, path: str) -> None:
    """As in a browser or a messenger that is older than the language of the scripts."""
    html = client.get(f"/views/{path}{'&' if '?' in path else '?'}lang=en").text
    unread = re.sub(r"<script>.*?</script>", "<script>const = a?.b ??</script>", html, flags=re.DOTALL)
    opened = open_page(re.sub(r"<meta http-equiv[^>]*>", "", unread))
    assert opened.complaints
    assert opened.page.locator("table tr").count() == len(Seen(html).rows) > 1
    opened.page.locator("table tr").nth(1).wait_for(timeout=5_000)  # that of the world comes after its map
    if path.startswith(("place", "home", "cluster", "world")):
        opened.page.locator("main svg[role]").first.wait_for(timeout=5_000)


def test_a_page_can_be_used_by_the_keyboard_alone(visit: Visit) -> None:
    page = visit("/views/home/jiangsu?lang=en").page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    reached = set()
    for _ in range(12):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.tagName + ' ' + document.activeElement.className"))
    assert {"INPUT ", "BUTTON ", "A ", "DIV sheet folds"} <= reached


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_is_not_known_comes_last_whichever_way_a_column_is_sorted(visit_seeds: Visit, lang: str) -> None:
    page = visit_seeds(f"/views/list/agreements?home=Q16963&country=DE&lang={lang}").page
    unknown = {getattr(words, lang) for words in (UNDATED, NONE_RECORDED)}
    heads = page.locator("thead th").all_text_contents()
    at = next(number for number, name in enumerate(heads) if name.strip() in ("结好日期", "since"))
    for _ in "up", "down":
        page.locator("thead th").nth(at).locator("button").click()
        dates = [cell.strip() for cell in page.locator(f"tbody tr td:nth-child({at + 1})").all_text_contents()]
        assert 0 < sum(date in unknown for date in dates) < len(dates)
        known = [date not in unknown for date in dates]
        assert known == sorted(known, reverse=True)


@pytest.mark.first(5)
@pytest.mark.parametrize("path", PAGES)
def test_a_page_fits_a_phone(visit: Visit, path: str) -> None:
    page = visit(path, viewport={"width": 390, "height": 844}).page
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    low = "ways => ways.filter(way => way.offsetParent && way.getBoundingClientRect().height < 24).map(way => way.outerHTML)"
    assert page.locator("main a, header a, footer a, button, summary").evaluate_all(low) == []


def test_behind_a_proxy_search_and_links_stay_inside_its_prefix(visit: Visit) -> None:
    opened = visit("/", "/graph")
    opened.page.fill("#q", "Jiangsu")
    opened.page.keyboard.press("Enter")
    opened.page.wait_for_url(f"{SERVICE}/graph/views/home/jiangsu*")
    opened.page.get_by_role("link", name=re.compile("全部搜索结果|all that the search finds")).click()
    opened.page.wait_for_url(f"{SERVICE}/graph/views/search?*")
    opened.page.locator("td a").first.click()
    opened.page.wait_for_url(f"{SERVICE}/graph/views/home/jiangsu*")
    opened.page.locator(".doors a").first.click()
    opened.page.wait_for_url(f"{SERVICE}/graph/views/home/jiangsu/gaps?*")
    opened.page.locator(".brand").click()
    opened.page.wait_for_url(f"{SERVICE}/graph/?*")
    assert opened.complaints == []


def test_a_printed_list_repeats_its_heads_and_leaves_out_what_is_for_clicking(visit: Visit) -> None:
    page = visit("/views/home/jiangsu/gaps").page
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.querySelector('thead')).display") == "table-header-group"
    assert [page.locator(part).is_hidden() for part in (".top form", ".take", ".narrow")] == [True] * 3
    assert page.locator("tbody tr").first.is_visible()


def test_a_saved_page_is_the_whole_page(visit: Visit, open_page) -> None:
    served = visit("/views/home/jiangsu/gaps?lang=zh").page
    saved = open_page(served.content(), java_script_enabled=False)
    assert saved.page.locator("tbody tr").count() == served.locator("tbody tr").count() > 2
    assert [url.rsplit("/", 1)[1] for url in saved.requests] == ["page.html"]
    assert saved.complaints == []


def test_a_calendar_is_subscribed_to_at_its_whole_address(visit: Visit) -> None:
    page = visit("/views/home/jiangsu/anniversaries?lang=en&year=2022&kind=agreement&as_of=2021-01-01").page
    link = page.get_by_role("link", name="subscribe in a calendar").get_attribute("href") or ""
    assert link.startswith("webcal://service.test/v1/anniversaries.ics?home=jiangsu&")
    assert parse_qs(urlsplit(link).query) == {
        "home": ["jiangsu"], "kind": ["agreement"], "of": ["partners"], "rolling": ["true"], "lang": ["en"],
    }  # fmt: skip
