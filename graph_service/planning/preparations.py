"""Preparations: what is planned for an anniversary, as far as it is on record."""

from collections.abc import Iterator, Mapping
from datetime import date

from graph_service.metrics.vine import Vine
from graph_service.planning.anniversaries import Anniversary, Window
from graph_service.records.activity import Activity
from graph_service.records.dates import span
from graph_service.records.plan import Plan
from graph_service.snapshot import Snapshot

# Policies, mechanisms and documents hold for good; these are carried out at a time.
_CARRIED_OUT = ("action_plan", "programme")
_FINISHED = ("done", "expired", "closed")


def prepared_for(vine: Vine, anniversary: Anniversary) -> tuple[str, ...]:
    """The ids of the activities in the year of an anniversary, announced ones included, and of the unfinished action
    plans and programmes for it; a plan without a period may be for any year."""
    year = span(anniversary.date).first.year
    window = Window(date(year, 1, 1), date(year, 12, 31))
    found = [record for record in _about(vine, anniversary) if _serves(record, window)]
    return tuple(sorted({record.id for record in found}))


def activities_and_plans(snapshot: Snapshot) -> Mapping[str, tuple[Activity | Plan, ...]]:
    """The activities and plans that name each agreement or place; for `Snapshot.once`."""
    lists: dict[str, list[Activity | Plan]] = {}
    for activity in snapshot.network.table(Activity).values():
        for named in {activity.agreement, *activity.participants} - {None}:
            lists.setdefault(str(named), []).append(activity)
    for plan in snapshot.network.table(Plan).values():
        for named in {*plan.agreements, *plan.parties}:
            lists.setdefault(named, []).append(plan)
    return {named: tuple(rows) for named, rows in lists.items()}


def _about(vine: Vine, anniversary: Anniversary) -> Iterator[Activity | Plan]:
    """What names the agreement, or the partner together with the home side."""
    index, tie = vine.snapshot.once(activities_and_plans), anniversary.tie
    if tie is not None:
        yield from index.get(tie.agreement.id, ())
    own = {tie.unit} if tie is not None else vine.home.tiers.keys()
    for record in index.get(anniversary.partner.id, ()):
        sides = {*record.participants} if isinstance(record, Activity) else {record.owner, *record.parties}
        if not sides.isdisjoint(own):
            yield record


def _serves(record: Activity | Plan, window: Window) -> bool:
    if isinstance(record, Activity):
        return record.date is not None and window.meets(record.date)
    carried_out = record.kind in _CARRIED_OUT and record.status not in _FINISHED
    return carried_out and (record.period is None or window.meets(record.period))
