"""The answer about progress: each target with what has been reached, and the plans that are to be followed up."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from graph_service.answers.common import PlaceReference, reference
from graph_service.answers.pages import page_of
from graph_service.answers.work import WorkItem, work_item
from graph_service.domain.agreement import Agreement
from graph_service.domain.base import Names, Record, Source
from graph_service.domain.dates import span
from graph_service.domain.organisation import Organisation
from graph_service.domain.plan import Plan
from graph_service.domain.target import Target
from graph_service.domain.vocabulary import AgreementKind, Status
from graph_service.errors import NotFound
from graph_service.metrics.associations import association_share
from graph_service.metrics.selection import standing_on
from graph_service.planning.progress import Achieved, TargetState, achieved, state_of
from graph_service.planning.projection import Projection, projection
from graph_service.snapshot import Snapshot


class Owner(Struct, frozen=True):
    """Who set the target: a place or an organisation."""

    id: str
    names: Names


class NamedAgreement(Struct, frozen=True):
    """An agreement that a target names, as it stands at the date."""

    id: str
    names: Names
    kind: AgreementKind | None
    status: Status | None


class YearValue(Struct, frozen=True):
    """A value in percent at the end of a year, or at `as_of` within it."""

    year: int
    value: float | None


class ProgressItem(Struct, frozen=True, kw_only=True):
    """One target. `achieved` is counted from the network, None where the measure cannot be; `share` = achieved / minimum,
    the length of a progress bar, which may exceed 1. `evidence` are the ids counted, `possible` those that may count too.
    `elapsed` says whether the period is over."""

    id: str
    names: Names
    owner: Owner
    measure: str
    unit: str | None
    period: str | None
    due: str | None
    elapsed: bool | None
    minimum: float | None
    maximum: float | None
    achieved: float | None
    share: float | None
    state: TargetState
    evidence: tuple[str, ...]
    possible: tuple[str, ...]
    named: tuple[NamedAgreement, ...]
    by_year: tuple[YearValue, ...]
    projection: Projection | None
    note: str | None
    sources: tuple[Source, ...]


class ProgressAnswer(Struct, frozen=True, kw_only=True):
    """The targets of a home and its units, or of one owner, in id order. `counts` tells how many stand how. `plans` are the
    plans of the same owners that have a period or a status, with how far they have come."""

    snapshot: str
    as_of: str
    home: PlaceReference | None
    owner: Owner | None
    counts: dict[TargetState, int]
    total: int
    items: tuple[ProgressItem, ...]
    next: str | None
    plans: tuple[WorkItem, ...]


def progress_answer(
    snapshot: Snapshot, home_id: str | None, owner_id: str | None, as_of: date, limit: int, cursor: str | None = None
) -> ProgressAnswer:
    """The answer of `/progress`; without a home and an owner, about everybody's targets.

    Raises:
        NotFound, Moved: the home, which may be any place, or the owner.
        BadRequest: the cursor.
    """
    home = snapshot.place(home_id) if home_id else None
    owner = _owner(snapshot, owner_id) if owner_id else None
    within = home.id if home else None
    owned = [target for target in snapshot.network.table(Target).values() if _asked(snapshot, target.owner, within, owner)]
    items = [_item(snapshot, target, as_of) for target in owned]
    page = page_of(items, lambda item: item.id, limit, cursor)
    counts = Counter(item.state for item in items)
    return ProgressAnswer(
        snapshot=snapshot.version,
        as_of=as_of.isoformat(),
        home=reference(home) if home else None,
        owner=owner,
        counts={state: counts[state] for state in ("met", "short", "over", "unknown")},
        total=page.total,
        items=page.items,
        next=page.next,
        plans=tuple(_plans(snapshot, within, owner, as_of)),
    )


def _owner(snapshot: Snapshot, owner_id: str) -> Owner:
    record: Record
    if owner_id in snapshot.network.table(Organisation):
        record = snapshot.network.table(Organisation)[owner_id]
    elif owner_id.startswith("org:"):
        raise NotFound("organisation", owner_id)
    else:
        record = snapshot.place(owner_id)
    return Owner(record.id, record.names)


def _asked(snapshot: Snapshot, owner_id: str | None, home_id: str | None, owner: Owner | None) -> bool:
    if owner_id is None:
        return False
    if owner is not None and owner_id != owner.id:
        return False
    body = snapshot.network.table(Organisation).get(owner_id)
    place = body.seat if body else owner_id
    return home_id is None or (place is not None and snapshot.lies_in(place, home_id))


def _plans(snapshot: Snapshot, home_id: str | None, owner: Owner | None, as_of: date) -> Iterator[WorkItem]:
    for plan in snapshot.network.table(Plan).values():
        if (plan.period or plan.status) and _asked(snapshot, plan.owner, home_id, owner):
            yield work_item(plan, as_of)


def _item(snapshot: Snapshot, target: Target, as_of: date) -> ProgressItem:
    found = achieved(snapshot, target, as_of)
    last = span(target.period).last if target.period else None
    about_districts = target.measure == "association_coverage"
    return ProgressItem(
        id=target.id,
        names=target.names,
        owner=_owner(snapshot, target.owner),
        measure=target.measure,
        unit=target.unit,
        period=target.period,
        due=last.isoformat() if last else None,
        elapsed=as_of > last if last else None,
        minimum=target.minimum,
        maximum=target.maximum,
        achieved=found.value if found else None,
        share=_bar(target, found),
        state=state_of(target, found),
        evidence=found.ids if found else (),
        possible=found.possible if found else (),
        named=tuple(_named(snapshot, agreement, as_of) for agreement in target.agreements),
        by_year=tuple(_by_year(snapshot, target, as_of)) if about_districts else (),
        projection=projection(snapshot, target.owner, as_of) if about_districts and target.owner in snapshot.places else None,
        note=target.note,
        sources=target.sources,
    )


def _bar(target: Target, found: Achieved | None) -> float | None:
    return found.value / target.minimum if found is not None and target.minimum else None


def _named(snapshot: Snapshot, agreement_id: str, as_of: date) -> NamedAgreement:
    agreement = snapshot.network.table(Agreement)[agreement_id]
    found = standing_on(snapshot, agreement, as_of)
    return NamedAgreement(agreement.id, agreement.names, found.kind, found.status)


def _by_year(snapshot: Snapshot, target: Target, as_of: date) -> Iterator[YearValue]:
    """The share of districts with an association at each year's end of the period that has begun."""
    if target.period is None or target.owner not in snapshot.places:
        return
    years = span(target.period)
    for year in range(years.first.year, min(years.last.year, as_of.year) + 1):
        share = association_share(snapshot, target.owner, min(date(year, 12, 31), as_of)).share
        yield YearValue(year, None if share is None else 100 * share)
