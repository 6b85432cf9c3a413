"""The answers about clusters: all of a home, or one with every agreement in it."""

from collections import Counter
from collections.abc import Collection, Iterable
from typing import Any

from msgspec import Struct, field

from graph_service.answers.areas import AreasAnswer, areas_answer, ties_inside
from graph_service.answers.common import Echo, PlaceReference, echo, reference, since
from graph_service.answers.lift import LiftAnswer, lift_answer
from graph_service.metrics.clusters import (
    COUNTRY_STEMMED,
    ORPHANED,
    STEMMED,
    Cluster,
    Grain,
    class_share,
    cluster_in,
    clusters_of,
    told,
)
from graph_service.metrics.concentration import Concentration, concentration
from graph_service.metrics.knowledge import HomeKnowledge, knowledge_of
from graph_service.metrics.share import Share
from graph_service.metrics.stems import FILL_STEPS, Stem, bare_stem_rate, stem_fill
from graph_service.metrics.strength import Strength
from graph_service.metrics.ties import GrapeClass, Role, Tie
from graph_service.metrics.vine import Vine
from graph_service.planning.areas import stands_apart
from graph_service.records.agreement import Agreement
from graph_service.records.dates import Certainty, Precision
from graph_service.records.place import Place
from graph_service.records.vocabulary import AgreementKind, Basis, Status
from graph_service.rules import StrengthWeights
from graph_service.snapshot import Snapshot
from graph_service.words.bilingual import Bilingual


class StemAnswer(Struct, frozen=True):
    """A stem: its agreement, since when, and whether it is bare (None where it cannot bear grapes)."""

    agreement: str
    region: PlaceReference
    since: str | None
    since_precision: Precision | None
    since_basis: Basis | None
    since_also: tuple[str, ...]
    bare: bool | None
    fillable: bool
    grapes: int
    partner_dissolved: bool


class ClusterRow(Struct, frozen=True, kw_only=True):
    """One region or country of a home. `stem` is the stem with the partner itself, `stems` all inside it."""

    partner: PlaceReference
    grain: Grain
    stem: StemAnswer | None
    stems: tuple[StemAnswer, ...]
    roles: dict[Role, int]
    classes: dict[GrapeClass, int]
    exchange: int
    planned: int
    possible: int
    tiers: tuple[int, ...]
    depth: int
    reach: int
    hole: bool
    full: bool
    unit_fill: Share
    stemmed_share: Share
    orphan_rate: Share
    strength: Strength


class Totals(Struct, frozen=True, kw_only=True):
    """Agreements, partner places and countries are three numbers; planned, exchange, possible (signed, upgraded or ended
    in a span of days that straddles the date) and domestic ones stand beside them, and so do those with areas of the
    home's own state (港澳台) and those that a better record of the same agreement counts for (`possibly_same`)."""

    agreements: int
    partners: int
    countries: int
    by_tier: dict[str, int]
    by_kind: dict[AgreementKind, int]
    exchange: int
    planned: int
    possible: int
    ended: int
    domestic: int
    areas: int
    possibly_same: int


class Summary(Struct, frozen=True, kw_only=True):
    """The rates of the whole home. `stem_fill` is keyed by the least number of grapes."""

    bare_stem_rate: Share
    stem_fill: dict[str, Share]
    stemmed_share: Share
    country_stemmed_share: Share
    orphan_rate: Share
    lift: LiftAnswer
    concentration: Concentration


class ClustersAnswer(Echo, frozen=True, kw_only=True):
    """All clusters of a home: countries by falling strength, each followed by its regions; `areas` are those of its own
    state, apart."""

    home: PlaceReference
    knowledge: HomeKnowledge
    totals: Totals
    total: int
    items: tuple[ClusterRow, ...]
    areas: AreasAnswer
    summary: Summary
    next: str | None = None


class ClusterAgreement(Struct, frozen=True, kw_only=True):
    """One agreement of a cluster as seen from the home. `since_order` is kept where only the order of signings is known;
    `since_note` says from which words an inferred date follows."""

    id: str
    unit: PlaceReference
    partner: PlaceReference
    region: PlaceReference | None
    tier: int
    role: Role
    grape_class: GrapeClass | None = field(name="class")
    stem: str | None
    kind: AgreementKind | None
    status: Status | None
    certainty: Certainty
    since: str | None
    since_precision: Precision | None
    since_basis: Basis | None
    since_also: tuple[str, ...]
    since_order: int | None
    since_note: str | None
    level_mismatch: bool


class ClusterAnswer(ClusterRow, frozen=True, kw_only=True):
    """One cluster with its agreements, those beside it, the home's units without a grape in it and the
    partner's units still free. Where the partner is an area of the home's own state or lies in its country, `apart` says
    where the ties with it stand, and `agreements_apart` are those ties: they are no cluster."""

    snapshot: str
    as_of: str
    kinds: tuple[AgreementKind, ...]
    layer: str
    home: PlaceReference
    knowledge: HomeKnowledge
    total: int
    agreements: tuple[ClusterAgreement, ...]
    beside: tuple[ClusterAgreement, ...]
    apart: Bilingual | None
    agreements_apart: tuple[ClusterAgreement, ...]
    empty_units: tuple[PlaceReference, ...]
    eligible_partners: tuple[PlaceReference, ...]


def clusters_answer(vine: Vine, weights: StrengthWeights) -> ClustersAnswer:
    """The answer of `/clusters` for a home."""
    items = tuple(cluster_row(vine.snapshot, cluster) for cluster in clusters_of(vine, weights))
    return ClustersAnswer(
        **echo(vine.snapshot, vine.selection),
        home=reference(vine.home.place),
        knowledge=knowledge_of(vine),
        totals=totals_of(vine),
        total=len(items),
        items=items,
        areas=areas_answer(vine),
        summary=_summary(vine),
    )


def cluster_answer(vine: Vine, partner: Place, weights: StrengthWeights) -> ClusterAnswer:
    """The answer of `/clusters/{home}/{partner}`. `beside` holds all agreements that are not counted, and those that a better
    record of the same counts for."""
    cluster = cluster_in(vine, partner, weights)
    same = [tie for tie in vine.ties.beside if vine.snapshot.lies_in(tie.partner.id, partner.id)]
    inside = ties_inside(vine, partner)
    return ClusterAnswer(
        **_row(vine.snapshot, cluster),
        **echo(vine.snapshot, vine.selection),
        home=reference(vine.home.place),
        knowledge=knowledge_of(vine),
        total=len(cluster.ties),
        agreements=tuple(cluster_agreement(vine, tie) for tie in cluster.ties),
        beside=tuple(cluster_agreement(vine, tie) for tie in (*cluster.uncounted, *same)),
        apart=stands_apart(vine, partner, inside),
        agreements_apart=tuple(cluster_agreement(vine, tie) for tie in inside),
        empty_units=_references(vine, cluster.unit_fill.missing),
        eligible_partners=_references(vine, _eligible(vine, cluster)),
    )


def cluster_row(snapshot: Snapshot, cluster: Cluster) -> ClusterRow:
    """One cluster as a row of the answer."""
    return ClusterRow(**_row(snapshot, cluster))


def _row(snapshot: Snapshot, cluster: Cluster) -> dict[str, Any]:
    roles = [tie.role for tie in cluster.ties]
    classes = [tie.grape_class for tie in cluster.ties]
    return {
        "partner": reference(cluster.partner),
        "grain": cluster.grain,
        "stem": _stem(snapshot, cluster.stem) if cluster.stem else None,
        "stems": tuple(_stem(snapshot, stem) for stem in cluster.stems),
        "roles": {role: roles.count(role) for role in ("stem", "trunk", "grape")},
        "classes": {name: classes.count(name) for name in ("A", "B", "C", "D", "U")},
        "exchange": len(cluster.exchange),
        "planned": len(cluster.planned),
        "possible": len(cluster.possible),
        "tiers": cluster.tiers,
        "depth": cluster.depth,
        "reach": cluster.reach,
        "hole": cluster.hole,
        "full": cluster.full,
        "unit_fill": cluster.unit_fill,
        "stemmed_share": cluster.stemmed_share,
        "orphan_rate": cluster.orphan_rate,
        "strength": cluster.strength,
    }


def _stem(snapshot: Snapshot, stem: Stem) -> StemAnswer:
    return StemAnswer(
        stem.agreement,
        reference(stem.region),
        *since(snapshot, snapshot.record(Agreement, stem.agreement), stem.since),
        stem.bare if stem.fillable else None,
        stem.fillable,
        len(stem.grapes),
        stem.partner_dissolved,
    )


def cluster_agreement(vine: Vine, tie: Tie) -> ClusterAgreement:
    """One agreement of a home as an answer tells it."""
    when, stage = since(vine.snapshot, tie.agreement, tie.standing.since), tie.standing.since
    unit = vine.snapshot.places[tie.unit]
    return ClusterAgreement(
        id=tie.agreement.id,
        unit=reference(unit),
        partner=reference(tie.partner),
        region=_region(vine, tie),
        tier=tie.tier,
        role=tie.role,
        grape_class=tie.grape_class,
        stem=tie.stem,
        kind=tie.standing.kind,
        status=tie.standing.status,
        certainty=tie.standing.certainty,
        since=when.date,
        since_precision=when.precision,
        since_basis=when.basis,
        since_also=when.also,
        since_order=stage.order if stage else None,
        since_note=stage.note if stage else None,
        level_mismatch=not any(tie.partner.is_level(level) for level in unit.levels or (unit.level,)),
    )


def _region(vine: Vine, tie: Tie) -> PlaceReference | None:
    """The region that an agreement hangs on as a grape, is with, or whose place it is with; None where none is on record."""
    places = vine.snapshot.places
    above = (place for place in vine.snapshot.above(tie.partner.id) if place.is_level("province"))
    region = places[tie.stem] if tie.stem else next(above, None)
    return reference(region) if region else None


def _eligible(vine: Vine, cluster: Cluster) -> Iterable[str]:
    """Units inside the partner that exist and that no unit of the home has an effective agreement with; none inside the home's
    own state, where nothing is to be filled."""
    if not vine.snapshot.is_abroad(cluster.partner.country, vine.home.place.country):
        return ()
    taken = {tie.partner.id for tie in cluster.ties}
    free = (
        place for place in vine.snapshot.below(cluster.partner.id) if place.id not in taken and not place.is_region_or_country
    )
    return (place.id for place in free if not place.placeholder and place.exists(vine.selection.as_of))


def _references(vine: Vine, place_ids: Iterable[str]) -> tuple[PlaceReference, ...]:
    return tuple(reference(vine.snapshot.places[place_id]) for place_id in place_ids)


def totals_of(vine: Vine) -> Totals:
    """The numbers of a home."""
    effective = vine.ties.effective
    tiers = Counter(str(tie.tier) for tie in effective)
    return Totals(
        agreements=len(effective),
        partners=len({tie.partner.id for tie in effective}),
        countries=len({tie.partner.country for tie in effective}),
        by_tier={str(tier): tiers[str(tier)] for tier in range(1, vine.home.tmax + 1)},
        by_kind=dict(sorted(Counter(tie.standing.kind for tie in effective if tie.standing.kind).items())),
        exchange=len(vine.ties.exchange),
        planned=len(vine.ties.planned),
        possible=len(vine.ties.possible),
        ended=len(vine.ties.ended),
        domestic=len(vine.ties.domestic),
        areas=len(vine.ties.areas),
        possibly_same=len(vine.ties.beside),
    )


def _summary(vine: Vine) -> Summary:
    effective: Collection[Tie] = vine.ties.effective
    return Summary(
        bare_stem_rate=bare_stem_rate(vine.stems),
        stem_fill={str(step): stem_fill(vine.stems, step) for step in FILL_STEPS},
        stemmed_share=told(vine, class_share(effective, *STEMMED)),
        country_stemmed_share=told(vine, class_share(effective, *COUNTRY_STEMMED)),
        orphan_rate=told(vine, class_share(effective, *ORPHANED)),
        lift=lift_answer(vine),
        concentration=concentration(effective),
    )
