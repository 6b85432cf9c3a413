"""Lift: do a country's grapes grow where its stems are? Definition: docs/glossary.md#lift.

lift = Σ over stems (h, r) of n_hr  ÷  Σ over stems (h, r) of n_h· · n_·r / N

n_hr counts the grapes of home h inside region r, n_h· all grapes of h, n_·r those of all homes in r, N all. Above 1,
grapes follow stems. A grape lies in every region above its partner, so nested regions need no special case.
"""

from collections.abc import Mapping
from typing import Literal, NamedTuple

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from graph_service.domain.place import Place
from graph_service.domain.plan import Plan
from graph_service.graph.kept import Kept
from graph_service.metrics.home import home_of
from graph_service.metrics.selection import Selection
from graph_service.metrics.ties import Tie, ties_of
from graph_service.snapshot import Snapshot

PERMUTATIONS = 9_999
_SEED = 1  # any will do; a fixed one gives the same p on every machine and day
_KEPT = 32  # selections remembered per snapshot

LiftReason = Literal["no_stems", "no_grapes", "no_grapes_near_stems"]
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
    return snapshot.once(_kept).get((country, selection), lambda: lift_of(_table(snapshot, homes, selection)))


def _kept(_: Snapshot) -> Kept[tuple[str, Selection], Lift]:
    return Kept(_KEPT)


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
    # [a, b]: what the stems of home a would hold, and be expected to hold, if they were those of home b.
    observed = table.stems @ table.grapes.T
    expected = np.outer(table.stems @ table.grapes.sum(axis=0), table.sizes) / max(total, 1.0)
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
    homes = np.arange(len(observed))
    orders = np.random.default_rng(_SEED).permuted(np.tile(homes, (PERMUTATIONS, 1)), axis=1)
    held, awaited = observed[orders, homes].sum(axis=1), expected[orders, homes].sum(axis=1)
    # held / awaited ≥ value without dividing, for a relabelling may expect nothing; the margin forgives rounding.
    as_high = np.count_nonzero(held >= value * awaited * (1 - 1e-12))
    return float((1 + as_high) / (1 + PERMUTATIONS))


def _table(snapshot: Snapshot, homes: tuple[Place, ...], selection: Selection) -> Table:
    ties = [ties_of(snapshot, home_of(snapshot, home.id, selection.as_of), selection).effective for home in homes]
    stems = [(row, tie.partner.id) for row, found in enumerate(ties) for tie in found if tie.role == "stem"]
    grapes = [(row, tie) for row, found in enumerate(ties) for tie in found if tie.role == "grape"]
    within = [(row, _regions_around(snapshot, tie)) for row, tie in grapes]
    regions = sorted({region for _, region in stems} | {around[0] for _, around in within if around})
    column = {region: position for position, region in enumerate(regions)}
    shape = (len(homes), len(regions))
    table = Table(np.zeros(shape), np.zeros(shape), np.zeros(len(homes)))
    for row, region in stems:
        table.stems[row, column[region]] = 1
    for row, around in within:
        table.sizes[row] += 1
        table.grapes[row, [column[region] for region in around if region in column]] += 1
    return table


def _regions_around(snapshot: Snapshot, tie: Tie) -> list[str]:
    """The regions a stem could have for this grape to hang on, nearest first."""
    around = (place for place in snapshot.above(tie.partner.id) if place.is_region)
    return [place.id for place in around if place.id != tie.partner.id or place.is_level("city")]
