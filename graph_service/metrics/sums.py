"""Do the rows of countries and areas add up to the totals of every home? Those of the home's own state stand apart.

Computed from the rows that answers show, never from how they are made: a record that escapes a row is told.
"""

from msgspec import Struct

from graph_service.metrics.selection import select
from graph_service.metrics.ties import ties_of_homes
from graph_service.metrics.vine import by_place, country_row
from graph_service.snapshot import Snapshot


class HomeSum(Struct, frozen=True):
    """A home whose rows do not add up: its effective agreements abroad, how many its rows hold, and those that stand in no
    row or in several."""

    home: str
    agreements: int
    in_rows: int
    astray: tuple[str, ...]


class Sums(Struct, frozen=True, kw_only=True):
    """Over all homes, today and with the headline kinds: the effective agreements abroad, how many the rows of countries and
    areas hold, and how many with areas of the home's own state stand apart from both; `astray` are homes that differ."""

    homes: int
    agreements: int
    in_rows: int
    apart: int
    astray: tuple[HomeSum, ...]


def sums_of(snapshot: Snapshot) -> Sums:
    """The sums of every home that has an agreement; for `Snapshot.once`."""
    selection = select(snapshot)
    homes = agreements = in_rows = apart = 0
    astray = []
    for home, ties in ties_of_homes(snapshot, selection):
        counted = by_place(snapshot, ties.effective)
        rows = {country_row(snapshot, tie.partner.country).id for tie in ties.effective}
        held = [tie.agreement.id for row in rows for tie in counted.get(row, ())]
        homes += bool(ties.effective or ties.areas)
        agreements += len(ties.effective)
        in_rows += len(held)
        apart += len(ties.areas)
        wanted = [tie.agreement.id for tie in ties.effective]
        if sorted(held) != sorted(wanted):
            lost = tuple(sorted(set(wanted) ^ set(held)) or sorted({each for each in held if held.count(each) > 1}))
            astray.append(HomeSum(home.place.id, len(wanted), len(held), lost))
    return Sums(homes=homes, agreements=agreements, in_rows=in_rows, apart=apart, astray=tuple(astray))
