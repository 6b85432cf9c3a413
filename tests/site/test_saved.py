"""Saved pages: one file that says all it says without the service, and whose ways lead nowhere but to sources."""

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qsl

import pytest
from fastapi.testclient import TestClient

from graph_service.questions.answered import answered
from graph_service.questions.clusters import CLUSTERS, Clusters
from graph_service.questions.question import View
from graph_service.records.base import Names
from graph_service.web.answering import attached
from tests.chromium import Opened
from tests.drawing import place, snapshot
from tests.site.addresses import Seen

# Pages whose picture stands in the file too.
PICTURED = [
    "/views/world?lang=en",
    "/views/cluster/jiangsu/netherlands?lang=zh",
    "/views/place/jiangsu?lang=en",
    "/views/place/jiangsu?depth=2&lang=zh",
    "/views/path?from=nanjing&to=kathmandu&lang=en",
]
PAGES = [
    "/?lang=en",
    "/views/home/jiangsu?lang=zh",
    "/views/home/jiangsu/gaps?lang=en",
    "/views/list/agreements?lang=zh",
    "/views/search?q=taizhou&lang=en&all=1",
    "/views/agreement/jiangsu~vaud?lang=en",
    "/views/brief/jiangsu/vaud?lang=en",
    "/views/home/jiangsu/report?from=2020-01-01&to=2021-12-31&lang=en",
    *PICTURED,
    "/views/home/jiangsu/candidates?lang=en",
    "/views/home/jiangsu/anniversaries?lang=zh",
    "/views/country/NL?lang=zh",
    "/views/country/NL?home=jiangsu&lang=en",
    "/views/compare?homes=jiangsu,vaud&lang=zh",
    "/views/scenario?home=jiangsu&unit1=nanjing&partner1=vaud&lang=en",
]
REMOVES = re.compile("去掉 .+$")  # a way to the page without a home, which no file has


@pytest.mark.parametrize("path", PAGES)
def test_a_saved_page_has_the_rows_of_the_page_and_no_way_to_the_service(client: TestClient, path: str) -> None:
    page, saved = Seen(client.get(path).text), Seen(client.get(f"{path}&download=1").text)
    assert saved.rows == [[REMOVES.sub("", cell) for cell in row] for row in page.rows]
    assert len(page.links) > 3
    assert [link for link in saved.links if not link.startswith(("#", "https://", "http://"))] == []


def test_a_saved_page_is_a_file_with_the_name_of_its_title(client: TestClient) -> None:
    answer = client.get("/views/home/jiangsu?lang=zh&download=1")
    assert answer.headers["content-disposition"].endswith("filename*=UTF-8''jiangsu.html")
    assert "content-disposition" not in client.get("/views/home/jiangsu?lang=zh").headers


def test_a_name_that_no_system_takes_for_a_file_is_made_one() -> None:
    (value,) = attached('甲/乙 "x"\r\n:*.html', plain="a/b:Ā乙.html").values()
    assert value == "attachment; filename=\"a_b_A_.html\"; filename*=UTF-8''%E7%94%B2_%E4%B9%99%20_x_____.html"
    (value,) = attached("Hyōgo.html", plain="home-Q130290.html").values()
    assert value == "attachment; filename=\"Hyogo.html\"; filename*=UTF-8''Hy%C5%8Dgo.html"


@pytest.mark.first(2)
@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/views/home/Q16963?download=1", "home-Q16963.html"),
        ("/views/place/Q16666?download=1&as_of=2020-01-01", "place-Q16666-2020-01-01.html"),
        ("/views/compare?homes=Q16963,Q43407&download=1", "compare-Q16963-Q43407.html"),
        ("/views/cluster/Q16963/Q183?format=svg", "cluster-Q16963-Q183.svg"),
        ("/views/world?format=xlsx", "world.xlsx"),
        ("/views/world?format=csv&country=DE", "world-DE.csv"),
        ("/?download=1", "start.html"),
        ("/v1/gaps?home=Q16963&format=csv", "Jiangsu-gaps-"),
    ],
)
def test_a_file_has_a_name_that_can_be_told_apart_for_who_reads_ascii_alone(
    seeds_client: TestClient, path: str, name: str
) -> None:
    header = seeds_client.get(f"{path}&lang=zh").headers["content-disposition"]
    plain = header.partition('filename="')[2].partition('"')[0]
    assert plain.startswith(name)
    assert "%" in header.partition("UTF-8''")[2]  # and the Chinese one for all others


def test_a_file_about_a_place_without_a_name_in_latin_letters_has_its_id() -> None:
    home = place("home-1", "province", "CN", "china", names=Names(zh="红河"))
    found = answered(CLUSTERS, View(snapshot([place("china", "country", "CN"), home])), Clusters(home="home-1"))
    assert found.file_name("csv", "en", plain=True).startswith("home-1-clusters-")
    assert found.file_name("csv", "en").startswith("红河-clusters-")


def test_a_saved_list_holds_the_rows_of_all_its_pages(seeds_client: TestClient) -> None:
    address = "/views/home/Q16963/gaps?lang=en"
    page, saved = (Seen(seeds_client.get(f"{address}{more}").text) for more in ("", "&download=1"))
    total = seeds_client.get("/v1/gaps?home=Q16963&limit=1").json()["total"]
    assert len(page.rows) < len(saved.rows) == total + 1


def test_saved_candidates_are_a_file_that_can_be_mailed_and_say_how_many_they_are_of(seeds_client: TestClient) -> None:
    saved = seeds_client.get("/views/home/Q16963/candidates?lang=en&download=1").text
    assert len(saved.encode()) < 5_000_000
    assert re.search(r"1,000 of \d\d,\d{3}", saved)


def test_the_way_to_the_saved_page_keeps_what_was_asked(client: TestClient) -> None:
    page = Seen(client.get("/views/home/jiangsu?kinds=formal&as_of=2020-01-01&lang=en").text)
    (way,) = [link for link in page.links if "download=1" in link]
    assert dict(parse_qsl(way.removeprefix("?"))) == {"kinds": "formal", "as_of": "2020-01-01", "lang": "en", "download": "1"}


@pytest.mark.first(1)
@pytest.mark.chromium
@pytest.mark.parametrize("path", ["/views/home/jiangsu?lang=en", *PAGES])
def test_a_saved_page_opens_from_disk_without_scripts_and_without_a_word_in_the_console(
    client: TestClient, open_page: Callable[..., Opened], path: str
) -> None:
    served = Seen(client.get(path).text)
    opened = open_page(client.get(f"{path}&download=1").text, java_script_enabled=False)
    assert opened.page.locator("table tr").count() == len(served.rows)
    pictures = opened.page.locator("main svg, main .chain")
    assert pictures.count() == sum(tag == "svg" or (tag == "ol" and given.get("class") == "chain") for tag, given in served.tags)
    assert path not in PICTURED or opened.page.locator("main svg[role], main .chain").first.is_visible()
    assert opened.page.locator("form:visible").count() == 0
    assert opened.complaints == []
    assert all(asked.startswith("file:") for asked in opened.requests)


@pytest.mark.thorough
@pytest.mark.chromium
def test_saved_pages_remember_no_home_and_lead_to_none(
    client: TestClient, open_page: Callable[..., Opened], tmp_path: Path
) -> None:
    opened = open_page(client.get("/views/home/jiangsu?lang=en&download=1").text)
    assert opened.page.evaluate("localStorage.getItem('home')") is None
    opened.page.evaluate("localStorage.setItem('home', JSON.stringify(['jiangsu', 'Jiangsu']))")
    start = tmp_path / "start.html"
    start.write_text(client.get("/?lang=en&download=1").text, "utf-8")
    opened.page.goto(start.as_uri())
    assert opened.page.get_by_text("go on with").count() == 0
    assert opened.page.locator("a[href*=undefined]").count() == 0
    assert opened.complaints == []


@pytest.mark.chromium
def test_the_network_of_a_saved_page_is_drawn_and_says_no_word_in_the_console(
    client: TestClient, open_page: Callable[..., Opened]
) -> None:
    """What leads to files of the picture is taken from a saved page."""
    opened = open_page(client.get("/views/place/jiangsu?depth=2&lang=en&download=1").text)
    opened.page.locator("#network canvas, .drawn canvas").first.wait_for()
    assert opened.complaints == []


@pytest.mark.chromium
def test_what_leads_nowhere_in_a_saved_page_does_not_look_like_a_link(
    client: TestClient, open_page: Callable[..., Opened]
) -> None:
    page = open_page(client.get("/views/home/jiangsu?lang=zh&download=1").text).page
    colours = page.evaluate("""() => [...document.querySelectorAll("main td a:not([href])")].map((way) =>
        [getComputedStyle(way).color, getComputedStyle(way.parentElement).color, getComputedStyle(way).textDecorationLine])""")
    assert colours
    assert all(own == around and line == "none" for own, around, line in colours)
