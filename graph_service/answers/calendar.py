"""Anniversaries as an iCalendar file (RFC 5545), for any calendar program.

Every entry is one whole day that makes nobody busy. One of which only the month or the year is known stands on the first day
of it that is asked for, not in what is past for who asks, and says so in its title: an entry as long as the year would lie
across every day of a clerk's calendar. The same anniversaries give the same bytes, so a subscriber sees a change only where
there is one. What is written in both languages begins with the one that is asked for.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime

from icalendar import Calendar, Event, vText

from graph_service.answers.anniversaries import AnniversariesAnswer, AnniversaryItem, left_out
from graph_service.records.base import Names
from graph_service.records.characters import fit
from graph_service.records.dates import Precision, moved, span
from graph_service.words.bilingual import NOTHING, Bilingual, Language
from graph_service.words.days import INFERRED, contested, said
from graph_service.words.planning import ANNIVERSARIES

_MAKER = "-//sister-city-graph//anniversaries//EN"
# RFC 5545 demands a stamp; one from the clock would change the bytes of an unchanged calendar.
_STAMP = datetime(1970, 1, 1, tzinfo=UTC)


def calendar_of(answer: AnniversariesAnswer, language: Language) -> bytes:
    """The items of the answer as a calendar whose entries are titled in one language and described in both, that one first."""
    calendar = Calendar()
    calendar.add("prodid", _MAKER)
    calendar.add("version", "2.0")
    # As text it is escaped, which the library does by itself only for properties it knows as text.
    title = vText(fit(_title(answer, language)))
    calendar.add("name", title)
    calendar.add("x-wr-calname", title)  # what programs older than RFC 7986 read
    if remarks := "\n".join(getattr(line, said) for said in _both(language) for line in _remarks(answer)):
        calendar.add("description", remarks)
        calendar.add("x-wr-caldesc", vText(remarks))
    for item in answer.items:
        calendar.add_component(_event(item, language, date.fromisoformat(answer.first)))
    body: bytes = calendar.to_ical()
    return body


def _title(answer: AnniversariesAnswer, language: Language) -> str:
    name = answer.home.names.best(language, answer.home.id)
    return f"{name}友城周年与建交周年" if language == "zh" else f"Anniversaries of {name}"


def _both(language: Language) -> tuple[Language, Language]:
    """Both languages, this one first."""
    return ("zh", "en") if language == "zh" else ("en", "zh")


def _remarks(answer: AnniversariesAnswer) -> Iterator[Bilingual]:
    """How many entries have no known day, and what the calendar does not hold because no year of it is known."""
    if vague := sum(item.precision != Precision.DAY for item in answer.items):
        yield Bilingual(
            f"只知年份或月份的周年{vague}个，列在该年或该月之内本日历的第一天，标题中注明。",
            f"{vague} of which only the year or month is known stand on its first day in this calendar, and their titles say so.",
        )
    if missing := left_out(answer):
        yield Bilingual(f"{missing.zh}。", f"{missing.en}.")


def _event(item: AnniversaryItem, language: Language, first: date) -> Event:
    event = Event()
    event.add("uid", fit(f"{item.key}@sister-city-graph"))
    event.add("dtstamp", _STAMP)
    day = max(span(item.date).first, first)
    event.add("dtstart", day)
    event.add("dtend", moved(day, 1))
    event.add("summary", fit(f"{_name(item, language)}{_vagueness(item, language)}"), parameters={"language": language})
    event.add("description", fit(_description(item, language)))
    event.add("categories", [_kind(item, language)])
    event.add("transp", "TRANSPARENT")  # an anniversary makes nobody busy
    return event


def _name(item: AnniversaryItem, language: Language) -> str:
    return item.names.best(language, item.key)


def _kind(item: AnniversaryItem, language: Language) -> str:
    """What an entry is of, in words: calendar programs show it, and choose colours by it."""
    label = ANNIVERSARIES[item.kind]
    return label.zh if language == "zh" else f"anniversary {label.en}"


def _vagueness(item: AnniversaryItem, language: Language) -> str:
    """What the title adds where the day is not known."""
    if item.precision == Precision.DAY:
        return ""
    return f"（{said(item.date).zh}，具体日期不详）" if language == "zh" else f" ({said(item.date).en}, day not known)"


def _description(item: AnniversaryItem, language: Language) -> str:
    """In either language its name and since when and how that is known; then what is planned, and the evidence: a line each."""
    about = [line for said in _both(language) for line in _about(item, said)]
    beside = (_named(_PLANNED, item.prepared_names, language), _named(_EVIDENCE, item.evidence_names, language))
    return "\n".join(filter(None, [*about, item.note, *beside]))


def _named(head: Bilingual, records: Iterable[Names], language: Language) -> str:
    """The names of records under a head, each once; those that have none, and their ids, tell a reader nothing."""
    names = filter(None, dict.fromkeys(names.best(language, "") for names in records))
    told = getattr(Bilingual("、", ", "), language).join(names)
    return f"{getattr(head, language)}{told}" if told else ""


_PLANNED, _EVIDENCE = Bilingual("安排：", "planned: "), Bilingual("依据：", "evidence: ")


def _about(item: AnniversaryItem, language: Language) -> Iterator[str]:
    yield f"{_name(item, language)}{_vagueness(item, language)}"
    inferred = getattr(INFERRED if item.basis == "inferred" else NOTHING, language)
    begun = f"{contested(item.since, item.since_also, language)}{inferred}"
    yield f"始于 {begun}" if language == "zh" else f"since {begun}"
