"""What a home and its partners have to celebrate, and what is planned for it."""

from collections.abc import Iterator
from datetime import date

from pydantic import Field

from graph_service.answers.anniversaries import (
    AnniversariesAnswer,
    AnniversaryItem,
    AnniversaryQuestion,
    anniversaries_answer,
    beside_partners,
    left_out,
)
from graph_service.errors import BadRequest
from graph_service.planning.anniversaries import AnniversariesOf, AnniversaryKind, Window, rolling_window, window_of
from graph_service.questions.called import Called
from graph_service.questions.parameters import Day, InPages, OfHome
from graph_service.questions.question import Form, Question, Shown, View
from graph_service.questions.shown import headline
from graph_service.words.agreements import BASES
from graph_service.words.bilingual import Bilingual, Language, called, plural
from graph_service.words.days import said
from graph_service.words.headings import YES, heads


class Anniversaries(InPages, OfHome):
    """Whose anniversaries, and when."""

    from_: Day | None = Field(None, alias="from", description="the first day; as_of if left out")
    to: Day | None = Field(None, description="the last day; twelve months after the first if left out")
    year: int | None = Field(None, description="a calendar year, in place of from and to")
    rolling: bool = Field(
        default=False,
        description="from the first day of this year to the last of the next, in place of from, to and year: what a calendar "
        "subscribes to",
    )
    step: int | None = Field(None, ge=1, le=100, description="every so many years; five if left out")
    kind: AnniversaryKind | None = Field(None, description="of agreements or of diplomatic relations; both if left out")
    of: AnniversariesOf = Field(
        "all",
        description="all diplomatic relations, or partners: those alone with countries in which the home or a unit of it has an "
        "agreement on record; agreements either way",
    )


def anniversaries(view: View, ask: Anniversaries) -> AnniversariesAnswer:
    """What to celebrate in a window, as exactly as it is dated, and what is planned for it."""
    vine, rules = view.vine(ask), view.standards.rules
    window = _window(ask, vine.selection.as_of, rules.anniversary_months)
    wanted = AnniversaryQuestion(window, ask.step or rules.anniversary_step, ask.kind, ask.of)
    return anniversaries_answer(vine, wanted, ask.most, ask.cursor)


def _window(ask: Anniversaries, as_of: date, months: int) -> Window:
    if not ask.rolling:
        return window_of(as_of, ask.from_, ask.to, ask.year, months)
    if ask.from_ or ask.to or ask.year:
        raise BadRequest("rolling", "it stands for from, to and year; leave them out")
    return rolling_window(as_of)


def _calendar(answer: AnniversariesAnswer, language: Language) -> bytes:
    # Its library takes a twentieth of a second to import, which other questions need not pay.
    from graph_service.answers.calendar import calendar_of  # noqa: PLC0415

    return calendar_of(answer, language)


def rows(answer: AnniversariesAnswer) -> Iterator[tuple[object, ...]]:
    """One row per anniversary."""
    for item in answer.items:
        dates = (item.date, item.precision, item.kind, item.years, item.since, item.since_also, item.basis)
        sides = (item.unit.id if item.unit else None, item.partner.id, item.country)
        yield (*dates, item.names.zh, item.names.en, *sides, item.evidence, item.prepared)


def shown(answer: AnniversariesAnswer, lang: Language) -> Shown:
    """One row per anniversary, its name in one language."""
    columns = heads(lang, "date", "years", "basis", "prepared", "anniversary")
    first, last = said(answer.first), said(answer.last)
    title = headline(
        answer.home,
        lang,
        f"周年{answer.total:,}个（{first.zh}至{last.zh}）",
        f"{plural(answer.total, 'anniversary', 'anniversaries')} from {first.en} to {last.en}",
    )
    return Shown(
        title,
        columns,
        (_line(item, lang) for item in answer.items),
        [getattr(told, lang) for told in (beside_partners(answer), left_out(answer)) if told],
    )


def _line(item: AnniversaryItem, lang: Language) -> tuple[object, ...]:
    prepared = getattr(YES, lang) if item.prepared else ""
    name = item.names.best(lang, item.key)
    page = ("agreement", item.agreement) if item.agreement else ("country", item.country)
    return item.date, item.years, called(BASES, item.basis, lang), prepared, Called(name, *page)


ANNIVERSARIES = Question(
    name="anniversaries",
    title=Bilingual("周年", "Anniversaries"),
    ask=Anniversaries,
    answer=AnniversariesAnswer,
    find=anniversaries,
    columns=(
        *("date", "precision", "kind", "years", "since", "since_also", "basis", "zh", "en"),
        *("unit", "partner", "country", "evidence", "prepared"),
    ),
    rows=rows,
    shown=shown,
    forms={"ics": Form("text/calendar; charset=utf-8", _calendar, "anniversaries.ics")},
)
