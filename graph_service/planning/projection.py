"""When will all districts have a friendship association? At the pace of the last three years where foundings are dated,
else at the pace a target plans, and called so."""

from datetime import date
from typing import Literal

from msgspec import Struct

from graph_service.metrics.associations import association_coverage, finish_at
from graph_service.metrics.freshness import told_by
from graph_service.metrics.share import Share
from graph_service.records.dates import span
from graph_service.records.target import Target
from graph_service.snapshot import Snapshot


class Projection(Struct, frozen=True):
    """Districts with an association among those of a unit, how many come a year, and the year by whose end all have one;
    None where that is not known or never comes. `basis` says where the pace is from, None where there is none."""

    share: Share
    founded: tuple[str, ...]
    pace: float | None
    finish: int | None
    basis: Literal["recorded", "planned"] | None
    targets: tuple[str, ...]


def projection(snapshot: Snapshot, unit_id: str, as_of: date) -> Projection:
    """The projection of a unit at a date. `targets` are the ids of the targets it has set itself, the coverage first."""
    found = association_coverage(snapshot, unit_id, as_of)
    targets = association_targets(snapshot, unit_id, as_of)
    ids = tuple(target.id for target in targets)
    if found.pace is not None:
        return Projection(found.share, found.founded, found.pace, found.finish, "recorded", ids)
    planned = next((target for target in targets if target.measure == "new_friendship_associations"), None)
    if planned is None or planned.minimum is None or planned.period is None:
        return Projection(found.share, found.founded, None, found.finish, None, ids)
    years = span(planned.period)
    pace = planned.minimum / (years.last.year - years.first.year + 1)
    missing = found.share.denominator - found.share.numerator
    finish = finish_at(pace, missing, max(as_of.year, years.first.year) - 1)  # the running year still counts
    return Projection(found.share, found.founded, pace, finish if found.share.denominator else None, "planned", ids)


def association_targets(snapshot: Snapshot, unit_id: str, as_of: date) -> tuple[Target, ...]:
    """The targets about associations of districts that a unit has set itself by a date, the coverage first, then in id
    order."""
    own = [target for target in snapshot.network.table(Target).values() if target.owner == unit_id and _begun(target, as_of)]
    measures = ("association_coverage", "new_friendship_associations")
    return tuple(target for measure in measures for target in own if target.measure == measure)


def _begun(target: Target, as_of: date) -> bool:
    """Whether the period of a target has begun, and a paper that tells of it may have been out: nobody had set it before, as
    far as is known."""
    return told_by(target, as_of) and (target.period is None or span(target.period).first <= as_of)
