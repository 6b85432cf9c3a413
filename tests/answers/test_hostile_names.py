"""Reports and pages: a name is text in them, never markup, whatever it holds."""

import re
from itertools import pairwise
from typing import Any

import msgspec
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from graph_service.answers.report import ReportAnswer, report_answer, window_from
from graph_service.answers.report_formats import as_csv, as_markdown, sections_of, title_of
from graph_service.metrics.selection import Selection
from graph_service.metrics.vine import vine_of
from graph_service.pages.page import embedded
from graph_service.pages.report import render_report
from graph_service.questions.question import View
from graph_service.records.characters import fit, is_fit
from graph_service.rules import DEFAULTS
from graph_service.site.templating import Frame
from graph_service.site.world import Worldwide, render_world
from tests.drawing import TODAY
from tests.hostile import MARKUP, network, texts
from tests.pages.pages import cluster_page, data_of, place_page

SELECTION = Selection(TODAY)
PARSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
LISTS = st.lists(texts(), min_size=1, max_size=9)
# Half of a surrogate pair has no JSON, so no store can hold one.
STORED = st.lists(texts().filter(lambda text: not re.search("[\ud800-\udfff]", text)), min_size=1, max_size=9)


def report(names: list[str]) -> ReportAnswer:
    window = window_from(TODAY.replace(year=1990), TODAY)
    return report_answer(vine_of(network(names), "home", SELECTION), window, DEFAULTS)


def blocks(text: str) -> list[tuple[str, str]]:
    """The headings, cells and paragraphs of a Markdown text as (tag, text); AssertionError where there is markup in one."""
    found, tokens = [], PARSER.parse(text)
    for opening, token in pairwise(tokens):
        assert token.type not in ("html_block", "fence", "code_block", "bullet_list_open", "hr", "blockquote_open")
        if token.type == "inline":
            assert {child.type for child in token.children or ()} <= {"text", "text_special"}, token.content
            found.append((opening.tag, "".join(child.content for child in token.children or ())))
    return found


def one_line(text: str) -> str:
    return re.sub(r"[\r\n]+", " ", fit(text)).strip()


@given(LISTS)
def test_markdown_shows_the_title_and_every_cell_as_it_is_written(names: list[str]) -> None:
    found = report(names)
    for language in ("zh", "en"):
        shown = blocks(as_markdown(found, language))
        title, sections = title_of(found), sections_of(found, language)
        assert shown[0] == ("h1", one_line(getattr(title, language)))
        assert [text for tag, text in shown if tag == "h2"] == [getattr(section.title, language) for section in sections]
        cells = [one_line(cell) for section in sections for row in section.rows for cell in row]
        assert [text.strip() for tag, text in shown if tag == "td"] == cells


@given(LISTS)
def test_no_report_holds_a_character_that_files_cannot_carry(names: list[str]) -> None:
    found = report(names)
    assert all(map(is_fit, (as_markdown(found, "zh"), as_csv(found, "en"), render_report(found, "zh"))))


def test_every_known_kind_of_markup_is_text_in_the_title() -> None:
    for markup in (*MARKUP, "http://x.example", "www.x.example", "a@x.example", "x #", "$x$", "&lt;"):
        found = report([markup])
        assert blocks(as_markdown(found, "en"))[0] == ("h1", one_line(title_of(found).en))
    bare = re.compile(r"(?<!\\)@|:(?=//)(?<!\\:)|www\.")
    assert bare.search(as_markdown(report(["see http://x.example or www.x.example or a@x.example"]), "en")) is None


@given(STORED)
def test_no_page_holds_a_character_that_files_cannot_carry(names: list[str]) -> None:
    drawn = network(names)
    pages = (
        ("network-data", place_page(drawn, "home", depth=2)),
        ("world", render_world(Frame("en", "../"), View(drawn), Worldwide(as_of=SELECTION.as_of))),
    )
    for element, page in pages:
        assert is_fit(re.sub(r"<script>.*?</script>", "", page, flags=re.DOTALL)), "the scripts are our own"
        assert all(map(is_fit, every_text(data_of(page, element))))
    assert is_fit(cluster_page(drawn, "home", "there"))


def every_text(data: Any) -> list[str]:
    """All texts of a JSON document."""
    if isinstance(data, str):
        return [data]
    parts = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    return [text for part in parts for text in every_text(part)]


@given(st.text(st.characters(max_codepoint=0x7E), max_size=12))
def test_json_in_a_page_keeps_every_other_text_as_it_is(text: str) -> None:
    assert msgspec.json.decode(embedded([text])) == [fit(text)]
