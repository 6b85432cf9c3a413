"""The tables of a DOCX document: each under its title, or with its title beside it where the rows of a page are counted."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from graph_service.formats.one_page import Sheet
from graph_service.formats.outline import Part
from graph_service.records.characters import fit

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table

_WIDTH = 186.0  # mm, inside the margins
_BETWEEN = 0.8  # mm on either side of a text, as on the page in print
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")  # fit() has replaced them; the library refuses what is left


def write_part(document: "Document", part: Part) -> None:
    """A part under its title, as wide as the page."""
    document.add_heading(for_xml(part.title), 2)
    if part.rows:
        rows = [*([part.columns] if part.headed else []), *part.rows]
        table = _table(document, len(rows), [_WIDTH * share / sum(part.shares) for share in part.shares])
        for row, texts in zip(table.rows, rows, strict=True):
            _fill(row.cells, texts, bold=part.headed and texts is part.columns)
        _group(table, part, int(part.headed), 0)
        _mark_rows(_last(document), has_head=part.headed)
    for line in filter(None, (part.said if part.rows else part.none or part.said,)):
        document.add_paragraph(for_xml(line))


def write_part_beside(document: "Document", part: Part, sheet: Sheet) -> None:
    """A part beside its title, no higher than it is reckoned on the sheet."""
    from docx.shared import Mm, Pt  # noqa: PLC0415

    has_head = part.headed and bool(part.rows)
    rows = [*([part.columns] if has_head else []), *part.rows]
    below = part.said if part.rows else part.none or part.said
    widths = [(sheet.width - sheet.beside) * share / sum(part.shares) for share in part.shares]
    table = _table(document, len(rows) + bool(below), [sheet.beside, *widths])
    for row, texts in zip(table.rows, rows, strict=False):
        _fill(row.cells[1:], texts, bold=has_head and texts is part.columns)
    _group(table, part, int(has_head), 1)
    if below:
        last = table.rows[-1].cells
        _fill([last[1].merge(last[-1])], [below])
    title = table.cell(0, 0).merge(table.cell(len(table.rows) - 1, 0)).paragraphs[0]
    title.style, title.paragraph_format.space_before = document.styles["Heading 2"], Pt(0)
    title.add_run(for_xml(part.title)).font.size = Pt(sheet.letters)
    element = _last(document)
    _mark_rows(element, has_head=has_head)
    _narrow(element)
    between = document.add_paragraph().paragraph_format  # without it the next table would go on with this one
    between.line_spacing, between.space_after = Mm(sheet.part), Pt(0)


def _table(document: "Document", rows: int, widths: Sequence[float]) -> "Table":
    from docx.shared import Mm  # noqa: PLC0415

    table: Table = document.add_table(rows=rows, cols=len(widths), style="Table Grid")
    table.autofit = False
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)
    return table


def _fill(cells: Iterable[Any], texts: Iterable[str], *, bold: bool = False) -> None:
    for cell, text in zip(cells, texts, strict=True):
        cell.paragraphs[0].add_run(for_xml(text)).bold = True if bold else None


def _group(table: "Table", part: Part, top: int, left: int) -> None:
    """Each cell of the grouped column over all rows that it stands for; the first row and column of the part are these."""
    for number, span in enumerate(part.spans):
        if part.grouped is not None and span > 1:
            first, *others = (table.cell(top + number + below, left + part.grouped) for below in range(span))
            for other in others:
                other.paragraphs[0].clear()
            first.merge(others[-1])


def _mark_rows(table: Any, *, has_head: bool) -> None:
    """No row of a table is torn between two pages, and its head stands at the top of every page that it reaches."""
    from docx.oxml.ns import qn  # noqa: PLC0415

    for number, row in enumerate(table.iterchildren(qn("w:tr"))):
        properties = row.get_or_add_trPr()
        properties.append(made("w:cantSplit", {}))
        if has_head and number == 0:
            properties.append(made("w:tblHeader", {}))


def _narrow(table: Any) -> None:
    """A table with as little between its columns as on the page in print."""
    from docx.oxml.ns import qn  # noqa: PLC0415

    margins = made("w:tblCellMar", {})
    for side in ("left", "right"):
        margins.append(made(f"w:{side}", {"w:w": str(round(_BETWEEN * 1440 / 25.4)), "w:type": "dxa"}))
    table.tblPr.find(qn("w:tblLook")).addprevious(margins)


def _last(document: "Document") -> Any:
    """The element of the last table, which the library keeps to itself."""
    from docx.oxml.ns import qn  # noqa: PLC0415

    return next(document.element.body.iterchildren(qn("w:tbl"), reversed=True))


def for_xml(text: str) -> str:
    """The text without characters that XML cannot carry."""
    return _NO_XML.sub("\ufffd", fit(text))


def made(tag: str, attributes: Mapping[str, str]) -> Any:
    """An element of a document that python-docx has no words for."""
    from docx.oxml import OxmlElement  # noqa: PLC0415
    from docx.oxml.ns import qn  # noqa: PLC0415

    return OxmlElement(tag, {qn(name): value for name, value in attributes.items()})
