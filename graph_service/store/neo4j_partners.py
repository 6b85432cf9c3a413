"""The relationships PARTNER between places: derived from the agreements and their stages, for pictures, paths and every day."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise
from typing import Any, NamedTuple

from graph_service.records.agreement import Agreement
from graph_service.records.dates import Certainty, span
from graph_service.records.life import RANK, standing

_Told = tuple[str | None, str | None] | None  # kind and status, None where nobody surely knows them
_WITHOUT_END = (None, None)


class Partner(NamedTuple):
    """One stretch of days in which kind and status of an agreement surely are the same, as the relationship says it.

    `since` is the first day, None for always; `until` the day after the last, None where it lasts.
    """

    a: str
    b: str
    agreement: str
    layer: str
    kind: str | None
    status: str | None
    since: date | None
    until: date | None

    def __str__(self) -> str:
        """How they stand, and from when until when."""
        days = [f"{word} {day}" for word, day in (("since", self.since), ("until", self.until)) if day is not None]
        return ", ".join([*filter(None, (self.kind, self.status)), *days])

    @property
    def properties(self) -> dict[str, Any]:
        """What stands on the relationship."""
        return {name: value for name, value in self._asdict().items() if name not in ("a", "b") and value is not None}

    @property
    def told(self) -> int:
        """How many properties that are."""
        told = self[2:]
        return len(told) - told.count(None)


def partners(agreement: Agreement) -> Iterator[Partner]:
    """The stretches of an agreement in order of time, the last of them without an end."""
    for (since, state), (until, _) in pairwise((*_turns(agreement), _WITHOUT_END)):
        if state is not None:
            yield Partner(*agreement.pair, agreement.id, agreement.layer, *state, since, until)


def partners_of(agreements: Iterable[Agreement]) -> Iterator[Partner]:
    """Those of all these agreements."""
    for agreement in agreements:
        yield from partners(agreement)


def _turns(agreement: Agreement) -> Iterator[tuple[date | None, _Told]]:
    """Since when the agreement stands in which way; always, where the day is None."""
    [first, *more] = agreement.stages
    if not more and first.kind in RANK:  # nearly every agreement of the world is one signing
        yield (span(first.date).last if first.date else None), (first.kind, "active")
        return
    days = {day for stage in agreement.stages if stage.date for day in span(stage.date)[:2]}
    before: _Told = None
    for day in (None, *sorted(days)):
        now = _state(agreement, day or date.min)
        if now != before:
            yield day, now
        before = now


def _state(agreement: Agreement, day: date) -> _Told:
    found = standing(agreement, day)
    return None if found.status is None or found.certainty is not Certainty.SURELY else (found.kind, found.status)
