"""The page of an agreement: who made it, its life with dates as exact as they are known, what is done under it, what documents
claim of it, and every source."""

from collections.abc import Iterator
from datetime import date, tzinfo
from typing import NamedTuple
from urllib.parse import quote

from graph_service.answers.agreements import AgreementItem, Party
from graph_service.answers.changes import ChangesAnswer
from graph_service.metrics.signing_dates import SIGNED, more_exact
from graph_service.pages.homes import home_side_first
from graph_service.planning.anniversaries import last_and_next
from graph_service.questions.answered import answered
from graph_service.questions.called import Called
from graph_service.questions.life import LIFE, Life, LifeAnswer
from graph_service.questions.question import View
from graph_service.records.agreement import Agreement
from graph_service.records.claim import Claim
from graph_service.records.dates import years_after
from graph_service.records.life import EFFECTIVE
from graph_service.site.brief import briefs_of
from graph_service.site.history import changes_told
from graph_service.site.listing import files_of
from graph_service.site.notes import doubts_of, note_for
from graph_service.site.sections import Part, without_empty_columns
from graph_service.site.taken import Taken, numbered, table_files
from graph_service.site.templating import Frame, render
from graph_service.site.ways import page_of
from graph_service.snapshot import Snapshot
from graph_service.words.agreements import BASES, CERTAINTIES, KINDS, MECHANISMS, STATUSES, listed_as
from graph_service.words.bilingual import Bilingual, called
from graph_service.words.claims import amount, measure_called
from graph_service.words.days import in_line, written
from graph_service.words.headings import dated, heads
from graph_service.words.records import ACTIVITIES, CONFIDENCES, WORK_TYPES
from graph_service.words.sources import source_told

_LIFE = Bilingual("全过程", "Its life")
_DONE = Bilingual("活动", "What was done under it")
_WORK = Bilingual("规划和项目", "Plans and projects")
_YEARS = Bilingual("周年", "Anniversaries")
_OTHERWISE = Bilingual("按另有来源所载日期", "by dates of other sources")
_EXACTLY = Bilingual("另有来源所载：", "as another source says: ")
_CLAIMS = Bilingual("文件所述", "What documents claim")
_SAME = Bilingual("可能是同一协议的记录", "Records that may be the same agreement")
_SOURCES, _SOURCE = Bilingual("来源", "Sources"), Bilingual("来源", "source")
_CHANGED = Bilingual("记录变更", "Changes of the record")
_UNANSWERED = Bilingual("此刻读不到变更记录，请稍后再看", "the record of changes cannot be read now; look again in a moment")
_FAULT = Bilingual("记录有误", "Fault in a record")


class Kept(NamedTuple):
    """What is known of an agreement besides its record: what was changed in it, None where the store does not answer, in which
    zone that is told, and whom to tell of faults, None where the service names nobody."""

    changes: ChangesAnswer | None
    zone: tzinfo
    report_to: str | None


def render_agreement(frame: Frame, view: View, ask: Life, kept: Kept) -> str:
    """The page of an agreement; errors as `questions.life.life`."""
    found = answered(LIFE, view, ask)
    life: LifeAnswer = found.document  # type: ignore[assignment]  # what LIFE answers with
    sides = _sides(frame, view.snapshot, life)
    parts = _all_parts(frame, view, life, kept)
    return render(
        "agreement.html",
        frame,
        " — ".join(sides),
        sides=sides,
        lines=list(_lines(frame, view.snapshot, life.agreement)),
        parts_shown=[(part, table_files(frame, str(number))) for number, part in enumerate(parts, start=1) if part.rows],
        note=life.agreement.note and note_for(life.agreement.note, frame.language),
        report=report_address(kept.report_to, frame.say(_FAULT), " — ".join(sides), life.agreement.id),
        briefs=list(briefs_of(frame, view.snapshot, [party.id for party in life.agreement.parties])),
        files=list(files_of(frame, LIFE, {"agreement": life.agreement.id})),
        day=life.as_of,
    )


def agreement_taken(frame: Frame, view: View, ask: Life, kept: Kept) -> Taken:
    """What may be taken from the page of an agreement: each of its tables, by its number; errors as `render_agreement`."""
    life: LifeAnswer = answered(LIFE, view, ask).document  # type: ignore[assignment]  # what LIFE answers with
    title, lines = " — ".join(_sides(frame, view.snapshot, life)), list(_lines(frame, view.snapshot, life.agreement))
    return Taken(title, lines, tables=numbered(_all_parts(frame, view, life, kept)))


def _all_parts(frame: Frame, view: View, life: LifeAnswer, kept: Kept) -> list[Part]:
    steps, *parts = _parts(frame, view.snapshot, life)
    years = _anniversaries(frame, life, view.standards.rules.anniversary_step)
    return [without_empty_columns(part, frame.language) for part in (steps, years, *parts, _history(frame, kept))]


def _sides(frame: Frame, snapshot: Snapshot, life: LifeAnswer) -> list[Called]:
    parties = {party.id: party for party in life.agreement.parties}
    return [_side(frame, snapshot, parties[party]) for party in home_side_first(snapshot, parties)]


def _side(frame: Frame, snapshot: Snapshot, party: Party) -> Called:
    name = party.names.best(frame.language, party.id)
    place = snapshot.places.get(party.id)
    return Called(name, *(page_of(place) if place else ("list", "organisations")))


def _more_exact(snapshot: Snapshot, item: AgreementItem) -> str | None:
    agreement = snapshot.record(Agreement, item.id)
    signing = (stage for stage in agreement.stages if (stage.kind, stage.date) == (item.kind, item.since))
    return more_exact(snapshot, agreement, next(signing, None))


def _lines(frame: Frame, snapshot: Snapshot, item: AgreementItem) -> Iterator[str]:
    since = in_line(dated(item.since, item.since_also, frame.language, item.since_basis), frame.language)
    unsure = None if item.certainty == "surely" else frame.say(CERTAINTIES[item.certainty])
    facts = (called(KINDS, item.kind, frame.language), called(STATUSES, item.status, frame.language), since)
    exact = None if (day := _more_exact(snapshot, item)) is None else frame.say(_EXACTLY) + in_line(day, frame.language)
    yield " · ".join(filter(None, (*facts, exact, unsure)))
    yield frame.say(Bilingual("常设机制：", "standing mechanism: ")) + frame.say(MECHANISMS[item.mechanism])
    for party in item.parties:
        if (place := snapshot.places.get(party.id)) is not None:
            yield from doubts_of(place, frame.language)


def _parts(frame: Frame, snapshot: Snapshot, life: LifeAnswer) -> Iterator[Part]:
    language, item = frame.language, life.agreement
    shown = LIFE.shown(life, language)
    yield Part(frame.say(_LIFE), shown.columns, list(shown.rows))
    done = [(one.date, called(ACTIVITIES, one.kind, language), one.names.best(language, one.id)) for one in life.activities]
    yield Part(frame.say(_DONE), heads(language, "date", "kind", "name"), done)
    work = [(one.period, frame.say(WORK_TYPES[one.type]), one.names.best(language, one.id)) for one in life.work]
    yield Part(frame.say(_WORK), heads(language, "date", "kind", "name"), work)
    claims = [_claim(frame, snapshot.record(Claim, claim)) for claim in life.claims]
    yield Part(frame.say(_CLAIMS), [*heads(language, "claim", "claimed", "date"), frame.say(_SOURCE)], claims)
    same = zip(item.possibly_same, item.possibly_same_names, strict=True)
    twins = [(Called(names.best(language, twin), "agreement", twin),) for twin, names in same]
    yield Part(frame.say(_SAME), heads(language, "agreement"), twins)
    sources = [
        (frame.say(source_told(one.document)), one.quote, called(CONFIDENCES, one.confidence, language)) for one in item.sources
    ]
    words = (_SOURCE, Bilingual("原文", "its words"), Bilingual("可信度", "confidence"))
    yield Part(frame.say(_SOURCES), [frame.say(word) for word in words], sources)


def _anniversaries(frame: Frame, life: LifeAnswer, step: int) -> Part:
    """The last and the next of an agreement that stands, as exact as its date."""
    item, day = life.agreement, date.fromisoformat(life.as_of)
    dated = [] if item.since is None or item.status not in EFFECTIVE else last_and_next(item.since, day, step)
    rows = [
        (when, years, ", ".join(other for since in item.since_also if (other := years_after(since, years))), _basis(frame, item))
        for years, when in dated
    ]
    return Part(
        frame.say(_YEARS), [*heads(frame.language, "date", "years"), frame.say(_OTHERWISE), *heads(frame.language, "basis")], rows
    )


def _basis(frame: Frame, item: AgreementItem) -> str | None:
    return called(BASES, item.since_basis, frame.language)


def _history(frame: Frame, kept: Kept) -> Part:
    rows = list(changes_told(frame, kept.changes, kept.zone)) if kept.changes else [("", "", frame.say(_UNANSWERED))]
    heading = (Bilingual("时间", "when"), Bilingual("谁", "who"), Bilingual("变更", "what changed"))
    return Part(frame.say(_CHANGED), [frame.say(word) for word in heading], rows)


def _claim(frame: Frame, claim: Claim) -> tuple[object, ...]:
    value = _stated(frame, claim) if claim.value is None else amount(claim.value, claim.unit, frame.language)
    return (
        measure_called(claim.measure, frame.language),
        value,
        claim.as_of,
        frame.say(source_told(claim.sources[0].document)),
    )


def _stated(frame: Frame, claim: Claim) -> str | None:
    """What a document states; of a signing the date and the words that lists of signings have, as this page writes them."""
    if claim.stated is None or claim.measure != SIGNED:
        return claim.stated
    told = (written(each, frame.language) for each in claim.stated.split(", "))
    return " · ".join(frame.say(listed_as(each)) for each in told)


def report_address(report_to: str | None, subject: str, name: str, record_id: str) -> str | None:
    """The address that a page leads to: of a mailbox a letter that names the record in its subject, of a form the form itself;
    None where the service names nobody.

    >>> report_address("mailto:office@example.org", "Fault", "A — B", "a~b")
    'mailto:office@example.org?subject=Fault%3A%20A%20%E2%80%94%20B%20%28a~b%29'
    """
    if report_to is None or not report_to.startswith("mailto:"):
        return report_to
    return f"{report_to}?subject={quote(f'{subject}: {name} ({record_id})')}"
