"""Clusters: how the agreements of a home hang together, per partner region and per country, and in all.

The rates and what they divide: docs/glossary.md. Every rate carries its counts and the ids behind them.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from graph_service.errors import WrongKind
from graph_service.metrics.knowledge import knowledge_of
from graph_service.metrics.share import Share, share_of
from graph_service.metrics.stems import Stem
from graph_service.metrics.strength import Strength, strength, units_with_a_grape
from graph_service.metrics.ties import Tie
from graph_service.metrics.vine import Vine, country_row
from graph_service.records.place import Place
from graph_service.rules import StrengthWeights

Grain = Literal["region", "country"]
# What a rate of grapes counts, and among which classes.
STEMMED, COUNTRY_STEMMED, ORPHANED = ("A", "ABC"), ("ABU", "ABCU"), ("C", "ABCU")


class Cluster(Struct, frozen=True, kw_only=True):
    """The agreements of a home inside one region or country. `tiers` T holds the tiers with an effective agreement,
    `depth` D the largest k with 1..k in T, `reach` R the largest; `hole` is D < R, `full` is D = tmax. `uncounted` are all that
    stand beside the count."""

    partner: Place
    grain: Grain
    stems: tuple[Stem, ...]
    ties: tuple[Tie, ...]
    exchange: tuple[Tie, ...]
    planned: tuple[Tie, ...]
    possible: tuple[Tie, ...]
    uncounted: tuple[Tie, ...]
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


def clusters_of(vine: Vine, weights: StrengthWeights) -> tuple[Cluster, ...]:
    """Every cluster of a home: the countries by falling strength, each followed by its regions, likewise."""
    countries = [cluster_in(vine, country, weights) for country in _countries(vine)]
    regions = [cluster_in(vine, region, weights) for region in _regions(vine)]
    inside: dict[str, list[Cluster]] = {}
    for region in sorted(regions, key=_rank):
        inside.setdefault(region.partner.country, []).append(region)
    return tuple(row for country in sorted(countries, key=_rank) for row in (country, *inside.get(country.partner.country, ())))


def either_side(vine: Vine, partner: Place, weights: StrengthWeights) -> tuple[Place | None, Place | None]:
    """The partners before and after one in the order of `clusters_of`: among countries, or among the regions of its country."""
    countries = partner.is_level("country")
    among = _countries(vine) if countries else [one for one in _regions(vine) if one.country == partner.country]
    order = sorted(among, key=lambda one: _by_strength(_strength(vine, one, weights), one))
    at = next((number for number, one in enumerate(order) if one.id == partner.id), None)
    if at is None:
        return None, order[0] if order else None
    return order[at - 1] if at else None, order[at + 1] if at + 1 < len(order) else None


def cluster_in(vine: Vine, partner: Place, weights: StrengthWeights) -> Cluster:
    """The cluster of a home inside one partner place, be it empty. Inside the home's own state there is none to fill.

    Raises:
        WrongKind: the place is the home or a unit of it.
    """
    if partner.id in vine.home.tiers:
        raise WrongKind(f"{partner.id} is of the home {vine.home.place.id}; a cluster is that of a home and a place elsewhere")
    ties = vine.effective_in.get(partner.id, ())
    tiers = tuple(sorted({tie.tier for tie in ties}))
    depth, units = depth_of(tiers), units_with_a_grape(vine.home, ties)
    stems = tuple(vine.stem_of[tie.agreement.id] for tie in ties if tie.role == "stem")
    abroad = vine.snapshot.is_abroad(partner.country, vine.home.place.country)
    return Cluster(
        partner=partner,
        grain="country" if partner.is_level("country") else "region",
        stems=stems,
        ties=ties,
        exchange=vine.exchange_in.get(partner.id, ()),
        planned=vine.planned_in.get(partner.id, ()),
        possible=vine.possible_in.get(partner.id, ()),
        uncounted=vine.uncounted_in.get(partner.id, ()),
        tiers=tiers,
        depth=depth,
        reach=max(tiers, default=0),
        full=depth == vine.home.tmax,
        unit_fill=told(vine, share_of(_filled(vine, partner, stems, ties, units), vine.home.tier_two if abroad else ())),
        stemmed_share=told(vine, class_share(ties, *STEMMED)),
        orphan_rate=told(vine, class_share(ties, *ORPHANED)),
        strength=strength(vine.home, ties, units, weights),
    )


def _filled(vine: Vine, partner: Place, stems: Iterable[Stem], ties: Iterable[Tie], units: Collection[str]) -> Collection[str]:
    """The tier-2 units with a grape on the stem of the partner; where it is no stem, those with a grape inside it."""
    if all(stem.region.id != partner.id for stem in stems):
        return units
    return units_with_a_grape(vine.home, (tie for tie in ties if tie.stem == partner.id))


def depth_of(tiers: Collection[int]) -> int:
    """The largest k with all of 1..k among the tiers, else 0.

    >>> depth_of((1, 2)), depth_of((2, 3))
    (2, 0)
    """
    depth = 0
    while depth + 1 in tiers:
        depth += 1
    return depth


def class_share(ties: Collection[Tie], classes: str, among: str) -> Share:
    """The grapes of these classes among those of others; exempt ones are no defect and stay out."""
    grapes = {tie.agreement.id: tie.grape_class for tie in ties if tie.grape_class and tie.grape_class in among}
    return share_of((agreement for agreement, found in grapes.items() if found in classes), grapes)


def told(vine: Vine, share: Share) -> Share:
    """A rate that rests on stems; its share is None where no agreement of tier 1 is on record and nobody says that there is
    none."""
    return share if speaks_of_stems(vine) else replace(share, share=None)


def speaks_of_stems(vine: Vine) -> bool:
    """Whether rates that rest on stems may be told: the list of tier 1 holds something, or is known to hold nothing."""
    holds = bool(vine.stems) or any(tie.tier == 1 for tie in vine.ties.effective)  # a stem is of tier 1
    return holds or knowledge_of(vine).tiers["1"].complete


def _all_ties(vine: Vine) -> Iterator[Tie]:
    """What may make a row: a country with no more than a plan, an exchange or a possible agreement has a row of its own."""
    yield from vine.ties.effective
    yield from vine.ties.exchange
    yield from vine.ties.planned
    yield from vine.ties.possible


def _countries(vine: Vine) -> list[Place]:
    codes = Counter(tie.partner.country for tie in _all_ties(vine))
    return [country_row(vine.snapshot, code) for code in codes]


def _regions(vine: Vine) -> list[Place]:
    """The regions of stems, and of every other partner the nearest region it lies in."""
    found = {stem.region.id: stem.region for stem in vine.stems}
    for tie in _all_ties(vine):
        nearest = next((place for place in vine.snapshot.above(tie.partner.id) if place.is_region_or_country), None)
        if nearest is not None:
            found[nearest.id] = nearest
    return [region for region in found.values() if not region.is_level("country")]


def _rank(cluster: Cluster) -> tuple[float, str]:
    return _by_strength(cluster.strength, cluster.partner)


def _strength(vine: Vine, partner: Place, weights: StrengthWeights) -> Strength:
    """The strength of a cluster alone."""
    ties = vine.effective_in.get(partner.id, ())
    return strength(vine.home, ties, units_with_a_grape(vine.home, ties), weights)


def _by_strength(found: Strength, partner: Place) -> tuple[float, str]:
    return (-found.score, partner.id)
