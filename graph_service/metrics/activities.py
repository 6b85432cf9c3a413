"""Activities: what happened under an agreement, and how often. What is only announced has not happened."""

from collections.abc import Iterator, Mapping
from datetime import date

from graph_service.records.activity import Activity
from graph_service.records.dates import span
from graph_service.snapshot import Snapshot

# Units in which a quantity counts how often something happened; any other (人次, 名, CNY) counts people or things.
_TIMES = ("次", "届", "期", "批", "场")
_PER_YEAR = "per year"
DAYS_PER_YEAR = 365.2425


def activities_by_agreement(snapshot: Snapshot) -> Mapping[str, tuple[Activity, ...]]:
    """What happened under each agreement, or, where no agreement is named, between both its parties; in id order, for
    `Snapshot.once`. Announced activities are left out."""
    lists: dict[str, list[Activity]] = {}
    for activity in snapshot.network.table(Activity).values():
        if not activity.announced:
            for agreement_id in _agreements_of(snapshot, activity):
                lists.setdefault(agreement_id, []).append(activity)
    return {agreement: tuple(rows) for agreement, rows in lists.items()}


def _agreements_of(snapshot: Snapshot, activity: Activity) -> Iterator[str]:
    if activity.agreement is not None:
        yield activity.agreement
        return
    present = dict.fromkeys(activity.participants)
    between = (tie.id for party in present for tie in snapshot.agreements_of(party) if tie.other(party) in present)
    yield from dict.fromkeys(between)


def activities_by_participant(snapshot: Snapshot) -> Mapping[str, tuple[Activity, ...]]:
    """What happened with each place or organisation taking part; in id order, for `Snapshot.once`."""
    lists: dict[str, list[Activity]] = {}
    for activity in snapshot.network.table(Activity).values():
        if not activity.announced:
            for participant in dict.fromkeys(activity.participants):
                lists.setdefault(participant, []).append(activity)
    return {participant: tuple(rows) for participant, rows in lists.items()}


def happened_on(activity: Activity, as_of: date) -> date | None:
    """The last day an activity can mean if that lies by the date, else None: undated or not surely past."""
    if activity.date is None:
        return None
    last = span(activity.date).last
    return last if last <= as_of else None


def times(activity: Activity) -> float:
    """How often a record says that it happened: its quantity where that counts occasions, a yearly number times the
    full years it spans, else once."""
    if activity.quantity is None:
        return 1.0
    if activity.unit in _TIMES:
        return activity.quantity
    if activity.unit == _PER_YEAR and activity.date is not None:
        when = span(activity.date)
        return activity.quantity * max(1, int((when.last - when.first).days / DAYS_PER_YEAR))
    return 1.0
