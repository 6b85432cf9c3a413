"""Dates in Neo4j: a DATE where the day is known, else the first and the last day it can mean and how exactly it is told."""

from datetime import date
from typing import Any

from neo4j.time import Date

from graph_service.records.dates import Precision, is_date, span
from graph_service.store.neo4j_values import quoted

_FORMS = {4: Precision.YEAR, 7: Precision.MONTH, 10: Precision.DAY}  # by the length of the text
_AND = ", "  # between a date and the words that follow it
_LENGTHS = {str(form): length for length, form in _FORMS.items()}


def columns_of(name: str) -> tuple[str, str, str, str]:
    """The properties that a date called `name` may have: the day, or the other three."""
    return name, f"{name}_first", f"{name}_last", f"{name}_precision"


def written(name: str, text: str) -> dict[str, date | str]:
    """The properties of a date text that `span` takes.

    >>> written("date", "1994-10")
    {'date_first': datetime.date(1994, 10, 1), 'date_last': datetime.date(1994, 10, 31), 'date_precision': 'month'}
    """
    when = span(text)
    if when.precision is Precision.DAY:
        return {name: when.first}
    precision = "/".join(_FORMS[len(part)] for part in text.split("/"))
    return {f"{name}_first": when.first, f"{name}_last": when.last, f"{name}_precision": precision}


def read(name: str, day: Any, first: Any, last: Any, precision: Any) -> str | None:
    """The date text of these properties, None where none is set.

    Raises:
        ValueError: they contradict each other, or one is no DATE; the message opens with the name of the field.
    """
    rest = (first, last, precision)
    if day is not None:
        if any(value is not None for value in rest):
            raise ValueError(f"{name}: a day beside {name}_first, {name}_last or {name}_precision; keep one of the two")
        told = _iso(name, day)
        _span(name, told)
        return told
    if rest == (None, None, None):
        return None
    text = _uncertain(_iso(f"{name}_first", first), _iso(f"{name}_last", last), str(precision).split("/"))
    if text is None or (first, last) != _span(name, text):
        raise ValueError(f"{name}: {name}_first {first} and {name}_last {last} are no {precision}")
    if precision == Precision.DAY:  # no query for days would find it
        raise ValueError(f"{name}: a day is {name} = date('{text}'), without {name}_first, {name}_last and {name}_precision")
    return text


def columns_of_words(name: str) -> tuple[str, ...]:
    """The properties that words called `name` may have: those that are no date, and the date."""
    return name, *columns_of(f"{name}_on")


def worded(name: str, words: str) -> dict[str, date | str]:
    """The properties of words that are a date, begin with one and go on after a comma, or neither.

    >>> worded("stated", "1982-05-01, sister")
    {'stated_on': datetime.date(1982, 5, 1), 'stated': 'sister'}
    """
    day, comma, more = words.partition(_AND)
    if not is_date(day) or (comma and not more):
        return {name: words}
    return written(f"{name}_on", day) | ({name: more} if more else {})


def read_words(name: str, words: Any, *when: Any) -> Any:
    """What `worded` wrote, None where nothing is set.

    Raises:
        ValueError: a date is written in words, or as `read`; the message opens with the name of the field.
    """
    day = read(f"{name}_on", *when)
    if not isinstance(words, str):
        return day if words is None else words  # told by the type of the field
    if day is None and worded(name, words) != {name: words}:
        begins = "is a date" if is_date(words) else "begins with a date"
        raise ValueError(f"{name}: {words!r} {begins}; write that as {name}_on = date('2020-05-31'), see cypher/README.md")
    return words if day is None else f"{day}{_AND}{words}"


def _uncertain(first: str, last: str, forms: list[str]) -> str | None:
    lengths = [_LENGTHS.get(form) for form in forms]
    if None in lengths or len(lengths) > 2:  # an interval has two ends
        return None
    return first[: lengths[0]] if len(lengths) == 1 else f"{first[: lengths[0]]}/{last[: lengths[1]]}"


def _span(name: str, text: str) -> tuple[date, date]:
    try:
        return span(text)[:2]
    except ValueError as error:
        raise ValueError(f"{name}: {error}") from None


def _iso(name: str, value: Any) -> str:
    if value is None:
        raise ValueError(f"{name}: it is missing beside the rest of an uncertain date, see cypher/README.md")
    if not isinstance(value, Date):
        problem = f"{quoted(value)!r} is no DATE; write date('2020-05-31')"
        raise ValueError(f"{name}: {problem}")  # noqa: TRY004  # told as other faults of data
    return value.iso_format()
