"""How far targets have come."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from msgspec import Struct
from pydantic import Field

from graph_service.answers.common import PlaceReference, reference
from graph_service.answers.paging import page_of
from graph_service.answers.work import WorkItem, work_item
from graph_service.errors import NotFound
from graph_service.metrics.associations import association_share
from graph_service.metrics.selection import standing_on
from graph_service.planning.progress import Achieved, TargetState, achieved, state_of
from graph_service.planning.projection import Projection, projection
from graph_service.questions.called import Called
from graph_service.questions.parameters import InPages, OnDay
from graph_service.questions.question import Question, Shown, View
from graph_service.questions.shown import both_names
from graph_service.records.agreement import Agreement
from graph_service.records.base import Names, Record, Source
from graph_service.records.dates import span
from graph_service.records.organisation import Organisation
from graph_service.records.plan import Plan
from graph_service.records.target import Target
from graph_service.records.vocabulary import AgreementKind, Status
from graph_service.snapshot import Snapshot
from graph_service.words.bilingual import Bilingual, Language, called
from graph_service.words.claims import amount
from graph_service.words.days import said
from graph_service.words.headings import NOT_KNOWN, heads
from graph_service.words.planning import TARGET_STATES


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


_PLAIN = ("id", "measure", "unit", "period", "elapsed", "minimum", "maximum", "achieved", "share", "state")


class Progress(OnDay, InPages):
    """Whose targets, on which day."""

    home: str | None = Field(None, description="a place: targets of it, of units in it and of bodies seated there")
    owner: str | None = Field(None, description="who set the targets: a place, or an organisation by id")


def progress(view: View, ask: Progress) -> ProgressAnswer:
    """Each target with its range, what has been reached, whether it is met, and the plans to follow up."""
    within, owner_id = view.named(ask, "home", "owner")
    snapshot, as_of = view.snapshot, ask.as_of or view.snapshot.today
    owner = _owner(snapshot, owner_id) if owner_id else None
    owned = [target for target in snapshot.network.table(Target).values() if _asked(snapshot, target.owner, within, owner)]
    items = [_item(snapshot, target, as_of) for target in owned]
    page = page_of(items, lambda item: item.id, ask.most, ask.cursor)
    counts = Counter(item.state for item in items)
    return ProgressAnswer(
        snapshot=snapshot.version,
        as_of=as_of.isoformat(),
        home=reference(snapshot.places[within]) if within else None,
        owner=owner,
        counts={state: counts[state] for state in ("met", "short", "over", "unknown")},
        total=page.total,
        items=page.items,
        next=page.next,
        plans=tuple(_plans(snapshot, within, owner, as_of)),
    )


def rows(answer: ProgressAnswer) -> Iterator[tuple[object, ...]]:
    """One row per target, with the ids of what was counted and of what may count too."""
    for item in answer.items:
        plain = (getattr(item, name) for name in _PLAIN)
        yield (*plain, item.owner.id, *both_names(item.names), item.evidence, item.possible)


def shown(answer: ProgressAnswer, lang: Language) -> Shown:
    """One row per target."""
    counts = [(called(TARGET_STATES, state, lang), count) for state, count in answer.counts.items()]
    day = said(answer.as_of)
    title = Bilingual(
        f"截至{day.zh}的目标：{'，'.join(f'{state}{count}' for state, count in counts)}",
        f"Targets as of {day.en}: {', '.join(f'{state} {count}' for state, count in counts)}",
    )
    lines = (
        (
            called(TARGET_STATES, item.state, lang),
            _reached(item, lang),
            _range(item, lang),
            len(item.possible),
            item.period,
            _title(item, lang),
        )
        for item in answer.items
    )
    return Shown(getattr(title, lang), heads(lang, "state", "reached", "aim", "possible", "period", "target"), lines)


def _reached(item: ProgressItem, lang: Language) -> str:
    return getattr(NOT_KNOWN, lang) if item.achieved is None else amount(item.achieved, item.unit, lang)


def _range(item: ProgressItem, lang: Language) -> str:
    """What is aimed at: a number, at least or at most one, or between two."""
    least, most = (None if value is None else amount(value, item.unit, lang) for value in (item.minimum, item.maximum))
    if least is None or most is None:
        return f"≥ {least}" if least else f"≤ {most}" if most else ""
    return least if least == most else f"{amount(item.minimum or 0.0, None, lang)}–{most}"


def _title(item: ProgressItem, lang: Language) -> Called:
    told = f"{item.names.zh or ''} {item.names.en or ''}".strip() or item.id
    return Called(told, on_page=item.names.best(lang, item.id))


PROGRESS = Question(
    name="progress",
    title=Bilingual("目标进度", "Progress"),
    ask=Progress,
    answer=ProgressAnswer,
    find=progress,
    columns=(*_PLAIN, "owner", "zh", "en", "evidence", "possible"),
    rows=rows,
    shown=shown,
)
