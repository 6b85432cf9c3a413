"""The HTML file: self-contained, safe whatever the data holds, bilingual, always the same bytes."""

import base64
import hashlib
import re

import pytest

from graph_service.pages.page import embedded
from graph_service.records.base import Names
from tests.drawing import agreement, place, shanghai_in_japan, snapshot
from tests.pages.pages import DUTCH, HOSTILE, SHANGHAI, Tags, cluster_page, data_of, place_page

PAGES = {
    "place": place_page(SHANGHAI, "shanghai", depth=2),
    "cluster": cluster_page(DUTCH, "jiangsu", "netherlands"),
}
EVERY_PAGE = pytest.mark.parametrize("html", PAGES.values(), ids=PAGES.keys())


def hostile():
    """A network in which every name is an attack."""
    names = Names(zh=HOSTILE, en=HOSTILE, local=HOSTILE)
    return snapshot(
        [
            place("china", "country", "CN", names=names),
            place("home", "province", "CN", "china", names=names),
            place("unit", "city", "CN", "home", names=names),
            place("land", "country", "XX", names=names),
            place("region", "province", "XX", "land", names=names),
            place("city", "city", "XX", "region", names=names),
            agreement("home", "region"),
            agreement("unit", "city"),
        ]
    )


@EVERY_PAGE
def test_nothing_in_a_page_leads_to_another_host(html: str) -> None:
    for _, attributes in Tags(html).found:
        for name in ("src", "href", "action", "srcset", "data", "poster", "formaction", "background"):
            value = attributes.get(name) or ""
            assert value in ("", "data:,") or re.match(r"(\.{1,2}/(?!/)|\?|#main|#whole$)", value), (name, value)
    assert "@import" not in html
    assert not re.search(r"url\(\s*['\"]?(?!data:)", "".join(re.findall(r"<style>(.*?)</style>", html, re.DOTALL)))
    assert "sourceMappingURL" not in html


@EVERY_PAGE
def test_a_page_admits_its_own_scripts_and_style_by_hash_and_nothing_else(html: str) -> None:
    policy = next(tag[1]["content"] for tag in Tags(html).found if tag[1].get("http-equiv") == "Content-Security-Policy")
    assert policy is not None
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    parts = re.findall(r"<script>(.*?)</script>|<style>(.*?)</style>", html, re.DOTALL)
    for part in ("".join(found) for found in parts):
        assert base64.b64encode(hashlib.sha256(part.encode()).digest()).decode() in policy


@EVERY_PAGE
def test_a_page_may_ask_nobody_but_its_own_service(html: str) -> None:
    policy = html.partition('http-equiv="Content-Security-Policy"')[2].partition(">")[0]
    assert "default-src 'none'" in policy
    assert re.findall('connect-src ([^;"]*)', policy) == ["'self'"]


@EVERY_PAGE
def test_a_page_is_one_utf_8_document(html: str) -> None:
    assert html.startswith("<!DOCTYPE html>")
    assert html.index('<meta charset="utf-8">') < 1024
    assert html.encode().decode() == html


def test_the_same_data_gives_the_same_bytes() -> None:
    again = snapshot(reversed(shanghai_in_japan()))
    assert place_page(again, "shanghai", depth=2) == PAGES["place"]


@pytest.mark.parametrize(
    "html",
    [
        place_page(hostile(), "home"),
        place_page(hostile(), "home", depth=2, among=True),
        cluster_page(hostile(), "home", "land", "en"),
    ],
    ids=["place", "network", "cluster"],
)
def test_names_from_the_data_stay_text(html: str) -> None:
    tags = Tags(html).found
    assert HOSTILE not in html
    assert "img" not in {name for name, _ in tags}
    assert not any(name.startswith("on") for _, attributes in tags for name in attributes)
    assert html.count("</script>") == sum(name == "script" for name, _ in tags)


def test_a_name_arrives_whole() -> None:
    html = place_page(hostile(), "home", depth=2)
    assert {place["name"] for place in data_of(html, "network-data")["places"]} == {HOSTILE}


def test_json_in_a_script_element_cannot_end_it_or_break_its_line() -> None:
    text = embedded({"name": "</script><!--&\u2028\u2029"})
    assert text == '{"name":"\\u003c/script\\u003e\\u003c!--\\u0026\\u2028\\u2029"}'
