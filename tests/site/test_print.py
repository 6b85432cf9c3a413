"""Paper: a list goes over several pages, each with the heads of its columns and its number, and says once what is known."""

import io
from collections.abc import Iterator

import pytest
from pypdf import PageObject, PdfReader

from tests.chromium import Visit
from tests.thorough import thorough

pytestmark = [pytest.mark.chromium, pytest.mark.first(1)]


def test_a_list_on_paper_repeats_its_heads_numbers_its_pages_and_says_what_is_known(visit_seeds: Visit) -> None:
    opened = visit_seeds("/views/home/Q16963/gaps?lang=en").page
    paper = opened.pdf(prefer_css_page_size=True)
    opened.emulate_media(media="print")
    assert [each for each in opened.locator("td summary").all() if not each.is_visible()] == []
    opened.emulate_media(media="screen")
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(paper)).pages]
    assert len(pages) > 2
    for number, text in enumerate(pages, 1):
        assert f"{number} / {len(pages)}" in text
    assert [("reason" in text, "action" in text) for text in pages[:-1]] == [(True, True)] * (len(pages) - 1)
    assert "367 published" in " ".join(pages[0].split())
    assert "search" not in pages[0]


@pytest.mark.thorough
def test_candidates_on_paper_are_the_first_ten_with_their_terms_and_a_table_of_all(visit_seeds: Visit) -> None:
    page = visit_seeds("/views/home/Q16963/candidates?lang=en").page
    paper = page.pdf(prefer_css_page_size=True)
    assert len(PdfReader(io.BytesIO(paper)).pages) <= 6
    page.emulate_media(media="print")
    assert sum(card.is_visible() for card in page.locator(".card").all()) == 10
    assert page.locator(".paper-only").inner_text().startswith("On paper the first ten")


@pytest.mark.thorough
def test_homes_side_by_side_fill_one_sheet_and_keep_what_is_hatched(visit_seeds: Visit) -> None:
    page = visit_seeds("/views/compare?homes=Q16963,Q16967,Q43407&lang=zh").page
    (sheet,) = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    assert "去掉" not in sheet.extract_text()
    assert page.locator("td.thin").first.evaluate("cell => getComputedStyle(cell).printColorAdjust") == "economy"
    page.emulate_media(media="print")
    assert page.locator("td.thin").first.evaluate("cell => getComputedStyle(cell).printColorAdjust") == "exact"
    page.emulate_media(media="screen")


@pytest.mark.thorough
@pytest.mark.parametrize(("path", "sheets"), [("/", 1), ("/views/home/Q16963", 4), ("/views/home/Q1198", 4)])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_first_page_prints_on_one_sheet_and_that_of_a_home_on_four(
    visit_seeds: Visit, path: str, sheets: int, lang: str
) -> None:
    paper = visit_seeds(f"{path}?lang={lang}").page.pdf(format="A4", prefer_css_page_size=True)
    assert len(PdfReader(io.BytesIO(paper)).pages) <= sheets


def sizes_of(page: PageObject) -> Iterator[float]:
    """The sizes of the letters of a printed page, in points."""
    found: list[float] = []

    def seen(text: str, around: list[float], within: list[float], _font: object, size: float) -> None:
        if text.strip():
            found.append(size * abs(around[3] * within[3]))

    page.extract_text(visitor_text=seen)
    yield from found


@pytest.mark.first(1)
@pytest.mark.parametrize(
    ("path", "least", "sheets", "named"),
    [
        ("cluster/Q16963/Q183", 6.9, 1, {"南京市", "斯图加特", "勒沃库森市", "连云港市", "特尔托"}),
        ("cluster/Q43407/Q17", 6.9, 1, {"青岛市", "下关", "菏泽市"}),
        ("cluster/Q1198/Q148", 6.9, 1, {"勒沃库森市", "成都市", "瑞昌市"}),
        ("cluster/Q130290/Q148", 6.9, 1, {"佛山市", "神户市", "西宫", "西胁"}),
        ("cluster/Q16967/Q17", 6.9, 1, {"静冈县", "舟山市"}),
        ("cluster/Q16963/Q17", 6.0, 1, {"金泽市", "苏州市"}),
        ("cluster/Q16963/Q30", 6.0, 1, {"圣路易斯市", "南京市"}),
        ("cluster/Q1198/Q142", 7.9, 1, {"法兰西岛大区"}),
        ("place/Q16666", 7.0, 1, {"斯图加特", "圣路易斯市"}),
    ],
)
@pytest.mark.parametrize("lang", ["zh", *thorough(["en"])])
def test_a_printed_picture_stands_whole_on_one_sheet_with_letters_of_7_points_where_it_can_and_else_of_6(
    visit_seeds: Visit, path: str, least: float, sheets: int, named: set[str], lang: str
) -> None:
    paper = visit_seeds(f"/views/{path}?lang={lang}").page.pdf(prefer_css_page_size=True)
    pages = PdfReader(io.BytesIO(paper)).pages
    assert min(size for page in pages for size in sizes_of(page)) >= least
    text = "".join("".join(page.extract_text() for page in pages[:sheets]).split())
    assert lang == "en" or {name for name in named if name not in text} == set()


@pytest.mark.thorough
@pytest.mark.parametrize("path", ["/", "/views/home/Q16963", "/views/home/Q1198"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_letter_of_a_printed_page_is_below_eight_points_those_of_its_map_among_them(
    visit_seeds: Visit, path: str, lang: str
) -> None:
    paper = visit_seeds(f"{path}?lang={lang}").page.pdf(prefer_css_page_size=True)
    sizes = {round(size, 1) for page in PdfReader(io.BytesIO(paper)).pages for size in sizes_of(page)} - {0.0}  # which is unseen
    assert min(sizes) >= 8


@pytest.mark.thorough
@pytest.mark.parametrize("path", ["cluster/Q16963/Q183", "cluster/Q43407/Q17", "cluster/Q130290/Q148"])
@pytest.mark.parametrize(("lang", "told"), [("zh", "公布"), ("en", "published")])
def test_the_first_sheet_of_a_cluster_that_fills_it_says_what_is_known_of_the_list_of_the_home(
    visit_seeds: Visit, path: str, lang: str, told: str
) -> None:
    page = visit_seeds(f"/views/{path}?lang={lang}").page
    (known,) = (line for line in page.locator(".known").all_inner_texts()[1:2])
    first = "".join(PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages[0].extract_text().split())
    assert told in known
    assert "".join(known.split())[:20] in first
    assert "".join(known.split())[-12:] in first


@pytest.mark.thorough
@pytest.mark.first(1)
@pytest.mark.parametrize("home", ["Q16963", "Q130290"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_heading_stands_alone_at_the_foot_of_a_sheet(visit_seeds: Visit, home: str, lang: str) -> None:
    page = visit_seeds(f"/views/home/{home}?lang={lang}").page
    headings = [heading.strip() for heading in page.locator("h2").all_inner_texts()]
    paper = page.pdf(format="A4", prefer_css_page_size=True)
    for sheet in PdfReader(io.BytesIO(paper)).pages:
        lines = [line.strip() for line in sheet.extract_text().splitlines() if line.strip()]
        last = lines[-2] if " / " in lines[-1] else lines[-1]  # the number of the page is the last line or the first
        assert last not in headings


@pytest.mark.thorough
@pytest.mark.first(1)
@pytest.mark.parametrize(
    ("path", "named"),
    [
        ("cluster/Q16963/Q183", ("无锡市", "Wuxi")),  # it fills the sheet
        ("cluster/Q16963/Q833", ("马六甲州", "Malacca")),  # small
        ("cluster/Q16963/Q17", ("爱知县", "Aichi")),  # it goes over several sheets
        ("cluster/Q1198/Q142", ("上法兰西大区", "Hauts-de-France")),  # counted per region
        ("place/Q16666", ("伯明翰", "Birmingham")),
        ("place/Q16666?depth=2", ("伯明翰", "Birmingham")),
        ("place/Q8686", ("横滨市", "Yokohama")),
        ("place/cn:321300", ("因弗卡吉尔", "Invercargill")),
    ],
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_picture_stands_on_the_first_sheet_below_the_head_of_its_page(
    visit_seeds: Visit, path: str, named: tuple[str, str], lang: str
) -> None:
    page = visit_seeds(f"/views/{path}{'&' if '?' in path else '?'}lang={lang}").page
    title = page.locator("h1").inner_text()
    first = "".join(PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages[0].extract_text().split())
    assert "".join(title.split()) in first
    assert named[lang == "en"] in first


@pytest.mark.thorough
@pytest.mark.parametrize("path", ["cluster/Q1198/Q142", "place/Q16666"])
def test_the_legend_stands_before_the_sheet_of_its_picture_and_never_alone(visit_seeds: Visit, path: str) -> None:
    paper = visit_seeds(f"/views/{path}?lang=en").page.pdf(prefer_css_page_size=True)
    first = PdfReader(io.BytesIO(paper)).pages[0].extract_text()
    assert "exchange" in first
    assert "dashed" in first


@pytest.mark.first(1)
@pytest.mark.parametrize("end", ["Q365", "wp:MH.aur-atoll"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_chain_on_paper_stands_within_its_sheet(visit_seeds: Visit, end: str, lang: str) -> None:
    page = visit_seeds(f"/views/path?from=Q16666&to={end}&lang={lang}", viewport={"width": 690, "height": 900}).page
    page.emulate_media(media="print")  # as wide as a sheet of A4 between its margins
    assert page.locator(".chain").evaluate_all("chains => chains.every(chain => chain.scrollWidth <= chain.clientWidth)")


@pytest.mark.thorough
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("path", ["home/Q16963", "home/Q1198", "list/candidates?home=Q16963", "list/candidates?home=Q1198"])
def test_tables_and_reasons_of_a_home_and_of_candidates_are_printed_in_8_points_and_no_sheet_is_made_smaller(
    visit_seeds: Visit, path: str, lang: str
) -> None:
    page = visit_seeds(f"/views/{path}{'&' if '?' in path else '?'}lang={lang}").page
    pdf = PdfReader(io.BytesIO(page.pdf(format="A4", prefer_css_page_size=True)))
    names_on_the_map = 6.0  # which is a picture of the whole world
    sizes = [size for sheet in pdf.pages for size in sizes_of(sheet) if size]
    assert min(sizes) >= (names_on_the_map if path.startswith("home/") else 7.9)
    assert sum(size < 7.9 for size in sizes) < 0.15 * len(sizes)
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 700, "height": 900})  # pixels of the sheet between its margins
    sizes = page.evaluate(
        "[...document.querySelectorAll('main td, main th, .why')].map(e => parseFloat(getComputedStyle(e).fontSize))"
    )
    assert min(sizes) * 72 / 96 >= 7.9
    assert page.evaluate("document.documentElement.scrollWidth") <= 710


@pytest.mark.thorough
@pytest.mark.parametrize("depth", ["2", "3"])
def test_no_name_of_a_network_on_paper_is_below_six_points(visit_seeds: Visit, depth: str) -> None:
    page = visit_seeds(f"/views/place/Q16666?depth={depth}&lang=zh").page
    pages = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    assert min(size for sheet in pages for size in sizes_of(sheet)) >= 6
    text = "".join("".join(sheet.extract_text() for sheet in pages[:2]).split())
    assert "圣路易斯市" in text
    assert "纸上印不清楚" in text


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("path", "lang", "sheets"),
    [
        ("home/Q16963/anniversaries", "en", 2),
        ("home/Q16963/matrix", "zh", 4),
        ("agreement/Q1198~Q16963", "en", 1),
        ("home/Q16963/candidates", "zh", 5),
    ],
)
def test_short_words_and_close_lines_spare_sheets(visit_seeds: Visit, path: str, lang: str, sheets: int) -> None:
    page = visit_seeds(f"/views/{path}?lang={lang}").page
    pages = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    assert len(pages) <= sheets
    assert min(size for sheet in pages for size in sizes_of(sheet) if size) >= 7.9


@pytest.mark.thorough
@pytest.mark.parametrize("path", ["home/Q16963", "home/Q16963/gaps"])
def test_a_short_name_of_a_gap_is_not_broken_letter_by_letter_on_paper(visit_seeds: Visit, path: str) -> None:
    page = visit_seeds(f"/views/{path}?lang=zh", viewport={"width": 700, "height": 900}).page
    page.emulate_media(media="print")  # as wide as a sheet between its margins
    names = page.locator("td.short > a")
    assert names.count() > 5
    assert set(names.evaluate_all("names => names.map(name => name.getClientRects().length)")) == {1}


@pytest.mark.thorough
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("path", ["home/Q16963", "home/Q1198", "home/Q16963/matrix"])
def test_names_marks_and_numbers_of_a_printed_matrix_stand_in_one_line_below_its_heads(
    visit_seeds: Visit, path: str, lang: str
) -> None:
    page = visit_seeds(f"/views/{path}?lang={lang}", viewport={"width": 1040, "height": 700}).page
    page.emulate_media(media="print")
    table = page.locator(".matrix")
    assert table.evaluate("table => table.scrollWidth <= table.parentElement.clientWidth")
    middles = table.locator("tbody tr").evaluate_all(
        """rows => rows.map(row => [row.cells[0], row.cells[2]].map(cell => cell.querySelector("a").getBoundingClientRect()))
            .map(([name, mark]) => Math.abs(name.top + name.bottom - mark.top - mark.bottom) / 2)"""
    )
    assert max(middles) <= 2
    overlap = """table => Math.max(...[...table.tHead.querySelectorAll("a")].map(name => name.getBoundingClientRect().bottom))
        - table.tBodies[0].getBoundingClientRect().top"""
    assert table.evaluate(overlap) <= 0


@pytest.mark.thorough
def test_candidates_on_paper_keep_the_points_of_each_term(visit_seeds: Visit) -> None:
    page = visit_seeds("/views/home/Q16963/candidates?lang=en").page
    page.emulate_media(media="print")
    points = page.locator(".card").first.locator(".bars .number")
    assert points.count() > 5
    assert all(one.is_visible() for one in points.all())


@pytest.mark.parametrize("width", [1440, *thorough([390])])
def test_the_map_of_the_world_is_drawn_anew_for_its_sheet_with_names_that_can_be_read(visit_seeds: Visit, width: int) -> None:
    page = visit_seeds("/views/world?lang=en", viewport={"width": width, "height": 900}).page
    grain = page.locator("#map").evaluate("map => [map.width, map.height]")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.locator("#map").evaluate("map => [map.width / 3, map.height / 3]") == [700, 304]  # letters of 12 pixels on it
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.locator("#map").evaluate("map => [map.width, map.height]") == grain
