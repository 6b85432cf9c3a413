"""The life of a single agreement."""

from collections.abc import Iterator
from datetime import date

from msgspec import Struct
from pydantic import Field

from graph_service.answers.agreements import AgreementItem, agreement_answer
from graph_service.answers.common import since
from graph_service.answers.work import WorkItem, work_item
from graph_service.metrics.activities import activities_by_agreement, times
from graph_service.metrics.claims import claims_by_subject
from graph_service.metrics.dormancy import Dormancy, dormancy
from graph_service.metrics.duration import Duration, times_to_signing
from graph_service.metrics.freshness import last_heard
from graph_service.metrics.selection import Selection, select, standing_on
from graph_service.metrics.vitality import vitality_of
from graph_service.metrics.work import plans_by_agreement, projects_by_agreement
from graph_service.questions.parameters import OnDay, Strict
from graph_service.questions.question import Question, Shown, View
from graph_service.questions.shown import name_in
from graph_service.records.activity import Activity
from graph_service.records.agreement import Agreement, Stage
from graph_service.records.base import Names
from graph_service.records.dates import Certainty, Precision, happened_by, span
from graph_service.records.life import standing
from graph_service.records.sequence import WarningCode, life_warnings
from graph_service.records.vocabulary import ActivityKind, AgreementKind, Basis, Channel, Mechanism, Qualifier, StageKind, Status
from graph_service.rules import Rules, VitalityRule
from graph_service.snapshot import Snapshot
from graph_service.words.agreements import DORMANCY, KINDS, STAGE_REMARKS, STAGES, STATUSES
from graph_service.words.bilingual import NONE_RECORDED, Bilingual, Language, called
from graph_service.words.headings import dated, heads

# A trend goes back this many year-ends at most.
_TREND_YEARS = 30


class LifeStep(Struct, frozen=True, kw_only=True):
    """One step. `happened` says how surely by `as_of`; `kind_after` and `status_after` are how the agreement stood at the
    end of the last day the step can mean, None where it is undated."""

    step: StageKind
    date: str | None
    precision: Precision | None
    basis: Basis | None
    date_also: tuple[str, ...]
    order: int | None
    aim: AgreementKind | None
    by: str | None
    note: str | None
    happened: Certainty
    kind_after: AgreementKind | None
    status_after: Status | None


class OddStep(Struct, frozen=True):
    """Something odd about the step at this position, from 0."""

    code: WarningCode
    stage: int
    reason: Bilingual


class ActivityItem(Struct, frozen=True, kw_only=True):
    """Something that happened under the agreement; `times` is how often the record says it did."""

    id: str
    names: Names
    kind: ActivityKind
    date: str | None
    channel: Channel | None
    times: float
    quantity: float | None
    unit: str | None
    qualifier: Qualifier | None


class VitalityAt(Struct, frozen=True):
    """Vitality at the end of a day, None where no dated activity was on record by then."""

    as_of: str
    vitality: float | None


class LifeAnswer(Struct, frozen=True, kw_only=True):
    """The life of one agreement at `as_of`. `trend` gives vitality at every year's end since the first dated activity, and at
    `as_of`. `claims` are the ids of what documents claim of it, `last_heard` the day of the newest word on it, unsure
    where an undated source may be newer."""

    snapshot: str
    as_of: str
    agreement: AgreementItem
    steps: tuple[LifeStep, ...]
    warnings: tuple[OddStep, ...]
    time_to_signing: tuple[Duration, ...]
    mechanism: Mechanism
    work: tuple[WorkItem, ...]
    activities: tuple[ActivityItem, ...]
    vitality: float | None
    trend: tuple[VitalityAt, ...]
    dormancy: Dormancy
    last_heard: str | None
    last_heard_sure: bool
    claims: tuple[str, ...]


def life_answer(snapshot: Snapshot, agreement_id: str, selection: Selection, rules: Rules) -> LifeAnswer:
    """The answer of `/agreements/{id}/life`.

    Raises:
        NotFound, Moved: the agreement.
    """
    agreement, as_of = snapshot.record(Agreement, agreement_id), selection.as_of
    activities = snapshot.once(activities_by_agreement).get(agreement.id, ())
    sleep = dormancy(activities, standing_on(snapshot, agreement, as_of).status, as_of, rules)
    heard = last_heard(snapshot, agreement)
    return LifeAnswer(
        snapshot=snapshot.version,
        as_of=as_of.isoformat(),
        agreement=agreement_answer(snapshot, agreement, selection).agreement,
        steps=tuple(_step(snapshot, agreement, stage, as_of) for stage in agreement.stages),
        warnings=tuple(OddStep(code, stage, STAGE_REMARKS[code]) for code, stage in life_warnings(agreement)),
        time_to_signing=times_to_signing(snapshot, agreement, as_of),
        mechanism=agreement.mechanism,
        work=tuple(_work(snapshot, agreement, as_of)),
        activities=tuple(map(_activity, activities)),
        vitality=sleep.vitality,
        trend=tuple(_trend(activities, as_of, rules)),
        dormancy=sleep,
        last_heard=heard.day.isoformat() if heard.day else None,
        last_heard_sure=heard.sure,
        claims=tuple(claim.id for claim in snapshot.once(claims_by_subject).get(agreement.id, ())),
    )


def _step(snapshot: Snapshot, agreement: Agreement, stage: Stage, as_of: date) -> LifeStep:
    when = since(snapshot, agreement, stage)
    after = standing(agreement, span(stage.date).last) if stage.date else None
    return LifeStep(
        step=stage.kind,
        date=stage.date,
        precision=when.precision,
        basis=when.basis,
        date_also=when.also,
        order=stage.order,
        aim=stage.aim,
        by=stage.by,
        note=stage.note,
        happened=happened_by(stage.date, as_of),
        kind_after=after.kind if after else None,
        status_after=after.status if after else None,
    )


def _work(snapshot: Snapshot, agreement: Agreement, as_of: date) -> Iterator[WorkItem]:
    plans = snapshot.once(plans_by_agreement).get(agreement.id, ())
    projects = snapshot.once(projects_by_agreement).get(agreement.id, ())
    yield from (work_item(plan, as_of) for plan in plans)
    yield from (work_item(project, as_of) for project in projects)


def _activity(activity: Activity) -> ActivityItem:
    return ActivityItem(
        id=activity.id,
        names=activity.names,
        kind=activity.kind,
        date=activity.date,
        channel=activity.channel,
        times=times(activity),
        quantity=activity.quantity,
        unit=activity.unit,
        qualifier=activity.qualifier,
    )


def _trend(activities: tuple[Activity, ...], as_of: date, rule: VitalityRule) -> Iterator[VitalityAt]:
    years = [span(activity.date).last.year for activity in activities if activity.date is not None]
    first = max(min(years, default=as_of.year), as_of.year - _TREND_YEARS)
    days = [date(year, 12, 31) for year in range(first, as_of.year)]
    for day in (*days, as_of):
        yield VitalityAt(day.isoformat(), vitality_of(activities, day, rule))


_PLAIN = ("step", "date", "precision", "basis", "date_also", "by", "happened", "kind_after", "status_after")


class Life(OnDay, Strict):
    """Of which agreement, on which day."""

    agreement: str = Field(description="id of an agreement")


def life(view: View, ask: Life) -> LifeAnswer:
    """The steps of one agreement, what is odd about them, what is done under it, how lively it is and was."""
    selection = select(view.snapshot, ask.as_of)
    return life_answer(view.snapshot, ask.agreement, selection, view.standards.rules)


def rows(answer: LifeAnswer) -> Iterator[tuple[object, ...]]:
    """One row per step."""
    for position, step in enumerate(answer.steps):
        odd = [odd.code for odd in answer.warnings if odd.stage == position]
        yield (*(getattr(step, name) for name in _PLAIN), odd, step.note)


def shown(answer: LifeAnswer, lang: Language) -> Shown:
    """One row per step, with what is odd about it."""
    lines = (
        (
            *(
                called(STAGES, step.step, lang),
                dated(step.date, step.date_also, lang, step.basis),
                called(KINDS, step.kind_after, lang),
            ),
            *(called(STATUSES, step.status_after, lang), _odd(answer, position, lang) or step.note),
        )
        for position, step in enumerate(answer.steps)
    )
    return Shown(_title(answer, lang), heads(lang, "step", "date", "kind", "status", "note"), lines)


def _title(answer: LifeAnswer, lang: Language) -> str:
    vitality = getattr(NONE_RECORDED, lang) if answer.vitality is None else f"{answer.vitality:.2f}"
    parties = " – ".join(name_in(party, lang) for party in answer.agreement.parties)
    name = answer.agreement.names.best(lang, parties)
    status, dormancy = called(STATUSES, answer.agreement.status, lang), called(DORMANCY, answer.dormancy.state, lang)
    if lang == "zh":
        return f"{name}：全过程，{status}，活力：{vitality}，是否休眠：{dormancy}"
    return f"{name}: its life, {status}, vitality: {vitality}, dormancy: {dormancy}"


def _odd(answer: LifeAnswer, position: int, lang: Language) -> str:
    return "; ".join(getattr(odd.reason, lang) for odd in answer.warnings if odd.stage == position)


LIFE = Question(
    name="life",
    title=Bilingual("友城全过程", "Life of an agreement"),
    ask=Life,
    answer=LifeAnswer,
    find=life,
    columns=(*_PLAIN, "odd", "note"),
    rows=rows,
    shown=shown,
    path="agreements/{agreement}/life",
)
