"""The periodic report of a home: what was signed and renewed, what is in approval, what took place, what is ahead."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from msgspec import Struct

from graph_service.answers.anniversaries import AnniversaryItem, AnniversaryQuestion, anniversaries_answer
from graph_service.answers.common import Echo, PlaceReference, echo, reference
from graph_service.answers.paging import EVERYTHING
from graph_service.errors import TURN_ROUND, BadRequest
from graph_service.metrics.channels import channel_records
from graph_service.metrics.knowledge import HomeKnowledge, knowledge_of
from graph_service.metrics.resources import of_home
from graph_service.metrics.selection import Selection
from graph_service.metrics.signing_dates import also_given
from graph_service.metrics.ties import Tie, ties_apart, ties_of
from graph_service.metrics.vine import Vine
from graph_service.planning.anniversaries import Window
from graph_service.planning.areas import DOMESTIC, areas_called
from graph_service.planning.gaps.find import find_gaps
from graph_service.planning.gaps.gap import GapType
from graph_service.records.activity import Activity
from graph_service.records.agreement import Stage
from graph_service.records.base import Names
from graph_service.records.dates import Certainty, happened_by, months_after, moved, span
from graph_service.records.life import KINDS
from graph_service.records.vocabulary import ActivityKind, AgreementKind, SigningKind
from graph_service.rules import Rules
from graph_service.words.bilingual import Bilingual

_SIGNED: frozenset[SigningKind] = KINDS | {"renewal"}


class SignedStep(Struct, frozen=True):
    """A signing or renewal. `certain` is false where its date may also mean a day outside the period."""

    agreement: str
    unit: PlaceReference
    partner: PlaceReference
    step: SigningKind
    date: str
    date_also: tuple[str, ...]
    certain: bool


class PendingItem(Struct, frozen=True, kw_only=True):
    """An agreement planned and not yet signed on the last day. `approved` is the date of its approval, None where none is on
    record; an approval without a date is `undated`."""

    agreement: str
    unit: PlaceReference
    partner: PlaceReference
    aim: AgreementKind | None
    planned: str | None
    approved: str | None


class ReportActivity(Struct, frozen=True, kw_only=True):
    """An activity of the period in which the home or a unit of it took part."""

    id: str
    names: Names
    kind: ActivityKind
    date: str
    certain: bool


class ApartItems(Struct, frozen=True, kw_only=True):
    """What was signed and what is pending inside the home's own state, under the word for it."""

    called: Bilingual
    signed: tuple[SignedStep, ...]
    pending: tuple[PendingItem, ...]


class ReportAnswer(Echo, frozen=True, kw_only=True):
    """The report of a home from `first` to `last`, as of the last day. `areas` (港澳台) and `domestic` are the ties inside its
    own state, apart. `undated` counts activities without a date, which belong to no period, `undated_agreements` effective
    agreements, which may have come later than a last day that is past; `anniversaries` are those after the last day."""

    home: PlaceReference
    first: str
    last: str
    signed: tuple[SignedStep, ...]
    pending: tuple[PendingItem, ...]
    areas: ApartItems
    domestic: ApartItems
    activities: tuple[ReportActivity, ...]
    undated: int
    knowledge: HomeKnowledge
    undated_agreements: int
    gaps: dict[GapType, int]
    anniversaries: tuple[AnniversaryItem, ...]


def window_from(first: date, last: date) -> Window:
    """The period of a report.

    Raises:
        BadRequest: the first day lies after the last.
    """
    if first > last:
        raise BadRequest("from", f"{first} lies after the last day, {last}; {TURN_ROUND}")
    return Window(first, last)


def report_answer(vine: Vine, window: Window, rules: Rules) -> ReportAnswer:
    """The answer of `/reports`; the vine is that of the last day of the window. Its kinds narrow the gaps and the
    anniversaries; steps and plans are told of every kind."""
    ahead = Window(moved(window.last, 1), months_after(window.last, rules.anniversary_months))
    dated, undated = _activities(vine, window)
    selection = Selection(vine.selection.as_of, KINDS, vine.selection.layer)
    ties = ties_of(vine.snapshot, vine.home, selection)
    signed = (*ties.effective, *ties.planned, *ties.possible, *ties.ended)
    apart = ties_apart(vine.snapshot, vine.home, selection)
    own = vine.home.place.country
    return ReportAnswer(
        **echo(vine.snapshot, vine.selection),
        home=reference(vine.home.place),
        first=window.first.isoformat(),
        last=window.last.isoformat(),
        signed=_signed(vine, signed, window),
        pending=tuple(_pending(vine, tie) for tie in ties.planned),
        areas=_apart(vine, areas_called(vine.snapshot, own), [tie for tie in apart if tie.partner.country != own], window),
        domestic=_apart(vine, DOMESTIC, [tie for tie in apart if tie.partner.country == own], window),
        activities=dated,
        undated=undated,
        knowledge=knowledge_of(vine),
        undated_agreements=undated_of(vine),
        gaps=dict(Counter(gap.type for gap in find_gaps(vine, rules=rules, every_tier=True))),
        anniversaries=anniversaries_answer(vine, AnniversaryQuestion(ahead, rules.anniversary_step), EVERYTHING).items,
    )


def undated_of(vine: Vine) -> int:
    """How many effective agreements of a home have no date of signing on record."""
    return sum(not tie.standing.dated for tie in vine.ties.effective)


def _apart(vine: Vine, called: Bilingual, ties: Sequence[Tie], window: Window) -> ApartItems:
    planned = (tie for tie in ties if tie.standing.status == "planned")
    return ApartItems(called=called, signed=_signed(vine, ties, window), pending=tuple(_pending(vine, tie) for tie in planned))


def _signed(vine: Vine, ties: Iterable[Tie], window: Window) -> tuple[SignedStep, ...]:
    return tuple(sorted(_steps(vine, ties, window), key=lambda step: (span(step.date), step.agreement)))


def _steps(vine: Vine, ties: Iterable[Tie], window: Window) -> Iterator[SignedStep]:
    for tie in ties:
        (unit, partner), agreement = _sides(vine, tie), tie.agreement
        for stage in agreement.stages:
            if stage.kind in _SIGNED and stage.date is not None and window.meets(stage.date):
                told = (agreement.id, unit, partner, stage.kind, stage.date, also_given(vine.snapshot, agreement, stage))
                yield SignedStep(*told, certain=_inside(window, stage.date))


def _pending(vine: Vine, tie: Tie) -> PendingItem:
    made = [stage for stage in tie.agreement.stages if happened_by(stage.date, vine.selection.as_of) is not Certainty.NO]
    plan, approval = _last(made, "planned"), _last(made, "approval")
    unit, partner = _sides(vine, tie)
    return PendingItem(
        agreement=tie.agreement.id,
        unit=unit,
        partner=partner,
        aim=plan.aim if plan else None,
        planned=plan.date if plan else None,
        approved=(approval.date or "undated") if approval else None,
    )


def _last(stages: list[Stage], kind: str) -> Stage | None:
    return next((stage for stage in reversed(stages) if stage.kind == kind), None)


def _sides(vine: Vine, tie: Tie) -> tuple[PlaceReference, PlaceReference]:
    return reference(vine.snapshot.places[tie.unit]), reference(tie.partner)


def _inside(window: Window, text: str) -> bool:
    when = span(text)
    return window.first <= when.first and when.last <= window.last


def _activities(vine: Vine, window: Window) -> tuple[tuple[ReportActivity, ...], int]:
    """Those of the period, the earliest first, and how many have no date."""
    found, undated = [], 0
    for resource in of_home(vine.snapshot, vine.home, vine.snapshot.once(channel_records), vine.selection):
        record = resource.record
        if not isinstance(record, Activity) or record.announced or resource.footprint.places.isdisjoint(vine.home.tiers):
            continue
        undated += record.date is None
        if record.date is not None and window.meets(record.date):
            certain = _inside(window, record.date)
            found.append(ReportActivity(id=record.id, names=record.names, kind=record.kind, date=record.date, certain=certain))
    return tuple(sorted(found, key=lambda item: (span(item.date), item.id))), undated
