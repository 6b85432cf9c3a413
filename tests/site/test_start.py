"""The first page: what may be looked for, the homes with data, and ways on that need no script."""

import asyncio
import gzip
import re
from collections.abc import Iterator
from csv import DictReader
from datetime import UTC
from html import unescape
from pathlib import Path

import msgspec
import pytest
from fastapi.testclient import TestClient

from graph_service.answers.changes import ChangesAnswer, Opening
from graph_service.errors import StoreUnavailable
from graph_service.metrics.selection import Selection
from graph_service.metrics.worldwide import by_country, world_of
from graph_service.pages.homes import homes_by_state
from graph_service.records.network import ChangeSet
from graph_service.settings import Settings
from graph_service.site.start import render_start as rendered
from graph_service.site.templating import Frame
from graph_service.site.world_countries import middles_of
from graph_service.snapshot import Snapshot
from graph_service.store.embedded import EmbeddedStore
from graph_service.web.app import create_app
from graph_service.words.bilingual import Bilingual, Language
from tests.chromium import Visit
from tests.conftest import forgetful
from tests.drawing import agreement, place, snapshot
from tests.pages.pages import DUTCH, Tags, dutch, text_of
from tests.site.addresses import Seen

ZH, EN = Frame("zh", "./"), Frame("en", "./")
NEW = ChangesAnswer(
    snapshot="", since=1, begins=Opening(1, "2026-11-20T20:00:00Z", "office", 9), total=0, items=(), next=None, latest=1
)


def render_start(frame: Frame, snapshot: Snapshot) -> str:
    """The first page of a store just loaded."""
    return rendered(frame, snapshot, NEW, UTC)


def links(html: str) -> set[str]:
    """Where a page leads, without the words of the queries."""
    return {(attributes.get("href") or "").partition("?")[0] for name, attributes in Tags(html).found if name == "a"}


def test_every_home_leads_to_its_page() -> None:
    assert {"./views/home/jiangsu", "./views/home/utrecht-province", "./views/world", "./docs"} <= links(render_start(ZH, DUTCH))


@pytest.mark.parametrize(
    ("frame", "asked"), [(ZH, "您是哪个省（州）？"), (EN, "Which province or region are you?")], ids=["zh", "en"]
)
def test_who_comes_for_the_first_time_is_asked_for_the_province_above_the_homes(frame: Frame, asked: str) -> None:
    before, _, homes = render_start(frame, DUTCH).partition(f"<h2>{asked}</h2>")
    assert "views/home/" not in before
    assert "./views/home/jiangsu" in homes.partition("</section>")[0]


def test_ids_are_quoted_in_addresses() -> None:
    records = [place("cn:32&x=1", "province", "CN", "china"), agreement("cn:32&x=1", "vaud")]
    assert "./views/home/cn%3A32%26x%3D1" in links(render_start(ZH, snapshot([*dutch(), *records])))


def test_the_search_box_works_without_a_script() -> None:
    tags = Tags(render_start(ZH, DUTCH)).found
    assert ("form", "./views/search") in [(name, attributes.get("action")) for name, attributes in tags]
    assert any(attributes.get("name") == "q" for name, attributes in tags if name == "input")


@pytest.fixture(scope="module")
def without_data(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """The app on a store that holds nothing."""
    store = tmp_path_factory.mktemp("empty") / "graph.db"
    EmbeddedStore.open(store)
    with TestClient(create_app(Settings(store=f"sqlite:///{store}"))) as client:
        yield client


EVERYWHERE = [
    "",
    "views/world",
    "views/home/Q16963",
    "views/search?q=南京",
    "views/compare?homes=Q16963",
    "views/list/agreements",
]


@pytest.mark.parametrize("path", EVERYWHERE)
@pytest.mark.parametrize(("lang", "said"), [("zh", "还没有数据"), ("en", "No data yet")])
def test_without_data_every_page_says_how_to_load_some(without_data: TestClient, path: str, lang: str, said: str) -> None:
    address = f"/{path}{'&' if '?' in path else '?'}lang={lang}"
    text = text_of(without_data.get(address, headers={"Accept": "text/html"}).text)
    assert said in text
    assert "graph-service load" in text


def test_with_data_no_page_speaks_of_loading_some(client: TestClient) -> None:
    assert "graph-service load" not in client.get("/views/home/nowhere?lang=en", headers={"Accept": "text/html"}).text


def test_an_area_stands_under_its_state_and_is_no_group_beside_it(seeds: Snapshot) -> None:
    html = render_start(ZH, seeds)
    headings = [text_of(heading) for heading in re.findall(r"<summary>.*?</summary>", html)]
    assert not [heading for heading in headings if "台湾" in heading or "澳门" in heading or "Puerto Rico" in heading]
    (china,) = (group for group in html.split("<details") if "中国" in group.partition("</summary>")[0])
    below = china.partition('<section class="areas">')[2]
    assert "港澳台" in text_of(below)
    assert "./views/home/Q14773" in below
    english = text_of(render_start(EN, seeds))
    assert "areas (Hong Kong, China; Macao, China; Taiwan, China)" in english
    assert "homes: 31" in english


def test_the_first_page_weighs_forty_kilobytes_at_most(seeds: Snapshot) -> None:
    assert max(len(gzip.compress(render_start(frame, seeds).encode())) for frame in (ZH, EN)) <= 40_000


def test_the_homes_of_other_states_are_a_click_away(seeds: Snapshot) -> None:
    first, whole = (rendered(Frame("en", "./", query), seeds, NEW, UTC) for query in ((), [("all", "1")]))
    assert "?all=1&lang=en" in unescape(first)
    assert "./views/home/Q1198" in links(first)
    homes = {link for link in links(whole) if "/home/" in link}
    states = seeds.once(homes_by_state)
    areas = {code for code, one in seeds.countries.items() if one.area_of and one.is_level("province")}
    lone = areas - {code for state in states for code in state.areas}
    assert len(homes) == sum(len(state.homes) + sum(map(len, state.areas.values())) for state in states) + len(lone)
    assert not any(link.startswith("?all=1") and "format=" not in link for link in links(whole))


@pytest.mark.parametrize("frame", [ZH, EN])
def test_the_world_at_a_glance_has_a_dot_for_every_country_with_ties_abroad(seeds: Snapshot, frame: Frame) -> None:
    html = render_start(frame, seeds)
    (picture,) = re.findall(r"<svg.*?</svg>", html, re.DOTALL)
    figures = by_country(seeds, world_of(seeds, Selection(seeds.today)))
    abroad = {code: found.abroad for code, found in figures.items() if found.abroad}
    placed = middles_of(seeds, world_of(seeds, Selection(seeds.today))).keys()
    assert {f"./views/country/{code}" for code in abroad.keys() & placed} == links(picture)
    missing = len(abroad.keys() - placed)
    assert frame.say(Bilingual(f"另有{missing}个没有坐标", f"{missing} more have no coordinates")) in picture
    assert f"{abroad['CN']:,}</title>" in picture
    assert "<title>" in picture
    assert "<desc>" in picture
    assert frame.say(Bilingual("示意图，不绘边界", "schematic, no boundaries")) in picture
    listed = html.replace(picture, "")
    assert all(f"views/country/{code}?" in listed for code in abroad)


@pytest.mark.parametrize(
    ("frame", "said"), [(ZH, "2026年11月20日载入，此后没有变更"), (EN, "nothing changed since it was loaded on 20 November 2026")]
)
def test_a_store_just_loaded_says_that_nothing_changed_since(frame: Frame, said: str) -> None:
    assert said in text_of(render_start(frame, DUTCH))


def test_a_store_that_does_not_answer_is_said_and_the_page_is_kept_by_nobody(
    drawn_store: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fails(*_: object) -> None:
        raise StoreUnavailable("gone")

    with forgetful(TestClient(create_app(Settings(store=drawn_store)))) as client:
        kept = client.get("/?lang=en")
        monkeypatch.setattr(EmbeddedStore, "changes", fails)
        again, answer = client.get("/?lang=en"), client.get("/?lang=en&all=1")
    assert "etag" in kept.headers
    assert again.text == kept.text  # ready: the store is not asked again
    assert "the record of changes cannot be read now" in answer.text
    assert (answer.headers["cache-control"], "etag" in answer.headers) == ("no-store", False)


def test_the_last_changes_stand_on_the_page_by_name_with_a_way_to_the_record(tmp_path: Path) -> None:
    path = tmp_path / "graph.db"
    store = EmbeddedStore.open(path)
    places = [place(f"p{number}", "city", "DE") for number in range(12)]
    tie = agreement("p1", "p2", "formal 2001")
    asyncio.run(store.apply(ChangeSet((*places, tie)), "office"))
    for number in range(9):
        asyncio.run(store.apply(ChangeSet((msgspec.structs.replace(places[number], note="seen"),)), f"<i>{number}</i>"))
    asyncio.run(store.apply(ChangeSet((msgspec.structs.replace(tie, key=True),)), "Li"))
    with TestClient(create_app(Settings(store=f"sqlite:///{path}"))) as client:
        seen = Seen(client.get("/?lang=en").text)
    rows = [row for row in seen.rows if len(row) == 4][1:]
    assert len(rows) == 8
    assert rows[0][1:] == ["Li", "p1 — p2", "mark of a key partner"]
    assert rows[1][1:] == ["<i>8</i>", "p8", "note"]
    assert "./views/agreement/p1~p2?lang=en" in seen.links or "./views/agreement/p1%7Ep2?lang=en" in seen.links
    assert "./views/place/p8?lang=en" in seen.links


def test_all_agreements_and_places_are_taken_away_whole(client: TestClient) -> None:
    ways = [link for link in Seen(client.get("/?lang=en").text).links if "v1/" in link and "format=" in link]
    assert len(ways) == 4
    for held in ("agreements", "places"):
        total = client.get(f"/v1/{held}?limit=1").json()["total"]
        (csv,) = (link for link in ways if link.startswith(f"./v1/{held}?") and link.endswith("format=csv"))
        assert len(list(DictReader(client.get(csv[1:]).text.removeprefix("\ufeff").splitlines()))) == total


@pytest.mark.parametrize(("language", "names"), [("zh", ["香港", "澳门"]), ("en", ["Hong Kong", "Macao"])])
def test_every_area_of_a_state_stands_with_homes_or_without(seeds: Snapshot, language: Language, names: list[str]) -> None:
    html = rendered(Frame(language, "./"), seeds, NEW, UTC)
    areas = html.partition('<section class="areas">')[2].partition("</section>")[0]
    assert [name for name in names if name not in areas] == []
    assert "views/home/Q8646" in areas


@pytest.mark.parametrize(("lang", "told"), [("zh", "在册对外协议越多越大"), ("en", "the larger, the more agreements abroad")])
def test_the_map_says_below_it_what_its_marks_are(seeds_client: TestClient, lang: str, told: str) -> None:
    html = seeds_client.get(f"/?lang={lang}").text
    assert (
        told
        in html.partition('<svg xmlns="http://www.w3.org/2000/svg" class="map"')[2].partition("</svg>")[2].partition("</p>")[0]
    )


@pytest.mark.thorough
@pytest.mark.chromium
def test_at_a_desk_countries_stand_side_by_side_and_one_that_is_opened_has_the_whole_width(visit_seeds: Visit) -> None:
    page = visit_seeds("/?lang=en", viewport={"width": 1440, "height": 900}).page
    countries = page.locator("div.homes > details")
    tops = countries.evaluate_all("found => found.map(one => one.offsetTop)")
    assert len(set(tops)) < len(tops) / 2
    countries.nth(3).locator("summary").click()
    assert countries.nth(3).evaluate("one => one.offsetWidth === one.parentElement.offsetWidth")
