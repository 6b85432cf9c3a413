"""What a planner comes for, by clicks on visible words from the first page, four at most: by whom, on which screen and in which
language one likes."""

import gzip
import io
import os
import random
import re
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

import docx
import openpyxl
import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Locator, Page
from pypdf import PdfReader

from graph_service.pages.homes import homes_by_country
from graph_service.records.place import Place
from graph_service.site.two_places import whole_names
from graph_service.snapshot import Snapshot
from tests.chromium import SERVICE, Visit, pages_of
from tests.site.addresses import Seen
from tests.thorough import thorough

chromium = pytest.mark.chromium
MOST = 4  # clicks
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
SEED = int(os.environ.get("TASKS_SEED", datetime.now(UTC).toordinal()))  # of the homes drawn: in the id of a test, to repeat it
JIANGSU, RHINE, HYOGO = "Q16963", "Q1198", "Q130290"


class Who(NamedTuple):
    """Whose tasks: those of a home, by its id or as one of those drawn, in a language, at a desk or on a phone."""

    home: str | int
    language: str
    phone: bool = True

    def __str__(self) -> str:
        home = f"drawn-{SEED}-{self.home}" if isinstance(self.home, int) else self.home
        return f"{home}-{self.language}{'-phone' if self.phone else ''}"


DESK = [Who(JIANGSU, "zh", phone=False), Who(JIANGSU, "en", phone=False)]
EVERYBODY = [*DESK, *(Who(home, language) for home in (JIANGSU, RHINE, HYOGO, 0, 1) for language in ("zh", "en"))]
everybody = pytest.mark.parametrize(
    "planner", [EVERYBODY[0], *thorough(EVERYBODY[1:])], indirect=True, ids=[str(who) for who in EVERYBODY]
)
FEWEST = 10  # agreements of a home that is drawn: who has none has no tasks


class Tie(NamedTuple):
    """An agreement of a home, as names: of the unit, of the partner, of its country; and where the unit is looked at."""

    unit: str
    partner: str
    country: str
    country_id: str
    city: str
    city_id: str


class Planner:
    """Somebody before the first page, whose clicks are counted. On a phone no page on the way may be wider than the screen."""

    def __init__(self, page: Page, seeds: Snapshot, client: TestClient, home: Place, who: Who) -> None:
        self.page, self.seeds, self.client, self.home, self.who = page, seeds, client, home, who
        self.clicks = 0

    def say(self, zh: str, en: str) -> str:
        """The words of this language."""
        return zh if self.who.language == "zh" else en

    def name(self, place_id: str) -> str:
        return self.seeds.place(place_id).names.best(self.who.language, place_id)

    def click(self, what: Locator) -> None:
        if self.who.phone:
            assert self.page.evaluate("document.documentElement.scrollWidth") <= 390, self.page.url
        what.click()
        self.clicks += 1
        assert self.clicks <= MOST

    def link(self, zh: str, en: str) -> None:
        """Click the first link that says so."""
        self.click(self.page.get_by_role("link", name=self.say(zh, en)).first)

    def button(self, zh: str, en: str) -> None:
        self.click(self.page.locator("main").get_by_role("button", name=self.say(zh, en), exact=True))

    def fill(self, zh: str, en: str, text: str, at: int = 0) -> None:
        """Type it into the field that is called so."""
        self.page.locator("main").get_by_label(self.say(zh, en), exact=True).nth(at).fill(text)

    def search(self, text: str, there: str = "search") -> None:
        """Type it into the one box, and press Enter: that leads there."""
        self.page.get_by_role("combobox").first.fill(text)
        self.page.keyboard.press("Enter")
        self.page.wait_for_url(f"**/views/{there}?*")

    def find(self, text: str, there: str) -> None:
        """Type the name of a place and press Enter: that leads to its page, or where others are called so to all of them, where
        a click does."""
        self.page.get_by_role("combobox").first.fill(text)
        self.page.keyboard.press("Enter")
        link = f"main td a[href*='views/{there}?']"
        self.page.wait_for_function(
            "([there, link]) => location.pathname.endsWith(there) || document.querySelector(link)", arg=[there, link]
        )
        if "/views/search?" in self.page.url:
            self.click(self.page.locator(link).first)
        self.page.wait_for_url(f"**/views/{there}?*")

    def go_home(self) -> None:
        """To the page of the home: by its name on the first page where that is shown, else by the one box."""
        name, there = self.name(self.home.id), f"home/{quote(self.home.id, safe='')}"
        shown = self.page.locator("main").get_by_role("link", name=re.compile(rf"^{re.escape(name)}\s+[\d,]+$"))
        if shown.count():
            self.click(shown.first)
            self.page.wait_for_url(f"**/views/{there}?*")
        else:
            self.find(name, there)

    def from_home(self, zh: str, en: str, there: str) -> Page:
        """The page that the link of the home leads to which says so, at an address of this form."""
        self.go_home()
        self.link(zh, en)
        self.page.wait_for_url(there)
        return self.page

    def ask(self, path: str) -> Any:
        """What the service answers to programs."""
        return self.client.get(path).json()

    def tie(self) -> Tie:
        """An agreement of the home in the country where it has most, of which it has one between places that alone are called
        so."""
        home = quote(self.home.id, safe="")
        rows = [row for row in self.ask(f"/v1/clusters?home={home}")["items"] if row["grain"] == "country"]
        rows.sort(key=lambda row: -row["roles"]["stem"] - row["roles"]["trunk"] - row["roles"]["grape"])
        for country in (row["partner"]["id"] for row in rows):
            ties = self.ask(f"/v1/clusters/{home}/{quote(country, safe='')}")["agreements"]
            pairs = [(tie["unit"]["id"], tie["partner"]["id"]) for tie in ties]
            known = [pair for pair in pairs if self.is_alone(country) and all(map(self.is_alone, pair))]
            if known:
                unit, partner = max(known, key=lambda pair: self.seeds.place(pair[0]).level != "province")
                city = unit if self.seeds.place(unit).level != "province" else partner
                return Tie(self.name(unit), self.name(partner), self.name(country), country, self.name(city), city)
        raise AssertionError("no agreement has names that tell its places")

    def is_alone(self, place_id: str) -> bool:
        return is_alone(self.seeds, place_id, self.who.language)

    def others(self) -> list[str]:
        """Two further homes, of the same country where it has two."""
        entries = self.seeds.once(homes_by_country)
        found = [entry.place.id for code in (self.home.country, "CN", "DE") for entry in entries[code]]
        return [self.name(home) for home in found if home != self.home.id][:2]


@pytest.fixture
def planner(request: pytest.FixtureRequest, visit_seeds: Visit, seeds: Snapshot, seeds_client: TestClient) -> Planner:
    """Somebody of this home before the first page."""
    who: Who = request.param
    home = drawn(seeds)[who.home] if isinstance(who.home, int) else who.home
    page = visit_seeds(f"/?lang={who.language}", **(PHONE if who.phone else {})).page
    return Planner(page, seeds, seeds_client, seeds.place(home), who)


def drawn(seeds: Snapshot) -> list[str]:
    """Two homes at random, of those that alone are called so."""
    homes = seeds.once(homes_by_country).values()
    known = sorted(entry.place.id for entries in homes for entry in entries if entry.agreements >= FEWEST)
    random.Random(SEED).shuffle(known)
    alone = (home for home in known if all(is_alone(seeds, home, language) for language in ("zh", "en")))
    return list(islice(alone, 2))


def is_alone(seeds: Snapshot, place_id: str, language: str) -> bool:
    """Whether no other place is called like this one."""
    return [found.id for found in whole_names(seeds, seeds.place(place_id).names.best(language, place_id))] == [place_id]


def counted(page: Page) -> int:
    """The number that a list has in its heading."""
    return max(int(number) for number in re.findall(r"\d+", page.locator("h1").inner_text().replace(",", "")))


@chromium
@everybody
def test_which_stems_are_bare_is_two_clicks_away(planner: Planner) -> None:
    page = planner.from_home("空茎", "bare stems", "**/gaps?*type=bare_stem*")
    assert page.locator("tbody tr").count() == min(100, counted(page))
    assert {cell.partition("（")[0] for cell in page.locator("tbody td:nth-child(3)").all_inner_texts()} <= {
        planner.say("空茎", "bare stems, no grape on record")
    }


@chromium
@everybody
def test_which_country_to_open_next_is_two_clicks_away(planner: Planner) -> None:
    page = planner.from_home(
        "在册无友城的国家和地区", "countries and areas without a partner", "**/gaps?*type=uncovered_country*"
    )
    assert page.locator("tbody tr").count() == min(100, counted(page)) > 10
    assert page.locator("tbody tr").first.locator("td").last.inner_text()


@chromium
@everybody
def test_which_partner_to_open_next_is_two_clicks_away_with_every_reason(planner: Planner) -> None:
    page = planner.from_home("结好建议", "Candidates", "**/candidates?*")
    assert page.locator(".card").count() == 20
    assert page.locator(".card").first.locator(".bars .why").count() == 9
    assert all(page.locator(".card").first.locator(".bars .why").all_inner_texts())


@chromium
@everybody
def test_the_anniversaries_of_a_year_are_four_clicks_away(planner: Planner) -> None:
    page = planner.from_home("全部周年", "all anniversaries", "**/anniversaries?*")
    planner.click(page.get_by_text(planner.say("缩小范围", "narrow it down"), exact=True))
    planner.fill("自", "from", "2027-01-01")
    planner.fill("至", "to", "2027-12-31")
    planner.button("应用", "apply")
    page.wait_for_url("**from=2027-01-01*")
    years = {re.findall(r"\d{4}", date)[0] for date in page.locator("tbody td:first-child").all_inner_texts()}
    assert years == {"2027"} or (isinstance(planner.who.home, int) and not years)


@chromium
@everybody
def test_the_agreements_of_a_home_in_a_country_are_a_workbook_in_a_click(planner: Planner) -> None:
    tie = planner.tie()
    planner.search(f"{planner.name(planner.home.id)} {tie.country}")
    with planner.page.expect_download() as download:
        planner.link("Excel", "Excel")
    home, country = (quote(part, safe="") for part in (planner.home.id, tie.country_id))
    rows = len(planner.client.get(f"/v1/clusters/{home}/{country}?format=csv").text.splitlines()) - 1
    book = openpyxl.load_workbook(io.BytesIO(download.value.path().read_bytes()), read_only=True)
    assert len(list(book.worksheets[0].rows)) == rows + 1 > 1


@chromium
@everybody
def test_a_cluster_is_one_sheet_of_paper_in_three_clicks(planner: Planner) -> None:
    planner.go_home()
    first = planner.page.locator("#countries").get_by_role("row").nth(1).get_by_role("link").first
    country = first.inner_text()
    planner.click(first)
    planner.page.wait_for_url("**/views/cluster/**")
    third: str = planner.page.get_by_role("link", name="PDF").evaluate(
        "link => link.href"
    )  # which a browser shows in a reader of its own
    assert planner.clicks < MOST
    (sheet,) = PdfReader(io.BytesIO(planner.client.get(third.removeprefix(SERVICE)).content)).pages
    assert {round(float(sheet.mediabox.width)), round(float(sheet.mediabox.height))} == {842, 595}  # A4, in points
    text = "".join(sheet.extract_text().split())
    assert "".join(f"{planner.name(planner.home.id)}×{country}".split()) in text


@chromium
@everybody
def test_the_network_of_a_city_is_a_search_and_a_click_away(planner: Planner) -> None:
    page, tie = planner.page, planner.tie()
    city, city_id = (planner.name("Q16666"), "Q16666") if planner.home.id == JIANGSU else (tie.city, tie.city_id)
    planner.find(city, f"place/{quote(city_id, safe='')}")
    assert page.locator("h1").inner_text().startswith(city)
    own = re.findall(r"[\d,]+", page.get_by_role("link", name=planner.say("只看自身的协议", "its own agreements")).inner_text())
    picture = page.locator("svg.picture:visible")
    assert picture.count() == 1
    assert picture.locator("polyline").count() >= int(own[0].replace(",", "")) > 0
    planner.link("看到友城的友城", "within 2 steps")
    page.wait_for_function("() => document.body.dataset.named > 1")
    assert page.locator("#canvas canvas").is_visible()
    assert page.locator("#canvas canvas").bounding_box()["height"] > 300


@chromium
@everybody
def test_the_path_between_two_cities_is_one_search_away(planner: Planner) -> None:
    tie = planner.tie()
    start, end = (planner.name("Q16666"), planner.name("Q365")) if planner.home.id == JIANGSU else (tie.unit, tie.partner)
    planner.search(planner.say(f"{start}到{end}", f"{start} to {end}"), "path")
    page = planner.page
    assert page.locator("h1").inner_text().startswith(planner.say(f"{start}到{end}", f"{start} to {end}"))
    chains = [chain.locator(".station a").all_inner_texts() for chain in page.locator(".chain").all()]
    assert 1 <= len(chains) <= 3
    assert {(chain[0], chain[-1]) for chain in chains} == {(start, end)}


@chromium
@everybody
def test_three_homes_stand_side_by_side_after_three_clicks(planner: Planner) -> None:
    names = [planner.name(planner.home.id), *planner.others()]
    page = planner.from_home("并排比较", "side by side with other homes", "**/compare?*")
    planner.fill("省（州）", "home", ",".join(names[1:]), at=1)
    planner.button("并排比较", "compare")
    page.wait_for_selector("table")
    assert page.locator("thead th > a").all_inner_texts() == names
    assert page.locator("tbody tr").first.locator("td").count() == 3


@chromium
@everybody
def test_what_signing_and_ending_would_do_is_three_clicks_away(planner: Planner) -> None:
    tie = planner.tie()
    page = planner.from_home("情景推演", "scenario", "**/scenario?*")
    planner.fill("第1行我方", "row 1, home unit", tie.unit)
    planner.fill("第1行对方", "row 1, partner", planner.say("内罗毕", "Nairobi"))
    planner.fill("第1行我方", "row 1, home unit", tie.unit, at=1)
    planner.fill("第1行对方", "row 1, partner", tie.partner, at=1)
    planner.button("推演", "suppose")
    page.wait_for_selector("table")
    before, after = page.locator("tbody tr").first.locator("td.number").all_inner_texts()
    assert before == after  # one is signed, one is ended
    told = page.locator("main").inner_text()
    assert planner.say("新签的协议 (1)", "What would be signed (1)") in told
    ended = page.locator("section", has_text=planner.say("终止的协议 (1)", "What would end (1)")).locator("tbody")
    assert [tie.unit, tie.partner] == [cell.inner_text() for cell in ended.locator("td").all()[:2]]


@chromium
@everybody
def test_a_page_is_one_file_to_mail_after_two_clicks_with_every_row_of_it(planner: Planner, tmp_path: Path) -> None:
    planner.go_home()
    page, file = planner.page, tmp_path / "page.html"
    with page.expect_download() as download:
        planner.link("保存本页", "save this page")
    download.value.save_as(file)
    rows = page.locator("table tr").count()
    assert len(Seen(file.read_text(encoding="utf-8")).rows) == rows > 20
    mailed = page.context.browser.new_context(offline=True, java_script_enabled=False).new_page()
    mailed.goto(file.as_uri())
    assert mailed.locator("table tr").count() == rows
    assert mailed.locator("svg").count() > 0
    mailed.context.close()


@chromium
@everybody
def test_the_sheet_of_paper_before_a_meeting_is_one_search_and_one_click_away(planner: Planner) -> None:
    planner.search(f"{planner.name(planner.home.id)} {planner.tie().country}")
    planner.link("会前一页纸", "one page before a meeting")
    page = planner.page
    page.wait_for_url("**/views/brief/**")
    assert page.locator("h1").first.inner_text().startswith(planner.say("会前一页纸", "Before the meeting"))
    assert pages_of(page.pdf(prefer_css_page_size=True)) == 1
    with page.expect_download() as download:
        planner.link("DOCX", "DOCX")
    assert len(docx.Document(io.BytesIO(download.value.path().read_bytes())).tables) > 3


@pytest.mark.first(1)
@chromium
@pytest.mark.parametrize(
    ("planner", "text"),
    [(Who(RHINE, "zh", phone=False), "北莱茵-威斯特法伦"), (Who(HYOGO, "zh", phone=False), "Hyōgo")],
    indirect=["planner"],
    ids=["Rhine", "Hyogo"],
)
def test_a_home_abroad_is_found_and_has_all_that_a_chinese_one_has(planner: Planner, text: str) -> None:
    planner.find(text, f"home/{planner.home.id}")
    page = planner.page
    assert page.locator(".doors li").count() == 4
    for part in ("#countries", "#matrix", "#map", "#growth", "#associations"):
        assert page.locator(part).count() == 1
    assert page.locator("#countries tbody tr").count() > 10
    assert page.locator("#matrix tbody tr").count() > 10
    assert page.locator("#map svg title").first.text_content()


@pytest.mark.parametrize("home", ["Q16963", "Q1198", "Q130290", "Q99"])
def test_the_page_of_a_home_weighs_a_hundred_and_twenty_kilobytes_at_most(seeds_client: TestClient, home: str) -> None:
    for language in ("zh", "en"):
        html = seeds_client.get(f"/views/home/{home}?lang={language}").content
        assert len(gzip.compress(html)) <= 120_000
