"""The HTML file: self-contained, safe whatever the data holds, bilingual, always the same bytes."""

import base64
import hashlib
import re

import pytest

from graph_service.pages.page import embedded, page, spoken
from graph_service.pages.place import render_place
from graph_service.records.base import Names
from graph_service.words.bilingual import Bilingual
from tests.drawing import agreement, place, shanghai_in_japan, snapshot
from tests.pages.pages import DUTCH, HOSTILE, SHANGHAI, TODAY, Tags, data_of, network, text_of

PAGES = {
    "place": render_place(SHANGHAI, "shanghai", 2, TODAY, "zh"),
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
            assert value in ("", "data:,") or re.match(r"\.{1,2}/(?!/)", value), (name, value)
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
def test_a_picture_may_ask_nobody(html: str) -> None:
    assert "connect-src 'none'" in html


@EVERY_PAGE
def test_a_page_is_one_utf_8_document(html: str) -> None:
    assert html.startswith("<!DOCTYPE html>")
    assert html.index('<meta charset="utf-8">') < 1024
    assert html.encode().decode() == html


def test_the_same_data_gives_the_same_bytes() -> None:
    again = snapshot(reversed(shanghai_in_japan()))
    assert render_place(again, "shanghai", 2, TODAY, "zh") == PAGES["place"]


@pytest.mark.parametrize(
    "html",
    [
        render_place(hostile(), "home", 1, TODAY, "zh"),
    ],
    ids=["place"],
)
def test_names_from_the_data_stay_text(html: str) -> None:
    tags = Tags(html).found
    assert HOSTILE not in html
    assert "img" not in {name for name, _ in tags}
    assert not any(name.startswith("on") for _, attributes in tags for name in attributes)
    assert html.count("</script>") == sum(name == "script" for name, _ in tags)


def test_a_name_arrives_whole() -> None:
    html = render_place(hostile(), "home", 1, TODAY, "zh")
    assert {dot["label"]["zh"] for dot in data_of(html)["scene"]["dots"]} == {HOSTILE}


def test_json_in_a_script_element_cannot_end_it_or_break_its_line() -> None:
    text = embedded({"name": "</script><!--&\u2028\u2029"})
    assert text == '{"name":"\\u003c/script\\u003e\\u003c!--\\u0026\\u2028\\u2029"}'


@EVERY_PAGE
def test_both_languages_are_in_the_page(html: str) -> None:
    spans = [attributes.get("lang") for name, attributes in Tags(text_of(html)).found if name == "span"]
    assert spans.count("zh") == spans.count("en") > 5


@pytest.mark.parametrize(("language", "title"), [("zh", "shanghai：友城网络"), ("en", "shanghai: network of agreements")])
def test_a_page_opens_in_the_language_asked_for(language, title) -> None:
    html = render_place(SHANGHAI, "shanghai", 1, TODAY, language)
    assert f'<html lang="{language}" data-language="{language}"' in html
    assert f"<title>{title}</title>" in html


@pytest.mark.parametrize("html", [PAGES["place"]], ids=["place"])
def test_the_legend_is_there_in_both_languages(html: str) -> None:
    shown = text_of(html)
    assert spoken(Bilingual("图例", "Legend")) in shown
    assert spoken(Bilingual("友好交流（虚线）", "exchange (dashed)")) in shown
    assert spoken(Bilingual("计划中（灰）", "planned (grey)")) in shown
    assert spoken(Bilingual("未分类（细线）", "unclassified (thin)")) in shown


def test_an_empty_picture_says_so_in_the_page() -> None:
    assert 'role="status"' in page(network(DUTCH, "yangzhou"), "zh")
    assert 'role="status"' not in PAGES["place"]
