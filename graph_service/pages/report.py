"""The report of a home as one printable HTML page, in both languages."""

from html import escape

from graph_service.answers.report import ReportAnswer
from graph_service.answers.report_formats import Section, footnote, sections_of, title_of, truth_lines
from graph_service.pages.page import TOGGLE, asset, document, spoken
from graph_service.words.bilingual import NONE_RECORDED, Bilingual, Language


def render_report(answer: ReportAnswer, language: Language) -> str:
    """The page; `language` is the one it opens in, the other is a button away."""
    title = title_of(answer)
    pairs = zip(sections_of(answer, "zh"), sections_of(answer, "en"), strict=True)
    sections = "".join(_section(zh, en) for zh, en in pairs)
    note = Bilingual(footnote(answer, "zh"), footnote(answer, "en"))
    lines = zip(truth_lines(answer, "zh"), truth_lines(answer, "en"), strict=True)
    known = "".join(f"<p>{spoken(Bilingual(zh, en))}</p>" for zh, en in lines)
    body = (
        f'<header><div class="heading"><h1>{spoken(title)}</h1>{TOGGLE}</div></header>'
        f'<main class="start">{known}{sections}<p class="hint">{spoken(note)}</p></main>'
    )
    style = asset("page.css") + asset("start.css")
    return document(title, language, style, body, (asset("toggle.js"),), "../")


def _section(zh: Section, en: Section) -> str:
    heading = f"<h2>{spoken(zh.title)}</h2>"
    if not zh.rows:
        return f'{heading}<p class="hint">{spoken(NONE_RECORDED)}</p>'
    head = "".join(f"<th>{spoken(column)}</th>" for column in zh.columns)
    rows = "".join(
        f"<tr>{''.join(_cell(*cells) for cells in zip(ours, theirs, strict=True))}</tr>"
        for ours, theirs in zip(zh.rows, en.rows, strict=True)
    )
    return f'{heading}<div class="lists"><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>'


def _cell(zh: str, en: str) -> str:
    return f"<td>{escape(zh) if zh == en else spoken(Bilingual(zh, en))}</td>"
