"""The page of a cluster: its picture without a script, everybody named, every agreement a row, and the ways on."""

import csv
import io
import re
from html import unescape
from urllib.parse import urljoin
from xml.etree import ElementTree as ET

import pytest
from fastapi.testclient import TestClient

from graph_service.metrics.clusters import clusters_of
from graph_service.metrics.vine import vine_of
from graph_service.pages.cluster_scene import NAMED
from graph_service.pages.labels import labels_of
from graph_service.pages.marks import DOTS
from graph_service.records.base import Names
from graph_service.snapshot import Snapshot
from tests.drawing import agreement, place, snapshot
from tests.pages.pages import DUTCH, HOSTILE, REGIONS, SHANGHAI, TODAY, WEIGHTS, cluster, cluster_page, dutch, full, text_of
from tests.pages.test_page import hostile
from tests.site.addresses import Seen

TILE = r'<a href="([^"]+)"><b>([\d,.]+)</b> ([^<]+)</a>'
SVG = "{http://www.w3.org/2000/svg}"


def drawings(html: str) -> list[ET.Element]:
    """The pictures of a page: for wide screens, for phones, and what of it stands on each sheet of paper."""
    return [ET.fromstring(found) for found in re.findall(r'<svg xmlns[^>]*class="picture".*?</svg>', html, re.DOTALL)]


def test_the_picture_stands_in_the_page_without_a_script_with_a_title_and_no_style_of_its_own() -> None:
    html = cluster_page(DUTCH, "jiangsu", "netherlands", "en")
    wide, narrow = drawings(html)
    assert wide.findtext(f"{SVG}title") == narrow.findtext(f"{SVG}title") == "jiangsu × netherlands: grape cluster"
    assert wide.get("role") == "img"
    assert " style=" not in html
    assert "vis-network" not in html


def test_every_agreement_is_a_row_that_leads_to_it_and_to_both_its_places() -> None:
    seen = Seen(cluster_page(DUTCH, "jiangsu", "netherlands", "en"))
    rows = [row for row in seen.rows if len(row) in (7, 8) and row[0] != "counts as"]
    assert ["A on-stem", "eindhoven", "north-brabant", "nanjing", "2", "formal", "active", "1985-10-25"] in rows
    assert ["beside the count", "oss", "north-brabant", "taizhou", "2", "planned", "planned", "undated"] not in rows
    assert len(rows) == 6
    ways = {link.partition("?")[0].removeprefix("../../../views/") for link in seen.links}
    assert {"agreement/eindhoven~nanjing", "place/eindhoven", "place/nanjing"} <= ways


@pytest.mark.parametrize("language", ["zh", "en"])
def test_up_to_sixty_grapes_everybody_is_named_whole_on_the_picture(language: str) -> None:
    found = full(NAMED - 5)
    picture = cluster(found, "jiangsu", "netherlands")
    assert sum(line.role not in ("stem", None) for line in picture.scene.lines) >= NAMED - 5
    written = {re.sub(r"\s", "", "".join(label.rows)) for label in labels_of(picture.scene, language)}
    names = {getattr(found.places[f"town{i}"].names, language) for i in range(NAMED - 5)}
    assert {re.sub(r"\s", "", name) for name in names} <= written


def test_above_sixty_the_picture_counts_by_region_and_everybody_follows_by_name() -> None:
    found = full(NAMED + 10)
    html = cluster_page(found, "jiangsu", "netherlands", "en")
    (wide, *_), seen = drawings(html), Seen(html)
    said = ["".join(text.itertext()) for text in wide.iter(f"{SVG}text")]
    assert {f"area{i}" for i in range(REGIONS)} <= {*said}
    assert sum(int(text.partition(" ")[0]) for text in said if " below · " in text) == NAMED + 10 + 5
    names = html.partition('class="names"')[2].partition("</section>")[0]
    assert all(f">Town number {i} upon the Long River</a>" in names for i in range(NAMED + 10))
    assert all(f"place/town{i}?" in " ".join(seen.links) for i in range(NAMED + 10))


def test_a_name_that_has_no_room_on_the_picture_stands_whole_in_the_table() -> None:
    long = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch upon the Very Long River of the North and of the South"
    found = snapshot(
        [*dutch(), place("far", "city", "NL", "north-brabant", names=Names(en=long)), agreement("nanjing", "far", "formal 2001")]
    )
    (label,) = (label for label in labels_of(cluster(found, "jiangsu", "netherlands").scene, "en") if label.rows[0][:3] == "Lla")
    assert label.rows[-1].endswith("…")
    assert long in [row[1] for row in Seen(cluster_page(found, "jiangsu", "netherlands", "en")).rows if len(row) > 1]


def test_what_grapes_count_as_is_told_by_shape_so_that_a_grey_print_can_be_read() -> None:
    assert len({DOTS[name].shape for name in ("A", "B", "U", "C", "D", "trunk")}) == 6


def test_each_cluster_leads_to_the_one_before_and_after_it_in_the_table_of_the_home(seeds: Snapshot) -> None:
    vine = vine_of(seeds, "Q16963", TODAY)
    countries = [row.partner.id for row in clusters_of(vine, WEIGHTS) if row.grain == "country"]
    for at in (0, 1, len(countries) - 1):
        html = cluster_page(seeds, "Q16963", countries[at])
        after = re.search(r'cluster/Q16963/(\w+)\?[^"]*" rel="next"', html)
        before = re.search(r'cluster/Q16963/(\w+)\?[^"]*" rel="prev"', html)
        assert (after and after[1]) == (countries[at + 1] if at + 1 < len(countries) else None)
        assert (before and before[1]) == (countries[at - 1] if at else None)


def test_ways_from_a_cluster_keep_the_agreements_it_is_about(client: TestClient) -> None:
    html = client.get("/views/cluster/jiangsu/netherlands?lang=en&kinds=formal&as_of=2020-01-01").text
    ways = [link for link in Seen(html).links if "views/cluster/" in link or "list/cluster" in link]
    assert ways
    assert all("kinds=formal" in link and "as_of=2020-01-01" in link for link in ways)


def test_free_places_of_an_area_stand_under_the_area_and_never_under_a_region_of_it_beside_others(
    seeds_client: TestClient,
) -> None:
    html = seeds_client.get("/views/cluster/Q1198/CN?lang=en").text
    free = html.partition("Partners still free")[2].partition("</section>")[0]
    headings = re.findall(r"<(?:summary|h3|dt)[^>]*>(.*?)</(?:summary|h3|dt)>", free, re.DOTALL)
    told = [re.sub(r"<[^>]+>", "", heading).strip() for heading in headings]
    assert [heading for heading in told if heading.startswith("Taiwan, China")]
    assert [heading for heading in told if heading.startswith("Tainan")] == []


def test_what_is_free_beside_a_cluster_are_the_empty_units_and_the_places_without_an_agreement() -> None:
    html = cluster_page(DUTCH, "jiangsu", "netherlands", "en")
    assert "Home units without a grape on record here (10)" in html
    free = html.partition("Partners still free")[2]
    assert ">oss<" in free
    assert ">eindhoven<" not in free


def test_an_empty_cluster_says_so_and_one_inside_the_own_state_where_its_ties_stand() -> None:
    assert "没有在册协议，也没有计划" in cluster_page(DUTCH, "jiangsu", "vaud", as_of=TODAY.as_of.replace(year=1970))
    assert 'role="status"' not in cluster_page(SHANGHAI, "shanghai", "japan")


def test_a_hostile_name_is_text_in_the_page_and_in_its_picture() -> None:
    for language in ("zh", "en"):
        html = cluster_page(hostile(), "home", "land", language)
        assert HOSTILE not in html
        assert "img" not in {name for name, _ in Seen(html).tags}
        assert len(drawings(html)) == 2


def test_the_picture_alone_is_a_file_that_opens_anywhere(client: TestClient) -> None:
    answer = client.get("/views/cluster/jiangsu/netherlands?lang=en&format=svg")
    assert answer.headers["content-type"] == "image/svg+xml"
    assert ET.fromstring(answer.content).findtext(f"{SVG}title") == "jiangsu × netherlands: grape cluster"
    assert client.get("/views/cluster/jiangsu/netherlands?format=gif").status_code == 422


def test_a_unit_without_a_grape_that_counts_tells_what_it_has_beside_the_count() -> None:
    html = cluster_page(DUTCH, "jiangsu", "netherlands", "en")
    assert ">taizhou</a> (beside the count: planned 1)</li>" in html
    assert ">nantong</a></li>" in html


def test_a_picture_too_large_for_one_sheet_of_paper_stands_on_several() -> None:
    wide, _, *sheets = drawings(cluster_page(full(50), "jiangsu", "netherlands", "en"))
    assert len(sheets) > 1
    assert {sheet.findtext(f"{SVG}title") for sheet in sheets} == {wide.findtext(f"{SVG}title")}


@pytest.mark.parametrize("address", ["Q16963/Q1198", "Q16963/Q17", "Q16963/Q17?as_of=1995-01-01", "Q1198/Q148", "Q8686/Q17"])
def test_each_number_of_agreements_opens_a_list_of_just_as_many(seeds_client: TestClient, address: str) -> None:
    page = f"/views/cluster/{address}{'&' if '?' in address else '?'}lang=en"
    html = seeds_client.get(page).text.partition('<ul class="figures">')[2].partition("</ul>")[0]
    tiles = {words: (unescape(href), number) for href, number, words in re.findall(TILE, html)}
    stems = "stem on record" if "stem on record" in tiles else "stems on record"
    for words in (stems, "grapes on record", "beside the count"):
        href, number = tiles[words]
        listed = seeds_client.get(urljoin(page, href)).text
        assert re.search(rf"<h1>(.*\D)?{number} agreement", listed), (words, number, href)


@pytest.mark.parametrize(("home", "partner"), [("Q16963", "Q183"), ("Q43407", "Q17"), ("Q130290", "Q30")])
def test_the_files_of_a_cluster_tell_the_region_of_each_agreement_as_its_page_does(
    seeds_client: TestClient, home: str, partner: str
) -> None:
    page = Seen(seeds_client.get(f"/views/cluster/{home}/{partner}?lang=zh").text)
    file = seeds_client.get(f"/v1/clusters/{home}/{partner}?format=csv").text.lstrip("\ufeff")
    rows = {row["agreement"]: row for row in csv.DictReader(io.StringIO(file))}
    heads = next(row for row in page.rows if row[:1] == ["计为"] and "省州" in row)
    shown = {
        (row[heads.index("友城")], row[heads.index("我方")], row[heads.index("省州")])
        for row in page.rows
        if len(row) == len(heads)
    }
    told = {(row["partner_zh"] or row["partner_en"], row["unit_zh"] or row["unit_en"], row["region_zh"]) for row in rows.values()}
    grapes = {row for row in shown - {tuple(heads[at] for at in (1, 3, 2))} if row[2] not in ("", "—")}
    assert len(grapes) > 3
    assert {row for row in grapes if row[2] != "省州"} <= told
    side_shoots = [row for row in rows.values() if row["class"] == "B"]
    assert [row["agreement"] for row in side_shoots if not row["region"]] == []


@pytest.mark.first(1)
@pytest.mark.parametrize("home", ["Q16963", "Q43407", "Q1198", "Q130290"])
def test_the_number_beside_the_count_is_that_of_its_section_and_what_may_be_no_other_has_a_section_of_its_own(
    seeds: Snapshot, home: str
) -> None:
    vine = vine_of(seeds, home, TODAY)
    for found in [one for one in clusters_of(vine, WEIGHTS) if one.partner.is_level("country")]:
        html = cluster_page(seeds, home, found.partner.id, "en")
        (number,) = (value for _, value, words in re.findall(TILE, html) if words == "beside the count")
        section = re.search(r"<h2>Beside the count \((\d+)\)</h2>", html)
        assert int(number) == (int(section[1]) if section else 0), found.partner.id


def test_a_second_record_of_what_counts_is_told_apart_from_what_stands_beside_the_count(seeds: Snapshot) -> None:
    html = cluster_page(seeds, "Q16963", "Q921", "zh")  # Brunei
    assert "<h2>另计" not in html
    assert "<h2>未计：可能与已计入的是同一对 (1)</h2>" in html


def test_a_chinese_name_without_an_english_one_has_its_reading_before_it_where_there_is_but_one(
    seeds_client: TestClient,
) -> None:
    english, chinese = (text_of(seeds_client.get(f"/views/cluster/Q130290/Q148?lang={lang}").text) for lang in ("en", "zh"))
    assert "Chengguan Qu (城关区)" in english
    assert re.search(r"[^(]长安区[^)]", english)  # 长 is read in two ways
    assert "城关区" in chinese
    assert "Chengguan" not in chinese
    assert "<h1>Chengguan Qu (城关区)</h1>" in seeds_client.get("/views/place/cn%3A540102?lang=en").text
