"""The first page: what may be looked for, the homes with data, and ways on that need no script."""

import gzip
import re
from datetime import date

import pytest

from graph_service.records.network import Network
from graph_service.site.start import render_start
from graph_service.site.templating import Frame
from graph_service.snapshot import Snapshot
from tests.drawing import agreement, place, snapshot
from tests.pages.pages import DUTCH, Tags, dutch, text_of

ZH, EN = Frame("zh", "./"), Frame("en", "./")


def links(html: str) -> set[str]:
    """Where a page leads, without the words of the queries."""
    return {(attributes.get("href") or "").partition("?")[0] for name, attributes in Tags(html).found if name == "a"}


def test_every_home_leads_to_its_page() -> None:
    assert {"./views/home/jiangsu", "./views/home/utrecht-province", "./views/world", "./docs"} <= links(render_start(ZH, DUTCH))


def test_ids_are_quoted_in_addresses() -> None:
    records = [place("cn:32&x=1", "province", "CN", "china"), agreement("cn:32&x=1", "vaud")]
    assert "./views/home/cn%3A32%26x%3D1" in links(render_start(ZH, snapshot([*dutch(), *records])))


def test_the_search_box_works_without_a_script() -> None:
    tags = Tags(render_start(ZH, DUTCH)).found
    assert ("form", "./views/search") in [(name, attributes.get("action")) for name, attributes in tags]
    assert any(attributes.get("name") == "q" for name, attributes in tags if name == "input")


@pytest.mark.parametrize(("frame", "said"), [(ZH, "还没有数据"), (EN, "No data yet")])
def test_without_data_the_page_says_how_to_load_some(frame: Frame, said: str) -> None:
    text = text_of(render_start(frame, Snapshot(Network(), "empty", date(2026, 11, 21))))
    assert said in text
    assert "graph-service load" in text


def test_an_area_stands_under_its_state_and_is_no_group_beside_it(seeds: Snapshot) -> None:
    html = render_start(ZH, seeds)
    headings = [text_of(heading) for heading in re.findall(r"<summary>.*?</summary>", html)]
    assert not [heading for heading in headings if "台湾" in heading or "澳门" in heading or "Puerto Rico" in heading]
    (china,) = (group for group in html.split("<details") if "中国" in group.partition("</summary>")[0])
    below = china.partition('<section class="areas">')[2]
    assert "港澳台" in text_of(below)
    assert "./views/home/Q14773" in below


def test_the_first_page_weighs_forty_kilobytes_at_most(seeds: Snapshot) -> None:
    assert max(len(gzip.compress(render_start(frame, seeds).encode())) for frame in (ZH, EN)) <= 40_000
