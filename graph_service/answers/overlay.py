"""The answer about the overlay: where friendship and business meet, and where only one of them is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from msgspec import Struct

from graph_service.answers.common import Echo, PlaceReference, echo, reference
from graph_service.answers.pages import page_of
from graph_service.domain.base import Names
from graph_service.domain.claim import Claim
from graph_service.domain.vocabulary import ActivityKind, OrganisationKind, OrganisationStatus, PlanKind, ProjectKind, WorkStatus
from graph_service.metrics.business import Business, BusinessType, Lines
from graph_service.metrics.overlay import Association, Overlap, OverlayGrain, State, overlay_of
from graph_service.metrics.selection import Selection
from graph_service.metrics.vine import Vine, vine_of
from graph_service.snapshot import Snapshot


class BusinessItem(Struct, frozen=True, kw_only=True):
    """One record on the business map: what kind of record it is, and where to find it."""

    id: str
    names: Names
    type: BusinessType
    kind: OrganisationKind | ProjectKind | ActivityKind | PlanKind
    status: OrganisationStatus | WorkStatus | None


class OverlayItem(Struct, frozen=True, kw_only=True):
    """One country or city. `prospects` are proposed or planned business, not counted; `claims` are figures that documents
    state about the home and this country, never counted and never recomputed."""

    place: PlaceReference
    state: State
    agreements: tuple[str, ...]
    business: tuple[BusinessItem, ...]
    prospects: tuple[BusinessItem, ...]
    claims: tuple[str, ...]


class OverlayAnswer(Echo, frozen=True, kw_only=True):
    """The friendship map of a home over its business map. Cities on neither map are counted, not listed."""

    home: PlaceReference
    grain: OverlayGrain
    lines: Lines
    counts: dict[State, int]
    association: Association
    total: int
    items: tuple[OverlayItem, ...]
    next: str | None


@dataclass(frozen=True, slots=True)
class OverlayFilter:
    """Country by country or city by city, how much of the economic lines counts, and one state or all."""

    grain: OverlayGrain = "country"
    lines: Lines = "events"
    state: State | None = None


def overlay_answer(
    snapshot: Snapshot, home_id: str, selection: Selection, wanted: OverlayFilter, limit: int, cursor: str | None = None
) -> OverlayAnswer:
    """The answer of `/overlay`: one page of the overlay of a home.

    Raises:
        NotFound, Moved, WrongKind: the home.
        BadRequest: the cursor.
    """
    vine = vine_of(snapshot, home_id, selection)
    overlay = overlay_of(vine, wanted.grain, wanted.lines)
    rows = (row for row in overlay.rows if wanted.state in (None, row.state))
    page = page_of(rows, lambda row: row.place.id, limit, cursor)
    claims = _claims_by_counterpart(vine)
    return OverlayAnswer(
        **echo(snapshot, selection),
        home=reference(vine.home.place),
        grain=wanted.grain,
        lines=wanted.lines,
        counts=dict(overlay.counts),
        association=overlay.association,
        total=page.total,
        items=tuple(_item(row, claims) for row in page.items),
        next=page.next,
    )


def _item(row: Overlap, claims: Mapping[str, list[str]]) -> OverlayItem:
    return OverlayItem(
        place=reference(row.place),
        state=row.state,
        agreements=row.agreements,
        business=business_items(row.business),
        prospects=business_items(row.prospects),
        claims=tuple(claims.get(row.place.id, ())),
    )


def business_items(rows: Iterable[Business]) -> tuple[BusinessItem, ...]:
    """Records of the business map as answers show them."""
    return tuple(
        BusinessItem(id=row.record.id, names=row.record.names, type=row.type, kind=row.kind, status=row.status) for row in rows
    )


def _claims_by_counterpart(vine: Vine) -> Mapping[str, list[str]]:
    """The claims about the home or a unit of it, by the places they name as counterpart."""
    found: dict[str, list[str]] = {}
    for claim in vine.snapshot.network.table(Claim).values():
        if claim.subject in vine.home.tiers:
            for counterpart in claim.counterparts:
                found.setdefault(counterpart, []).append(claim.id)
    return found
