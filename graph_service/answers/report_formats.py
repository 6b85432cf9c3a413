"""The report as sections of rows in one language, and these as a paper, as DOCX, Markdown and CSV."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from graph_service.answers.common import PlaceReference
from graph_service.answers.report import PendingItem, ReportAnswer, SignedStep
from graph_service.formats.documents import docx_of
from graph_service.formats.outline import Outline, Part
from graph_service.formats.tables import csv_text
from graph_service.planning.listing import line_of, listing_of, tiers_of
from graph_service.records.characters import fit
from graph_service.words.agreements import ON_ANY_DAY, STAGES
from graph_service.words.bilingual import NONE_RECORDED, NOTHING, Bilingual, Language
from graph_service.words.days import contested, said
from graph_service.words.headings import COLUMNS
from graph_service.words.layers import made_from
from graph_service.words.planning import GAPS

Cells = tuple[str, ...]
_MARKUP = re.compile(r"[\\`*_\[\]<>|&~$#!@]|:(?=//)|(?<=www)\.", re.IGNORECASE)
# The tiers whose lists would hold what gaps of a type lack; none: the own list of each unit.
_RESTS_ON: Mapping[str, tuple[int, ...]] = {
    "uncovered_country": (1, 2, 3), "tier_hole": (1, 2, 3), "map_mismatch": (1, 2, 3),
    "missing_stem": (1,), "off_stem_grape": (1,), "bare_stem": (2, 3), "empty_unit": (),
}  # fmt: skip

# How wide the columns are of a section with so many, of 100.
_SHARES: Mapping[int, tuple[int, ...]] = {2: (18, 82), 3: (30, 10, 60), 4: (18, 30, 32, 20), 5: (15, 26, 26, 16, 17)}


class Section(NamedTuple):
    """A heading, the names of its columns and its rows, none where nothing is on record."""

    title: Bilingual
    columns: tuple[Bilingual, ...]
    rows: Sequence[Cells]


def title_of(answer: ReportAnswer) -> Bilingual:
    """What the report is called."""
    names, (first, last) = answer.home.names, map(said, (answer.first, answer.last))
    zh, en = names.best("zh", answer.home.id), names.best("en", answer.home.id)
    return Bilingual(f"{zh}友城工作报告 {first.zh}至{last.zh}", f"Report on the partners of {en}, {first.en} – {last.en}")


def sections_of(answer: ReportAnswer, language: Language) -> tuple[Section, ...]:
    """The sections in order, their cells in one language; a date that may also mean a day outside the period has a “?”."""
    return (
        Section(_SIGNED, _SIGNED_COLUMNS, tuple(_signed(answer.signed, language))),
        Section(_PENDING, _PENDING_COLUMNS, tuple(_pending(answer.pending, language))),
        *_apart(answer, language),
        Section(_ACTIVITIES, (_DATE, _WHAT), tuple(_activities(answer, language))),
        Section(_GAP, (_WHAT, _COUNT, _LIST), tuple(_gaps(answer, language))),
        Section(_AHEAD, (_DATE, _WHAT), tuple((item.date, item.names.best(language, item.key)) for item in answer.anniversaries)),
    )


def outline_of(answer: ReportAnswer, language: Language) -> Outline:
    """The report as a paper in one language, for pages and documents."""
    parts = [
        Part(
            title=_say(section.title, language),
            columns=[_say(column, language) for column in section.columns],
            shares=_SHARES[len(section.columns)],
            rows=section.rows,
            none=_say(NONE_RECORDED, language),
        )
        for section in sections_of(answer, language)
    ]
    lines, title = truth_lines(answer, language), _say(title_of(answer), language)
    return Outline(language, title, lines, parts, foot=[footnote(answer, language)], known=lines[0])


def as_docx(answer: ReportAnswer, language: Language) -> bytes:
    """The report as a document for word processors."""
    return docx_of(outline_of(answer, language))


def as_markdown(answer: ReportAnswer, language: Language) -> str:
    """The report as Markdown, one table per section."""
    lines = [f"# {_plain(_say(title_of(answer), language))}", ""]
    lines += chain.from_iterable((_plain(line), "") for line in truth_lines(answer, language))
    for section in sections_of(answer, language):
        lines += [f"## {_plain(_say(section.title, language))}", ""]
        lines += _table(section, language) if section.rows else [_say(NONE_RECORDED, language)]
        lines.append("")
    return "\n".join([*lines, _plain(footnote(answer, language)), ""])


def as_csv(answer: ReportAnswer, language: Language) -> str:
    """The report as CSV, one row per entry: the section, then its cells in the order of the columns of that section."""
    sections = sections_of(answer, language)
    width = max(len(section.columns) for section in sections)
    listed = [(_say(_LIST, language), line, *[""] * (width - 1)) for line in truth_lines(answer, language)]
    rows = (
        (_say(section.title, language), *row, *[""] * (width - len(row)))
        for section in sections
        for row in section.rows or ((_say(NONE_RECORDED, language),),)
    )
    return csv_text(("section", *(f"column_{number}" for number in range(1, width + 1))), chain(listed, rows))


def truth_lines(answer: ReportAnswer, language: Language) -> tuple[str, str]:
    """How far the list of the home is known, and that of each tier."""
    whole = line_of(answer.knowledge, answer.undated_agreements, past=False)
    return _say(whole, language), _say(tiers_of(answer.knowledge), language)


def footnote(answer: ReportAnswer, language: Language) -> str:
    """What the report does not hold, and from what it was made."""
    version = made_from(answer.snapshot, answer.layer)
    note = Bilingual(
        f"没有日期的活动{answer.undated}项，不属于任何时期。“?”：日期也可能在期外。{ON_ANY_DAY.zh}{version.zh}。",
        f"{answer.undated} activities have no date and belong to no period. “?”: the date may also lie outside. "
        f"{ON_ANY_DAY.en} Made from {version.en}.",
    )
    return _say(note, language)


def _apart(answer: ReportAnswer, language: Language) -> Iterator[Section]:
    """What was signed and what is pending inside the home's own state, where there is any."""
    for items in (answer.areas, answer.domestic):
        if items.signed:
            yield Section(_under(items.called, _SIGNED), _SIGNED_COLUMNS, tuple(_signed(items.signed, language)))
        if items.pending:
            yield Section(_under(items.called, _PENDING), _PENDING_COLUMNS, tuple(_pending(items.pending, language)))


def _under(called: Bilingual, title: Bilingual) -> Bilingual:
    return Bilingual(f"{called.zh}：{title.zh}", f"{title.en}: {called.en}")


def _signed(items: Iterable[SignedStep], language: Language) -> Iterator[Cells]:
    for item in items:
        names = _name(item.unit, language), _name(item.partner, language)
        when = _dated(str(contested(item.date, item.date_also, language)), item.certain)
        yield when, *names, _say(STAGES[item.step], language)


def _pending(items: Iterable[PendingItem], language: Language) -> Iterator[Cells]:
    for item in items:
        names = _name(item.unit, language), _name(item.partner, language)
        aim = _say(STAGES[item.aim], language) if item.aim else ""
        yield item.planned or "", *names, aim, item.approved or _say(NONE_RECORDED, language)


def _gaps(answer: ReportAnswer, language: Language) -> Iterator[Cells]:
    """The gaps of each type by number, with the lists that would hold what they lack."""
    for kind, count in answer.gaps.items():
        tiers = _RESTS_ON.get(kind)
        words = listing_of(answer.knowledge, tiers).words if tiers else _OWN_LISTS if tiers is not None else NOTHING
        yield _say(GAPS[kind], language), str(count), _say(words, language)


def _activities(answer: ReportAnswer, language: Language) -> Iterator[Cells]:
    for item in answer.activities:
        yield _dated(item.date, item.certain), item.names.best(language, item.id)


def _dated(text: str, certain: bool) -> str:
    return text if certain else f"{text} ?"


def _table(section: Section, language: Language) -> list[str]:
    head = [_plain(_say(column, language)) for column in section.columns]
    rows = [head, ["---"] * len(head), *([_plain(cell) for cell in row] for row in section.rows)]
    return [f"| {' | '.join(row)} |" for row in rows]


def _plain(text: str) -> str:
    """Text on one line that ends no cell and is read neither as markup nor, where programs look for them, as an address."""
    return _MARKUP.sub(r"\\\g<0>", re.sub(r"[\r\n]+", " ", fit(text)))


def _name(place: PlaceReference, language: Language) -> str:
    return place.names.best(language, place.id)


def _say(text: Bilingual, language: Language) -> str:
    return text.zh if language == "zh" else text.en


_SIGNED = Bilingual("签署与续签", "Signed and renewed")
_PENDING = Bilingual("报批中和计划中", "Planned and in approval")
_ACTIVITIES = Bilingual("活动", "Activities")
_LIST = Bilingual("名单", "list")
_OWN_LISTS = Bilingual("各单位自己的名单", "the own list of each unit")
_GAP = Bilingual("缺口（在册）", "Gaps on record")
_AHEAD = Bilingual("未来的周年", "Anniversaries ahead")
_DATE, _UNIT, _PARTNER = Bilingual("日期", "date"), COLUMNS["unit"], COLUMNS["partner"]
_WHAT, _COUNT = Bilingual("事项", "what"), Bilingual("数量", "count")
_PLANNED, _AIM, _APPROVED = Bilingual("计划", "planned"), Bilingual("目标类别", "aim"), Bilingual("批复", "approved")
_SIGNED_COLUMNS = (_DATE, _UNIT, _PARTNER, _WHAT)
_PENDING_COLUMNS = (_PLANNED, _UNIT, _PARTNER, _AIM, _APPROVED)
