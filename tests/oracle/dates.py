"""Dates as texts, and whether what they date had happened."""

import calendar
from datetime import date


def days(text: str) -> tuple[date, date]:
    """The first and the last day that a date can mean."""
    start, _, end = text.partition("/")
    return _single(start)[0], _single(end or start)[1]


def _single(text: str) -> tuple[date, date]:
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 1:
        return date(parts[0], 1, 1), date(parts[0], 12, 31)
    if len(parts) == 2:
        return date(*parts, 1), date(*parts, calendar.monthrange(*parts)[1])
    return date(*parts), date(*parts)


def happened(text: str | None, on: date) -> bool | None:
    """Whether it had happened by then; None where that cannot be told. What has no date is known to have happened."""
    if text is None:
        return True
    first, last = days(text)
    return True if last <= on else None if first <= on else False


def year_before(on: date) -> date:
    """The same day twelve months earlier."""
    return date(on.year - 1, on.month, min(on.day, calendar.monthrange(on.year - 1, on.month)[1]))
