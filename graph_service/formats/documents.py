"""Papers as DOCX documents that offices go on editing: A4, headings, tables whose heads repeat, page numbers in the foot.

The same paper gives the same bytes, whenever it is written.
"""

import io
import zipfile
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from graph_service.formats.document_tables import for_xml, made, write_part, write_part_beside
from graph_service.formats.one_page import Sheet
from graph_service.formats.outline import Outline
from graph_service.words.bilingual import Bilingual, Language

if TYPE_CHECKING:
    from docx.document import Document

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_BEGINNING = datetime(2000, 1, 1)  # noqa: DTZ001  # of all documents: the library writes it as it stands, as UTC
_IN_ZIP = (1980, 1, 1, 0, 0, 0)
_LATIN, _CHINESE = "Arial", "宋体"  # where a reader has none of them, a word processor takes another
_LANGUAGES: dict[Language, str] = {"zh": "zh-CN", "en": "en-GB"}
_SIZE = 8.5  # pt
_REST = Bilingual("附页", "Annex")
_PAGE = (Bilingual("第", "page "), Bilingual("页，共", " of "), Bilingual("页", ""))
_STYLES = (
    ("Title", 14, 0),
    ("Heading 1", 12, 6),
    ("Heading 2", 10, 5),
    ("Footer", 8, 0),
)  # sizes, and room before, in pt


def docx_of(paper: Outline, sheet: Sheet | None = None) -> bytes:
    """The document of a paper; of one that was made to fit a sheet the first page is no higher than it was reckoned to be."""
    import docx  # noqa: PLC0415  # with its parser it takes a tenth of a second to import, which other formats need not pay

    document = docx.Document()
    _set_up(document, paper, sheet)
    document.add_heading(for_xml(paper.title), 0)
    _paragraphs(document, paper.lines)
    for part in paper.parts:
        if sheet:
            write_part_beside(document, part, sheet)
        else:
            write_part(document, part)
    _paragraphs(document, paper.foot)
    if paper.rest:
        heading = document.add_heading(getattr(_REST, paper.language), 1)
        heading.paragraph_format.page_break_before = True
        for part in paper.rest:
            write_part(document, part)
    written = io.BytesIO()
    document.save(written)
    return _the_same(written.getvalue())


def _set_up(document: "Document", paper: Outline, sheet: Sheet | None) -> None:
    from docx.shared import Mm, Pt  # noqa: PLC0415

    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(12)
    section.top_margin, section.bottom_margin = Mm(11), Mm(14)
    section.header_distance = section.footer_distance = Mm(6)
    for name, size, before in (("Normal", sheet.letters if sheet else _SIZE, 0), *_STYLES):
        style = document.styles[name]
        style.font.name, style.font.size = _LATIN, Pt(size)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(1)
        style.paragraph_format.line_spacing = 1.0
        if sheet and name == "Normal":
            style.paragraph_format.line_spacing = Mm(sheet.line)  # in whatever font
        _speaks(style.element.get_or_add_rPr(), _LANGUAGES[paper.language])
    properties = document.core_properties
    properties.title, properties.author, properties.comments = for_xml(paper.title), "", ""
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
    properties.append(made("w:lang", {"w:val": language, "w:eastAsia": "zh-CN"}))


def _foot(footer: Any, paper: Outline) -> None:
    """What is known of the lists behind the paper, and the number of each page."""
    paragraph = footer.paragraphs[0]
    before, between, after = (getattr(text, paper.language) for text in _PAGE)
    paragraph.add_run(f"{for_xml(paper.known)}  ·  {before}")
    for field, text in (("PAGE", between), ("NUMPAGES", after)):
        run = paragraph.add_run("1")  # what stands there until the word processor counts
        parent, number = run.element.getparent(), made("w:fldSimple", {"w:instr": field})
        parent.append(number)
        number.append(run.element)
        paragraph.add_run(text)


def _paragraphs(document: "Document", lines: Iterable[str]) -> None:
    for line in lines:
        document.add_paragraph(for_xml(line))


def _the_same(data: bytes) -> bytes:
    """The archive with no trace of when it was written."""
    found, made = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name in found.namelist():
            entry = zipfile.ZipInfo(name, _IN_ZIP)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            archive.writestr(entry, found.read(name))
    return made.getvalue()
