"""Papers as DOCX documents that offices go on editing: A4, headings, tables whose heads repeat, page numbers in the foot.

The same paper gives the same bytes, whenever it is written.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from graph_service.formats.outline import Outline, Part
from graph_service.records.characters import fit
from graph_service.words.bilingual import Bilingual, Language

if TYPE_CHECKING:
    from docx.document import Document

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_BEGINNING = datetime(2000, 1, 1)  # noqa: DTZ001  # of all documents: the library writes it as it stands, as UTC
_IN_ZIP = (1980, 1, 1, 0, 0, 0)
_LATIN, _CHINESE = "Arial", "宋体"  # where a reader has none of them, a word processor takes another
_LANGUAGES: dict[Language, str] = {"zh": "zh-CN", "en": "en-GB"}
_SIZE = 8.5  # pt
_WIDTH = 186.0  # mm, inside the margins
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")  # fit() has replaced them; the library refuses what is left
_REST = Bilingual("附页", "Annex")
_PAGE = (Bilingual("第", "page "), Bilingual("页，共", " of "), Bilingual("页", ""))
_STYLES = (("Normal", _SIZE, 0), ("Title", 14, 0), ("Heading 1", 12, 6), ("Heading 2", 10, 5), ("Footer", 8, 0))


def docx_of(paper: Outline) -> bytes:
    """The document of a paper."""
    import docx  # noqa: PLC0415  # with its parser it takes a tenth of a second to import, which other formats need not pay

    document = docx.Document()
    _set_up(document, paper)
    document.add_heading(_text(paper.title), 0)
    _paragraphs(document, paper.lines)
    for part in paper.parts:
        _write(document, part)
    _paragraphs(document, paper.foot)
    if paper.rest:
        heading = document.add_heading(getattr(_REST, paper.language), 1)
        heading.paragraph_format.page_break_before = True
        for part in paper.rest:
            _write(document, part)
    _mark_rows(document, [part.headed for part in (*paper.parts, *paper.rest) if part.rows])
    written = io.BytesIO()
    document.save(written)
    return _the_same(written.getvalue())


def _set_up(document: "Document", paper: Outline) -> None:
    from docx.shared import Mm, Pt  # noqa: PLC0415

    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(12)
    section.top_margin, section.bottom_margin = Mm(11), Mm(14)
    section.header_distance = section.footer_distance = Mm(6)
    for name, size, before in _STYLES:
        style = document.styles[name]
        style.font.name, style.font.size = _LATIN, Pt(size)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(1)
        style.paragraph_format.line_spacing = 1.0
        _speaks(style.element.get_or_add_rPr(), _LANGUAGES[paper.language])
    properties = document.core_properties
    properties.title, properties.author, properties.comments = _text(paper.title), "", ""
    properties.language, properties.revision = _LANGUAGES[paper.language], 1
    properties.created = properties.modified = _BEGINNING
    _foot(section.footer, paper)


def _speaks(properties: Any, language: str) -> None:
    """The font of Chinese letters, which python-docx leaves to that of Latin ones, and the language, by which words are
    checked."""
    from docx.oxml.ns import qn  # noqa: PLC0415

    fonts = properties.get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):  # a theme's font would go before the named one
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:eastAsia"), _CHINESE)
    for former in properties.findall(qn("w:lang")):
        properties.remove(former)
    properties.append(_made("w:lang", {"w:val": language, "w:eastAsia": "zh-CN"}))


def _foot(footer: Any, paper: Outline) -> None:
    """What is known of the lists behind the paper, and the number of each page."""
    paragraph = footer.paragraphs[0]
    before, between, after = (getattr(text, paper.language) for text in _PAGE)
    paragraph.add_run(f"{_text(paper.known)}  ·  {before}")
    for field, text in (("PAGE", between), ("NUMPAGES", after)):
        run = paragraph.add_run("1")  # what stands there until the word processor counts
        parent, number = run.element.getparent(), _made("w:fldSimple", {"w:instr": field})
        parent.append(number)
        number.append(run.element)
        paragraph.add_run(text)


def _paragraphs(document: "Document", lines: Iterable[str]) -> None:
    for line in lines:
        document.add_paragraph(_text(line))


def _write(document: "Document", part: Part) -> None:
    document.add_heading(_text(part.title), 2)
    if part.rows:
        _table(document, part)
    _paragraphs(document, filter(None, (part.said if part.rows else part.none or part.said,)))


def _table(document: "Document", part: Part) -> None:
    from docx.shared import Mm  # noqa: PLC0415

    rows = [*([part.columns] if part.headed else []), *part.rows]
    table = document.add_table(rows=len(rows), cols=len(part.shares), style="Table Grid")
    table.autofit = False
    widths = [Mm(_WIDTH * share / sum(part.shares)) for share in part.shares]
    for number, (row, texts) in enumerate(zip(table.rows, rows, strict=True)):
        for cell, text, width in zip(row.cells, texts, widths, strict=True):
            cell.width = width
            run = cell.paragraphs[0].add_run(_text(text))
            run.bold = True if part.headed and number == 0 else None


def _mark_rows(document: "Document", headed: Iterable[bool]) -> None:
    """No row is torn between two pages, and the head of a table stands at the top of every page that the table reaches."""
    from docx.oxml.ns import qn  # noqa: PLC0415

    tables = document.element.body.findall(qn("w:tbl"))
    for table, has_head in zip(tables, headed, strict=True):
        for number, row in enumerate(table.findall(qn("w:tr"))):
            properties = row.get_or_add_trPr()
            properties.append(_made("w:cantSplit", {}))
            if has_head and number == 0:
                properties.append(_made("w:tblHeader", {}))


def _made(tag: str, attributes: Mapping[str, str]) -> Any:
    """An element of a document that python-docx has no words for."""
    from docx.oxml import OxmlElement  # noqa: PLC0415
    from docx.oxml.ns import qn  # noqa: PLC0415

    return OxmlElement(tag, {qn(name): value for name, value in attributes.items()})


def _text(text: str) -> str:
    """The text without characters that XML cannot carry."""
    return _NO_XML.sub("\ufffd", fit(text))


def _the_same(data: bytes) -> bytes:
    """The archive with no trace of when it was written."""
    found, made = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name in found.namelist():
            entry = zipfile.ZipInfo(name, _IN_ZIP)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            archive.writestr(entry, found.read(name))
    return made.getvalue()
