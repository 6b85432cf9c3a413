"""The answers about agreements: a filtered list, seen from a home if one is named, and single ones."""

from collections.abc import Mapping

from msgspec import Struct, field

from graph_service.answers.common import Echo, PlaceReference, country_names, echo, names_of, reference, since
from graph_service.answers.paging import Page
from graph_service.metrics.second_records import possibly_same_as
from graph_service.metrics.selection import Selection, standing_on
from graph_service.metrics.ties import GrapeClass, Role, Tie
from graph_service.metrics.vine import Vine
from graph_service.records.agreement import Agreement, Stage
from graph_service.records.base import Names, Source
from graph_service.records.dates import Certainty, Precision, span
from graph_service.records.field_names import in_english
from graph_service.records.organisation import Organisation
from graph_service.records.vocabulary import AgreementKind, Basis, Confidence, Level, Mechanism, Status
from graph_service.snapshot import Snapshot

_OUTSIDE = 9  # what comes after every tier


class Party(Struct, frozen=True, gc=False):
    """A party: a place, or an organisation (level None)."""

    id: str
    names: Names
    level: Level | None
    country: str | None


class AgreementItem(Struct, frozen=True, kw_only=True, gc=False):
    """An agreement as it stands at `as_of`. `tier`, `role` and `class` are None unless a home was named and the
    agreement counts among its effective ones abroad. `since_order` is kept where only the order of signings is known;
    `since_note` says from which words an inferred date follows; `fields_en` are the English names of the fields.
    `since_year` is None where the year is not known. `unit` and `partner` are the parties as the home sees them, of two of its
    own the higher one first; None unless a home was named, as is what follows from them."""

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
    since_also: tuple[str, ...]
    since_order: int | None
    since_note: str | None
    since_year: int | None
    unit: str | None
    unit_names: Names | None
    partner: str | None
    partner_names: Names | None
    partner_country: str | None
    partner_country_names: Names | None
    tier: int | None
    role: Role | None
    grape_class: GrapeClass | None = field(name="class")
    fields: tuple[str, ...]
    fields_en: tuple[str | None, ...]
    mechanism: Mechanism
    home_evidence: str | None
    home_confidence: Confidence | None
    possibly_same: tuple[str, ...]
    possibly_same_names: tuple[Names, ...]
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


def agreements_answer(snapshot: Snapshot, vine: Vine | None, page: Page[Agreement], selection: Selection) -> AgreementsAnswer:
    """The answer of `/agreements`."""
    ties = {tie.agreement.id: tie for tie in vine.ties.effective} if vine else {}
    tiers = vine.home.tiers if vine else {}
    return AgreementsAnswer(
        **echo(snapshot, selection),
        home=reference(vine.home.place) if vine else None,
        total=page.total,
        items=tuple(_item(snapshot, agreement, selection, ties.get(agreement.id), tiers) for agreement in page.items),
        next=page.next,
    )


def agreement_answer(snapshot: Snapshot, agreement: Agreement, selection: Selection) -> AgreementAnswer:
    """The answer of `/agreements/{id}`."""
    item = _item(snapshot, agreement, selection, None, {})
    return AgreementAnswer(snapshot=snapshot.version, as_of=selection.as_of.isoformat(), agreement=item)


def _item(
    snapshot: Snapshot, agreement: Agreement, selection: Selection, tie: Tie | None, tiers: Mapping[str, int]
) -> AgreementItem:
    found = standing_on(snapshot, agreement, selection.as_of)
    when = since(snapshot, agreement, found.since)
    a, b = (_party(snapshot, party) for party in agreement.parties)
    unit, partner = _seen_by(tiers, a, b)
    same = possibly_same_as(snapshot, agreement)
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
        since_also=when.also,
        since_order=found.since.order if found.since else None,
        since_note=found.since.note if found.since else None,
        since_year=_year(when.date),
        unit=unit.id if unit else None,
        unit_names=unit.names if unit else None,
        partner=partner.id if partner else None,
        partner_names=partner.names if partner else None,
        partner_country=partner.country if partner else None,
        partner_country_names=country_names(snapshot, partner.country) if partner else None,
        tier=tie.tier if tie else None,
        role=tie.role if tie else None,
        grape_class=tie.grape_class if tie else None,
        fields=agreement.fields,
        fields_en=in_english(agreement.fields),
        mechanism=agreement.mechanism,
        home_evidence=agreement.home_evidence,
        home_confidence=agreement.home_confidence,
        possibly_same=same,
        possibly_same_names=tuple(names_of(snapshot, other) for other in same),
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


def _seen_by(tiers: Mapping[str, int], a: Party, b: Party) -> tuple[Party, Party] | tuple[None, None]:
    """The parties as a home with units at these tiers sees them: its unit and the partner."""
    if a.id not in tiers and b.id not in tiers:
        return None, None
    return (b, a) if tiers.get(b.id, _OUTSIDE) < tiers.get(a.id, _OUTSIDE) else (a, b)


def _year(text: str | None) -> int | None:
    """The year of a date; None where it lies in one of several."""
    if text is None:
        return None
    when = span(text)
    return when.first.year if when.first.year == when.last.year else None
