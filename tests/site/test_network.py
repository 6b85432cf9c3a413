"""The network around a place in a real Chromium: a click opens what lies further, no name lies upon another."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from graph_service.records.base import Record
from graph_service.snapshot import Snapshot
from tests.chromium import Visit
from tests.drawing import agreement, place, snapshot
from tests.pages.pages import place_page
from tests.site.canvas import Written, collisions, forget, note, written

pytestmark = [pytest.mark.chromium, pytest.mark.thorough]
LEAVES = 150  # more than are shown at once


def fan() -> Snapshot:
    """A city with five partners, one of which has many, so that these are shut at first."""
    hubs: list[Record] = [place(f"hub{i}", "city", "NL", "nl", lon=5.0 + i, lat=52.0) for i in range(5)]
    leaves: list[Record] = [
        place(f"leaf{i:03}", "city", "US", "us", lon=-120.0 + i % 15 * 3, lat=30.0 + i // 15) for i in range(LEAVES)
    ]
    countries: list[Record] = [place("cn", "country", "CN"), place("nl", "country", "NL"), place("us", "country", "US")]
    centre = place("centre", "city", "CN", "cn", lon=118.8, lat=32.0)
    ties: list[Record] = [agreement("centre", hub.id, "formal 1999") for hub in hubs]
    ties += [agreement("hub0", leaf.id, "formal 2004") for leaf in leaves]
    return snapshot([*countries, centre, *hubs, *leaves, *ties])


@pytest.fixture(scope="module")
def page(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """The page of the centre, opened once."""
    file = tmp_path_factory.mktemp("network") / "page.html"
    file.write_text(place_page(fan(), "centre", "en", depth=2), encoding="utf-8")
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(file.as_uri())
    note(page)
    yield page
    context.close()


def drawn(page: Page, button: str) -> list[Written]:
    """The names that stand once a button was pressed and the picture is drawn anew."""
    forget(page)
    page.click(button)
    page.wait_for_function("() => noted.texts.length > 0")
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    return written(page)


def shown(page: Page) -> int:
    return int(page.inner_text("#shown").partition(" ")[0])


def test_a_click_on_a_place_opens_its_further_partners_and_a_card_that_leads_to_it(page: Page) -> None:
    (hub,) = [found for found in drawn(page, "#whole") if found.text == "hub0"]
    assert shown(page) == 6
    box = page.locator("#canvas").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + hub.left + hub.wide / 2, box["y"] + hub.top - 6)  # the mark above the name
    page.wait_for_selector("#card h3 a")
    assert shown(page) == 6 + LEAVES
    link = page.locator("#card h3 a")
    assert (link.inner_text(), link.get_attribute("href")) == ("hub0", "../../views/place/hub0?lang=en")
    assert page.locator("#card li").count() == 12
    assert "12 of 151 agreements on record are listed here" in page.inner_text("#card")
    assert page.get_by_role("link", name="list them all").get_attribute("href") == link.get_attribute("href")


def test_no_name_lies_upon_another_at_any_zoom(page: Page) -> None:
    named = []
    page.click("#all")
    width = page.evaluate("document.querySelector('canvas').width")
    for button in ("#whole", "#in", "#in"):
        texts = drawn(page, button)
        assert collisions(texts) == []
        assert [text.text for text in texts if text.left < 0 or text.left + text.wide > width] == []  # cut at the edge
        named.append(len(texts))
    assert named[0] > 10


def test_the_network_becomes_a_map_and_a_network_again(page: Page) -> None:
    def at(texts: list[Written]) -> dict[str, tuple[int, int]]:
        return {found.text: (round(found.left), round(found.top)) for found in texts}

    before = at(drawn(page, "#whole"))
    on_map = at(drawn(page, "#map"))
    assert page.get_attribute("#map", "aria-pressed") == "true"
    assert on_map["hub0"][0] < on_map["centre"][0]  # the Netherlands lie west of China
    assert collisions(written(page)) == []
    after = at(drawn(page, "#map"))
    assert page.get_attribute("#map", "aria-pressed") == "false"
    assert before == after != on_map


@pytest.mark.first(1)
@pytest.mark.parametrize("size", [(1440, 900), (390, 844)])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_each_partner_of_a_city_is_named_at_once_also_on_a_phone_and_the_one_beside_the_count_too(
    visit_seeds: Visit, size: tuple[int, int], lang: str
) -> None:
    page = visit_seeds(f"/views/place/Q16666?depth=2&lang={lang}", viewport={"width": size[0], "height": size[1]}).page
    page.wait_for_function("() => document.body.dataset.named > 0")
    named = set(_texts(page))
    assert {"zh": {"斯图加特", "圣马力诺市"}, "en": {"Stuttgart", "San Marino"}}[lang] <= named
    assert len(named) == int("".join(filter(str.isdigit, page.inner_text("#shown").partition("个" if lang == "zh" else "of")[0])))


def _texts(page: Page) -> list[str]:
    note(page)
    page.click("#whole")
    page.wait_for_function("() => noted.texts.length > 0")
    return [found.text for found in written(page)]


@pytest.mark.first(1)
@pytest.mark.parametrize(
    ("lang", "name", "told"),
    [
        ("zh", "斯图加特", "在册协议10对，此处列出3对 · 列出全部"),
        ("en", "Stuttgart", "3 of 10 agreements on record are listed here · list them all"),
    ],
)
def test_a_place_that_is_chosen_is_named_once_and_its_card_says_of_how_many_it_lists_how_many(
    visit_seeds: Visit, lang: str, name: str, told: str
) -> None:
    opened = visit_seeds(f"/views/place/Q16666?depth=2&lang={lang}")
    page = opened.page
    page.wait_for_function("() => document.body.dataset.named > 0")
    page.fill("#find", name)
    page.press("#find", "Enter")
    assert page.inner_text("#card p:nth-of-type(2)") == told
    listed = page.locator("#card li").all_inner_texts()
    assert [line for line in listed if {"zh": "另计", "en": "beside the count"}[lang] in line] == listed[3:] != []
    assert _texts(page).count(name) == 1
    assert opened.complaints == []
    page.locator("#card p a").click()
    assert page.locator("h1").inner_text().startswith(name)
    own = {"zh": "自身的协议 (10)", "en": "Agreements of its own (10)"}[lang]
    assert page.get_by_role("heading", name=own).count() == 1


def test_by_keys_alone_a_partner_is_opened_from_the_card_of_the_centre_and_the_card_is_shut_again(page: Page) -> None:
    page.reload()
    page.focus("#canvas .vis-network")
    page.keyboard.press("Enter")
    assert page.inner_text("#card h3") == "centre"
    assert shown(page) == 6
    tab_to(page, "hub0")
    page.keyboard.press("Enter")
    assert page.inner_text("#card h3") == "hub0"
    assert shown(page) == 6 + LEAVES
    tab_to(page, "139 more")
    page.keyboard.press("Enter")
    assert page.locator("#card li").count() == LEAVES + 1
    page.keyboard.press("Escape")
    assert page.locator("#card").is_hidden()
    assert page.evaluate("document.activeElement.className") == "vis-network"
    note(page)


def tab_to(page: Page, text: str) -> None:
    """Press Tab until what says so has the focus."""
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent") == text:
            return
    raise AssertionError(f"Tab does not reach “{text}”")


@pytest.mark.thorough
def test_the_legend_of_a_network_tells_of_sectors_where_they_are_drawn_alone(visit_seeds: Visit) -> None:
    page = visit_seeds("/views/place/Q16666?depth=2&lang=en").page
    page.wait_for_selector("#canvas canvas")
    sectors = page.locator(".legend .sector")
    assert not any(one.is_visible() for one in sectors.all())
    page.emulate_media(media="print")
    assert any(one.is_visible() for one in sectors.all())
    page.emulate_media(media="screen")
