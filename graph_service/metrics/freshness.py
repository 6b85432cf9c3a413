"""How old is what we know? Sources tell their date in their title; a record is as fresh as the newest of them.

Addresses are left alone: digits in them are often no date.
"""

import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from graph_service.metrics.activities import activities_by_agreement
from graph_service.metrics.claims import claims_by_subject
from graph_service.records.agreement import Agreement
from graph_service.records.base import Record
from graph_service.records.dates import Span, span
from graph_service.snapshot import Snapshot

# A year, month or day that stands for itself in a title: “(2021)”, “state 2023-05”, “enwiki-2026-02”.
_DATE = re.compile(r"(?<![\d/._])((?:19|20)\d{2}(?:-\d{2}){0,2})(?![\d/._-])")
_ADDRESS = re.compile(r"\S*://\S*")


def source_day(document: str) -> date | None:
    """The last day of the latest date in the title of a source, or None where it tells none.

    >>> source_day("泰州市《2022年外事重点工作安排》(2022)"), source_day("GeoNames cities500")
    (datetime.date(2022, 12, 31), None)
    """
    dated = _source_span(document)
    return dated.last if dated is not None else None


@lru_cache(maxsize=4096)
def _source_span(document: str) -> Span | None:
    found = map(_span, _DATE.findall(_ADDRESS.sub("", document)))
    return max((dated for dated in found if dated is not None), key=lambda dated: dated.last, default=None)


def _span(text: str) -> Span | None:
    try:
        return span(text)
    except ValueError:
        return None


def told_by(record: Record, as_of: date) -> bool:
    """Whether a source of a record may have been out by a date: one that tells no date may, a later paper says nothing of
    what was still to come before it."""
    dated = (_source_span(source.document) for source in record.sources)
    return any(when is None or when.first <= as_of for when in dated)


def newest_source(record: Record) -> date | None:
    """The day of the newest dated source of a record, or None where no source is dated."""
    return max(_source_days(record), default=None)


def known_by(record: Record) -> date | None:
    """The day by which the oldest dated source of a record had it; whatever it tells had happened by then."""
    return min(_source_days(record), default=None)


class Heard(NamedTuple):
    """The day of the newest word on something, None where nothing is dated. `sure` is False where a source without a date
    may be newer."""

    day: date | None
    sure: bool


def last_heard(snapshot: Snapshot, agreement: Agreement) -> Heard:
    """The newest word on an agreement: its sources, its steps, what happened under it and what is claimed of it."""
    activities = snapshot.once(activities_by_agreement).get(agreement.id, ())
    claims = snapshot.once(claims_by_subject).get(agreement.id, ())
    told = [newest_source(record) for record in (agreement, *activities, *claims)]
    dated = [stage.date for stage in agreement.stages if stage.kind != "planned"]
    dated += [activity.date for activity in activities]
    days = [*told, *(span(text).last for text in dated if text is not None)]
    sure = all(source_day(source.document) is not None for source in agreement.sources)
    return Heard(max((day for day in days if day is not None), default=None), sure)


def _source_days(record: Record) -> list[date]:
    return [day for source in record.sources if (day := source_day(source.document)) is not None]
