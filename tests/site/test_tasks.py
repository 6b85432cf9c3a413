"""What a planner comes for, by clicks on visible words from the first page, four at most, in both languages."""

import gzip
import io
import os
import random
import re
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

import docx
import openpyxl
import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Page
from pypdf import PdfReader

from graph_service.pages.homes import homes_by_country
from graph_service.snapshot import Snapshot
from tests.chromium import SERVICE, Visit, pages_of
from tests.site.addresses import Seen
from tests.thorough import thorough

LANGUAGES = pytest.mark.parametrize("language", ["zh", *thorough(["en"])])
chromium = pytest.mark.chromium
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
SEED = int(os.environ.get("TASKS_SEED", datetime.now(UTC).toordinal()))  # of the homes drawn: in the id of a test, to repeat it


def said(language: str, zh: str, en: str) -> str:
    """The words of one language."""
    return zh if language == "zh" else en


def search(page: Page, text: str, there: str = "search") -> None:
    """Type it into the one box, and press Enter: that leads there."""
    page.get_by_role("combobox").first.fill(text)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/views/{there}?*")


def find(page: Page, text: str, there: str) -> None:
    """Type the name of a place and press Enter: that leads to its page, or where others are called so to all of them, where a
    click does."""
    page.get_by_role("combobox").first.fill(text)
    page.keyboard.press("Enter")
    link = f"main td a[href*='views/{there}?']"
    page.wait_for_function(
        "([there, link]) => location.pathname.endsWith(there) || document.querySelector(link)", arg=[there, link]
    )
    if "/views/search?" in page.url:
        page.locator(link).first.click()
    page.wait_for_url(f"**/views/{there}?*")


def click(page: Page, text: str) -> None:
    """Click the first link that says so."""
    page.get_by_role("link", name=text).first.click()


@pytest.mark.thorough
@pytest.mark.first(1)
@chromium
@LANGUAGES
@pytest.mark.parametrize("home", [("江苏省", "Jiangsu"), ("山东省", "Shandong")])
def test_which_stems_are_bare_is_two_clicks_away_on_a_phone_too(visit_seeds: Visit, language: str, home: tuple[str, str]) -> None:
    page = visit_seeds(f"/?lang={language}", viewport={"width": 390, "height": 844}, has_touch=True).page
    click(page, said(language, *home))
    click(page, said(language, "空茎", "bare stems"))
    page.wait_for_url("**/gaps?*type=bare_stem*")
    rows = page.locator("tbody tr").count()
    assert str(rows) in re.findall(r"\d+", page.locator("h1").inner_text())
    assert {cell.partition("（")[0] for cell in page.locator("tbody td:nth-child(3)").all_inner_texts()} == {
        said(language, "空茎", "bare stems, no grape on record")
    }


@chromium
@LANGUAGES
def test_which_country_to_open_next_is_two_clicks_away(visit_seeds: Visit, language: str) -> None:
    page = visit_seeds(f"/?lang={language}").page
    click(page, said(language, "江苏省", "Jiangsu"))
    click(page, said(language, "在册无友城的国家和地区", "countries and areas without a partner"))
    page.wait_for_url("**/gaps?*type=uncovered_country*")
    assert page.locator("tbody tr").count() == 100
    assert page.locator("tbody tr").first.locator("td").last.inner_text()


@chromium
@LANGUAGES
def test_the_anniversaries_of_a_year_are_three_clicks_away(visit_seeds: Visit, language: str) -> None:
    page = visit_seeds(f"/?lang={language}").page
    click(page, said(language, "江苏省", "Jiangsu"))
    click(page, said(language, "全部周年", "all anniversaries"))
    page.wait_for_url("**/anniversaries?*")
    page.locator("summary").click()
    page.locator("main input[name=from]").fill("2027-01-01")
    page.locator("main input[name=to]").fill("2027-12-31")
    page.locator("main form button").click()
    page.wait_for_url("**from=2027-01-01*")
    dates = page.locator("tbody td:first-child").all_inner_texts()
    assert {re.findall(r"\d{4}", date)[0] for date in dates} == {"2027"}


@chromium
@LANGUAGES
def test_the_agreements_of_a_province_in_a_country_are_a_workbook_in_a_click(
    visit_seeds: Visit, seeds_client: TestClient, language: str
) -> None:
    page = visit_seeds(f"/?lang={language}").page
    search(page, said(language, "江苏 德国", "Jiangsu Germany"))
    with page.expect_download() as download:
        click(page, "Excel")
    rows = len(seeds_client.get("/v1/clusters/Q16963/Q183?format=csv").text.splitlines()) - 1
    book = openpyxl.load_workbook(io.BytesIO(download.value.path().read_bytes()), read_only=True)
    assert len(list(book.worksheets[0].rows)) == rows + 1


@chromium
@LANGUAGES
def test_a_cluster_is_one_sheet_of_paper_in_three_clicks(visit_seeds: Visit, seeds_client: TestClient, language: str) -> None:
    page = visit_seeds(f"/?lang={language}").page
    click(page, said(language, "江苏省", "Jiangsu"))
    page.locator("#countries").get_by_role("link", name=said(language, "德国", "Germany")).first.click()
    page.wait_for_url("**/views/cluster/**")
    third: str = page.get_by_role("link", name="PDF").evaluate(
        "link => link.href"
    )  # which a browser shows in a reader of its own
    (sheet,) = PdfReader(io.BytesIO(seeds_client.get(third.removeprefix(SERVICE)).content)).pages
    assert (round(float(sheet.mediabox.width)), round(float(sheet.mediabox.height))) == (842, 595)  # A4, in points
    text = "".join(sheet.extract_text().split())
    assert said(language, "江苏省×德国", "Jiangsu×Germany") in text


@chromium
@LANGUAGES
def test_the_network_of_a_city_is_one_search_and_one_click_away(visit_seeds: Visit, language: str) -> None:
    page = visit_seeds(f"/?lang={language}").page
    find(page, said(language, "南京", "Nanjing"), "place/Q16666")
    assert page.locator("h1").inner_text().startswith(said(language, "南京", "Nanjing"))


@chromium
@LANGUAGES
def test_the_path_between_two_cities_is_one_search_away(visit_seeds: Visit, language: str) -> None:
    page = visit_seeds(f"/?lang={language}").page
    search(page, said(language, "南京到科隆", "Nanjing to Cologne"), "path")
    assert page.locator("h1").inner_text().startswith(said(language, "南京市到科隆", "Nanjing to Cologne"))
    chains = [chain.locator(".station a").all_inner_texts() for chain in page.locator(".chain").all()]
    assert 1 <= len(chains) <= 3
    assert {(chain[0], chain[-1]) for chain in chains} == {
        (said(language, "南京市", "Nanjing"), said(language, "科隆", "Cologne"))
    }


@pytest.mark.first(1)
@chromium
@LANGUAGES
@pytest.mark.parametrize(("zh", "en"), [("江苏 德国", "Jiangsu Germany"), ("山东 日本", "Shandong Japan")])
def test_the_sheet_of_paper_before_a_meeting_is_one_search_and_one_click_away(
    visit_seeds: Visit, language: str, zh: str, en: str
) -> None:
    page = visit_seeds(f"/?lang={language}").page
    search(page, said(language, zh, en))
    click(page, said(language, "会前一页纸", "one page before a meeting"))
    page.wait_for_url("**/views/brief/**")
    assert page.locator("h1").first.inner_text().startswith(said(language, "会前一页纸", "Before the meeting"))
    assert pages_of(page.pdf(prefer_css_page_size=True)) == 1
    with page.expect_download() as download:
        click(page, "DOCX")
    assert len(docx.Document(io.BytesIO(download.value.path().read_bytes())).tables) > 3


@chromium
@LANGUAGES
def test_three_provinces_stand_side_by_side_after_three_clicks(visit_seeds: Visit, language: str) -> None:
    names = said(language, "江苏省 浙江省 山东省", "Jiangsu Zhejiang Shandong").split()
    page = visit_seeds(f"/?lang={language}").page
    click(page, names[0])
    click(page, said(language, "并排比较", "side by side with other homes"))
    page.wait_for_url("**/compare?*")
    page.locator("main input[name=homes]").nth(1).fill(f"{names[1]},{names[2]}")
    page.locator("main form button").click()
    page.wait_for_selector("table")
    assert page.locator("thead th a:first-child").all_inner_texts()[::2] == names
    assert page.locator("tbody tr").first.locator("td").count() == 3


@chromium
@LANGUAGES
def test_which_partner_to_open_next_is_two_clicks_away_with_every_reason(visit_seeds: Visit, language: str) -> None:
    page = visit_seeds(f"/?lang={language}").page
    click(page, said(language, "山东省", "Shandong"))
    click(page, said(language, "结好建议", "Candidates"))
    page.wait_for_url("**/candidates?*")
    assert page.locator(".card").count() == 20
    assert page.locator(".card").first.locator(".bars .why").count() == 9
    assert all(page.locator(".card").first.locator(".bars .why").all_inner_texts())


@chromium
@LANGUAGES
def test_what_signing_and_ending_would_do_is_three_clicks_away(visit_seeds: Visit, language: str) -> None:
    page = visit_seeds(f"/?lang={language}").page
    click(page, said(language, "江苏省", "Jiangsu"))
    click(page, said(language, "情景推演", "scenario"))
    page.wait_for_url("**/scenario?*")
    page.locator("input[name=unit1]").fill(said(language, "无锡", "Wuxi"))
    page.locator("input[name=partner1]").fill(said(language, "内罗毕", "Nairobi"))
    page.locator("main form button").click()
    page.wait_for_selector("table")
    before, after = page.locator("tbody tr").nth(2).locator("td.number").all_inner_texts()
    assert int(after) == int(before) + 1
    assert said(language, "新增的国家和地区 (1)", "Countries and areas won (1)") in page.locator("main").inner_text()


@pytest.mark.first(1)
@chromium
@pytest.mark.parametrize(("text", "home"), [("北莱茵-威斯特法伦", "Q1198"), ("Hyōgo", "Q130290")])
def test_a_home_abroad_is_found_and_has_all_that_a_chinese_one_has(visit_seeds: Visit, text: str, home: str) -> None:
    page = visit_seeds("/?lang=zh").page
    find(page, text, f"home/{home}")
    assert page.locator(".doors li").count() == 4
    for part in ("#countries", "#matrix", "#map", "#growth", "#associations"):
        assert page.locator(part).count() == 1
    assert page.locator("#countries tbody tr").count() > 10
    assert page.locator("#matrix tbody tr").count() > 10
    assert page.locator("#map svg title").first.text_content()


@chromium
@LANGUAGES
def test_a_page_is_one_file_to_mail_after_two_clicks_with_every_row_of_it(
    visit_seeds: Visit, language: str, tmp_path: Path
) -> None:
    page = visit_seeds(f"/?lang={language}").page
    click(page, said(language, "江苏省", "Jiangsu"))
    page.wait_for_url("**/views/home/**")
    kept, rows = saved(page, language, tmp_path), page.locator("table tr").count()
    assert len(Seen(kept.read_text(encoding="utf-8")).rows) == rows > 50
    mailed = page.context.browser.new_context(offline=True, java_script_enabled=False).new_page()
    mailed.goto(kept.as_uri())
    assert mailed.locator("table tr").count() == rows
    assert mailed.locator("svg").count() > 0
    mailed.context.close()


def saved(page: Page, language: str, folder: Path) -> Path:
    """The file that a click saves this page as."""
    with page.expect_download() as download:
        click(page, said(language, "保存本页", "save this page"))
    file = folder / "page.html"
    download.value.save_as(file)
    return file


@pytest.mark.thorough
@pytest.mark.first(1)
@chromium
@pytest.mark.parametrize(
    ("home", "language"),
    [
        ("Q1198", "zh"),
        ("Q130290", "en"),
        pytest.param(0, "zh", id=f"drawn-{SEED}-zh"),
        pytest.param(1, "en", id=f"drawn-{SEED}-en"),
    ],
)
def test_any_home_has_its_tasks_on_a_phone_too(
    visit_seeds: Visit, seeds: Snapshot, home: str | int, language: str, tmp_path: Path
) -> None:
    known = sorted(entry.place.id for homes in seeds.once(homes_by_country).values() for entry in homes)
    home_id = random.Random(SEED).sample(known, 2)[home] if isinstance(home, int) else home
    page, quoted = visit_seeds(f"/?lang={language}", **PHONE).page, quote(home_id, safe="")
    find(page, seeds.place(home_id).names.best(language, home_id), f"home/{quoted}")
    there = page.url
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    click(page, said(language, "空茎", "bare stems"))
    page.wait_for_url("**/gaps?*type=bare_stem*")
    assert str(page.locator("tbody tr").count()) in re.findall(r"\d+", page.locator("h1").inner_text().replace(",", ""))
    page.goto(there)
    click(page, said(language, "全部周年", "all anniversaries"))
    page.wait_for_url("**/anniversaries?*")
    page.goto(there)
    rows = page.locator("table tr").count()
    assert len(Seen(saved(page, language, tmp_path).read_text(encoding="utf-8")).rows) == rows > 0
    page.locator("#countries tbody a[href*='views/cluster/']").first.click()
    page.wait_for_url("**/views/cluster/**")
    assert page.locator("main svg title").first.text_content()


@pytest.mark.parametrize("home", ["Q16963", "Q1198", "Q130290", "Q99"])
def test_the_page_of_a_home_weighs_a_hundred_and_twenty_kilobytes_at_most(seeds_client: TestClient, home: str) -> None:
    for language in ("zh", "en"):
        html = seeds_client.get(f"/views/home/{home}?lang={language}").content
        assert len(gzip.compress(html)) <= 120_000
