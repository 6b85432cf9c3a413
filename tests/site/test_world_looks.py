"""What the map of the world looks like in a real Chromium: names one can read, dots that stay, colours that are told."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from graph_service.site.templating import Frame
from tests.chromium import Visit
from tests.site.canvas import Written, collisions, filled, forget, note, written
from tests.site.test_world import page as page_of

pytestmark = [pytest.mark.chromium, pytest.mark.thorough]


# The map as the browser shows it from now on; two frames later.
_SHOWN = """how => {
    document.getElementById("map").style.display = how;
    window.dispatchEvent(new Event("resize"));
    return new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
}"""


@pytest.fixture(scope="module")
def world(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """The map of a small network, opened once."""
    file = tmp_path_factory.mktemp("world") / "page.html"
    file.write_text(page_of(frame=Frame("en", "../")), encoding="utf-8")
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(file.as_uri())
    page.wait_for_selector("#map[data-drawn]")
    page.wait_for_selector("#countries tbody tr")
    note(page)
    yield page
    context.close()


def painted(page: Page, does: str, *how: str) -> list[Written]:
    """The names on the map once this was done and it is painted anew."""
    forget(page)
    before = page.get_attribute("#map", "data-drawn")
    getattr(page, does)(*how)
    page.wait_for_selector(f"#map:not([data-drawn='{before}'])")
    return written(page)


@pytest.mark.thorough
def test_no_name_lies_upon_another_at_any_zoom_nor_beside_a_city_that_is_chosen(visit_seeds: Visit) -> None:
    page = visit_seeds("/views/world?lang=en").page
    page.wait_for_selector("#map[data-drawn]")
    note(page)
    countries = set(page.locator("#countries tbody td:first-child").all_inner_texts())
    cities = []
    for button in ("in", "in", "in", "fit"):  # 1.6, 2.6 and 4.1 times the whole, and the whole
        texts = painted(page, "click", f"[data-do={button}]")
        assert len(texts) > 30
        assert collisions(texts) == []
        cities.append(len({text.text for text in texts} - countries))
    assert cities[0] == cities[3] == 0, "countries and their bundles first"
    assert cities[2] > 20, "cities as one zooms in"
    page.fill("#find", "Cologne")
    chosen = [text for text in painted(page, "click", "#hits button >> nth=0") if text.front]
    assert {"Cologne", "Barcelona", "Thessaloniki"} <= {text.text for text in chosen}
    assert collisions(chosen) == []


@pytest.mark.first(1)
@pytest.mark.parametrize(
    ("width", "surely"),
    [
        (1440, {"Hungary", "Ukraine", "Belgium", "United Kingdom", "Russia", "South Korea", "Türkiye"}),
        (390, {"China", "United States", "Germany", "France", "Japan", "Russia", "Poland"}),
    ],
)
def test_no_country_is_named_before_one_with_ten_times_its_agreements(visit_seeds: Visit, width: int, surely: set[str]) -> None:
    page = visit_seeds("/views/world?lang=en", viewport={"width": width, "height": 900}).page
    page.wait_for_selector("#map[data-drawn]")
    note(page)
    named = {text.text for text in painted(page, "click", "[data-do=fit]")}
    rows = page.locator("#countries tbody tr").evaluate_all(
        "rows => rows.map(row => [...row.cells].slice(0, 3).map(cell => cell.textContent))"
    )
    counts = {name: int(abroad.replace(",", "")) + int(within.replace(",", "")) for name, abroad, within in rows}
    assert surely <= named
    assert named <= counts.keys()
    assert 10 * min(counts[name] for name in named) >= max(count for name, count in counts.items() if name not in named)


# How far each name that stands apart from its mark is from it: the lengths of the lines that join the two.
_JOINED = """() => {
    const pen = CanvasRenderingContext2D.prototype, { moveTo, lineTo, stroke } = pen;
    let from, to;
    window.joined = [];
    pen.moveTo = function (...at) { from = at; return moveTo.apply(this, at); };
    pen.lineTo = function (...at) { to = at; return lineTo.apply(this, at); };
    pen.stroke = function (...how) {
        if (Math.abs(this.lineWidth - 0.7) < 0.01) joined.push(Math.hypot(to[0] - from[0], to[1] - from[1]));
        return stroke.apply(this, how);
    };
}"""


@pytest.mark.first(1)
@pytest.mark.parametrize("width", [1440, 390])
def test_no_name_stands_so_far_from_its_mark_that_it_names_another_land(visit_seeds: Visit, width: int) -> None:
    page = visit_seeds("/views/world?lang=zh", viewport={"width": width, "height": 900}).page
    page.wait_for_selector("#map[data-drawn]")
    page.evaluate(_JOINED)
    note(page)
    painted(page, "click", "[data-do=fit]")
    painted(page, "click", "[data-do=in]")
    lengths = page.evaluate("joined")
    assert len(lengths) > 3
    assert max(lengths) <= 3 * 12, "three heights of its letters"


@pytest.mark.first(1)
@pytest.mark.parametrize("width", [1440, 390])
def test_no_name_is_cut_at_the_edge_of_the_map_nor_lies_under_its_buttons(visit_seeds: Visit, width: int) -> None:
    page = visit_seeds("/views/world?lang=en", viewport={"width": width, "height": 900}).page
    page.wait_for_selector("#map[data-drawn]")
    note(page)
    texts = painted(page, "click", "[data-do=fit]")
    size = page.evaluate("(({clientWidth, clientHeight}) => [clientWidth, clientHeight])(document.getElementById('map'))")
    tools = page.evaluate(
        "(({offsetLeft, offsetTop, offsetWidth}) => [offsetLeft + offsetWidth, offsetTop])(document.getElementById('tools'))"
    )
    margin = round(min(size) / 5)  # of the layer that names are painted on
    boxes = [(text.text, text.left - margin, text.top - margin, text.wide, text.high) for text in texts]
    assert len(boxes) > 15
    assert [name for name, x, y, wide, high in boxes if min(x, y) < 0 or x + wide > size[0] or y + high > size[1]] == []
    assert [name for name, x, y, _, high in boxes if x < tools[0] and y + high > tools[1]] == []


def test_a_map_that_is_hidden_complains_of_nothing_and_is_drawn_when_it_is_shown(visit_seeds: Visit) -> None:
    visited = visit_seeds("/views/world?lang=en")
    visited.page.wait_for_selector("#map[data-drawn]")
    drawn = "+document.getElementById('map').dataset.drawn"
    visited.page.evaluate(_SHOWN, "none")
    before = visited.page.evaluate(drawn)
    visited.page.evaluate(_SHOWN, "")
    visited.page.wait_for_function(f"{drawn} > {before}")
    assert visited.complaints == []


def test_a_number_of_the_legend_is_not_broken_on_a_phone(visit_seeds: Visit) -> None:
    page = visit_seeds("/views/world?lang=en", viewport={"width": 390, "height": 900}).page
    heights = page.locator("#legend b").evaluate_all("found => found.map(one => one.getBoundingClientRect().height)")
    assert heights
    assert max(heights) < 1.5 * min(heights)


@pytest.mark.first(1)
@pytest.mark.parametrize("country", ["", "NL", "CN"])
def test_partners_keep_their_dots_under_a_filter(world: Page, country: str) -> None:
    painted(world, "select_option", "[name=colour]", "mark")
    painted(world, "select_option", "[name=country]", country)
    placed = world.locator("#countries tbody tr:visible td:first-child").all_inner_texts()
    assert len(filled(world)) == len([name for name in placed if name != "nl"])  # whose only place has no position


@pytest.mark.first(2)
@pytest.mark.parametrize("colour", ["continent", "community", "agreements", "partners"])
def test_colours_tell_what_is_chosen_and_the_legend_has_each(world: Page, colour: str) -> None:
    painted(world, "select_option", "[name=country]", "")
    painted(world, "select_option", "[name=colour]", colour)
    told = world.locator("#colours li circle").evaluate_all("dots => dots.map(dot => dot.getAttribute('fill'))")
    assert filled(world)
    assert {*filled(world)} <= {*told}
    assert all(world.locator("#colours li").all_inner_texts())
