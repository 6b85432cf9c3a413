"""What to do with each agreement of a home: the worklist."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final, Literal, get_args

from msgspec import Struct
from pydantic import Field

from graph_service.answers.common import Echo, PlaceReference, echo, reference, since
from graph_service.answers.paging import page_of
from graph_service.metrics.dormancy import Dormancy
from graph_service.metrics.duration import Duration, times_to_signing
from graph_service.metrics.knowledge import HomeKnowledge, knowledge_of
from graph_service.metrics.vine import Vine
from graph_service.planning.action import Case, cases_of
from graph_service.planning.action_rules import ActionReason
from graph_service.planning.gaps.gap import Action
from graph_service.questions.parameters import InPages, OfHome
from graph_service.questions.question import Question, Shown, View
from graph_service.questions.shown import both_names, headline, titled, way_to
from graph_service.records.base import Names
from graph_service.records.dates import Certainty, Precision
from graph_service.records.vocabulary import AgreementKind, Basis, Status
from graph_service.words import planning
from graph_service.words.agreements import KINDS
from graph_service.words.bilingual import Bilingual, Language, called
from graph_service.words.headings import heads

# The order of the worklist; what no rule classes comes last, under a name of its own.
UNCLASSED: Final = "unclassed"
KindOrNone = Literal["intent", "unclassified", "exchange", "formal", "none"]  # none: nothing is signed yet
ActionClass = Literal["consolidate", "activate", "open", "unclassed"]
CLASSES: tuple[ActionClass, ...] = get_args(ActionClass)


class ActionItem(Struct, frozen=True, kw_only=True):
    """One agreement of the worklist. `action` is None where nothing on record gives a class; `rule` and `reason` say why.
    `established`, where the reason rests on something missing, says whether that is known to be missing; else None."""

    id: str
    names: Names
    unit: PlaceReference
    partner: PlaceReference
    tier: int
    kind: AgreementKind | None
    status: Status | None
    certainty: Certainty
    since: str | None
    since_precision: Precision | None
    since_basis: Basis | None
    since_also: tuple[str, ...]
    action: Action | None
    rule: ActionReason
    reason: Bilingual
    established: bool | None
    evidence: tuple[str, ...]
    dormancy: Dormancy
    time_to_signing: tuple[Duration, ...]


class ActionsAnswer(Echo, frozen=True, kw_only=True):
    """The worklist of a home. `counts` tells, per class, how many agreements of each kind there are before any filter;
    kind `none` are those with nothing signed. `ended` counts the terminated ones, which are in no class; `knowledge` tells
    how far the lists of the home are known."""

    home: PlaceReference
    knowledge: HomeKnowledge
    counts: dict[ActionClass, dict[KindOrNone, int]]
    ended: int
    total: int
    items: tuple[ActionItem, ...]
    next: str | None


def _class(case: Case) -> ActionClass:
    return case.verdict.action or UNCLASSED


def _counts(cases: Iterable[Case]) -> dict[ActionClass, dict[KindOrNone, int]]:
    found = Counter((_class(case), case.standing.kind or "none") for case in cases)
    return {name: {kind: count for (of, kind), count in sorted(found.items()) if of == name} for name in CLASSES}


def _item(vine: Vine, case: Case) -> ActionItem:
    when = since(vine.snapshot, case.agreement, case.standing.since)
    return ActionItem(
        id=case.agreement.id,
        names=case.agreement.names,
        unit=reference(case.unit),
        partner=reference(case.partner),
        tier=case.tier,
        kind=case.standing.kind,
        status=case.standing.status,
        certainty=case.standing.certainty,
        since=when.date,
        since_precision=when.precision,
        since_basis=when.basis,
        since_also=when.also,
        action=case.verdict.action,
        rule=case.verdict.rule,
        reason=case.verdict.reason,
        established=case.verdict.established,
        evidence=case.verdict.evidence,
        dormancy=case.sleep,
        time_to_signing=times_to_signing(vine.snapshot, case.agreement, vine.selection.as_of),
    )


class Actions(InPages, OfHome):
    """Whose worklist, and which part of it."""

    action: ActionClass | None = Field(None, description="one class; all if left out")
    unit: str | None = Field(None, description="a unit of the home: it or one inside it is the party")
    country: str | None = Field(None, description="country or area of the partner")


def actions(view: View, ask: Actions) -> ActionsAnswer:
    """Which agreements to consolidate, activate or open, with reason and evidence; counts per class and kind."""
    unit, country = view.named(ask, "unit", "country")
    vine, snapshot = view.vine(ask), view.snapshot

    def passes(case: Case) -> bool:
        return (
            (ask.action is None or _class(case) == ask.action)
            and (unit is None or snapshot.lies_in(case.unit.id, unit))
            and (country is None or case.partner.country == country)
        )

    cases = sorted(
        cases_of(vine, view.standards.rules), key=lambda case: (CLASSES.index(_class(case)), case.tier, case.agreement.id)
    )
    page = page_of(filter(passes, cases), lambda case: case.agreement.id, ask.most, ask.cursor)
    return ActionsAnswer(
        **echo(snapshot, vine.selection),
        home=reference(vine.home.place),
        knowledge=knowledge_of(vine),
        counts=_counts(cases),
        ended=sum(tie.standing.status == "terminated" for tie in vine.ties.ended),
        total=page.total,
        items=tuple(_item(vine, case) for case in page.items),
        next=page.next,
    )


def rows(answer: ActionsAnswer) -> Iterator[tuple[object, ...]]:
    """One row per agreement."""
    for item in answer.items:
        partner = (item.partner.id, *both_names(item.partner.names), item.partner.country)
        yield (
            *(item.action, item.rule, item.id, item.unit.id, *both_names(item.unit.names), *partner, item.tier),
            *(item.kind, item.status, item.since, item.since_also, item.dormancy.vitality, item.dormancy.state, item.established),
            *(item.reason.zh, item.reason.en, item.evidence),
        )


def shown(answer: ActionsAnswer, lang: Language) -> Shown:
    """One row per agreement, its reason in one language."""
    counts = [f"{called(planning.ACTIONS, name, lang)} {sum(kinds.values())}" for name, kinds in answer.counts.items()]
    lines = (
        (
            *(called(planning.ACTIONS, item.action or UNCLASSED, lang), called(KINDS, item.kind, lang), item.tier),
            *(way_to(item.unit, lang), way_to(item.partner, lang), getattr(item.reason, lang)),
        )
        for item in answer.items
    )
    title = titled(
        headline(answer.home, lang, f"协议分类，{'，'.join(counts)}", f"agreements by what to do, {', '.join(counts)}"),
        answer.knowledge,
        lang,
    )
    return Shown(title, heads(lang, "action", "kind", "tier", "unit", "partner", "reason"), lines)


ACTIONS = Question(
    name="actions",
    title=Bilingual("巩固、激活、开辟", "Actions"),
    ask=Actions,
    answer=ActionsAnswer,
    find=actions,
    columns=(
        *("action", "rule", "agreement", "unit", "unit_zh", "unit_en", "partner", "partner_zh", "partner_en", "country", "tier"),
        *("kind", "status", "since", "since_also", "vitality", "dormancy", "established", "reason_zh", "reason_en", "evidence"),
    ),
    rows=rows,
    shown=shown,
)
