"""Progress: how far each target has come, counted from the network. What cannot be counted is unknown, never zero.

`MEASURES` says how each measure is counted; a target of another measure is shown without a count.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Literal, NamedTuple

from graph_service.metrics.associations import association_share, associations_by_seat, districts_of
from graph_service.metrics.freshness import known_by
from graph_service.records.agreement import Agreement
from graph_service.records.base import Record
from graph_service.records.dates import Certainty, Span, happened_by, span
from graph_service.records.organisation import Organisation
from graph_service.records.place import Place
from graph_service.records.target import Target
from graph_service.snapshot import Snapshot

TargetState = Literal["met", "short", "over", "unknown"]
_Belongs = Literal["surely", "possibly", "no"]


class Achieved(NamedTuple):
    """What has been reached by a date: the value in the target's unit and the ids it is counted from. `possible` are
    records that may count too: undated, of a kind not told, or dated too vaguely."""

    value: float
    ids: tuple[str, ...]
    possible: tuple[str, ...] = ()


class _Question(NamedTuple):
    """A target, the place that answers for it, and the last day that counts: `as_of`, or the end of the period."""

    snapshot: Snapshot
    target: Target
    place: Place
    until: date

    @property
    def period(self) -> Span | None:
        return span(self.target.period) if self.target.period else None


def achieved(snapshot: Snapshot, target: Target, as_of: date) -> Achieved | None:
    """What a target's owner has reached within its period by a date; None where the measure cannot be counted."""
    measure, place = MEASURES.get(target.measure), _place_of(snapshot, target.owner)
    if measure is None or place is None:
        return None
    until = min(as_of, span(target.period).last) if target.period else as_of
    return measure(_Question(snapshot, target, place, until))


def state_of(target: Target, found: Achieved | None) -> TargetState:
    """Where a target stands. Short only if what may count would not be enough either; unknown if that decides."""
    if found is None:
        return "unknown"
    if target.maximum is not None and found.value > target.maximum:
        return "over"
    if target.minimum is None or found.value >= target.minimum:
        return "met"
    return "short" if found.value + len(found.possible) < target.minimum else "unknown"


def _place_of(snapshot: Snapshot, owner: str) -> Place | None:
    """The place itself, or where the organisation has its seat."""
    body = snapshot.network.table(Organisation).get(owner)
    return snapshot.places.get(body.seat or "" if body else owner)


def _signed(kind: str) -> Callable[[_Question], Achieved]:
    """Agreements abroad, of the place or a unit in it, that reached a kind within the period; only those that the target
    names, if it names any."""

    def count(question: _Question) -> Achieved:
        found = {agreement.id: _reached(question, agreement, kind) for agreement in _agreements(question)}
        sure = (agreement for agreement, belongs in found.items() if belongs == "surely")
        maybe = (agreement for agreement, belongs in found.items() if belongs == "possibly")
        ids = tuple(sorted(sure))
        return Achieved(len(ids), ids, tuple(sorted(maybe)))

    return count


def _agreements(question: _Question) -> Iterator[Agreement]:
    snapshot, named = question.snapshot, question.target.agreements
    if named:
        table = snapshot.network.table(Agreement)
        yield from (table[agreement] for agreement in named)
        return
    for unit in (question.place, *snapshot.below(question.place.id)):
        for agreement in snapshot.agreements_of(unit.id):
            if snapshot.is_abroad(snapshot.places[agreement.other(unit.id)].country, unit.country):
                yield agreement


def _reached(question: _Question, agreement: Agreement, kind: str) -> _Belongs:
    told = {_when(question, stage.date, agreement) for stage in agreement.stages if stage.kind == kind}
    if "surely" in told:
        return "surely"
    untold = {_when(question, stage.date, agreement) for stage in agreement.stages if stage.kind == "unclassified"}
    return "possibly" if "possibly" in told or untold - {"no"} else "no"


def _when(question: _Question, day: str | None, record: Record) -> _Belongs:
    """Whether something of this date happened within the period and by the day that counts. What is undated did so only
    possibly, and not at all if a source from before the period tells of it."""
    period = question.period
    if day is None:
        before = known_by(record)
        earlier = period is not None and before is not None and before < period.first
        return "no" if earlier else "possibly" if period else "surely"
    when = span(day)
    if period is not None and (when.last < period.first or when.first > period.last):
        return "no"
    if happened_by(day, question.until) is Certainty.NO:
        return "no"
    inside = period is None or when.first >= period.first
    return "surely" if inside and when.last <= question.until else "possibly"


def _founded(question: _Question) -> Achieved:
    """Associations founded in districts of the place within the period."""
    seats = question.snapshot.once(associations_by_seat)
    districts = districts_of(question.snapshot, question.place.id, question.until)
    bodies = [body for district in districts for body in seats.get(district.id, ())]
    ids = tuple(body.id for body in bodies if _when(question, body.founded, body) == "surely")
    return Achieved(len(ids), ids, tuple(body.id for body in bodies if _when(question, body.founded, body) == "possibly"))


def _covered(question: _Question) -> Achieved | None:
    """Districts of the place with an association, in percent of all."""
    share = association_share(question.snapshot, question.place.id, question.until)
    return None if share.share is None else Achieved(100 * share.share, share.ids)


MEASURES: Mapping[str, Callable[[_Question], Achieved | None]] = {
    "formal_agreements": _signed("formal"),
    "exchange_agreements": _signed("exchange"),
    "new_friendship_associations": _founded,
    "association_coverage": _covered,
}
