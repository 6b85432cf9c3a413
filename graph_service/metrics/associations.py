"""Friendship associations: which districts and counties have one, at what pace they come, and when all would have one."""

import math
from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from graph_service.metrics.activities import DAYS_PER_YEAR
from graph_service.metrics.share import Share, share_of
from graph_service.records.dates import Certainty, happened_by, span
from graph_service.records.organisation import Organisation
from graph_service.records.place import Place
from graph_service.snapshot import Snapshot

# The years over which the present pace is taken: as long as a plan of the field runs.
PACE_YEARS = 3


class AssociationCoverage(Struct, frozen=True):
    """Districts and counties with an association among those of a unit. `founded` lists associations whose founding is
    dated. `pace` is how many a year were founded in the last three years, None where no founding is dated; `finish` is
    the year by which all would have one at that pace, None where that cannot be told."""

    share: Share
    founded: tuple[str, ...]
    pace: float | None
    finish: int | None


def associations_by_seat(snapshot: Snapshot) -> Mapping[str, tuple[Organisation, ...]]:
    """The friendship associations seated in each place, in id order, those still being set up and those closed left out;
    for `Snapshot.once`."""
    lists: dict[str, list[Organisation]] = {}
    for body in snapshot.network.table(Organisation).values():
        if body.kind == "friendship_association" and body.seat is not None and body.status in (None, "landed"):
            lists.setdefault(body.seat, []).append(body)
    return {seat: tuple(rows) for seat, rows in lists.items()}


def districts_of(snapshot: Snapshot, unit_id: str, as_of: date) -> tuple[Place, ...]:
    """The districts and counties of a unit that exist at a date, at any depth, unnamed ones left out."""
    inside = (place for place in snapshot.below(unit_id) if place.is_level("county"))
    return tuple(place for place in inside if not place.placeholder and place.exists(as_of))


def association_share(snapshot: Snapshot, unit_id: str, as_of: date) -> Share:
    """Districts and counties of a unit with an association that surely exists at a date, among all of them."""
    districts = [place.id for place in districts_of(snapshot, unit_id, as_of)]
    seats = snapshot.once(associations_by_seat)
    return share_of((unit for unit in districts if any(_exists(body, as_of) for body in seats.get(unit, ()))), districts)


def _exists(body: Organisation, as_of: date) -> bool:
    return happened_by(body.founded, as_of) is Certainty.SURELY


def association_coverage(snapshot: Snapshot, unit_id: str, as_of: date) -> AssociationCoverage:
    """The coverage of a unit at a date with its pace and projected finish."""
    share = association_share(snapshot, unit_id, as_of)
    seats = snapshot.once(associations_by_seat)
    bodies = [body for district in share.ids for body in seats[district] if body.founded is not None and _exists(body, as_of)]
    days = [span(str(body.founded)).first for body in bodies]
    pace = sum((as_of - day).days < PACE_YEARS * DAYS_PER_YEAR for day in days) / PACE_YEARS if days else None
    missing = share.denominator - share.numerator
    finish = finish_at(pace, missing, as_of.year) if share.denominator else None
    return AssociationCoverage(share, tuple(body.id for body in bodies), pace, finish)


def finish_at(pace: float | None, missing: int, year: int) -> int | None:
    """The year by whose end so many more are there at so many a year, counted from the end of `year`; None where that
    never comes or the pace is not known.

    >>> finish_at(1.0, 6, 2021), finish_at(4.0, 6, 2021), finish_at(0.0, 6, 2021), finish_at(None, 0, 2021)
    (2027, 2023, None, 2021)
    """
    if not missing:
        return year
    return year + math.ceil(missing / pace) if pace else None
