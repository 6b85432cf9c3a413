"""Papers as DOCX documents, read back by the library that offices' programs agree with."""

import io
import re
import zipfile
from dataclasses import replace

import docx
import pytest
from docx.document import Document
from docx.enum.text import WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Length
from fastapi.testclient import TestClient
from hypothesis import given, settings

from graph_service.formats.documents import docx_of
from graph_service.formats.one_page import IN_PRINT
from graph_service.formats.outline import Outline, Part
from graph_service.records.characters import fit
from tests.hostile import texts
from tests.site.addresses import Seen

PAPER = Outline(
    language="zh",
    title="会前一页纸：江苏省 — 德国",
    lines=["在册112对"],
    parts=[
        Part("我方友城", ("层级", "协议"), (20, 80), [("省级", "江苏省 – 巴登"), ("市级", "南京市 – 莱比锡")]),
        Part("近期活动", ("日期",), (1,), [], none="未见记录。"),
    ],
    foot=["截至2026-11-28"],
    known="在册112对 / 公布367对",
    rest=[Part("来源", ("文件",), (1,), [("GeoNames",)], said="余下1项")],
)


def read(data: bytes) -> Document:
    return docx.Document(io.BytesIO(data))


def test_a_paper_is_read_back_with_its_headings_tables_and_words() -> None:
    document = read(docx_of(PAPER))
    styles = [(one.style.name, one.text) for one in document.paragraphs if one.style is not None and one.style.name != "Normal"]
    assert styles == [
        ("Title", "会前一页纸：江苏省 — 德国"),
        ("Heading 2", "我方友城"),
        ("Heading 2", "近期活动"),
        ("Heading 1", "附页"),
        ("Heading 2", "来源"),
    ]
    assert [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables] == [
        [["层级", "协议"], ["省级", "江苏省 – 巴登"], ["市级", "南京市 – 莱比锡"]],
        [["文件"], ["GeoNames"]],
    ]
    plain = [one.text for one in document.paragraphs if one.style is not None and one.style.name == "Normal"]
    assert plain == ["在册112对", "未见记录。", "截至2026-11-28", "余下1项"]


def test_it_is_a4_and_the_annex_begins_a_page() -> None:
    document = read(docx_of(PAPER))
    (section,) = document.sections
    assert [round(Length(side).mm) for side in (section.page_width, section.page_height)] == [210, 297]
    (annex,) = [one for one in document.paragraphs if one.text == "附页"]
    assert annex.paragraph_format.page_break_before


def test_heads_of_tables_repeat_and_rows_are_not_torn() -> None:
    for table in read(docx_of(PAPER)).tables:
        rows = table._tbl.findall(qn("w:tr"))  # noqa: SLF001  # python-docx has no words for what marks a row
        marks = [[mark.tag for mark in row.trPr] for row in rows]
        assert marks[0] == [qn("w:cantSplit"), qn("w:tblHeader")]
        assert all(mark == [qn("w:cantSplit")] for mark in marks[1:])


@pytest.mark.parametrize(("language", "code"), [("zh", "zh-CN"), ("en", "en-GB")])
def test_chinese_has_a_font_of_its_own_and_words_are_checked_in_the_language_of_the_paper(language: str, code: str) -> None:
    document = read(docx_of(replace(PAPER, language=language)))  # type: ignore[arg-type]
    for name in ("Normal", "Title", "Heading 1", "Heading 2", "Footer"):
        properties = document.styles[name].element.rPr
        assert properties.rFonts.get(qn("w:eastAsia")) == "宋体"
        assert properties.rFonts.get(qn("w:eastAsiaTheme")) is None
        assert properties.find(qn("w:lang")).get(qn("w:val")) == code
    assert document.core_properties.language == code


def test_the_foot_of_every_page_has_its_number_and_what_is_known() -> None:
    foot = read(docx_of(PAPER)).sections[0].footer.paragraphs[0]._p  # noqa: SLF001  # nor for fields
    assert [field.get(qn("w:instr")) for field in foot.findall(qn("w:fldSimple"))] == ["PAGE", "NUMPAGES"]
    assert "".join(text.text for text in foot.iter(qn("w:t"))) == "在册112对 / 公布367对  ·  第1页，共1页"


def test_the_same_paper_gives_the_same_bytes_whenever_it_is_written() -> None:
    first, again = docx_of(PAPER), docx_of(PAPER)
    assert first == again
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert read(first).core_properties.modified.year == 2000


@settings(max_examples=20)
@given(texts())
def test_whatever_a_name_holds_is_text(name: str) -> None:
    part = Part(name, (name,), (1,), [(name,)])
    paper = replace(PAPER, title=name, lines=[name], parts=[part], foot=[name], known=name, rest=[part])
    document = read(docx_of(paper))
    assert {plain(cell.text) for table in document.tables for row in table.rows for cell in row.cells} == {plain(name)}
    assert plain(document.core_properties.title) == plain(name)


def plain(text: str) -> str:
    """A text without what word processors break lines by, and with what files cannot carry replaced."""
    return " ".join(fit(text).split())


def test_the_brief_and_the_report_are_documents_over_http(seeds_client: TestClient) -> None:
    found = seeds_client.get("/v1/briefs/Q16963/DE?format=docx&lang=en")
    assert found.headers["content-type"] == "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    assert found.headers["content-disposition"].endswith(".docx")
    document = read(found.content)
    assert document.paragraphs[0].text == "Before the meeting: Jiangsu — Germany"
    assert any(", the rest overleaf." in row.cells[-1].text for table in document.tables for row in table.rows)
    assert seeds_client.get("/v1/briefs/Q16963/DE?format=docx&lang=en").content == found.content


def test_a_paper_made_to_fit_a_sheet_has_titles_beside_its_rows_and_lines_as_high_as_reckoned() -> None:
    document = read(docx_of(PAPER, IN_PRINT))
    assert [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables] == [
        [["我方友城", "层级", "协议"], ["我方友城", "省级", "江苏省 – 巴登"], ["我方友城", "市级", "南京市 – 莱比锡"]],
        [["近期活动", "未见记录。"]],
        [["文件"], ["GeoNames"]],
    ]
    styles = [(one.style.name, one.text) for one in document.tables[0].cell(0, 0).paragraphs if one.style is not None]
    assert styles == [("Heading 2", "我方友城")]
    plain_lines = document.styles["Normal"].paragraph_format  # type: ignore[attr-defined]  # of a style of paragraphs
    assert plain_lines.line_spacing_rule == WD_LINE_SPACING.EXACTLY
    assert Length(plain_lines.line_spacing).mm == pytest.approx(IN_PRINT.line, abs=0.02)
    assert document.styles["Normal"].font.size.pt == 8  # type: ignore[attr-defined]


@pytest.mark.first(4)
@pytest.mark.parametrize("pair", ["Q16963/DE", "CN-SD/JP", "JP-28/US", "Q16963/Q189822", "CN-QH/TV"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_first_page_of_a_brief_has_the_same_rows_in_print_and_as_a_document(
    seeds_client: TestClient, pair: str, language: str
) -> None:
    document = read(seeds_client.get(f"/v1/briefs/{pair}?format=docx&lang={language}").content)
    page = seeds_client.get(f"/views/brief/{pair}?lang={language}&annex=1").text
    sections = page.partition('<article class="paper one">')[2].partition("</article>")[0].split("<section")[1:]
    for section, table in zip(sections, document.tables, strict=False):
        printed = [" ".join(row) for row in Seen(section).rows if row]
        rows = printed if 'class="part"' in section else printed[1:]  # the heads of the others are told to listeners alone
        said = len(re.findall('class="(?:none|yields)"', section))
        assert len(table.rows) == len(rows) + said, table.cell(0, 0).text
    assert len(sections) == (11 if pair == "Q16963/Q189822" else 10)  # a city lies in what has ties of its own
