"""The page of a place: its own agreements first and counted first, what it is, and the network around it to be looked through."""

import re
from html import unescape
from urllib.parse import urljoin
from xml.etree import ElementTree as ET

import pytest
from fastapi.testclient import TestClient
from playwright.sync_api import Page

from graph_service.metrics.neighbourhood import neighbourhood
from graph_service.metrics.selection import select
from graph_service.snapshot import Snapshot
from graph_service.words.bilingual import Language
from tests.chromium import SERVICE, Visit
from tests.drawing import agreement, place, snapshot
from tests.pages.pages import DUTCH, SHANGHAI, data_of, dutch, place_page
from tests.pages.test_place_picture import star
from tests.site.addresses import Seen

SVG = "{http://www.w3.org/2000/svg}"
CENTRE = "Q8686"  # Shanghai, whose partners have many agreements among themselves
TRIANGLE = snapshot(
    [
        *dutch(),
        agreement("nanjing", "breda", "formal 2001"),
        agreement("breda", "taizhou", "formal 2002"),
        agreement("nanjing", "taizhou", "formal 2003"),
    ]
)


def lines(html: str) -> int:
    """How many agreements the first picture of a page draws."""
    found = re.search(r'<svg xmlns[^>]*class="picture".*?</svg>', html, re.DOTALL)
    assert found is not None
    return len(ET.fromstring(found[0]).findall(f".//{SVG}polyline"))


def figure(html: str, words: str) -> str:
    """The number over these words."""
    found = re.search(rf"<b>([^<]*)</b> {re.escape(words)}</a>", html)
    assert found is not None
    return found[1]


def test_own_agreements_are_counted_drawn_and_listed_first_and_those_among_partners_told_apart(seeds: Snapshot) -> None:
    found = neighbourhood(seeds, CENTRE, 1, select(seeds), 1_000)
    own = sum(CENTRE in link.agreement.parties for link in found.links)
    assert 0 < own < len(found.links)
    html = place_page(seeds, CENTRE, "en", as_of=seeds.today)
    assert figure(html, "agreements of its own on record") == str(own)
    assert f"Agreements of its own ({own})" in html
    assert f"with those among its partners ({len(found.links) - own} more)" in html


def test_those_among_its_partners_are_a_switch_away() -> None:
    own, all_of_them = place_page(TRIANGLE, "nanjing", "en"), place_page(TRIANGLE, "nanjing", "en", among=True)
    assert (lines(own), lines(all_of_them)) == (4, 5)
    assert "Agreements among the places around it" not in own
    assert ["breda", "taizhou", "china", "formal", "active", "2002"] in Seen(all_of_them).rows


def test_every_agreement_of_a_place_is_a_row_that_leads_to_it_and_to_the_partner() -> None:
    seen = Seen(place_page(DUTCH, "suzhou", "en"))
    assert ["breda", "netherlands", "exchange", "active", "2010"] in seen.rows
    ways = {link.partition("?")[0].removeprefix("../../views/") for link in seen.links}
    assert {"place/breda", "agreement/breda~suzhou", "home/jiangsu", "list/network", "path"} <= ways


def test_what_a_place_is_stands_at_its_head_and_what_is_missing_is_no_zero() -> None:
    html = place_page(
        snapshot([*dutch(), place("town", "city", "CN", "jiangsu", population=1200, population_of="town")]), "town", "en"
    )
    facts = " ".join(Seen(html.partition('<dl class="facts">')[2].partition("</dl>")[0]).text.split())
    assert "level city" in facts.replace("levelcity", "level city")
    assert "population1,200 (of the town, as its source counts it)" in facts
    assert "jiangsu" in facts
    assert "—" in place_page(DUTCH, "nanjing", "en").partition("<dl")[2].partition("</dl>")[0]


def test_the_network_around_a_place_comes_with_its_positions_and_a_table_of_the_places_further_away() -> None:
    html = place_page(DUTCH, "nanjing", "en", depth=3)
    data = data_of(html, "network-data")
    assert {found["id"] for found in data["places"]} >= {"nanjing", "eindhoven"}
    assert all(isinstance(found[axis], int) for found in data["places"] for axis in ("x", "y"))
    assert lines(html) == 2
    assert "Places further away" in html


@pytest.mark.parametrize(("language", "told"), [("zh", "未注明日期，可能为此后所签"), ("en", "may have come later")])
def test_the_slider_of_years_keeps_what_has_no_date_and_has_words_that_say_so(language: Language, told: str) -> None:
    data = data_of(place_page(DUTCH, "kunshan", language, depth=2), "network-data")
    assert 0 in {line["year"] for line in data["lines"]}
    assert told in data["words"]["undated"]


def test_the_library_that_draws_the_network_says_in_the_page_what_it_is_and_under_which_licence() -> None:
    html = place_page(DUTCH, "nanjing", "en", depth=2)
    assert re.search(
        r"/\*\*\s+\* vis-network.*?@version 9\.1\.2.*?@license.*?The Apache 2\.0 License.*?The MIT License", html, re.DOTALL
    )


def test_at_most_a_thousand_places_are_drawn_and_it_is_said() -> None:
    assert "1,006 places in all, of which the nearest 1,000 are drawn" in place_page(star(1_005), "centre", "en", depth=2)


def test_the_picture_of_a_place_is_a_file_of_its_own(client: TestClient) -> None:
    assert client.get("/views/place/nanjing?format=svg").headers["content-type"] == "image/svg+xml"
    assert client.get("/views/place/nowhere").status_code == 404


@pytest.fixture
def around(visit: Visit) -> Page:
    """The network around a place in the browser."""
    return visit("/views/place/jiangsu?depth=2&lang=en").page


def shown(page: Page) -> int:
    """How many places the picture shows."""
    return int(page.inner_text("#shown").partition(" ")[0])


@pytest.mark.chromium
def test_the_network_draws_without_a_word_and_asks_nobody(visit: Visit) -> None:
    opened = visit("/views/place/jiangsu?depth=2&lang=en")
    assert int(opened.page.evaluate("document.body.dataset.named")) > 1
    assert opened.requests == [f"{SERVICE}/views/place/jiangsu?depth=2&lang=en"]
    assert opened.complaints == []


@pytest.mark.chromium
def test_a_place_that_is_found_opens_a_card_that_leads_to_its_page(around: Page) -> None:
    around.fill("#find", "vaud")
    around.keyboard.press("Enter")
    assert around.locator("#card h3 a").get_attribute("href") == "../../views/place/vaud?lang=en"
    assert "jiangsu" in around.inner_text("#card")


@pytest.mark.chromium
def test_kinds_years_and_the_map_narrow_the_network(around: Page) -> None:
    everything = shown(around)
    box = around.locator(".kind input").first
    box.uncheck()
    fewer = shown(around)
    assert fewer < everything
    box.check()
    around.locator("#year").fill(around.locator("#year").get_attribute("min") or "")
    assert shown(around) <= everything
    around.locator("#year").fill(around.locator("#year").get_attribute("max") or "")
    assert shown(around) == everything
    around.click("#map")
    assert around.locator("#map").get_attribute("aria-pressed") == "true"


@pytest.mark.chromium
def test_without_a_script_the_tables_and_the_drawn_picture_stand(visit: Visit) -> None:
    page = visit("/views/place/jiangsu?depth=2&lang=en", java_script_enabled=False).page
    assert page.locator("#network").is_hidden()
    assert page.locator("svg.picture").first.is_visible()
    assert page.locator("tbody tr").count() > 1


def test_a_place_without_agreements_says_so() -> None:
    assert "在册协议" in place_page(SHANGHAI, "shanghai")
    assert 'role="status">Under this selection yangzhou' in place_page(DUTCH, "yangzhou", "en")


def test_a_record_that_another_may_double_says_so_and_what_counts_in_place_of_it_is_told() -> None:
    drawn = snapshot(
        [
            *dutch(),
            place("home:unnamed", "city", "CN", "jiangsu", placeholder=True),
            agreement("nanjing", "breda"),
            agreement("home:unnamed", "breda", "formal 2002", possibly_same=("breda~nanjing",)),
        ]
    )
    html = place_page(drawn, "nanjing", "en")
    (row,) = (row for row in Seen(html).rows if row[:1] == ["breda"])
    assert "may be one with another record, which the totals of homes count" in row[3]
    assert figure(html, "agreements of its own on record") == "3"
    assert "1 may double another record" in html
    assert "this selection counts 2 agreements, of them" in html
    assert "1 further record may be of agreements that other records count for" in html


@pytest.mark.parametrize(
    "address",
    ["place/Q16666", "place/Q16666?as_of=1995-01-01", "place/Q16666?kinds=formal,exchange", "place/Q8686", "place/Q365"],
)
def test_each_figure_of_a_place_opens_a_list_of_just_as_many(seeds_client: TestClient, address: str) -> None:
    page = f"/views/{address}{'&' if '?' in address else '?'}lang=en"
    html = seeds_client.get(page).text.partition('<ul class="figures">')[2].partition("</ul>")[0]
    tiles = re.findall(r'<a href="([^"]+)"><b>([\d,]+)</b> ([^<]+)</a>', html)
    assert len(tiles) == 4
    assert len({href for href, _, _ in tiles}) == 3, "each partner has one agreement"
    for href, number, words in tiles:
        listed = seeds_client.get(urljoin(page, unescape(href)))
        assert listed.status_code == 200, listed.text
        (heading,) = re.findall(r"<h1>([^<]*)</h1>", listed.text)
        assert re.search(rf"(^|\D){number} (agreement|place)", heading), (words, number, heading)


def test_the_day_and_the_kinds_of_a_list_of_places_need_the_place_whose_agreements_they_are_about(client: TestClient) -> None:
    refused = client.get("/v1/places?as_of=2020-01-01")
    assert (refused.status_code, refused.json()["errors"][0]["parameter"]) == (422, "as_of")
    found = client.get("/v1/places", params={"with_partner_of": "jiangsu", "level": "country", "as_of": "2021-12-31"}).json()
    assert [item["id"] for item in found["items"]] == ["belarus", "netherlands", "switzerland"]


@pytest.mark.chromium
def test_what_is_not_in_the_picture_is_told_and_no_card_of_another_place_stays(around: Page) -> None:
    for text in ("vaud", "火星"):
        around.fill("#find", text)
        around.keyboard.press("Enter")
    assert around.inner_text("#card") == "“火星” is not in the picture"
    assert around.locator("#card").get_attribute("role") == "status"


def test_the_picture_that_is_taken_is_the_one_that_is_shown_in_steps_kinds_and_years_and_says_so(client: TestClient) -> None:
    def picture(query: str) -> ET.Element:
        return ET.fromstring(client.get(f"/views/place/vaud?lang=en&format=svg&{query}").text)

    def drawn(query: str) -> tuple[int, int]:
        scene, key = picture(query), f".//{SVG}svg[@class='mark']"  # beneath it stands what its marks mean
        found = (len(scene.findall(f".//{SVG}{tag}")) - len(scene.findall(f"{key}//{SVG}{tag}")) for tag in ("polyline", "g"))
        return tuple(found)  # type: ignore[return-value]

    near, far = drawn("depth=1"), drawn("depth=2")
    assert near < far
    for depth, count in ((1, near), (2, far)):
        page = client.get(f"/views/place/vaud?lang=en&depth={depth}").text
        assert (lines(page), page.partition('class="picture"')[2].partition("</svg>")[0].count("<g>")) == count
    assert drawn("depth=2&without=formal&without=unclassified")[0] < far[0]
    assert drawn("depth=2&until=1900")[0] < far[0]
    said = " ".join(picture("depth=2&without=formal&until=2016").itertext())
    assert "within 2 steps" in said
    assert "without formal" in said
    assert "signed by 2016 (undated ones stay)" in said
    page = client.get("/views/place/vaud?lang=en&depth=2&without=formal&until=2016").text
    (way,) = (link for link in Seen(page).links if "format=svg" in link)
    assert {"depth=2", "without=formal", "until=2016"} <= {*way.lstrip("?").split("&")}


@pytest.mark.chromium
def test_the_files_of_the_network_follow_its_kinds_and_years(around: Page) -> None:
    def files() -> set[str]:
        return {str(way.get_attribute("href")) for way in around.locator(".drawn .take a").all()}

    assert all("depth=2" in way and "without" not in way and "until" not in way for way in files())
    around.locator(".kind input").first.uncheck()
    kind = str(around.locator(".kind input").first.get_attribute("id")).removeprefix("kind-")
    first = around.locator("#year").get_attribute("min") or ""
    around.locator("#year").fill(first)
    assert all(f"without={kind}" in way and (first == "" or f"until={first}" in way) for way in files())


def test_where_sheets_show_the_agreements_of_a_place_alone_legend_and_notes_are_of_these(seeds_client: TestClient) -> None:
    def told(steps: int, of: str) -> str:
        page = seeds_client.get(f"/views/place/Q8686?lang=en&depth={steps}").text
        return page.partition(f'<ul class="{of}"')[2].partition("</ul>")[0]

    assert not told(1, "legend on-paper") + told(1, "notes on-paper")
    assert told(2, "legend on-paper") == told(1, "legend") != told(2, "legend")
    assert told(2, "notes on-paper") == told(1, "notes") != told(2, "notes on-screen")
