"""Tables on a phone: whole across, with figures one can compare from column to column."""

import re

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Page

from tests.chromium import Visit

pytestmark = pytest.mark.first(1)


@pytest.mark.first(1)
@pytest.mark.thorough
@pytest.mark.chromium
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_on_a_phone_numbers_rates_and_scores_align_alike_and_no_column_is_cut(visit_seeds: Visit, lang: str) -> None:
    address = f"/views/scenario?home=Q16963&unit1=Q16666&partner1=Q365&lang={lang}"
    page = visit_seeds(address, viewport={"width": 390, "height": 844}).page
    sheet = page.locator(".sheet").first
    assert sheet.evaluate("sheet => sheet.scrollWidth <= sheet.clientWidth")
    rows = sheet.locator("tbody tr").evaluate_all(
        "rows => rows.map(row => [...row.cells].slice(1).map(cell => [getComputedStyle(cell).textAlign, cell.offsetWidth]))"
    )
    assert len(rows) > 5
    assert {align for row in rows for align, _ in row} == {"right"}
    assert all(abs(before - after) <= 12 for (_, before), (_, after) in rows)


@pytest.mark.thorough
@pytest.mark.chromium
@pytest.mark.parametrize(("home", "lang"), [("Q16963", "en"), ("Q130290", "zh")])
def test_on_a_phone_the_names_of_units_stay_words_beside_their_marks(visit_seeds: Visit, home: str, lang: str) -> None:
    page = visit_seeds(f"/views/home/{home}?lang={lang}", viewport={"width": 390, "height": 844}).page
    heights = page.locator(".matrix tbody th a").evaluate_all("names => names.map(name => name.offsetHeight)")
    assert len(heights) > 20
    assert sorted(heights)[-2] <= 3 * 26  # but for one that says that its source names no city


@pytest.mark.thorough
@pytest.mark.chromium
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_heads_of_a_matrix_end_above_its_first_row(visit_seeds: Visit, lang: str) -> None:
    page = visit_seeds(f"/views/home/Q16963?lang={lang}", viewport={"width": 1440, "height": 900}).page
    below = page.locator(".matrix").evaluate(
        "table => [...table.tHead.querySelectorAll('a')].map(name => "
        "name.getBoundingClientRect().bottom - table.tBodies[0].getBoundingClientRect().top)"
    )
    assert below
    assert max(below) <= 0


@pytest.mark.thorough
@pytest.mark.chromium
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_three_homes_side_by_side_fit_on_a_phone(visit_seeds: Visit, lang: str) -> None:
    page = visit_seeds(f"/views/compare?homes=Q16963,Q16967,Q43407&lang={lang}", viewport={"width": 390, "height": 844}).page
    assert page.locator(".sheet").first.evaluate("sheet => sheet.scrollWidth <= sheet.clientWidth")


@pytest.mark.thorough
@pytest.mark.chromium
def test_on_a_phone_sources_are_told_under_their_heads_and_nothing_that_is_empty_is(visit_seeds: Visit) -> None:
    page = visit_seeds("/views/agreement/Q12771~Q16963?lang=zh", viewport={"width": 390, "height": 844}).page
    assert page.locator(".sheet").evaluate_all("sheets => sheets.every(sheet => sheet.scrollWidth <= sheet.clientWidth)")
    assert page.locator(".folds td:empty").evaluate_all("cells => cells.every(cell => getComputedStyle(cell).display === 'none')")


@pytest.mark.thorough
@pytest.mark.chromium
@pytest.mark.parametrize("question", ["countries", "clusters", "coverage"])
def test_a_card_begins_with_what_it_is_about(visit_seeds: Visit, question: str) -> None:
    page = visit_seeds(f"/views/home/Q16963/{question}?lang=en", viewport={"width": 390, "height": 844}).page
    tops = page.locator(".folds tbody tr").first.locator("td").evaluate_all("cells => cells.map(cell => cell.offsetTop)")
    assert tops.index(min(tops)) == len(tops) - 1


@pytest.mark.thorough
@pytest.mark.chromium
@pytest.mark.parametrize("agreement", ["Q1198~Q16963", "Q130290~Q3206"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_on_a_phone_no_table_of_an_agreement_is_cut_by_the_address_of_a_source(
    visit_seeds: Visit, agreement: str, lang: str
) -> None:
    page = visit_seeds(f"/views/agreement/{agreement}?lang={lang}", viewport={"width": 390, "height": 844}).page
    assert page.locator(".sheet").evaluate_all("sheets => sheets.every(sheet => sheet.scrollWidth <= sheet.clientWidth)")


@pytest.mark.thorough
@pytest.mark.chromium
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_on_a_phone_a_table_of_three_short_columns_is_whole(visit_seeds: Visit, lang: str) -> None:
    page = visit_seeds(f"/views/list/network?place=Q16666&lang={lang}", viewport={"width": 390, "height": 844}).page
    assert page.locator(".sheet").evaluate("sheet => sheet.scrollWidth <= sheet.clientWidth")


@pytest.mark.first(1)
@pytest.mark.thorough
@pytest.mark.chromium
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_table_of_the_countries_of_the_world_is_whole_on_a_phone_and_no_head_lies_upon_another(
    visit_seeds: Visit, lang: str
) -> None:
    page = visit_seeds(f"/views/world?lang={lang}", viewport={"width": 390, "height": 844}).page
    page.wait_for_selector(".sheet:not(.after) #countries")
    assert page.locator(".sheet").evaluate("sheet => sheet.scrollWidth <= sheet.clientWidth")
    heads = page.locator("#countries th:visible")
    assert heads.count() == 5
    assert heads.evaluate_all("heads => heads.every(head => head.scrollWidth <= head.clientWidth)")
    row = page.locator("#countries tbody tr").first
    assert row.locator(".most").evaluate("most => getComputedStyle(most, '::before').content.length > 4")
    assert row.locator("td").evaluate_all("cells => cells.every(cell => cell.offsetWidth > 0)")


# The names that are seen: how high each is on the screen, and its box.
_NAMES = """names => names.filter(name => name.getBoundingClientRect().width).map(name => {
    const { left, top, right, bottom } = name.getBoundingClientRect();
    const size = name.ownerSVGElement.getScreenCTM().a * parseFloat(getComputedStyle(name).fontSize);
    return [name.textContent, size, [left, top, right, bottom]];
})"""


@pytest.mark.first(2)
@pytest.mark.thorough
@pytest.mark.chromium
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("width", [320, 390, 1440])
def test_names_of_the_world_at_a_glance_can_be_read_at_every_width(visit_seeds: Visit, lang: str, width: int) -> None:
    page = visit_seeds(f"/?lang={lang}", viewport={"width": width, "height": 844}).page
    names = page.locator("svg.map text").evaluate_all(_NAMES)
    assert min(size for _, size, _ in names) >= 9
    assert {"中国", "美国"} <= {name for name, *_ in names} or {"China", "United States"} <= {name for name, *_ in names}
    boxes = [box for _, _, box in names]
    assert not [
        (one, other)
        for at, one in enumerate(boxes)
        for other in boxes[:at]
        if min(one[2], other[2]) - max(one[0], other[0]) > 1 and min(one[3], other[3]) - max(one[1], other[1]) > 4
    ]


@pytest.mark.first(1)
@pytest.mark.thorough
@pytest.mark.chromium
@pytest.mark.parametrize("scripts", [True, False])
@pytest.mark.parametrize("address", ["place/Q16666?lang=zh", "place/Q8686?lang=en", "place/Q365?lang=en"])
def test_the_picture_of_a_place_is_whole_on_a_phone_with_names_that_can_be_read(
    visit_seeds: Visit, address: str, scripts: bool
) -> None:
    phone = {"width": 390, "height": 844}
    page = visit_seeds(f"/views/{address}", viewport=phone, java_script_enabled=scripts).page
    assert page.locator(".drawn").evaluate("figure => figure.scrollWidth <= figure.clientWidth")
    drawing = page.locator(".drawn .slim svg")
    box = drawing.bounding_box()
    assert box is not None
    assert box["height"] > box["width"] > 300
    names = drawing.locator("text").evaluate_all(_NAMES)
    assert len(names) > 20
    assert min(size for _, size, _ in names) >= 9
    inner = drawing.locator("text").evaluate_all(
        "names => names.map(name => name.getBoundingClientRect()).map(({ left, right }) => [left, right])"
    )
    assert min(left for left, _ in inner) >= box["x"]
    assert max(right for _, right in inner) <= box["x"] + box["width"]


_TOLD = [
    *("home/Q16963", "home/Q16963/gaps", "cluster/Q16963/DE", "country/DE?home=Q16963", "place/Q16963", "place/Q16666"),
    *("scenario?home=Q16963&unit1=Q16666&partner1=Q365", "home/Q16963/report", "home/Q16963/matrix", "home/Q16963/countries"),
]


@pytest.mark.first(2)
@pytest.mark.parametrize("address", _TOLD)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_page_tells_first_how_far_its_list_is_known_and_the_rest_below_it(
    seeds_client: TestClient, address: str, lang: str
) -> None:
    html = seeds_client.get(f"/views/{address}{'&' if '?' in address else '?'}lang={lang}").text
    before, _, after = html.partition('<details class="lists" open>')
    assert {"zh": "在册", "en": "on record"}[lang] in before.rpartition('<p class="known">')[2]
    assert '<p class="known">' in after.partition("</details>")[0]


@pytest.mark.first(1)
@pytest.mark.thorough
@pytest.mark.chromium
@pytest.mark.parametrize("address", _TOLD)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_on_a_phone_what_is_known_of_the_lists_is_one_line_and_a_way_to_the_others(
    visit_seeds: Visit, address: str, lang: str
) -> None:
    there = f"/views/{address}{'&' if '?' in address else '?'}lang={lang}"
    page = visit_seeds(there, viewport={"width": 390, "height": 844}).page
    first, lists = page.locator(".known").first, page.locator(".lists")
    lines = lists.locator(".known")
    assert first.is_visible()
    assert not lines.first.is_visible()
    lists.locator("summary").press("Enter")
    assert lines.first.is_visible()
    lists.locator("summary").press("Enter")
    page.emulate_media(media="print")
    lines.first.wait_for(state="visible")
    assert not lists.locator("summary").is_visible()
    page.emulate_media(media="screen")
    lines.first.wait_for(state="hidden")
    page.set_viewport_size({"width": 844, "height": 390})  # turned
    lines.first.wait_for(state="visible")
    assert not lists.locator("summary").is_visible()


@pytest.mark.chromium
def test_without_a_script_all_that_is_known_of_the_lists_stands_on_a_phone(visit_seeds: Visit) -> None:
    phone = {"width": 390, "height": 844}
    page = visit_seeds("/views/home/Q16963?lang=zh", viewport=phone, java_script_enabled=False).page
    lists = page.locator(".lists")
    assert lists.locator(".known").last.is_visible()
    assert lists.locator("summary").is_visible()


@pytest.mark.first(1)
@pytest.mark.thorough
@pytest.mark.chromium
@pytest.mark.parametrize("address", ["brief/Q16963/DE", "brief/Q1198/Q142", "home/Q16963/report"])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_on_a_phone_no_table_of_a_paper_is_cut_and_a_day_beside_a_text_stands_on_one_line(
    visit_seeds: Visit, address: str, lang: str
) -> None:
    page = visit_seeds(f"/views/{address}?lang={lang}", viewport={"width": 390, "height": 844}).page
    cut = "sheets => sheets.filter(sheet => sheet.scrollWidth > sheet.clientWidth).map(sheet => sheet.textContent)"
    assert page.locator(".sheet").evaluate_all(cut) == []
    lines = "days => days.filter(day => day.offsetWidth).map(day => day.firstElementChild.getClientRects().length)"
    assert set(page.locator(".paper td.date:first-child").evaluate_all(lines)) <= {1}


@pytest.mark.first(1)
@pytest.mark.thorough
@pytest.mark.chromium
@pytest.mark.parametrize(("home", "name"), [("Q16963", "江苏省"), ("Q1198", "北莱茵-威斯特法伦州"), ("Q99", "加利福尼亚州")])
def test_on_a_phone_the_map_of_a_home_begins_at_the_home_and_its_chart_is_whole(visit_seeds: Visit, home: str, name: str) -> None:
    page = visit_seeds(f"/views/home/{home}?lang=zh", viewport={"width": 390, "height": 844}).page
    own = page.locator("div.map svg > g", has=page.locator("title", has_text=re.compile(f"^{name}$"))).last.bounding_box()
    assert own is not None
    assert 0 < own["x"] < 390
    chart = page.locator(".chart")
    assert chart.evaluate("chart => chart.scrollWidth <= chart.clientWidth")
    assert min(size for _, size, _ in chart.locator("text").evaluate_all(_NAMES)) >= 9


PAGES_WITH_FORMS = [
    *("/", "/views/home/Q16963", "/views/home/Q16963/gaps", "/views/home/Q16963/coverage", "/views/home/Q16963/actions"),
    *("/views/home/Q16963/anniversaries", "/views/home/Q16963/overlay", "/views/home/Q16963/report", "/views/list/places"),
    *("/views/list/agreements?home=Q16963", "/views/compare?homes=Q16963,Q1198", "/views/path?from=Q16666&to=Q365"),
    *("/views/scenario?home=Q16963", "/views/world", "/views/country/DE?home=Q16963", "/views/place/Q16666?depth=2"),
]
_OUTSIDE = """() => {
  for (const details of document.querySelectorAll("details")) details.open = true;
  const every = [...document.querySelectorAll("form, form *")];
  const shown = every.filter(found => !found.closest(".sheet, .unseen, option") && found.offsetWidth);
  return shown.filter(found => found.getBoundingClientRect().right > innerWidth + 0.5).map(found => found.outerHTML);
}"""


@pytest.mark.thorough
@pytest.mark.chromium
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("address", PAGES_WITH_FORMS)
def test_on_a_phone_no_form_is_wider_than_the_screen(visit_seeds: Visit, address: str, lang: str) -> None:
    there = f"{address}{'&' if '?' in address else '?'}lang={lang}"
    page = visit_seeds(there, viewport={"width": 390, "height": 844}).page
    assert page.evaluate(_OUTSIDE) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


_IN_SIGHT = "card => card.getBoundingClientRect().top >= 0 && card.getBoundingClientRect().bottom <= innerHeight"


def find_in_sight(page: Page, text: str, block: str) -> None:
    """Look for it in the box that stands at this end of the screen, and see the card of what is found."""
    page.fill("#find", text)
    page.evaluate("block => document.getElementById('find').scrollIntoView({ block })", block)
    page.press("#find", "Enter")
    page.locator("#card").wait_for()
    assert page.locator("#card").evaluate(_IN_SIGHT)


@pytest.mark.thorough
@pytest.mark.chromium
@pytest.mark.parametrize("text", ["Leipzig", "nothing is called so"])
def test_on_a_phone_what_is_found_in_a_network_comes_into_sight(visit_seeds: Visit, text: str) -> None:
    page = visit_seeds("/views/place/Q16666?depth=2&lang=en", viewport={"width": 390, "height": 844}).page
    find_in_sight(page, text, "end")


@pytest.mark.thorough
@pytest.mark.chromium
def test_on_a_phone_what_is_found_on_the_map_of_the_world_comes_into_sight(visit_seeds: Visit) -> None:
    page = visit_seeds("/views/world?lang=en", viewport={"width": 390, "height": 844}).page
    page.wait_for_selector("#map[data-drawn]")
    find_in_sight(page, "nanjing", "start")


@pytest.mark.thorough
@pytest.mark.chromium
def test_on_a_phone_descriptions_of_the_reference_have_the_width_of_the_screen(visit: Visit) -> None:
    page = visit("/docs?lang=en", viewport={"width": 390, "height": 844}).page
    page.locator(".opblock-summary-control").first.click()
    page.wait_for_selector(".responses-table > tbody td.response-col_description")
    widths = page.locator("tbody td.parameters-col_description, tbody td.response-col_description").evaluate_all(
        "cells => cells.map(cell => cell.offsetWidth)"
    )
    assert min(widths) > 300
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.thorough
@pytest.mark.chromium
def test_on_a_phone_a_long_list_is_sorted_as_a_whole_by_links_above_its_cards(visit_seeds: Visit) -> None:
    page = visit_seeds("/views/home/Q16963/gaps?lang=en", viewport={"width": 390, "height": 844}).page
    assert page.locator(".by-heads a").all_inner_texts() == ["rank", "priority", "gap", "country or area", "action"]
    page.locator(".by-heads a", has_text="country or area").click()
    page.wait_for_url("**sort=country.code**")
    first = page.locator(".folds tbody tr").first.locator('td[data-label="country or area"]')
    assert first.inner_text() == "Andorra"


@pytest.mark.thorough
@pytest.mark.chromium
def test_on_a_wide_screen_the_heads_sort_and_nothing_stands_twice(visit_seeds: Visit) -> None:
    page = visit_seeds("/views/home/Q16963/gaps?lang=en").page
    assert not page.locator(".by-heads").is_visible()
    assert page.locator("th a.sorts").count() == 5


@pytest.mark.thorough
@pytest.mark.chromium
@pytest.mark.parametrize(
    ("address", "most", "words"),
    [
        ("/views/cluster/Q1198/FR?lang=zh", 16_000, "显示全部166行"),
        ("/views/place/Q16666?depth=2&lang=en", 8_600, "show all 151 rows"),
        ("/views/home/Q16963/gaps?lang=zh", 6_000, "显示全部100行"),
    ],
)
def test_on_a_phone_a_long_table_shows_its_first_rows_and_opens_the_rest(
    visit_seeds: Visit, address: str, most: int, words: str
) -> None:
    page = visit_seeds(address, viewport={"width": 390, "height": 844}).page
    assert page.evaluate("document.documentElement.scrollHeight") < most
    button = page.locator("button.rest", has_text=words)
    rows = button.locator("xpath=preceding-sibling::div[1]").locator("tbody tr")
    assert rows.evaluate_all("rows => rows.filter(row => row.checkVisibility()).length") == 12
    page.emulate_media(media="print")
    assert rows.last.is_visible()
    page.emulate_media(media="screen")
    button.click()
    assert button.count() == 0
    assert page.locator(".sheet:focus tbody tr").last.is_visible()


def test_without_a_script_every_row_of_a_long_table_stands_and_no_button_does(seeds_client: TestClient) -> None:
    page = seeds_client.get("/views/cluster/Q1198/FR?lang=en").text
    (button,) = re.findall(r'<button[^>]*class="rest"[^>]*>show all 166 rows', page)
    assert " hidden" in button
    assert 'class="cut' not in page
