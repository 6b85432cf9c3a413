"""The answers about claims: beside what is enumerated, and against each other."""

from msgspec import Struct

from graph_service.answers.common import Echo, PlaceReference, echo, reference
from graph_service.answers.pages import page_of
from graph_service.domain.base import Names, Source
from graph_service.domain.claim import Claim
from graph_service.domain.vocabulary import AgreementKind, Qualifier
from graph_service.metrics.completeness import completeness, difference, enumerate_claim
from graph_service.metrics.selection import Selection
from graph_service.metrics.share import Share
from graph_service.metrics.unknown import UnknownField, unknown_fields
from graph_service.snapshot import Snapshot


class ClaimBeside(Struct, frozen=True, kw_only=True):
    """A claim as stated, and what is enumerated of the same scope by its date. `enumerated` is None where the measure
    cannot be counted from records; `unclassified` counts agreements that may or may not be meant."""

    claim: str
    names: Names
    subject: str
    measure: str
    value: float | None
    stated: str | None
    unit: str | None
    qualifier: Qualifier
    as_of: str | None
    period: str | None
    scope_kinds: tuple[AgreementKind, ...]
    scope_tiers: tuple[int, ...]
    scope: str | None
    enumerated: int | None
    unclassified: int | None
    completeness: Share | None
    note: str | None
    sources: tuple[Source, ...]


class CompletenessAnswer(Echo, frozen=True, kw_only=True):
    """The claims about a home and its units, each beside its count, of the kinds of its own scope. `unknown` has a line for
    each field that no source speaks of in some of the records, with how many of how many; of the kinds asked about."""

    home: PlaceReference
    total: int
    items: tuple[ClaimBeside, ...]
    unknown: tuple[UnknownField, ...]
    next: str | None


class ComparisonAnswer(Struct, frozen=True, kw_only=True):
    """Two claims of the same scope; `difference` is the first value less the second, None where one has no number."""

    snapshot: str
    one: Claim
    other: Claim
    difference: float | None


def completeness_answer(
    snapshot: Snapshot, home_id: str, selection: Selection, limit: int, cursor: str | None = None
) -> CompletenessAnswer:
    """The answer of `/completeness`: one page of the claims about a home and its units, in id order.

    Raises:
        NotFound, Moved: the home, which may be any place.
        BadRequest: the cursor.
    """
    home = snapshot.place(home_id)
    claims = snapshot.network.table(Claim).values()
    about = [claim for claim in claims if claim.subject in snapshot.places and snapshot.lies_in(claim.subject, home.id)]
    page = page_of(about, lambda claim: claim.id, limit, cursor)
    return CompletenessAnswer(
        **echo(snapshot, selection),
        home=reference(home),
        total=page.total,
        items=tuple(_beside(snapshot, claim, selection) for claim in page.items),
        unknown=unknown_fields(snapshot, home, selection),
        next=page.next,
    )


def comparison_answer(snapshot: Snapshot, one_id: str, other_id: str) -> ComparisonAnswer:
    """The answer of `/claims/compare`.

    Raises:
        NotFound, Moved: a claim.
        ScopesDiffer: they count different things.
    """
    one, other = snapshot.record(Claim, one_id), snapshot.record(Claim, other_id)
    return ComparisonAnswer(snapshot=snapshot.version, one=one, other=other, difference=difference(one, other))


def _beside(snapshot: Snapshot, claim: Claim, selection: Selection) -> ClaimBeside:
    found = enumerate_claim(snapshot, claim, selection.as_of, selection.layer)
    return ClaimBeside(
        claim=claim.id,
        names=claim.names,
        subject=claim.subject,
        measure=claim.measure,
        value=claim.value,
        stated=claim.stated,
        unit=claim.unit,
        qualifier=claim.qualifier,
        as_of=claim.as_of,
        period=claim.period,
        scope_kinds=claim.scope_kinds,
        scope_tiers=claim.scope_tiers,
        scope=claim.scope,
        enumerated=len(found.ids) if found else None,
        unclassified=len(found.beside) if found else None,
        completeness=completeness(claim, found),
        note=claim.note,
        sources=claim.sources,
    )
