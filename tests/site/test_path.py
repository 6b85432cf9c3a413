"""The page of the ways between two places: the chains of the answer as strips, and in words what cannot be shown."""

from urllib.parse import parse_qs, urljoin, urlsplit

import pytest
from fastapi.testclient import TestClient

from graph_service.questions.parameters import Chosen
from graph_service.questions.question import View
from graph_service.site.path import render_path
from graph_service.site.templating import Frame
from graph_service.words.bilingual import Language
from graph_service.words.days import written
from tests.pages.pages import HOSTILE
from tests.pages.test_page import hostile
from tests.site.addresses import Seen

NANJING_COLOGNE = "/views/path?from=南京&to=Köln&lang={}"


def chains(html: str) -> list[list[str]]:
    """Where each strip of a page leads, from its first place to its last, agreements between."""
    strips = html.split('<ol class="chain">')[1:]
    return [[link.partition("?")[0] for link in Seen(strip.partition("</ol>")[0]).links] for strip in strips]


@pytest.mark.parametrize(("language", "undated"), [("zh", "未注明日期"), ("en", "undated")])
def test_the_first_three_chains_of_the_answer_stand_step_by_step(
    seeds_client: TestClient, language: Language, undated: str
) -> None:
    page = seeds_client.get(NANJING_COLOGNE.format(language))
    answer = seeds_client.get("/v1/places/Q16666/paths/Q365").json()
    expected = []
    for chain in answer["items"][:3]:
        parts = [f"../views/place/{chain['places'][0]['id']}"]
        for agreement, place in zip(chain["agreements"], chain["places"][1:], strict=True):
            parts += [f"../views/agreement/{agreement['id']}", f"../views/place/{place['id']}"]
        expected.append(parts)
    assert (page.status_code, chains(page.text)) == (200, expected)
    text = Seen(page.text).text
    dates = [
        written(edge["since"], language) if edge["since"] else undated
        for chain in answer["items"][:3]
        for edge in chain["agreements"]
    ]
    assert [date for date in dates if date not in text] == []
    assert str(answer["total"]) in text


def test_all_chains_and_the_files_of_those_shown_are_a_click_away(seeds_client: TestClient) -> None:
    address = NANJING_COLOGNE.format("en")
    links = Seen(seeds_client.get(address).text).links
    (whole,) = (link for link in links if "list/paths" in link)
    total = seeds_client.get("/v1/places/Q16666/paths/Q365").json()["total"]
    assert len(Seen(seeds_client.get(urljoin(address, whole)).text).rows) == total + 1
    (file,) = (link for link in links if "v1/" in link and "format=csv" in link)
    rows = seeds_client.get(urljoin(address, file)).text.splitlines()[1:]
    assert {row.partition(",")[0] for row in rows} == {"1", "2", "3"}


def test_the_form_keeps_what_was_typed_as_names_and_leads_the_other_way_round(seeds_client: TestClient) -> None:
    seen = Seen(seeds_client.get("/views/path?from=Q16666&to=Q365&lang=zh&kinds=formal").text)
    given = {tag["name"]: tag.get("value") for name, tag in seen.tags if name == "input" and tag.get("name") != "q"}
    assert given == {"lang": "zh", "kinds": "formal", "from": "南京市", "to": "科隆（德国）"}  # 科隆 is a place in Panama too
    (back,) = (parse_qs(urlsplit(link).query) for link in seen.links if link.startswith("?") and "to=%E5%8D%97" in link)
    assert back == {"kinds": ["formal"], "from": ["科隆（德国）"], "to": ["南京市"], "lang": ["zh"]}


def test_a_chain_counts_the_kinds_that_are_asked_for(client: TestClient) -> None:
    assert chains(client.get("/views/path?from=jiangsu&to=vaud").text)
    page = client.get("/views/path?from=jiangsu&to=vaud&kinds=exchange&lang=zh")
    assert (page.status_code, chains(page.text)) == (200, [])
    assert "不等于两地没有往来" in page.text


@pytest.mark.parametrize(
    ("query", "zh", "en"),
    [
        ("", "请填两个地方", "Name two places"),
        ("from=jiangsu", "请填两个地方", "Name two places"),
        ("from=jiangsu&to=jiangsu", "同一个地方", "the same place"),
        ("from=jiangsu&to=qqzzxx", "没有地方叫“qqzzxx”", "No place is called “qqzzxx”"),
        ("from=Taizhou&to=jiangsu", "有2个地方叫“Taizhou”", "Several places are called “Taizhou”"),
    ],
)
def test_what_cannot_be_shown_is_said_in_words(client: TestClient, query: str, zh: str, en: str) -> None:
    for language, words in (("zh", zh), ("en", en)):
        page = client.get(f"/views/path?lang={language}&{query}")
        assert (page.status_code, words in Seen(page.text).text, chains(page.text)) == (200, True, [])


def test_who_names_one_of_several_places_chooses_by_a_click(client: TestClient) -> None:
    address = "/views/path?lang=en&from=Taizhou&to=vaud"
    meant = [link for link in Seen(client.get(address).text).links if "from=taizhou" in link]
    assert len(meant) == 2
    assert {client.get(urljoin(address, link)).status_code for link in meant} == {200}


def test_names_of_the_data_and_of_the_address_stay_text() -> None:
    found = hostile()
    for given in (("home", HOSTILE), (HOSTILE, ""), ("unit", "city")):
        html = render_path(Frame("en", "../"), View(found), given, Chosen())
        assert HOSTILE not in html
        assert "img" not in {tag for tag, _ in Seen(html).tags}


@pytest.mark.parametrize(
    "path",
    [
        "path?from=jiangsu&to=vaud",
        "compare?homes=jiangsu,vaud",
        "country/NL",
        "country/NL?home=jiangsu",
        "scenario?home=jiangsu&unit1=nanjing&partner1=vaud",
        "home/jiangsu/candidates",
    ],
)
def test_a_saved_page_asks_nothing_of_a_service_that_is_not_there(client: TestClient, path: str) -> None:
    saved = client.get(f"/views/{path}{'&' if '?' in path else '?'}download=1&lang=en")
    seen = Seen(saved.text)
    assert saved.status_code == 200
    assert [name for name, _ in seen.tags if name in ("form", "input", "button")] == []
    assert [link for link in seen.links if not link.startswith(("http", "#"))] == []
    assert client.get(f"/views/{path}").text.count("<tr>") == saved.text.count("<tr>")


def test_who_asks_for_a_chain_to_a_country_is_told_to_name_a_place_in_it(seeds_client: TestClient) -> None:
    assert "name a place in it" in seeds_client.get("/views/path?from=Q16963&to=Q183&lang=en").text
    assert "name a place in it" not in seeds_client.get("/views/path?from=Q16666&to=Q365&lang=en").text


@pytest.mark.parametrize("written", ["科隆 德国", "科隆，德国", "Cologne, Germany", "科隆（德国）"])
def test_a_place_is_named_with_what_it_lies_in_as_in_the_search(seeds_client: TestClient, written: str) -> None:
    html = seeds_client.get("/views/path", params={"from": "南京", "to": written, "lang": "zh"}).text
    assert "<h1>南京市到科隆：" in html
