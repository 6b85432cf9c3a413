"""The periodic report of a home."""

from collections.abc import Iterable, Iterator

from pydantic import Field

from graph_service.answers.report import ApartItems, PendingItem, ReportAnswer, SignedStep, report_answer, window_from
from graph_service.answers.report_formats import as_csv, as_docx, as_markdown, footnote, sections_of, title_of, truth_lines
from graph_service.formats.documents import DOCX
from graph_service.metrics.selection import ALL_LAYERS
from graph_service.pages.report import render_report
from graph_service.questions.parameters import HOME, KINDS, LAYER, Day, Kinds, OfHome, Strict
from graph_service.questions.question import Form, Question, Shown, View
from graph_service.questions.shown import both_names
from graph_service.words.bilingual import Bilingual, Language
from graph_service.words.days import written
from graph_service.words.headings import heads


class Report(Strict):
    """Whose report, on which days."""

    home: str = Field(description=HOME)
    from_: Day = Field(alias="from", description="the first day")
    to: Day = Field(description="the last day, for which it is told")
    kinds: Kinds | None = Field(None, description=KINDS)
    layer: str = Field(ALL_LAYERS, description=LAYER)


def report(view: View, ask: Report) -> ReportAnswer:
    """What was signed and renewed, what is in approval, activities, gaps and the anniversaries ahead, as data or to print."""
    vine = view.vine(OfHome(home=ask.home, as_of=ask.to, kinds=ask.kinds, layer=ask.layer))
    return report_answer(vine, window_from(ask.from_, ask.to), view.standards.rules)


def rows(answer: ReportAnswer) -> Iterator[tuple[object, ...]]:
    """One row per entry of any section; what an entry has no word for stays empty."""
    yield from _ties("", answer.signed, answer.pending)
    for name, apart in (("areas", answer.areas), ("domestic", answer.domestic)):
        yield from _apart(name, apart)
    for activity in answer.activities:
        what = ("activities", activity.id, activity.date, None, activity.certain, activity.kind)
        yield (*what, *[None] * 7, *both_names(activity.names), None)
    for kind, count in answer.gaps.items():
        yield ("gaps", None, None, None, None, kind, *[None] * 9, count)
    for item in answer.anniversaries:
        unit = (item.unit.id, *both_names(item.unit.names)) if item.unit else (None, None, None)
        sides = (*unit, item.partner.id, *both_names(item.partner.names))
        yield ("anniversaries", item.key, item.date, None, None, item.kind, *sides, None, *both_names(item.names), None)


def shown(answer: ReportAnswer, lang: Language) -> Shown:
    """One row per entry, in one language."""
    lines = (
        (getattr(section.title, lang), " · ".join(written(cell, lang) for cell in cells if cell))
        for section in sections_of(answer, lang)
        for cells in section.rows
    )
    title = "\n".join((getattr(title_of(answer), lang), *truth_lines(answer, lang)))
    return Shown(title, heads(lang, "section", "entry"), lines, (footnote(answer, lang),))


def _apart(name: str, items: ApartItems) -> Iterator[tuple[object, ...]]:
    return _ties(f"{name}_", items.signed, items.pending)


def _ties(under: str, signed: Iterable[SignedStep], pending: Iterable[PendingItem]) -> Iterator[tuple[object, ...]]:
    for step in signed:
        signed_on = (step.agreement, step.date, step.date_also, step.certain, step.step)
        yield (f"{under}signed", *signed_on, *_sides(step), None, None, None, None)
    for plan in pending:
        planned = (plan.agreement, plan.planned, None, None, plan.aim)
        yield (f"{under}pending", *planned, *_sides(plan), plan.approved, None, None, None)


def _sides(item: SignedStep | PendingItem) -> tuple[object, ...]:
    return (item.unit.id, *both_names(item.unit.names), item.partner.id, *both_names(item.partner.names))


REPORT = Question(
    name="report",
    title=Bilingual("定期报告", "Report"),
    ask=Report,
    answer=ReportAnswer,
    find=report,
    columns=(
        *("section", "id", "date", "date_also", "certain", "what"),
        *("unit", "unit_zh", "unit_en", "partner", "partner_zh", "partner_en"),
        *("approved", "zh", "en", "count"),
    ),
    rows=rows,
    shown=shown,
    path="reports",
    forms={
        "csv": Form("text/csv; charset=utf-8", as_csv),
        "md": Form("text/markdown; charset=utf-8", as_markdown),
        "docx": Form(DOCX, as_docx),
        "html": Form("text/html; charset=utf-8", render_report),
    },
    printed="md",
)
