"""The answer about a scenario: what it would do to coverage, clusters, strength and gaps."""

from collections import Counter
from collections.abc import Iterable, Mapping

from msgspec import Struct

from graph_service.answers.clusters import ClusterRow, Totals, cluster_row, totals_of
from graph_service.answers.common import Echo, PlaceReference, echo, reference
from graph_service.answers.sent import read_sent
from graph_service.answers.supposed import SupposedAgreement, supposed_agreements
from graph_service.metrics.clusters import COUNTRY_STEMMED, ORPHANED, STEMMED, Grain, class_share, cluster_in, told
from graph_service.metrics.coverage import all_countries
from graph_service.metrics.selection import select
from graph_service.metrics.share import Share, share_of
from graph_service.metrics.stems import bare_stem_rate
from graph_service.metrics.vine import Vine, vine_of
from graph_service.planning.gaps.find import find_gaps
from graph_service.planning.gaps.gap import Gap, GapType
from graph_service.planning.scenario import Scenario, found_at, supposed, with_ids
from graph_service.records.agreement import Agreement
from graph_service.records.place import Place
from graph_service.rules import Rules, StrengthWeights
from graph_service.snapshot import Snapshot


class CoverageChange(Struct, frozen=True, kw_only=True):
    """Countries covered, of all outside the home's own, before and after; those gained and those lost."""

    before: Share
    after: Share
    gained: tuple[str, ...]
    lost: tuple[str, ...]


class RateChange(Struct, frozen=True, kw_only=True):
    """A rate of the whole home before and after."""

    before: Share
    after: Share


class ClusterChange(Struct, frozen=True, kw_only=True):
    """The cluster of a touched country or region before and after; None where there is nothing in it."""

    partner: PlaceReference
    grain: Grain
    before: ClusterRow | None
    after: ClusterRow | None


class GapChange(Struct, frozen=True, kw_only=True):
    """The gaps of one type: how many before and after, which would be closed and which opened."""

    type: GapType
    before: int
    after: int
    closed: tuple[Gap, ...]
    opened: tuple[Gap, ...]


class ScenarioAnswer(Echo, frozen=True, kw_only=True):
    """What a scenario would do to a home. Nothing was written; `snapshot` names the one it was asked of."""

    home: PlaceReference
    agreements: tuple[SupposedAgreement, ...]
    ended: tuple[str, ...]
    before: Totals
    after: Totals
    coverage: CoverageChange
    rates: dict[str, RateChange]
    clusters: tuple[ClusterChange, ...]
    gaps: tuple[GapChange, ...]


def read_scenario(body: bytes) -> Scenario:
    """A scenario from JSON.

    Raises:
        BadRequest: it is no scenario; the parameter says where in the document.
    """
    return read_sent(body, Scenario, "scenario")


def scenario_answer(snapshot: Snapshot, scenario: Scenario, rules: Rules) -> ScenarioAnswer:
    """The answer of `/scenarios`.

    Raises:
        WrongKind: the home is no province-level unit.
        AmbiguousPlace: a name of several places.
        BadRequest: anything else in the scenario that cannot be.
    """
    scenario = with_ids(snapshot, scenario)
    kinds = scenario.kinds if scenario.kinds is None or isinstance(scenario.kinds, str) else ",".join(scenario.kinds)
    selection = select(snapshot, scenario.as_of, kinds, scenario.layer)
    before = found_at("home", lambda: vine_of(snapshot, scenario.home, selection))
    after = vine_of(supposed(before, scenario), scenario.home, selection)
    return ScenarioAnswer(
        **echo(snapshot, selection),
        home=reference(before.home.place),
        agreements=supposed_agreements(before, after, scenario),
        ended=scenario.end,
        before=totals_of(before),
        after=totals_of(after),
        coverage=_coverage(before, after),
        rates=_rates(before, after),
        clusters=_clusters(before, after, scenario, rules),
        gaps=_gaps(before, after, rules),
    )


def _coverage(before: Vine, after: Vine) -> CoverageChange:
    countries = [place.id for place in all_countries(before).named]
    was, now = (share_of(_covered(vine), countries) for vine in (before, after))
    return CoverageChange(
        before=was,
        after=now,
        gained=tuple(country for country in now.ids if country not in was.ids),
        lost=tuple(country for country in was.ids if country not in now.ids),
    )


def _covered(vine: Vine) -> Iterable[str]:
    found = (vine.snapshot.country(tie.partner.country) for tie in vine.ties.effective)
    return (country.id for country in found if country is not None)


def _rates(before: Vine, after: Vine) -> dict[str, RateChange]:
    was, now = _rates_of(before), _rates_of(after)
    return {name: RateChange(before=was[name], after=now[name]) for name in was}


def _rates_of(vine: Vine) -> Mapping[str, Share]:
    effective = vine.ties.effective
    return {
        "bare_stem_rate": bare_stem_rate(vine.stems),
        "stemmed_share": told(vine, class_share(effective, *STEMMED)),
        "country_stemmed_share": told(vine, class_share(effective, *COUNTRY_STEMMED)),
        "orphan_rate": told(vine, class_share(effective, *ORPHANED)),
    }


def _clusters(before: Vine, after: Vine, scenario: Scenario, weights: StrengthWeights) -> tuple[ClusterChange, ...]:
    """The countries and regions that the partners of the scenario lie in, countries first, then by id."""
    touched = {place.id: place for partner in _partners(before, scenario) for place in before.snapshot.above(partner)}
    places = [place for place in touched.values() if place.is_region_or_country]
    return tuple(
        ClusterChange(
            partner=reference(place),
            grain="country" if place.is_level("country") else "region",
            before=_row(before, place, weights),
            after=_row(after, place, weights),
        )
        for place in sorted(places, key=lambda place: (not place.is_level("country"), place.id))
    )


def _partners(before: Vine, scenario: Scenario) -> Iterable[str]:
    table = before.snapshot.network.table(Agreement)
    yield from (hypothesis.partner for hypothesis in scenario.agreements)
    parties = (party for ended in scenario.end if ended in table for party in table[ended].parties)
    yield from (party for party in parties if party in before.snapshot.places and party not in before.home.tiers)


def _row(vine: Vine, place: Place, weights: StrengthWeights) -> ClusterRow | None:
    cluster = cluster_in(vine, place, weights)
    anything = cluster.ties or cluster.exchange or cluster.planned or cluster.possible
    return cluster_row(vine.snapshot, cluster) if anything else None


def _gaps(before: Vine, after: Vine, rules: Rules) -> tuple[GapChange, ...]:
    """Every type that has gaps before or after; a gap stays the same while it asks the same unit about the same place."""
    was, now = _by_type(find_gaps(before, rules=rules)), _by_type(find_gaps(after, rules=rules))
    return tuple(
        GapChange(
            type=kind,
            before=len(was.get(kind, {})),
            after=len(now.get(kind, {})),
            closed=tuple(gap for key, gap in was.get(kind, {}).items() if key not in now.get(kind, {})),
            opened=tuple(gap for key, gap in now.get(kind, {}).items() if key not in was.get(kind, {})),
        )
        for kind in dict.fromkeys((*was, *now))
    )


def _by_type(gaps: Iterable[Gap]) -> Mapping[GapType, Mapping[tuple[object, ...], Gap]]:
    found: dict[GapType, dict[tuple[object, ...], Gap]] = {}
    seen: Counter[tuple[object, ...]] = Counter()
    for gap in gaps:
        key = (gap.type, gap.unit, gap.place, gap.country, gap.tier, gap.action)
        seen[key] += 1
        found.setdefault(gap.type, {})[(*key, seen[key])] = gap  # two of a kind are told apart by their order
    return found
