"""The map of the world in a real Chromium: it counts as the service does, draws, finds and tells."""

from urllib.parse import parse_qs, urlsplit

import pytest

from tests.chromium import Visit
from tests.pages.test_page import hostile
from tests.site.test_world import page

pytestmark = pytest.mark.chromium

SHOWN = """() => [document.getElementById("counted").textContent,
    ...[...document.querySelectorAll("#countries tbody tr:not([hidden])")].map((row) =>
        [...row.cells].map((cell) => cell.textContent).join("|"))]"""
CHOICES = [
    {"country": "NL"},
    {"kinds": "exchange,formal"},
    {"year": "2016"},
    {"country": "CN", "year": "2018"},
    {"dated": "true"},
]


@pytest.mark.first(1)
@pytest.mark.parametrize("choice", CHOICES)
def test_the_script_counts_as_the_service_does_and_keeps_the_choice_in_the_address(visit: Visit, choice: dict[str, str]) -> None:
    opened = visit("/views/world?lang=en")
    chosen = opened.page
    for name, value in choice.items():
        if name == "country":
            chosen.select_option("[name=country]", value)
        elif name == "year":
            chosen.fill("[name=year]", value)
            chosen.press("[name=year]", "Tab")
        elif name == "dated":
            chosen.check("[name=dated]")
        else:
            for kind in ("formal", "unclassified", "exchange", "intent"):
                chosen.set_checked(f"[name=kinds][value={kind}]", kind in value.split(","))
    asked = parse_qs(urlsplit(chosen.url).query)
    assert {name: set(asked[name][0].split(",")) for name in choice} == {
        name: set(value.split(",")) for name, value in choice.items()
    }
    taken = chosen.eval_on_selector_all(".take a", "links => links.map((link) => link.search)")
    assert taken
    assert [way for way in taken if any(parse_qs(way[1:]).get(name) != asked[name] for name in choice)] == []
    again = visit(urlsplit(chosen.url).path + "?" + urlsplit(chosen.url).query, java_script_enabled=False)
    assert chosen.evaluate(SHOWN) == again.page.evaluate(SHOWN)
    assert opened.complaints == []


def test_a_place_is_found_by_either_name_and_its_card_leads_to_its_pages(visit_seeds: Visit) -> None:
    opened = visit_seeds("/views/world?lang=zh")
    found = opened.page
    found.wait_for_selector("#map[data-drawn]")
    found.fill("#find", "nanjing")
    found.click("#hits button >> nth=0")
    card = found.locator("#card")
    assert card.locator("h2").inner_text() == "南京市 · Nanjing"
    ways = card.locator("a").evaluate_all("ways => ways.map(way => way.getAttribute('href'))")
    assert ways[0] == "../views/place/Q16666?lang=zh"
    leipzig = card.locator("li", has_text="莱比锡")
    leipzig.locator("a").click()
    found.wait_for_url("**/views/agreement/**")
    assert "莱比锡" in found.inner_text("h1")
    assert opened.complaints == []


@pytest.mark.thorough
def test_enter_in_the_field_chooses_the_first_place_it_offers_and_nothing_where_there_is_none(visit_seeds: Visit) -> None:
    opened = visit_seeds("/views/world?lang=en")
    found = opened.page
    found.wait_for_selector("#map[data-drawn]")
    found.fill("#find", "no such place")
    found.press("#find", "Enter")
    assert found.locator("#card").is_hidden()
    found.fill("#find", "Cologne")
    found.press("#find", "Enter")
    assert found.locator("#card h2").inner_text() == "Cologne · 科隆"
    assert opened.complaints == []


def test_the_map_is_drawn_moves_by_keys_and_comes_back(visit: Visit) -> None:
    opened = visit("/views/world?lang=en")
    found = opened.page
    found.wait_for_selector("#map[data-drawn]")
    found.focus("#map")
    found.keyboard.press("+")
    found.keyboard.press("+")
    found.keyboard.press("+")
    found.wait_for_selector("#map:not([data-drawn='1'])")
    found.keyboard.press("ArrowLeft")
    found.select_option("[name=colour]", "community")
    assert found.locator("#colours li").count() >= 2
    found.click("[data-do=fit]")
    assert opened.complaints == []


def test_hostile_names_on_the_map_are_text(open_page) -> None:
    opened = open_page(page(hostile()))
    opened.page.wait_for_selector("#map[data-drawn]")
    opened.page.fill("#find", "script")
    assert opened.page.locator("#hits button").count()
    opened.page.click("#hits button >> nth=-1")
    assert opened.page.locator("img").count() == 0
    assert opened.complaints == []


@pytest.mark.first(1)
@pytest.mark.parametrize("script", ["whole", "broken"])
def test_the_table_comes_after_the_map_and_even_where_the_script_fails(open_page, script: str) -> None:
    html = page() if script == "whole" else page().replace('id="world"', 'id="lost"')
    opened = open_page(html)
    opened.page.wait_for_selector("#countries tbody tr", timeout=5_000)
    assert (opened.page.locator("#map[data-drawn]").count() == 1) == (script == "whole")
    assert (opened.complaints == []) == (script == "whole")


@pytest.mark.thorough
@pytest.mark.chromium
def test_with_no_kind_ticked_the_script_counts_as_the_service_does(visit: Visit) -> None:
    page = visit("/views/world?lang=en").page
    before = page.locator("#counted").inner_text()
    for kind in ("formal", "unclassified"):
        page.locator(f"[name=kinds][value={kind}]").click()
    assert page.locator("#counted").inner_text() == before
    assert page.locator("[name=kinds]:checked").evaluate_all("boxes => boxes.map(box => box.value).sort()") == [
        "formal",
        "unclassified",
    ]
    assert "kinds" not in page.url


@pytest.mark.thorough
@pytest.mark.chromium
def test_a_year_that_cannot_be_is_refused_at_its_box_and_the_map_stays(visit: Visit) -> None:
    page = visit("/views/world?lang=en").page
    before = page.locator("#counted").inner_text()
    page.locator("[name=year]").fill("99999")
    page.locator("[name=year]").dispatch_event("change")
    assert page.locator("#year-wrong").inner_text().startswith("give a year from 800 to ")
    assert page.locator("#counted").inner_text() == before
    assert "year" not in page.url
    page.locator("[name=year]").fill("2001")
    page.locator("[name=year]").dispatch_event("change")
    assert page.locator("#year-wrong").inner_text() == ""
    assert "year=2001" in page.url


@pytest.mark.thorough
@pytest.mark.first(1)
@pytest.mark.parametrize(
    ("lang", "typed", "heading"),
    [("zh", "Köln", "科隆 · Cologne"), ("en", "Saigon", "Ho Chi Minh City · 胡志明市"), ("en", "Deutschland", "Germany")],
)
def test_a_place_is_found_by_a_name_that_the_map_does_not_write(visit_seeds: Visit, lang: str, typed: str, heading: str) -> None:
    opened = visit_seeds(f"/views/world?lang={lang}")
    opened.page.wait_for_selector("#map[data-drawn]")
    opened.page.fill("#find", typed)
    opened.page.press("#find", "Enter")
    opened.page.wait_for_selector("#card h2")
    assert opened.page.locator("#card h2").inner_text() == heading
    assert opened.complaints == []


@pytest.mark.thorough
@pytest.mark.first(1)
@pytest.mark.parametrize(
    ("lang", "told"), [("zh", "没有地方就叫“Mars”；名称里有它的："), ("en", "No place is called “Mars” itself; names with it:")]
)
def test_a_name_that_nobody_has_is_told_so_and_what_was_chosen_before_is_not(visit_seeds: Visit, lang: str, told: str) -> None:
    opened = visit_seeds(f"/views/world?lang={lang}")
    page = opened.page
    page.wait_for_selector("#map[data-drawn]")
    page.fill("#find", "Cologne")
    page.press("#find", "Enter")
    page.wait_for_selector("#card h2")
    page.fill("#find", "Mars")
    page.wait_for_selector(f"#hits >> text={told}")
    assert page.locator("#card").is_hidden()
    page.press("#find", "Enter")
    page.wait_for_selector("#hits :focus")  # offered, not taken for it
    assert page.locator("#card").is_hidden()
    page.fill("#find", "Xyzzyville")
    page.wait_for_selector("#hits >> text=“Xyzzyville”")
    assert page.locator("#hits li").count() == 1
    assert opened.complaints == []
