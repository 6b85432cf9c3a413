"""Lift: do a country's grapes grow where its stems are? Definition: docs/glossary.md#lift.

lift = Σ over stems (h, r) of n_hr  ÷  Σ over stems (h, r) of n_h· · n_·r / N

n_hr counts the grapes of home h inside region r, n_h· all grapes of h, n_·r those of all homes in r, N all. Above 1,
grapes follow stems. A grape lies in every region above its partner, so nested regions need no special case.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from graph_service.graph.memo import Memo
from graph_service.metrics.home import home_of
from graph_service.metrics.regions import can_be_stem
from graph_service.metrics.second_records import second_records
from graph_service.metrics.selection import Selection
from graph_service.metrics.ties import Role, agreements_abroad
from graph_service.records.agreement import Agreement
from graph_service.records.place import Place
from graph_service.records.plan import Plan
from graph_service.snapshot import Snapshot

PERMUTATIONS = 9_999
_SEED = 1  # any will do; a fixed one gives the same p on every machine and day
_KEPT = 32  # selections remembered per snapshot
_KEPT_COUNTRIES = 4

LiftReason = Literal["no_stems", "no_grapes", "no_grapes_near_stems", "list_not_known"]
_Matrix = NDArray[np.float64]


class Lift(Struct, frozen=True):
    """`value` is None where it cannot be computed; `reason` then says why. `p` is the share of `permutations` of the
    homes, and of the order found, that give at least this lift. `homes`, `regions`, `grapes` and `stems` are the counts
    behind it, over all homes of one country."""

    value: float | None
    p: float | None
    homes: int
    regions: int
    grapes: int
    stems: int
    permutations: int
    reason: LiftReason | None


class Table(NamedTuple):
    """Homes (rows) by regions (columns): 1 where the home has a stem with the region; how many of its grapes lie inside
    it; and how many grapes each home has in all."""

    stems: _Matrix
    grapes: _Matrix
    sizes: _Matrix


def lift_among(snapshot: Snapshot, country: str, selection: Selection) -> Lift:
    """The lift over all homes of a country. The last few answers are kept with the snapshot."""
    homes = snapshot.once(homes_by_country).get(country, ())

    def compute() -> Lift:
        seen = snapshot.once(_seen).get(country, lambda: _seen_from(snapshot, homes))
        return lift_of(_table(snapshot, homes, seen, selection))

    return snapshot.once(_kept).get((country, selection), compute)


def _kept(_: Snapshot) -> Memo[tuple[str, Selection], Lift]:
    return Memo(_KEPT)


def warm_lift(snapshot: Snapshot) -> None:
    """Compute the lift most readers ask for, of today in the countries whose places lay down plans; for `Snapshot.once`."""
    owners = {plan.owner for plan in snapshot.network.table(Plan).values() if plan.owner in snapshot.places}
    for country in {snapshot.places[owner].country for owner in owners if owner}:
        lift_among(snapshot, country, Selection(snapshot.today))


def homes_by_country(snapshot: Snapshot) -> Mapping[str, tuple[Place, ...]]:
    """The homes of every country code: provinces that lie in no other one; for `Snapshot.once`."""
    found: dict[str, list[Place]] = {}
    for place in snapshot.places.values():
        if place.is_level("province") and sum(above.is_level("province") for above in snapshot.above(place.id)) == 1:
            found.setdefault(place.country, []).append(place)
    return {country: tuple(homes) for country, homes in found.items()}


def lift_of(table: Table) -> Lift:
    """The lift of a table and its p by permuting the rows of the stem matrix (QAP).

    >>> eye = np.eye(2)
    >>> lift_of(Table(eye, 3 * eye, 3 * np.ones(2))).value
    2.0
    """
    total = table.sizes.sum()
    # [a, b]: what the stems of home a would hold, and be expected to hold, if they were those of home b. Not with `@`: its
    # library takes a thread of each core for this and waits for all of them, a tenth of a second where another core is busy.
    observed = np.einsum("ar,br->ab", table.stems, table.grapes)
    expected = np.outer(np.einsum("ar,r->a", table.stems, table.grapes.sum(axis=0)), table.sizes) / max(total, 1.0)
    reason: LiftReason | None = None
    if not table.stems.any():
        reason = "no_stems"
    elif not total:
        reason = "no_grapes"
    elif not np.trace(expected):
        reason = "no_grapes_near_stems"
    value = None if reason else float(np.trace(observed) / np.trace(expected))
    homes, regions = table.stems.shape
    return Lift(
        value=value,
        p=None if value is None else _p_value(observed, expected, value),
        homes=homes,
        regions=regions,
        grapes=int(total),
        stems=int(table.stems.sum()),
        permutations=0 if reason else PERMUTATIONS,
        reason=reason,
    )


def _p_value(observed: _Matrix, expected: _Matrix, value: float) -> float:
    orders = _orders(len(observed))
    held, awaited = observed.ravel()[orders].sum(axis=1), expected.ravel()[orders].sum(axis=1)
    # held / awaited ≥ value without dividing, for a relabelling may expect nothing; the margin forgives rounding.
    as_high = np.count_nonzero(held >= value * awaited * (1 - 1e-12))
    return float((1 + as_high) / (1 + PERMUTATIONS))


@lru_cache(maxsize=2)  # a few MB each, for the homes of one country after another
def _orders(homes: int) -> NDArray[np.intp]:
    """For each order drawn, where [order[h], h] of each home h lies in a flat matrix of homes by homes."""
    numbers = np.arange(homes)
    return np.random.default_rng(_SEED).permuted(np.tile(numbers, (PERMUTATIONS, 1)), axis=1) * homes + numbers


class _Seen(NamedTuple):
    """An agreement with a place abroad, seen from a home (its row): whatever does not depend on the day. `regions` are the
    partner of a stem, or the regions a stem could have for a grape to hang on, nearest first."""

    row: int
    agreement: Agreement
    role: Role
    regions: tuple[str, ...]


def _table(snapshot: Snapshot, homes: tuple[Place, ...], seen: Sequence[Sequence[_Seen]], selection: Selection) -> Table:
    effective = [tie for of_home in seen for tie in _effective(snapshot, of_home, selection)]
    stems = [(tie.row, tie.regions[0]) for tie in effective if tie.role == "stem"]
    grapes = [tie for tie in effective if tie.role == "grape"]
    regions = sorted({region for _, region in stems} | {tie.regions[0] for tie in grapes if tie.regions})
    column = {region: position for position, region in enumerate(regions)}
    shape = (len(homes), len(regions))
    table = Table(np.zeros(shape), np.zeros(shape), np.zeros(len(homes)))
    for row, region in stems:
        table.stems[row, column[region]] = 1
    for tie in grapes:
        table.sizes[tie.row] += 1
        for region in tie.regions:
            if region in column:
                table.grapes[tie.row, column[region]] += 1
    return table


def _effective(snapshot: Snapshot, seen: Sequence[_Seen], selection: Selection) -> list[_Seen]:
    """Those that `ties_of` calls effective."""
    counted = [tie for tie in seen if selection.counts(selection.standing(snapshot, tie.agreement))]
    seconds = snapshot.once(second_records)
    return [tie for tie in counted if not seconds.stands_beside(tie.agreement, selection.layer)]


def _seen_from(snapshot: Snapshot, homes: Iterable[Place]) -> list[list[_Seen]]:
    return [
        [
            _Seen(row, agreement, role, (partner.id,) if role == "stem" else _regions_around(snapshot, partner))
            for agreement, partner, role in agreements_abroad(snapshot, home_of(snapshot, home.id, snapshot.today))
        ]
        for row, home in enumerate(homes)
    ]


def _seen(_: Snapshot) -> Memo[str, list[list[_Seen]]]:
    return Memo(_KEPT_COUNTRIES)


def _regions_around(snapshot: Snapshot, partner: Place) -> tuple[str, ...]:
    around = (place for place in snapshot.above(partner.id) if can_be_stem(snapshot, place))
    return tuple(place.id for place in around if place.id != partner.id or place.is_level("city"))
