"""Anniversaries as an iCalendar file (RFC 5545), for any calendar program.

Every entry is one whole day that makes nobody busy. One of which only the month or the year is known stands on the first day
of it and says so in its title: an entry as long as the year would lie across every day of a clerk's calendar. The same
anniversaries give the same bytes, so a subscriber sees a change only where there is one.
"""

from collections.abc import Iterator
from datetime import UTC, datetime

from icalendar import Calendar, Event, vText

from graph_service.answers.anniversaries import AnniversariesAnswer, AnniversaryItem, left_out
from graph_service.records.characters import fit
from graph_service.records.dates import Precision, moved, span
from graph_service.words.bilingual import NOTHING, Bilingual, Language
from graph_service.words.days import INFERRED, contested

_MAKER = "-//sister-city-graph//anniversaries//EN"
# RFC 5545 demands a stamp; one from the clock would change the bytes of an unchanged calendar.
_STAMP = datetime(1970, 1, 1, tzinfo=UTC)


def calendar_of(answer: AnniversariesAnswer, language: Language) -> bytes:
    """The items of the answer as a calendar whose entries are titled in one language and described in both."""
    calendar = Calendar()
    calendar.add("prodid", _MAKER)
    calendar.add("version", "2.0")
    # As text it is escaped, which the library does by itself only for properties it knows as text.
    title = vText(fit(_title(answer, language)))
    calendar.add("name", title)
    calendar.add("x-wr-calname", title)  # what programs older than RFC 7986 read
    if remarks := "\n".join(_remarks(answer)):
        calendar.add("description", remarks)
        calendar.add("x-wr-caldesc", vText(remarks))
    for item in answer.items:
        calendar.add_component(_event(item, language))
    body: bytes = calendar.to_ical()
    return body


def _title(answer: AnniversariesAnswer, language: Language) -> str:
    name = answer.home.names.best(language, answer.home.id)
    return f"{name}友城周年与建交周年" if language == "zh" else f"Anniversaries of {name}"


def _remarks(answer: AnniversariesAnswer) -> Iterator[str]:
    """How many entries have no known day, and what the calendar does not hold because no year of it is known."""
    if vague := sum(item.precision != Precision.DAY for item in answer.items):
        yield f"只知年份或月份的周年{vague}个，列在该年或该月的第一天，标题中注明。"
        yield f"{vague} of which only the year or the month is known stand on its first day, and their titles say so."
    if missing := left_out(answer):
        yield f"{missing.zh}。"
        yield f"{missing.en}."


def _event(item: AnniversaryItem, language: Language) -> Event:
    event = Event()
    event.add("uid", fit(f"{item.key}@sister-city-graph"))
    event.add("dtstamp", _STAMP)
    day = span(item.date).first
    event.add("dtstart", day)
    event.add("dtend", moved(day, 1))
    event.add("summary", fit(f"{_name(item, language)}{_vagueness(item, language)}"), parameters={"language": language})
    event.add("description", fit(_description(item)))
    event.add("categories", [item.kind])
    event.add("transp", "TRANSPARENT")  # an anniversary makes nobody busy
    return event


def _name(item: AnniversaryItem, language: Language) -> str:
    return item.names.best(language, item.key)


def _vagueness(item: AnniversaryItem, language: Language) -> str:
    """What the title adds where the day is not known."""
    if item.precision == Precision.DAY:
        return ""
    return f"（{item.date}，具体日期不详）" if language == "zh" else f" ({item.date}, day not known)"


def _description(item: AnniversaryItem) -> str:
    """Both names, since when and how that is known, what is planned, and the evidence: one line each."""
    inferred = INFERRED if item.basis == "inferred" else NOTHING
    begun = Bilingual(*(str(contested(item.since, item.since_also, language)) for language in ("zh", "en")))
    lines = [
        f"{_name(item, 'zh')}{_vagueness(item, 'zh')}",
        f"{_name(item, 'en')}{_vagueness(item, 'en')}",
        f"始于 {begun.zh}{inferred.zh} · since {begun.en}{inferred.en}",
        *([item.note] if item.note else []),
        *([f"安排 · planned: {', '.join(item.prepared)}"] if item.prepared else []),
        f"依据 · evidence: {', '.join(item.evidence)}",
    ]
    return "\n".join(lines)
