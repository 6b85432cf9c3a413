"""The answer about what to do with each agreement of a home: consolidate, activate or open, with reason and evidence."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal, get_args

from msgspec import Struct

from graph_service.answers.common import Echo, PlaceReference, echo, reference, since
from graph_service.answers.pages import page_of
from graph_service.domain.base import Names
from graph_service.domain.dates import Certainty, Precision
from graph_service.domain.vocabulary import AgreementKind, Basis, Status
from graph_service.metrics.dormancy import Dormancy
from graph_service.metrics.duration import Duration, times_to_signing
from graph_service.metrics.knowledge import HomeKnowledge, knowledge_of
from graph_service.metrics.vine import Vine
from graph_service.planning.action import Case, cases_of
from graph_service.planning.action_rules import ActionReason
from graph_service.planning.gaps.gap import Action
from graph_service.planning.rules import PlanningRules
from graph_service.snapshot import Snapshot
from graph_service.words.bilingual import Bilingual

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


@dataclass(frozen=True, slots=True)
class ActionFilter:
    """Which agreements to list; None asks nothing."""

    action: ActionClass | None = None
    unit: str | None = None
    country: str | None = None


def actions_answer(
    vine: Vine, rules: PlanningRules, wanted: ActionFilter, limit: int, cursor: str | None = None
) -> ActionsAnswer:
    """The answer of `/actions`: one page of the worklist of a home, by class, then tier, then id.

    Raises:
        NotFound, Moved: the unit.
        BadRequest: the cursor.
    """
    cases = sorted(cases_of(vine, rules), key=lambda case: (CLASSES.index(_class(case)), case.tier, case.agreement.id))
    listed = (case for case in cases if _passes(vine.snapshot, case, wanted))
    page = page_of(listed, lambda case: case.agreement.id, limit, cursor)
    return ActionsAnswer(
        **echo(vine.snapshot, vine.selection),
        home=reference(vine.home.place),
        knowledge=knowledge_of(vine),
        counts=_counts(cases),
        ended=sum(tie.standing.status == "terminated" for tie in vine.ties.ended),
        total=page.total,
        items=tuple(_item(vine, case) for case in page.items),
        next=page.next,
    )


def _class(case: Case) -> ActionClass:
    return case.verdict.action or UNCLASSED


def _passes(snapshot: Snapshot, case: Case, wanted: ActionFilter) -> bool:
    within = snapshot.place(wanted.unit).id if wanted.unit else None
    return (
        (wanted.action is None or _class(case) == wanted.action)
        and (within is None or snapshot.lies_in(case.unit.id, within))
        and (wanted.country is None or case.partner.country == wanted.country)
    )


def _counts(cases: Iterable[Case]) -> dict[ActionClass, dict[KindOrNone, int]]:
    found = Counter((_class(case), case.standing.kind or "none") for case in cases)
    return {name: {kind: count for (of, kind), count in sorted(found.items()) if of == name} for name in CLASSES}


def _item(vine: Vine, case: Case) -> ActionItem:
    when = since(case.standing.since)
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
        action=case.verdict.action,
        rule=case.verdict.rule,
        reason=case.verdict.reason,
        established=case.verdict.established,
        evidence=case.verdict.evidence,
        dormancy=case.sleep,
        time_to_signing=times_to_signing(vine.snapshot, case.agreement, vine.selection.as_of),
    )
