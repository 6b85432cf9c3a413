"""When did it happen, and how surely do we know?

A date is text: `2017`, `1994-10`, `1994-10-27` or an interval `2015/2019` of two such. The text is what the
source says; its precision is read off its form, and a `Span` gives the first and last day it can mean.
"""

import calendar
import re
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

# Records begin with the first twinnings on file; anything outside is a typing error, not history.
FIRST_YEAR, LAST_YEAR = 800, 2100
_FORM = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


class Precision(StrEnum):
    """How exactly a date is known."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"
    INTERVAL = "interval"


class Certainty(StrEnum):
    """Whether something had happened by a given day."""

    SURELY = "surely"
    POSSIBLY = "possibly"
    NO = "no"


class Span(NamedTuple):
    """First and last day, both included, that a date can mean."""

    first: date
    last: date
    precision: Precision


@lru_cache(maxsize=16_384)
def span(text: str) -> Span:
    """The days a date text can mean.

    Raises:
        ValueError: the text is no date; the message says what is expected.

    >>> span("2015/2019")
    Span(first=datetime.date(2015, 1, 1), last=datetime.date(2019, 12, 31), precision=<Precision.INTERVAL: 'interval'>)
    """
    start, slash, end = text.partition("/")
    if not slash:
        return _single(start)
    first, last = _single(start).first, _single(end).last
    if last < first:
        raise ValueError(f"the interval {text!r} ends before it begins")
    return Span(first, last, Precision.INTERVAL)


def is_date(text: str) -> bool:
    """Whether `span` takes a text."""
    try:
        span(text)
    except ValueError:
        return False
    return True


def _single(text: str) -> Span:
    found = _FORM.fullmatch(text)
    if found is None:
        raise ValueError(f"{text!r} is not YYYY, YYYY-MM, YYYY-MM-DD or an interval A/B of these")
    year, month, day = (int(part) if part else None for part in found.groups())
    assert year is not None
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"the year {year} is outside {FIRST_YEAR}-{LAST_YEAR}")
    try:
        if month is None:
            return Span(date(year, 1, 1), date(year, 12, 31), Precision.YEAR)
        if day is None:
            return Span(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]), Precision.MONTH)
        exact = date(year, month, day)
    except (ValueError, calendar.IllegalMonthError):
        raise ValueError(f"{text!r} is no day of the calendar") from None
    return Span(exact, exact, Precision.DAY)


def happened_by(text: str | None, as_of: date) -> Certainty:
    """Whether something dated `text` had happened by the end of `as_of`; undated things are known to exist."""
    if text is None:
        return Certainty.SURELY
    when = span(text)
    if when.last <= as_of:
        return Certainty.SURELY
    return Certainty.POSSIBLY if when.first <= as_of else Certainty.NO


def years_after(text: str, years: int) -> str | None:
    """The same date so many years later, as exact as it was: the anniversary of `2017` is a year, not a day.

    29 February falls on the 28th where there is none. None for an interval of several years, whose year is not known,
    and for years past the calendar.

    >>> years_after("2017", 5), years_after("1992-02-29", 30), years_after("2015/2019", 5)
    ('2022', '2022-02-28', None)
    """
    when = span(text)
    year = when.first.year + years
    if when.first.year != when.last.year or year > LAST_YEAR:
        return None
    if when.precision in (Precision.YEAR, Precision.INTERVAL):
        return f"{year:04d}"
    if when.precision is Precision.MONTH:
        return f"{year:04d}-{when.first.month:02d}"
    return date(year, when.first.month, min(when.first.day, calendar.monthrange(year, when.first.month)[1])).isoformat()


def months_after(day: date, months: int) -> date:
    """The day so many months later, or the last of that month where it has fewer days; never past the calendar.

    >>> months_after(date(2021, 1, 31), 13)
    datetime.date(2022, 2, 28)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > LAST_YEAR:
        return date(LAST_YEAR, 12, 31)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def moved(day: date, days: float) -> date:
    """The day so many days later, or earlier; the first or the last day of the calendar where it would lie beyond.

    >>> moved(date(2024, 2, 28), 2), moved(date(1, 1, 2), -400)
    (datetime.date(2024, 3, 1), datetime.date(1, 1, 1))
    """
    return date.fromordinal(min(max(day.toordinal() + int(days), date.min.toordinal()), date.max.toordinal()))
