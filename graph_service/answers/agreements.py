"""The answers about agreements: a filtered list, seen from a home if one is named, and single ones."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from msgspec import Struct, field

from graph_service.answers.common import Echo, PlaceReference, echo, reference, since
from graph_service.answers.pages import Page
from graph_service.domain.agreement import Agreement, Stage
from graph_service.domain.base import Names, Source
from graph_service.domain.dates import Certainty, Precision, span
from graph_service.domain.field_names import in_english
from graph_service.domain.life import Standing
from graph_service.domain.organisation import Organisation
from graph_service.domain.vocabulary import AgreementKind, Basis, Confidence, Level, Mechanism, Status
from graph_service.errors import BadRequest
from graph_service.metrics.selection import ALL_LAYERS, Selection, standing_on
from graph_service.metrics.ties import GrapeClass, Role, Tie
from graph_service.metrics.vine import Vine
from graph_service.snapshot import Snapshot

_Check = Callable[[Agreement], bool]


class Party(Struct, frozen=True):
    """A party: a place, or an organisation (level None)."""

    id: str
    names: Names
    level: Level | None
    country: str | None


class AgreementItem(Struct, frozen=True, kw_only=True):
    """An agreement as it stands at `as_of`. `tier`, `role` and `class` are None unless a home was named and the
    agreement counts among its effective ones abroad. `since_order` is kept where only the order of signings is known;
    `since_note` says from which words an inferred date follows; `fields_en` are the English names of the fields."""

    id: str
    names: Names
    parties: tuple[Party, Party]
    kind: AgreementKind | None
    status: Status | None
    certainty: Certainty
    stages: tuple[Stage, ...]
    since: str | None
    since_precision: Precision | None
    since_basis: Basis | None
    since_order: int | None
    since_note: str | None
    tier: int | None
    role: Role | None
    grape_class: GrapeClass | None = field(name="class")
    fields: tuple[str, ...]
    fields_en: tuple[str | None, ...]
    mechanism: Mechanism
    home_evidence: str | None
    home_confidence: Confidence | None
    possibly_same: tuple[str, ...]
    note: str | None
    layer: str
    sources: tuple[Source, ...]


class AgreementsAnswer(Echo, frozen=True, kw_only=True):
    """A page of agreements, in id order."""

    home: PlaceReference | None
    total: int
    items: tuple[AgreementItem, ...]
    next: str | None


class AgreementAnswer(Struct, frozen=True, kw_only=True):
    """One agreement as it stands at `as_of`."""

    snapshot: str
    as_of: str
    agreement: AgreementItem


@dataclass(frozen=True, slots=True)
class AgreementFilter:
    """Which agreements to list; None asks nothing. `country` is the partner's where the question has a home."""

    place: str | None = None
    partner: str | None = None
    country: str | None = None
    kind: AgreementKind | None = None
    status: Status | None = None
    tier: int | None = None
    signed_from: str | None = None
    signed_to: str | None = None
    domestic: bool | None = None


def agreements_where(snapshot: Snapshot, vine: Vine | None, wanted: AgreementFilter, selection: Selection) -> Iterator[Agreement]:
    """The agreements that pass the filter, of any kind unless `kind` names one, in id order.

    Raises:
        NotFound, Moved: the party of `place`, a place or an organisation, or the place of `partner`.
        BadRequest: the home cannot have the tier, or a tier is asked for without a home.
    """
    if vine is None and wanted.tier is not None:
        raise BadRequest("tier", "it is that of the unit of a home; name the home as well")
    if vine is not None:
        vine.home.check_tier(wanted.tier)
    if wanted.place is not None and wanted.place not in snapshot.network.table(Organisation):
        snapshot.place(wanted.place)
    if wanted.partner is not None:
        snapshot.place(wanted.partner)
    checks = tuple(_checks(snapshot, vine, wanted, selection))
    return (agreement for agreement in _candidates(snapshot, vine, wanted) if all(check(agreement) for check in checks))


def _candidates(snapshot: Snapshot, vine: Vine | None, wanted: AgreementFilter) -> Iterable[Agreement]:
    if wanted.place in snapshot.network.table(Organisation):
        return snapshot.once(agreements_of_organisations).get(str(wanted.place), ())
    if wanted.place is not None:
        return snapshot.agreements_of(wanted.place)
    if vine is not None:
        return _of_any(snapshot, vine.home.tiers)
    if wanted.partner is not None:
        return _of_any(snapshot, (wanted.partner, *(place.id for place in snapshot.below(wanted.partner))))
    return snapshot.network.table(Agreement).values()


def _of_any(snapshot: Snapshot, place_ids: Iterable[str]) -> Iterable[Agreement]:
    found = {agreement.id: agreement for place_id in place_ids for agreement in snapshot.agreements_of(place_id)}
    return (found[agreement_id] for agreement_id in sorted(found))


def agreements_of_organisations(snapshot: Snapshot) -> Mapping[str, tuple[Agreement, ...]]:
    """The agreements of each organisation, in id order; for `Snapshot.once`."""
    bodies, found = snapshot.network.table(Organisation), dict[str, list[Agreement]]()
    for agreement in snapshot.network.table(Agreement).values():
        for party in agreement.parties:
            if party in bodies:
                found.setdefault(party, []).append(agreement)
    return {party: tuple(rows) for party, rows in found.items()}


def _checks(snapshot: Snapshot, vine: Vine | None, wanted: AgreementFilter, selection: Selection) -> Iterator[_Check]:
    """What an agreement must pass: only what was asked for, the cheapest first."""
    if selection.layer != ALL_LAYERS:
        yield lambda agreement: agreement.layer == selection.layer
    if vine is not None:
        yield lambda agreement: not vine.home.tiers.keys().isdisjoint(agreement.parties)
    if wanted.tier is not None:
        yield lambda agreement: _tier(vine, agreement) == wanted.tier
    if wanted.partner or wanted.country or wanted.domestic is not None:
        yield lambda agreement: _where(snapshot, vine, agreement, wanted)
    if wanted.kind or wanted.status or wanted.signed_from or wanted.signed_to:
        yield lambda agreement: _stands(standing_on(snapshot, agreement, selection.as_of), wanted)


def _stands(found: Standing, wanted: AgreementFilter) -> bool:
    kind, status = wanted.kind in (None, found.kind), wanted.status in (None, found.status)
    return kind and status and _in_period(found.since, wanted)


def _tier(vine: Vine | None, agreement: Agreement) -> int | None:
    tiers = [vine.home.tiers[party] for party in agreement.parties if party in vine.home.tiers] if vine else []
    return min(tiers, default=None)


def _in_period(stage: Stage | None, wanted: AgreementFilter) -> bool:
    """Whether the signing may lie in the period asked about; an undated one lies in none."""
    if wanted.signed_from is None and wanted.signed_to is None:
        return True
    if stage is None or stage.date is None:
        return False
    when = span(stage.date)
    return (wanted.signed_from is None or span(wanted.signed_from).first <= when.last) and (
        wanted.signed_to is None or when.first <= span(wanted.signed_to).last
    )


def _where(snapshot: Snapshot, vine: Vine | None, agreement: Agreement, wanted: AgreementFilter) -> bool:
    places = [snapshot.places[party] for party in agreement.parties if party in snapshot.places]
    if len(places) < 2:  # between organisations: of no country and no region
        return False
    domestic = places[0].country == places[1].country
    partners = [place for place in places if vine is None or place.id not in vine.home.tiers]
    return (
        (wanted.domestic is None or domestic is wanted.domestic)
        and (wanted.country is None or any(place.country == wanted.country for place in partners))
        and (wanted.partner is None or any(snapshot.lies_in(place.id, wanted.partner) for place in partners))
    )


def agreements_answer(snapshot: Snapshot, vine: Vine | None, page: Page[Agreement], selection: Selection) -> AgreementsAnswer:
    """The answer of `/agreements`."""
    ties = {tie.agreement.id: tie for tie in vine.ties.effective} if vine else {}
    return AgreementsAnswer(
        **echo(snapshot, selection),
        home=reference(vine.home.place) if vine else None,
        total=page.total,
        items=tuple(_item(snapshot, agreement, selection, ties.get(agreement.id)) for agreement in page.items),
        next=page.next,
    )


def agreement_answer(snapshot: Snapshot, agreement: Agreement, selection: Selection) -> AgreementAnswer:
    """The answer of `/agreements/{id}`."""
    item = _item(snapshot, agreement, selection, None)
    return AgreementAnswer(snapshot=snapshot.version, as_of=selection.as_of.isoformat(), agreement=item)


def _item(snapshot: Snapshot, agreement: Agreement, selection: Selection, tie: Tie | None) -> AgreementItem:
    found = standing_on(snapshot, agreement, selection.as_of)
    when = since(found.since)
    a, b = (_party(snapshot, party) for party in agreement.parties)
    return AgreementItem(
        id=agreement.id,
        names=agreement.names,
        parties=(a, b),
        kind=found.kind,
        status=found.status,
        certainty=found.certainty,
        stages=agreement.stages,
        since=when.date,
        since_precision=when.precision,
        since_basis=when.basis,
        since_order=found.since.order if found.since else None,
        since_note=found.since.note if found.since else None,
        tier=tie.tier if tie else None,
        role=tie.role if tie else None,
        grape_class=tie.grape_class if tie else None,
        fields=agreement.fields,
        fields_en=in_english(agreement.fields),
        mechanism=agreement.mechanism,
        home_evidence=agreement.home_evidence,
        home_confidence=agreement.home_confidence,
        possibly_same=agreement.possibly_same,
        note=agreement.note,
        layer=agreement.layer,
        sources=agreement.sources,
    )


def _party(snapshot: Snapshot, party: str) -> Party:
    place = snapshot.places.get(party)
    if place is not None:
        return Party(place.id, place.names, place.level, place.country)
    organisation = snapshot.record(Organisation, party)
    return Party(organisation.id, organisation.names, None, organisation.country)
