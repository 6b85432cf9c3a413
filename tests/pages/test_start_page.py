"""The start page: the homes with data, the most stems first, and ways on that need no script."""

import re
from datetime import date

from graph_service.metrics.selection import Selection
from graph_service.metrics.vine import vine_of
from graph_service.pages.homes import homes_by_country, homes_by_state
from graph_service.pages.start import render_start
from graph_service.planning.areas import areas_called
from graph_service.records.network import Network
from graph_service.snapshot import Snapshot
from tests.drawing import agreement, place, snapshot
from tests.pages.pages import DUTCH, SHANGHAI, Tags, dutch, text_of


def links(html: str) -> set[str]:
    return {attributes.get("href") or "" for name, attributes in Tags(html).found if name == "a"}


def test_a_home_is_counted_with_all_of_its_units() -> None:
    (jiangsu,) = homes_by_country(DUTCH)["CN"]
    assert (jiangsu.place.id, jiangsu.agreements, jiangsu.own) == ("jiangsu", 9, 3)


def test_the_country_with_most_stems_comes_first() -> None:
    assert next(iter(homes_by_country(DUTCH))) == "CN"


def test_the_largest_clusters_are_countries_and_regions_with_a_stem() -> None:
    (shanghai,) = homes_by_country(SHANGHAI)["CN"]
    assert [(partner.id, count) for partner, count in shanghai.largest] == [("japan", 7), ("osaka-prefecture", 6)]


def test_domestic_agreements_and_those_of_organisations_make_no_home() -> None:
    domestic = snapshot([*dutch(), place("zhejiang", "province", "CN", "china"), agreement("jiangsu", "zhejiang")])
    assert [home.place.id for home in homes_by_country(domestic)["CN"]] == ["jiangsu"]


def test_every_home_leads_to_its_pictures_and_to_its_data() -> None:
    found = links(render_start(DUTCH, "zh"))
    assert {
        "./views/place/jiangsu",
        "./v1/clusters?home=jiangsu",
        "./v1/gaps?home=jiangsu",
        "./views/cluster/jiangsu/netherlands",
        "./docs",
    } <= found


def test_a_small_home_is_one_link_to_its_largest_cluster() -> None:
    html = render_start(DUTCH, "zh")
    assert "./views/cluster/utrecht-province/china" in links(html)
    assert "./v1/clusters?home=utrecht-province" not in links(html)


def test_ids_are_quoted_in_addresses() -> None:
    records = [place("cn:32&x=1", "province", "CN", "china"), agreement("cn:32&x=1", "vaud")]
    assert "./v1/clusters?home=cn%3A32%26x%3D1" in links(render_start(snapshot([*dutch(), *records]), "zh"))


def test_the_search_box_works_without_a_script() -> None:
    tags = Tags(render_start(DUTCH, "zh")).found
    assert ("form", "./v1/places") in [(name, attributes.get("action")) for name, attributes in tags]
    assert any(attributes.get("name") == "q" for name, attributes in tags if name == "input")


def test_without_data_the_page_says_how_to_load_some() -> None:
    empty = Snapshot(Network(), "empty", date(2026, 11, 21))
    assert "graph-service load" in text_of(render_start(empty, "en"))


def test_a_home_is_counted_as_its_clusters_count_it(seeds: Snapshot) -> None:
    listed = {entry.place.id: entry.agreements for entry in seeds.once(homes_by_country)["CN"]}
    for home in ("Q16963", "Q15175", "Q8686"):
        assert listed[home] == len(vine_of(seeds, home, Selection(seeds.today)).ties.effective)


def test_an_area_stands_under_its_state_and_is_no_group_beside_it(seeds: Snapshot) -> None:
    groups = {group.code: group for group in seeds.once(homes_by_state)}
    assert {"TW", "HK", "MO", "PR", "RE", "AX"}.isdisjoint(groups)
    assert {"TW", "MO"} <= set(groups["CN"].areas)
    html = render_start(seeds, "zh")
    headings = [text_of(heading) for heading in re.findall(r"<summary>.*?</summary>", html)]
    assert not [heading for heading in headings if "台湾" in heading or "澳门" in heading or "Puerto Rico" in heading]
    (china,) = (group for group in html.split("<details") if "中国" in group.partition("</summary>")[0])
    below = china.partition('<section class="areas">')[2]
    assert "港澳台" in text_of(below)
    assert "./views/place/Q14773" in below or "/Q14773/" in below


def test_a_state_whose_homes_are_all_in_its_areas_still_heads_them() -> None:
    records = [
        place("realm", "country", "DK"), place("isles", "country", "FO", levels=("country", "province"), area_of="DK"),
        agreement("isles", "vaud"),
    ]  # fmt: skip
    (group,) = (group for group in homes_by_state(snapshot([*dutch(), *records])) if group.code == "DK")
    assert (group.homes, [home.place.id for home in group.areas["FO"]]) == ((), ["isles"])


def test_areas_are_called_by_the_word_of_their_own_state_where_it_is_on_record() -> None:
    china, other = place("c", "country", "CN", areas_called="港澳台"), place("u", "country", "US")
    found = snapshot([china, place("hk", "country", "HK", area_of="CN"), other, place("pr", "country", "PR", area_of="US")])
    assert [areas_called(found, code).zh for code in ("CN", "HK", "PR")] == ["港澳台", "港澳台", "本国地区"]
