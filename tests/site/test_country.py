"""The page of a country: what a home has there, and for everybody who has ties there, against the answers of the questions."""

import re
from urllib.parse import quote, urljoin, urlsplit

import pytest
from fastapi.testclient import TestClient

from graph_service.questions.question import View
from graph_service.site.country import OfCountry, render_country
from graph_service.site.templating import Frame
from graph_service.snapshot import Snapshot
from tests.pages.pages import HOSTILE, text_of
from tests.pages.test_page import hostile
from tests.site.addresses import Seen

GERMANY = "/views/country/DE"


def tables(html: str) -> dict[str, list[list[str]]]:
    """The rows of each table below the title of its section."""
    parts = html.split("<section><h2>")[1:]
    return {part.partition("</h2>")[0]: Seen(part).rows[1:] for part in parts}


@pytest.mark.parametrize("given", ["DE", "de", "德国", "Germany", "Deutschland", "Q183"])
def test_a_country_is_found_by_its_code_its_id_and_any_name(seeds_client: TestClient, given: str) -> None:
    page = seeds_client.get(f"/views/country/{quote(given)}?lang=en&home=江苏")
    assert (page.status_code, "<h1>Jiangsu and Germany</h1>" in page.text) == (200, True)


@pytest.mark.parametrize(("given", "status"), [("Nowhereland", 404), ("XX", 404), ("Nanjing", 404), ("Q16666", 422)])
def test_what_is_no_country_on_record_is_a_problem(seeds_client: TestClient, given: str, status: int) -> None:
    assert seeds_client.get(f"/views/country/{given}").status_code == status


def test_a_home_sees_its_ties_gaps_anniversaries_and_candidates_there(seeds_client: TestClient) -> None:
    html = seeds_client.get(f"{GERMANY}?home=Q16963&lang=en").text
    found = tables(html)
    cluster = seeds_client.get("/v1/clusters/Q16963/DE").json()
    assert len(found["Agreements on record"]) == len(cluster["agreements"]) + len(cluster["beside"])
    gaps = [
        gap
        for gap in seeds_client.get("/v1/gaps?home=Q16963&limit=1000").json()["items"]
        if (gap["country"] or {}).get("code") == "DE"
    ]
    assert [row[0] for row in found[f"Gaps ({len(gaps)})"]] == [str(gap["rank"]) for gap in gaps]
    assert len(found["Candidates, the first ten"]) == 10
    days = seeds_client.get("/v1/anniversaries?home=Q16963&limit=1000").json()["items"]
    assert [row[0] for row in found["Anniversaries ahead"]] == [day["date"] for day in days if day["country"] == "DE"]
    assert found["Activities, plans, bodies and other resources"]
    links = Seen(html).links
    assert any("views/cluster/Q16963/Q183?" in link for link in links)
    assert "367 published" in Seen(html).text


def test_everybody_sees_which_homes_abroad_have_how_many_ties_of_each_tier(seeds_client: TestClient) -> None:
    html = seeds_client.get(f"{GERMANY}?lang=en").text
    (title,) = (title for title in tables(html) if title.startswith("Homes abroad"))
    rows = tables(html)[title]
    assert [int(row[2].replace(",", "")) for row in rows] == sorted((int(row[2].replace(",", "")) for row in rows), reverse=True)
    homes = [urlsplit(link).path.split("/")[-1] for link in Seen(html).links if "/views/home/" in link][: len(rows)]
    for home, row in list(zip(homes, rows, strict=True))[:3]:
        answer = seeds_client.get(f"/v1/clusters/{home}/DE").json()
        by_tier = [sum(item["tier"] == tier for item in answer["agreements"]) for tier in (1, 2, 3)]
        assert [int(count) for count in row[3:]] == by_tier


@pytest.mark.parametrize(("lang", "words"), [("zh", "未注明日期"), ("en", "without a date, and counted as signed")])
def test_everybody_sees_how_many_of_the_ties_have_no_date(seeds_client: TestClient, lang: str, words: str) -> None:
    for day, later in (("0001-01-01", True), ("2030-01-01", False)):
        text = Seen(seeds_client.get(f"/views/country/DE?lang={lang}&as_of={day}").text).text
        assert words in text
        assert ("可能晚于该日" in text or "may have come later" in text) == later


def test_every_home_abroad_can_be_listed_and_taken(seeds_client: TestClient) -> None:
    html = seeds_client.get(f"{GERMANY}?lang=zh").text
    (number,) = set(re.findall(r"有友城的外国省（州）：(\d+)个，列出前60个", html))
    (way,) = re.findall(rf'<a href="([^"]*)">全部{number}个省（州）</a>', html)
    whole = seeds_client.get(urljoin(GERMANY, way.replace("&amp;", "&"))).text
    assert len(tables(whole)[f"有友城的外国省（州）：{number}个"]) == int(number)
    assert "列出前" not in whole
    taken = seeds_client.get(f"{GERMANY}?lang=zh&all=true&part=1&format=csv").text
    assert len(taken.splitlines()) == int(number) + 1


def test_no_day_of_diplomatic_relations_stands_among_published_totals(seeds_client: TestClient) -> None:
    for page in (f"{GERMANY}?lang=zh", "/views/list/completeness?home=Q183&lang=zh"):
        html = seeds_client.get(page).text
        assert "公布数与在册数" in html
        assert "中国同德国建交" not in html


def test_everybody_sees_the_places_with_most_ties_the_bodies_and_what_is_published(seeds_client: TestClient) -> None:
    found = tables(seeds_client.get("/views/country/CN?lang=en").text)
    (places,) = (rows for title, rows in found.items() if title.startswith("Places with most agreements"))
    assert [int(row[1]) for row in places] == sorted((int(row[1]) for row in places), reverse=True)
    claims = seeds_client.get("/v1/completeness?home=Q148&limit=20").json()["items"]
    assert {claim["enumerated"] for claim in claims} == {None}, "so that the columns of what is on record are left out"
    published = found["What is published, and what is on record"]
    assert [row[-1] for row in published] == [claim["names"]["en"] for claim in claims]
    bodies = seeds_client.get("/v1/organisations?country=CN&limit=60").json()["items"]
    assert len(found["Bodies and associations there"]) == len(bodies)


def test_what_is_published_of_a_country_is_a_list_too(seeds_client: TestClient) -> None:
    links = Seen(seeds_client.get("/views/country/CN?lang=en").text).links
    (there,) = (link for link in links if "list/completeness" in link)
    assert seeds_client.get(urljoin("/views/country/CN", there)).status_code == 200


def test_a_home_is_told_that_its_own_country_holds_no_sister_cities(seeds_client: TestClient) -> None:
    for code, told in (("CN", "省（州）自身就在这里"), ("HK", "另列，不计入对外友城的统计")):
        page = seeds_client.get(f"/views/country/{code}?home=Q16963&lang=zh")
        assert (page.status_code, told in page.text, tables(page.text)) == (200, True, {})


@pytest.mark.thorough
def test_every_country_on_record_has_its_page(seeds: Snapshot) -> None:
    view, jiangsu = View(seeds), seeds.place("Q16963")
    for country in sorted(seeds.countries.values(), key=lambda place: place.id)[::9]:
        for home in (None, jiangsu):
            assert "<h1>" in render_country(Frame("zh", "../../"), view, country, home, OfCountry())


def test_a_search_for_a_country_leads_to_its_page(seeds_client: TestClient) -> None:
    links = Seen(seeds_client.get("/views/search?q=德国&lang=zh&all=1").text).links
    assert "../views/country/DE?lang=zh" in links
    assert seeds_client.get(urljoin("/views/search", "../views/country/DE?lang=zh")).status_code == 200


def test_hostile_names_stay_text() -> None:
    found = hostile()
    for home in (None, found.place("home")):
        html = render_country(Frame("en", "../../"), View(found), found.place("land"), home, OfCountry())
        assert HOSTILE not in html
        assert HOSTILE in Seen(html).text


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_claim_without_a_name_is_called_as_what_it_is_about(seeds_client: TestClient, lang: str) -> None:
    html = seeds_client.get(f"/views/country/DE?home=Q16963&lang={lang}").text
    assert "signed:Q1198" not in text_of(html)


def test_of_a_candidate_only_the_name_is_a_link(seeds_client: TestClient) -> None:
    html = seeds_client.get("/views/country/DE?home=Q16963&lang=en").text
    assert ">Thuringia</a>: " in html


def test_of_many_resources_the_first_stand_on_the_page_and_how_many_there_are(seeds_client: TestClient) -> None:
    found = seeds_client.get("/v1/resources?home=Q130290&country=CN").json()
    held = found["total"] - len(found["agreements"])
    html = seeds_client.get("/views/country/CN?home=Q130290&lang=en").text
    told = re.search(r"other resources \(first 60 of (\d+)\)", html)
    assert told
    assert 60 < int(told[1]) <= held  # what several documents say alike stands once
    assert html[told.end() :].partition("</table>")[0].count("<tr") == 61


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_date_of_signing_that_documents_claim_stands_once_with_the_date_and_all_of_them(
    seeds_client: TestClient, lang: str
) -> None:
    found = tables(seeds_client.get(f"{GERMANY}?home=Q16963&lang={lang}").text)
    title = {"zh": "活动、规划、机构和其他资源", "en": "Activities, plans, bodies and other resources"}[lang]
    pair = {"zh": "江苏省 – 北莱茵-威斯特法伦州", "en": "Jiangsu – North Rhine-Westphalia"}[lang]
    signed = [row for row in found[title] if row[1] in ("结好日期", "date of signing")]
    assert len({(row[2], row[3]) for row in signed}) == len(signed)
    assert sorted(row[2] for row in signed if row[3] == pair) == ["1988", "1992", "1992-08-01"]
    assert any(len(re.split("[;；]", row[4])) > 1 for row in signed)  # several documents give the same date
    assert all(all(row) for row in found[title])
    assert [row[2] for row in found[title] if row[1] in ("建交", "diplomatic relations established")] == ["1972-10-11"]
