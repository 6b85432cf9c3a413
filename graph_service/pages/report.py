"""The report of a home as one HTML file in one language, to be read, printed and mailed."""

from collections.abc import Sequence
from html import escape

from graph_service.answers.report import ReportAnswer
from graph_service.answers.report_formats import outline_of, title_of
from graph_service.formats.outline import Part
from graph_service.pages.page import asset, document
from graph_service.words.bilingual import Language


def render_report(answer: ReportAnswer, language: Language) -> str:
    """The file."""
    paper = outline_of(answer, language)
    known = "".join(f"<p>{escape(line)}</p>" for line in paper.lines)
    foot = "".join(f"<p>{escape(line)}</p>" for line in paper.foot)
    parts = "".join(map(_part, paper.parts))
    body = f"<main><h1>{escape(paper.title)}</h1>{known}{parts}{foot}</main>"
    return document(title_of(answer), language, asset("report.css"), body, (), "../")


def _part(part: Part) -> str:
    heading = f"<h2>{escape(part.title)}</h2>"
    if not part.rows:
        return f"{heading}<p>{escape(part.none)}</p>"
    rows = "".join(_row(row, "td") for row in part.rows)
    return f"{heading}<table><thead>{_row(part.columns, 'th')}</thead><tbody>{rows}</tbody></table>"


def _row(cells: Sequence[str], tag: str) -> str:
    return f"<tr>{''.join(f'<{tag}>{escape(cell)}</{tag}>' for cell in cells)}</tr>"
