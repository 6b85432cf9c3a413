"""Clusters: how the agreements of a home hang together, per partner region and per country, and in all.

The rates and what they divide: docs/glossary.md. Every rate carries its counts and the ids behind them.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Literal

from msgspec import Struct

from graph_service.domain.place import Place
from graph_service.graph.kept import Kept
from graph_service.metrics.home import Home, home_of
from graph_service.metrics.selection import Selection
from graph_service.metrics.share import Share, share_of
from graph_service.metrics.stems import Stem, stems_of
from graph_service.metrics.strength import Strength, StrengthWeights, Worth, strength, units_with_a_grape, worths_of
from graph_service.metrics.ties import Tie, Ties, ties_of
from graph_service.snapshot import Snapshot

Grain = Literal["region", "country"]


@dataclass(frozen=True, slots=True)
class Vine:
    """A home with its agreements and stems under one selection: what every cluster of it is computed from. `stem_of` finds
    a stem by its agreement; the other maps gather ties under every place their partner lies in, so that no row searches."""

    snapshot: Snapshot
    home: Home
    selection: Selection
    ties: Ties
    stems: tuple[Stem, ...]
    stem_of: Mapping[str, Stem]
    effective_in: Mapping[str, tuple[Tie, ...]]
    exchange_in: Mapping[str, tuple[Tie, ...]]
    planned_in: Mapping[str, tuple[Tie, ...]]
    possible_in: Mapping[str, tuple[Tie, ...]]


class Cluster(Struct, frozen=True, kw_only=True):
    """The agreements of a home inside one region or country. `tiers` T holds the tiers with an effective agreement,
    `depth` D the largest k with 1..k in T, `reach` R the largest; `hole` is D < R, `full` is D = tmax."""

    partner: Place
    grain: Grain
    stems: tuple[Stem, ...]
    ties: tuple[Tie, ...]
    exchange: tuple[Tie, ...]
    planned: tuple[Tie, ...]
    possible: tuple[Tie, ...]
    tiers: tuple[int, ...]
    depth: int
    reach: int
    full: bool
    unit_fill: Share
    stemmed_share: Share
    orphan_rate: Share
    strength: Strength

    @property
    def hole(self) -> bool:
        """Whether a tier below the reach is missing."""
        return self.depth < self.reach

    @property
    def stem(self) -> Stem | None:
        """The stem with the partner itself, if there is one."""
        return next((stem for stem in self.stems if stem.region.id == self.partner.id), None)


def vine_of(snapshot: Snapshot, home_id: str, selection: Selection) -> Vine:
    """A home with its agreements and stems; the last few are kept, for who asks for its clusters asks for its gaps next.

    Raises:
        NotFound, Moved, WrongKind: see `home_of`.
    """
    return snapshot.once(_kept).get((home_id, selection), lambda: _grown(snapshot, home_id, selection))(snapshot)


def _kept(_: Snapshot) -> Kept[tuple[str, Selection], Callable[[Snapshot], Vine]]:
    """All of each vine but the snapshot: one that is kept with itself would never go, see `Publisher`."""
    return Kept(16)


def _grown(snapshot: Snapshot, home_id: str, selection: Selection) -> Callable[[Snapshot], Vine]:
    home = home_of(snapshot, home_id, selection.as_of)
    ties = ties_of(snapshot, home, selection)
    stems = stems_of(snapshot, ties.effective, selection.as_of)
    return partial(
        Vine,
        home=home,
        selection=selection,
        ties=ties,
        stems=stems,
        stem_of={stem.agreement: stem for stem in stems},
        effective_in=_by_place(snapshot, ties.effective),
        exchange_in=_by_place(snapshot, ties.exchange),
        planned_in=_by_place(snapshot, ties.planned),
        possible_in=_by_place(snapshot, ties.possible),
    )


def _by_place(snapshot: Snapshot, ties: Iterable[Tie]) -> Mapping[str, tuple[Tie, ...]]:
    """The ties under each place around their partners. A partner with a country code of its own (Macao in China) counts
    under that code only, so that the countries add up to the whole."""
    lists: dict[str, list[Tie]] = {}
    for tie in ties:
        for place in snapshot.above(tie.partner.id):
            if place.country == tie.partner.country:
                lists.setdefault(place.id, []).append(tie)
    return {place_id: tuple(rows) for place_id, rows in lists.items()}


def clusters_of(vine: Vine, weights: StrengthWeights) -> tuple[Cluster, ...]:
    """Every cluster of a home: the countries by falling strength, each followed by its regions, likewise."""
    worths = worths_of(vine.snapshot, vine.ties.effective, vine.selection.as_of, weights)
    countries = [_cluster(vine, country, worths, weights) for country in _countries(vine)]
    regions = [_cluster(vine, region, worths, weights) for region in _regions(vine)]
    inside: dict[str, list[Cluster]] = {}
    for region in sorted(regions, key=_rank):
        inside.setdefault(region.partner.country, []).append(region)
    return tuple(row for country in sorted(countries, key=_rank) for row in (country, *inside.get(country.partner.country, ())))


def cluster_in(vine: Vine, partner: Place, weights: StrengthWeights) -> Cluster:
    """The cluster of a home inside one partner place, be it empty."""
    ties = vine.effective_in.get(partner.id, ())
    return _cluster(vine, partner, worths_of(vine.snapshot, ties, vine.selection.as_of, weights), weights)


def _cluster(vine: Vine, partner: Place, worths: Mapping[str, Worth], weights: StrengthWeights) -> Cluster:
    ties = vine.effective_in.get(partner.id, ())
    tiers = tuple(sorted({tie.tier for tie in ties}))
    depth, units = depth_of(tiers), units_with_a_grape(vine.home, ties)
    return Cluster(
        partner=partner,
        grain="country" if partner.is_level("country") else "region",
        stems=tuple(vine.stem_of[tie.agreement.id] for tie in ties if tie.role == "stem"),
        ties=ties,
        exchange=vine.exchange_in.get(partner.id, ()),
        planned=vine.planned_in.get(partner.id, ()),
        possible=vine.possible_in.get(partner.id, ()),
        tiers=tiers,
        depth=depth,
        reach=max(tiers, default=0),
        full=depth == vine.home.tmax,
        unit_fill=share_of(units, vine.home.tier_two),
        stemmed_share=class_share(ties, "A"),
        orphan_rate=class_share(ties, "C"),
        strength=strength(vine.home, ties, units, worths, weights),
    )


def depth_of(tiers: Collection[int]) -> int:
    """The largest k with all of 1..k among the tiers, else 0.

    >>> depth_of((1, 2)), depth_of((2, 3))
    (2, 0)
    """
    depth = 0
    while depth + 1 in tiers:
        depth += 1
    return depth


def class_share(ties: Collection[Tie], classes: str) -> Share:
    """The grapes of these classes among those of classes A, B and C; exempt ones are no defect and stay out."""
    grapes = {tie.agreement.id: tie.grape_class for tie in ties if tie.grape_class and tie.grape_class != "D"}
    return share_of((agreement for agreement, found in grapes.items() if found in classes), grapes)


def _all_ties(vine: Vine) -> Iterator[Tie]:
    """What may make a row: a country with no more than a plan, an exchange or a possible agreement has a row of its own."""
    yield from vine.ties.effective
    yield from vine.ties.exchange
    yield from vine.ties.planned
    yield from vine.ties.possible


def _countries(vine: Vine) -> list[Place]:
    codes = Counter(tie.partner.country for tie in _all_ties(vine))
    return [country for code in codes if (country := vine.snapshot.country(code)) is not None]


def _regions(vine: Vine) -> list[Place]:
    """The regions of stems, and of every other partner the nearest region it lies in."""
    found = {stem.region.id: stem.region for stem in vine.stems}
    for tie in _all_ties(vine):
        nearest = next((place for place in vine.snapshot.above(tie.partner.id) if place.is_region), None)
        if nearest is not None:
            found[nearest.id] = nearest
    return [region for region in found.values() if not region.is_level("country")]


def _rank(cluster: Cluster) -> tuple[float, str]:
    return (-cluster.strength.score, cluster.partner.id)
