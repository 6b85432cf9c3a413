"""How an agreement stands once what happened under it is known: a later activity ends a confirmed dormancy."""

from datetime import date

from graph_service.domain.agreement import Agreement
from graph_service.domain.dates import Certainty, happened_by, span
from graph_service.domain.life import Standing, latest_step, standing
from graph_service.metrics.activities import activities_by_agreement
from graph_service.snapshot import Snapshot


def standing_on(snapshot: Snapshot, agreement: Agreement, as_of: date) -> Standing:
    """How an agreement stands at the end of a day. One confirmed dormant is active again where an activity surely came after
    the confirmation and may have happened by the day; an undated confirmation is the latest word on its agreement."""
    found = standing(agreement, as_of)
    if found.status == "dormant" and _woken(snapshot, agreement, as_of):
        return found._replace(status="active")
    return found


def _woken(snapshot: Snapshot, agreement: Agreement, as_of: date) -> bool:
    known = (stage for stage in agreement.stages if happened_by(stage.date, as_of) is Certainty.SURELY)
    asleep = latest_step(known, ("dormant",))
    if asleep is None or asleep.date is None:
        return False
    activities = snapshot.once(activities_by_agreement).get(agreement.id, ())
    days = (span(activity.date).first for activity in activities if activity.date is not None)
    return any(span(asleep.date).last < day <= as_of for day in days)
