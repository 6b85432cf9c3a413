"""The world map: what stands in the page, and that it draws, finds and tells in a real Chromium."""

import json
import re
from itertools import accumulate

import pytest

from graph_service.pages.world import render_world
from graph_service.pages.worldwide import world_of
from tests.pages.pages import ATLANTIC, TODAY, WITH_EXCHANGE
from tests.pages.test_page import hostile

PAGE = render_world(ATLANTIC, TODAY, "en")


def data_of(html: str) -> dict:
    return json.loads(re.search(r'<script type="application/json" id="world">(.*?)</script>', html, re.DOTALL)[1])


def summed(steps: list[int]) -> list[int]:
    return list(accumulate(steps))


def test_places_come_by_country_and_lines_name_them_by_number() -> None:
    data = data_of(PAGE)
    assert data["id"] == ["shanghai", "boston", "seattle"]
    assert data["count"] == [3, 1, 1]
    assert summed(data["lon"]) == [12147, -7106, -12233]
    assert summed(data["lat"]) == [3123, 4236, 4760]
    assert list(zip(summed(data["from"]), summed(data["to"]), data["kinds"], strict=True)) == [(0, 1, "1"), (0, 2, "0")]


def test_a_name_that_both_languages_share_is_written_once() -> None:
    assert data_of(PAGE)["zh"] == ["上海市", 0, 0]


def test_what_has_no_position_is_counted_and_said_aloud() -> None:
    world = world_of(ATLANTIC, TODAY)
    assert [place.id for place in world.unplaced] == ["oss"]
    assert "3 of 4 places shown: the others have no position, so 1 agreement is not drawn." in PAGE
    assert "画出4个地方中的3个：其余没有坐标，因此1对协议未画。" in PAGE
    assert "2 agreements without a signing date" in PAGE


def test_the_selection_decides_which_agreements_are_drawn() -> None:
    assert len(world_of(ATLANTIC, WITH_EXCHANGE).lines) == len(world_of(ATLANTIC, TODAY).lines) + 1


def test_the_same_data_give_the_same_bytes() -> None:
    assert render_world(ATLANTIC, TODAY, "en") == PAGE


@pytest.mark.chromium
def test_the_map_is_drawn_with_lines_across_the_edge(open_page) -> None:
    page = open_page(PAGE).page
    page.wait_for_selector("#map[data-drawn]")
    colours = page.evaluate(
        """() => { const map = document.getElementById("map"), seen = new Set();
        const { data } = map.getContext("2d").getImageData(0, 0, map.width, map.height);
        for (let i = 0; i < data.length; i += 4) seen.add(data[i] << 16 | data[i + 1] << 8 | data[i + 2]);
        return seen.size; }"""
    )
    assert colours > 20


@pytest.mark.chromium
def test_a_place_is_found_by_either_name_and_tells_its_partners(open_page) -> None:
    page = open_page(PAGE).page
    page.fill("#q", "上海")
    page.click("#hits button")
    assert page.locator("#card h2").inner_text() == "上海市 · Shanghai"
    assert page.locator("#card li").all_inner_texts() == ["us · boston · unclassified", "us · seattle · formal"]
    page.click("#card li button >> text=seattle")
    assert page.locator("#card h2").inner_text() == "seattle"


@pytest.mark.chromium
def test_one_country_can_be_shown_alone_and_the_keyboard_moves_the_map(open_page) -> None:
    page = open_page(PAGE).page
    shot = "() => document.getElementById('map').toDataURL()"
    before = page.evaluate(shot)
    page.select_option("#of", label="us")
    assert page.evaluate(shot) != before
    page.select_option("#of", label="all")
    assert page.evaluate(shot) == before
    page.focus("#map")
    page.keyboard.press("+")
    page.wait_for_timeout(300)
    assert page.evaluate(shot) != before
    page.click("[data-do=fit]")
    assert page.evaluate(shot) == before


@pytest.mark.chromium
def test_hostile_names_on_the_map_are_text(open_page) -> None:
    opened = open_page(render_world(hostile(), TODAY, "en"))
    opened.page.wait_for_selector("#map[data-drawn]")
    assert opened.page.locator("img").count() == 0
    assert opened.complaints == []
