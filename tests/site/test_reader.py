"""Who reads a page: the language chosen stays chosen, problems are told as they can be read, hostile names stay text."""

import re
from collections.abc import Iterator
from datetime import UTC
from html import unescape

import pytest
from fastapi.testclient import TestClient

from graph_service.metrics.knowledge import Knowledge
from graph_service.planning.listing import line_of_list
from graph_service.questions.answered import answered
from graph_service.questions.brief import Brief
from graph_service.questions.gaps import GAPS, Gaps
from graph_service.questions.parameters import Chosen
from graph_service.questions.places import PLACES, Places
from graph_service.questions.question import View
from graph_service.settings import Settings
from graph_service.site.brief import render_brief
from graph_service.site.home import render_home
from graph_service.site.listing import render_listing
from graph_service.site.search import render_search
from graph_service.site.start import render_start
from graph_service.site.templating import Frame
from graph_service.snapshot import Snapshot
from graph_service.web.app import create_app
from tests.pages.pages import HOSTILE
from tests.pages.test_page import hostile
from tests.site.addresses import Seen

HTML = {"Accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8"}
HOME = "/views/home/jiangsu"


@pytest.fixture
def reader(drawn_store: str) -> Iterator[TestClient]:
    """A browser that keeps its cookies."""
    with TestClient(create_app(Settings(store=drawn_store)).app) as client:
        yield client


def language(client: TestClient, path: str, accepted: str = "en") -> str:
    """The language of the page at a path."""
    return client.get(path, headers={"Accept-Language": accepted}).text.partition('<html lang="')[2][:2]


def test_the_language_chosen_stays_chosen_on_every_page(reader: TestClient) -> None:
    assert language(reader, HOME) == "en"
    assert language(reader, "/?lang=zh") == "zh"
    assert [language(reader, path) for path in ("/", HOME, f"{HOME}/gaps", "/views/world", "/views/place/nanjing")] == ["zh"] * 5
    assert language(reader, f"{HOME}?lang=en") == "en"
    assert language(reader, HOME, "zh") == "en"


def test_a_language_that_is_none_is_refused_and_not_kept(reader: TestClient) -> None:
    assert reader.get(f"{HOME}?lang=xx", headers=HTML).status_code == 422
    assert not reader.cookies


def test_the_cookie_is_kept_for_the_prefix_of_the_service_alone(drawn_store: str) -> None:
    with TestClient(create_app(Settings(store=drawn_store, root_path="/graph"))) as client:
        cookie = client.get("/graph/?lang=en").headers["set-cookie"]
    assert "lang=en; Path=/graph/;" in cookie
    assert "SameSite=Lax" in cookie


def test_a_setting_of_one_language_yields_to_who_chose_another(drawn_store: str) -> None:
    with TestClient(create_app(Settings(store=drawn_store, language="zh")).app) as client:
        assert language(client, HOME) == "zh"
        assert language(client, f"{HOME}?lang=en") == "en"
        assert language(client, HOME) == "en"


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/views/home/nowhere", 404, "Not found"),
        ("/views/home/nowhere/gaps", 404, "Not found"),
        ("/views/nothing", 404, "Not found"),
        ("/views/agreement/no~such", 404, "Not found"),
        ("/views/place/Taizhou", 409, "Several places"),
        (f"{HOME}/gaps?type=none", 422, "cannot be understood"),
        (f"{HOME}?as_of=soon", 422, "cannot be understood"),
        ("/views/list/life", 422, "cannot be understood"),
    ],
)
def test_a_problem_of_a_page_is_a_page_unless_json_is_asked_for(client: TestClient, path: str, status: int, said: str) -> None:
    for accepted in (HTML, {"Accept": "*/*"}, {"Accept": ""}):
        page = client.get(path, headers={**accepted, "Accept-Language": "en"})
        assert (page.status_code, page.headers["content-type"]) == (status, "text/html; charset=utf-8")
        assert said in page.text
        assert "default-src 'none'" in page.headers["content-security-policy"]
    document = client.get(path, headers={"Accept": "application/json"})
    assert (document.status_code, document.headers["content-type"]) == (status, "application/problem+json")
    assert document.json()["detail"]


def test_who_names_a_place_that_several_are_called_is_led_to_each(client: TestClient) -> None:
    page = Seen(client.get("/views/place/Taizhou?lang=zh", headers=HTML).text)
    assert {"../../views/place/taizhou?lang=zh", "../../views/place/taizhou-zhejiang?lang=zh"} <= set(page.links)


def test_data_are_documents_whatever_a_browser_accepts(client: TestClient) -> None:
    for accepted in (HTML, {"Accept": "*/*"}, {"Accept": ""}):
        assert client.get("/v1/places/nowhere", headers=accepted).headers["content-type"] == "application/problem+json"


def pages_of_attacks() -> dict[str, str]:
    """Pages of a network in which every name is an attack."""
    found, frame = hostile(), Frame("en", "../../")
    view = View(found)
    return {
        "start": render_start(frame, found, None, UTC),
        "home": render_home(frame, view, found.place("home"), Chosen()),
        "gaps": render_listing(
            frame, found, answered(GAPS, view, Gaps(home="home")), {"home": "home"}, view.vine(Gaps(home="home"))
        ),
        "places": render_listing(frame, found, answered(PLACES, view, Places()), {}),
        "brief": render_brief(frame, view, Brief(home="home", partner="land"), annex=False),
        "search": render_search(Frame("en", "../", [("q", HOSTILE)]), found, HOSTILE),
    }


@pytest.mark.parametrize(("name", "html"), pages_of_attacks().items())
def test_names_from_the_data_and_from_the_address_stay_text(name: str, html: str) -> None:
    tags = Seen(html).tags
    assert HOSTILE not in html
    assert HOSTILE in Seen(html).text
    assert "img" not in {tag for tag, _ in tags}
    assert [tag for tag, _ in tags].count("script") == html.count("</script>") == 1
    assert not [attribute for _, given in tags for attribute in given if attribute.startswith("on")]


def test_a_source_on_the_web_is_told_by_its_host_where_it_would_fill_a_line() -> None:
    known = Knowledge(recorded=3, claimed=7, as_of="2026-05-13", source="https://news.example.org/article?lang=en&id=1062")
    line = line_of_list(known, 2, past=False)
    assert line.en == "3 on record / 7 published (13 May 2026, news.example.org) / 2 without a date"
    assert "公布7对（2026年5月13日，news.example.org）" in line.zh


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/views/home/nowhere", "重新查找"),
        ("/views/home/Taizhou", "请从下面选一个"),
        ("/views/home/jiangsu?kinds=none", "“kinds”无法理解：所填的是“none”。"),
        ("/views/list/gaps?home=jiangsu&type=none", "“缺口类型”（type）无法理解：所填的是“none”。"),
        ("/views/list/gaps", "没有填“home”。"),
    ],
)
def test_a_problem_says_in_chinese_what_to_do_and_keeps_the_words_of_its_document(
    client: TestClient, path: str, told: str
) -> None:
    page = client.get(f"{path}{'&' if '?' in path else '?'}lang=zh", headers=HTML).text
    assert told in page
    assert '</summary><p lang="en" class="known">' in page  # folded, for who keeps the service
    assert told not in client.get(path, headers=HTML | {"Accept-Language": "en"}).text


def test_places_that_may_be_meant_are_told_apart_by_what_they_are_and_where(client: TestClient) -> None:
    page = client.get("/views/place/Taizhou?lang=zh", headers=HTML).text
    assert "台州市 · 城市 · zhejiang · china · taizhou-zhejiang<" in page


def test_a_problem_is_offered_as_no_file_to_keep(client: TestClient) -> None:
    assert "download=1" in client.get("/views/home/jiangsu?lang=en").text
    assert "download=1" not in client.get("/views/home/nowhere?lang=en", headers={"Accept": "text/html"}).text


def test_a_problem_is_told_to_people_in_english_too_and_to_programs_below_a_fold(client: TestClient) -> None:
    page = client.get("/views/place/Qnowhere?lang=en", headers=HTML).text
    before, _, folded = page.partition("<details>")
    assert "Look at the spelling, or search above." in before
    assert "/v1/places" not in before
    assert "/v1/places" in folded


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/views/list/gaps?limit=ten", "“home” is left out. “limit” cannot be understood: “ten” was given. Go back"),
        ("/views/home/jiangsu?as_of=32.13.", "“as of” (as_of): '32.13.' is not a day; give it as YYYY-MM-DD"),
    ],
)
def test_what_cannot_be_understood_is_told_in_english_without_the_words_of_the_framework(
    client: TestClient, path: str, told: str
) -> None:
    text = Seen(client.get(path, headers=HTML | {"Accept-Language": "en"}).text.partition("<details>")[0]).text
    assert told in text
    assert "Input should" not in text
    assert "Field required" not in text


# A date as records have it, but not in an address or an id.
_ISO = re.compile(r"(?<![\d~=/\w-])\d{4}-\d\d(?:-\d\d)?(?![\d-])")
_PAGES = (
    *("/", "/views/home/Q16963", "/views/home/Q130290", "/views/cluster/Q16963/Q183", "/views/country/DE?home=Q16963"),
    *("/views/home/Q16963/gaps", "/views/home/Q16963/actions", "/views/home/Q16963/report", "/views/home/Q16963/anniversaries"),
    *("/views/brief/Q130290/Q148", "/views/list/progress", "/views/list/check", "/views/list/centrality"),
)


@pytest.mark.first(4)
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("path", _PAGES)
def test_a_date_inside_a_sentence_is_written_as_the_language_writes_it(
    seeds: Snapshot, seeds_client: TestClient, path: str, lang: str
) -> None:
    html = seeds_client.get(f"{path}{'&' if '?' in path else '?'}lang={lang}").text
    html = re.sub(r"<(script|style)[^>]*>.*?</\1>", "", html, flags=re.DOTALL)
    texts = [unescape(text).strip() for text in re.findall(r">([^<]+)<", html)]
    dated = {text for text in texts if _ISO.search(text) and not _ISO.fullmatch(text)}
    sources = dated_sources(seeds) if dated else []
    assert [text for text in dated if _ISO.search(_without(sources, text))] == []


def dated_sources(seeds: Snapshot) -> list[str]:
    """What sources with a date in their name are called, which is not ours to write otherwise."""
    documents = {source.document.partition("（无网址")[0] for record in seeds.network for source in record.sources}
    return [document for document in documents if _ISO.search(document)]


def _without(documents: list[str], text: str) -> str:
    for document in documents:
        text = text.replace(document, "")
    return text


_TOLD_PAGES = [
    "home/Q16963",
    "home/Q16963/gaps",
    "home/Q16963/matrix",
    "home/Q16963/candidates",
    "place/Q16666",
    "place/Q16666?depth=2",
]


@pytest.mark.first(2)
@pytest.mark.parametrize("path", _TOLD_PAGES)
def test_no_chinese_sentence_is_followed_by_a_gap_and_no_bracket_is_shut_twice(seeds_client: TestClient, path: str) -> None:
    html = (
        seeds_client.get(f"/views/{path}{'&' if '?' in path else '?'}lang=zh").text.partition("<main")[2].partition("<script")[0]
    )
    assert re.findall(r".{20}。 [^<\s].{10}|.{20}））", html) == []


_TABLES, _GRAPHS = {"XLSX", "CSV", "JSON", "NDJSON"}, {"GEXF", "GeoJSON", "GraphML", "Cytoscape"}


@pytest.mark.first(1)
@pytest.mark.parametrize("path", ["place/Q16666", "home/Q16963/gaps", "path?from=Q16666&to=Q365"])
def test_formats_are_called_as_their_makers_write_them(seeds_client: TestClient, path: str) -> None:
    html = seeds_client.get(f"/views/{path}{'&' if '?' in path else '?'}lang=en").text
    names = set(re.findall(r'<a href="[^"]*format=[a-z]+[^"]*">([A-Za-z]+)</a>', html))
    assert {"XLSX", "CSV", "JSON", "NDJSON"} <= names <= {*_TABLES, *_GRAPHS, "SVG", "PNG", "PDF"}
