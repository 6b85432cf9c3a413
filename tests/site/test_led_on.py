"""A page that cannot be shown leads on: to the pages of the places that its address names, and to a search for what it says."""

from urllib.parse import urljoin

import pytest
from fastapi.testclient import TestClient

from tests.chromium import Visit
from tests.site.addresses import Seen

HTML = {"Accept": "text/html"}


@pytest.mark.parametrize(("language", "said"), [("zh", "这个网页要的是另一类地方"), ("en", "another kind of place")])
@pytest.mark.parametrize(
    ("path", "led"),
    [
        ("/views/home/南京", ["place/Q16666", "home/Q16963"]),
        ("/views/home/Q16666/gaps", ["place/Q16666", "home/Q16963"]),
        ("/views/home/德国", ["country/DE"]),
        ("/views/list/gaps?home=南京", ["place/Q16666", "home/Q16963"]),
    ],
)
def test_a_place_of_another_kind_is_led_to_its_own_page_and_to_its_home(
    seeds_client: TestClient, path: str, led: list[str], language: str, said: str
) -> None:
    page = seeds_client.get(f"{path}{'&' if '?' in path else '?'}lang={language}", headers=HTML)
    links = [link.partition("views/")[2].partition("?")[0] for link in Seen(page.text).links]
    assert page.status_code == 422
    assert said in page.text
    assert [link for link in links if link.startswith(("place/", "home/", "country/"))] == led


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("/views/home/qqzzxx", "qqzzxx"),
        ("/views/agreement/no~such", "no~such"),
        ("/views/place/Q1", "Q1"),
        ("/views/path?from=Q1&download=1", "Q1"),
    ],
)
def test_what_nobody_is_called_offers_a_search_for_it(seeds_client: TestClient, path: str, text: str) -> None:
    page = seeds_client.get(path, headers=HTML)
    (there,) = (link for link in Seen(page.text).links if "views/search?" in link)
    found = seeds_client.get(urljoin(str(page.url), there))
    assert (page.status_code, found.status_code) == (404, 200)
    assert f"查找：{text}" in found.text


def test_a_name_of_several_places_leads_to_the_page_of_each(seeds_client: TestClient) -> None:
    links = Seen(seeds_client.get("/views/place/吉林?lang=zh", headers=HTML).text).links
    assert [link.partition("?")[0] for link in links if "views/home/" in link or "views/place/" in link] == [
        "../../views/home/Q45208",
        "../../views/place/Q92277",
    ]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/views/path?from=Taizhou&to=Q365", 409),
        ("/views/path?from=nowhere+at+all&to=Q365", 404),
        ("/views/path?from=Q365&to=Q365", 422),
        ("/views/compare?homes=Q16963,Jilin+City", 422),
        ("/views/compare?homes=Q16963", 422),
        ("/views/scenario?home=Q16963&unit1=Q16666&partner1=Georgia", 409),
        ("/views/scenario?home=Q16963&unit1=Q16666&partner1=Q365&kind1=friends", 422),
    ],
)
def test_a_page_that_asks_which_place_is_meant_is_no_file(seeds_client: TestClient, path: str, status: int) -> None:
    assert seeds_client.get(path).status_code == 200
    assert seeds_client.get(f"{path}&download=1").status_code == status


NARROW = "/views/home/Q16963/gaps?type=bare_stem&"
OF_GERMANY = "?type=bare_stem&country=DE"


@pytest.mark.parametrize(
    ("query", "told", "box", "links"),
    [
        ("country=火星", "“国家或地区”一栏：“火星”不是国家或地区的名称。", "country", []),
        ("country=北莱茵-威斯特法伦州", "“国家或地区”一栏：“北莱茵-威斯特法伦州”不是国家或地区的名称。", "country", [OF_GERMANY]),
        ("unit=火星", "“单位”一栏：没有地方叫“火星”。", "unit", []),
        ("unit=科隆", "“单位”一栏：“科隆”不属于江苏省。", "unit", []),
        ("unit=巴塞罗那", "“单位”一栏：", "unit", []),
        ("as_of=2020-13-01", "“截至”（as_of）无法理解：所填的是“2020-13-01”。请在下面改正。", "as_of", []),
    ],
)
def test_a_box_that_cannot_be_is_named_and_the_form_stays_with_what_was_typed(
    seeds_client: TestClient, query: str, told: str, box: str, links: list[str]
) -> None:
    page = seeds_client.get(f"{NARROW}{query}&lang=zh", headers=HTML)
    assert page.status_code in (404, 409, 422)
    assert told in page.text
    seen = Seen(page.text)
    wrong = [given for _, given in seen.tags if given.get("aria-invalid") == "true"]
    assert [(given["name"], given["value"]) for given in wrong] == [(box, query.partition("=")[2])]
    assert '<option value="bare_stem" selected>' in page.text, "the other boxes stay"
    offered = Seen(page.text.partition("<main")[2].partition("</main")[0]).links
    assert [link.partition("&lang")[0] for link in offered if link.startswith("?")] == links
    assert "home/Q16963" not in "".join(offered), "the home is not what was wrong"


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/views/home/Q16963/anniversaries?from=2028-01-01&to=2027-01-01", "“自”（from）起止颠倒"),
        ("/views/home/Q16963/report?from=2028-01-01&to=2027-01-01", "“自”（from）起止颠倒"),
        ("/views/list/agreements?home=Q16963&signed_from=2020&signed_to=2010", "“签署至”（signed_to）起止颠倒"),
    ],
)
def test_a_period_that_is_turned_round_is_told_so(seeds_client: TestClient, path: str, told: str) -> None:
    chinese, english = (seeds_client.get(f"{path}&lang={lang}", headers=HTML) for lang in ("zh", "en"))
    assert chinese.status_code == 422
    assert told in chinese.text
    assert "无法理解" not in chinese.text.partition("<h1")[2]
    assert "exchange them" in english.text


def test_what_is_offered_for_a_box_leads_to_the_list_asked_for_so(seeds_client: TestClient) -> None:
    page = seeds_client.get("/views/list/agreements?home=Q16963&place=Taizhou&lang=en", headers=HTML)
    offered = [
        link
        for link in Seen(page.text.partition("<main")[2].partition("</main")[0]).links
        if link.startswith("?") and "place=" in link
    ]
    assert page.status_code == 409
    assert len(offered) > 1
    assert {seeds_client.get(urljoin(str(page.url), link)).status_code for link in offered} == {200}


@pytest.mark.thorough
@pytest.mark.chromium
def test_the_box_at_fault_is_marked_to_the_eye(visit_seeds: Visit) -> None:
    page = visit_seeds("/views/scenario?home=Q16963&unit1=火星&lang=zh").page
    assert page.locator("input[name=unit1]").evaluate("e => getComputedStyle(e).outlineStyle") == "solid"
    assert page.locator("input[name=unit2]").evaluate("e => getComputedStyle(e).outlineStyle") == "none"
