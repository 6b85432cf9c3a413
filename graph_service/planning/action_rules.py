"""The rules that class an agreement as consolidate 巩固, activate 激活 or open 开辟, in the order they are asked.

Silence in the records is not silence between the parties. An agreement without a dated activity is classed only by what
else is on record: a recent signature, work that is going on, or, of a stem, whether it bears grapes. Where nothing
speaks there is no class, and the reason says so.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from graph_service.metrics.dormancy import Dormancy
from graph_service.metrics.freshness import newest_source
from graph_service.metrics.stems import Stem
from graph_service.metrics.vitality import months_between
from graph_service.metrics.work import running_plans, standing_mechanisms, work_state
from graph_service.planning.gaps.gap import Action
from graph_service.planning.listing import Listing
from graph_service.records.activity import Activity
from graph_service.records.agreement import Agreement
from graph_service.records.dates import Certainty, happened_by, span
from graph_service.records.life import RANK, Standing
from graph_service.records.plan import Plan
from graph_service.records.project import Project
from graph_service.rules import ActionRule
from graph_service.words.agreements import DORMANCY
from graph_service.words.bilingual import Bilingual, plural
from graph_service.words.days import said

ActionReason = Literal[
    "in_the_making", "suspended", "dormant", "lively", "young", "worked_on", "silent", "bare", "bearing", "no_record"
]


@dataclass(frozen=True, slots=True)
class Facts:
    """What is on record about one agreement at a date. `stem` is the stem it is, if it is one that counts, `lower`
    the lists of the tiers that would hold its grapes."""

    agreement: Agreement
    standing: Standing
    stem: Stem | None
    lower: Listing
    activities: tuple[Activity, ...]
    sleep: Dormancy
    plans: tuple[Plan, ...]
    projects: tuple[Project, ...]
    as_of: date
    rule: ActionRule


@dataclass(frozen=True, slots=True)
class Verdict:
    """The class of an agreement, None where nothing on record gives one; the rule that gave it, why, and on which ids.
    `established`, where it rests on something missing, says whether that is known to be missing; else None."""

    action: Action | None
    rule: ActionReason
    reason: Bilingual
    evidence: tuple[str, ...]
    established: bool | None = None


def verdict_of(facts: Facts) -> Verdict:
    """The verdict of the first rule that has one."""
    return next(verdict for rule in _RULES if (verdict := rule(facts)) is not None)


def _in_the_making(facts: Facts) -> Verdict | None:
    """Open: planned, in contact, or no further than a letter of intent."""
    if facts.standing.status != "planned" and facts.standing.kind != "intent":
        return None
    reason = Bilingual("尚未签署，正在谋划", "not signed yet, in the making")
    return _verdict(facts, "open", "in_the_making", reason, (plan.id for plan in facts.plans))


def _suspended(facts: Facts) -> Verdict | None:
    if facts.standing.status != "suspended":
        return None
    reason = Bilingual("已中止，恢复在先", "suspended: resuming it comes first")
    return _verdict(facts, "activate", "suspended", reason)


def _dormant(facts: Facts) -> Verdict | None:
    """Activate: a person confirmed that it sleeps, or the dormancy rule proposes it."""
    if facts.sleep.state not in ("confirmed", "proposed"):
        return None
    since = facts.sleep.quiet_since
    if facts.sleep.state == "confirmed":
        reason = DORMANCY["confirmed"]
    else:
        reason = Bilingual(
            f"活力自{said(since).zh}起低于阈值，拟列为休眠",
            f"vitality below the threshold since {said(since).en}: dormant is proposed",
        )
    return _verdict(facts, "activate", "dormant", reason, _ids(facts.activities))


def _lively(facts: Facts) -> Verdict | None:
    vitality = facts.sleep.vitality
    if vitality is None or vitality < facts.rule.action_lively:
        return None
    reason = Bilingual(f"活力{vitality:.2f}，交往活跃", f"lively: vitality {vitality:.2f}")
    return _verdict(facts, "consolidate", "lively", reason, _ids(facts.activities))


def _young(facts: Facts) -> Verdict | None:
    """Consolidate: something was surely signed or renewed lately."""
    signed = [stage.date for stage in facts.agreement.stages if stage.kind in RANK or stage.kind == "renewal"]
    recent = [day for day in signed if day is not None and _lately(day, facts)]
    if not recent:
        return None
    last = said(max(recent))
    reason = Bilingual(f"{last.zh}新签或续签，宜趁势做实", f"signed or renewed {last.en}: build on it")
    return _verdict(facts, "consolidate", "young", reason)


def _lately(day: str, facts: Facts) -> bool:
    past = happened_by(day, facts.as_of) is Certainty.SURELY
    return past and months_between(span(day).first, facts.as_of) <= facts.rule.action_young_months


def _worked_on(facts: Facts) -> Verdict | None:
    """Consolidate: a mechanism stands, or a plan or project is going on, on the word of a source fresh enough."""
    works: list[Plan | Project] = [*standing_mechanisms(facts.plans, facts.as_of), *running_plans(facts.plans, facts.as_of)]
    works += [found for found in facts.projects if work_state(found, facts.as_of) in ("in_progress", "in_force")]
    going_on = [work for work in works if _fresh(work, facts)]
    if not going_on and facts.agreement.mechanism in ("unknown", "none"):
        return None
    reason = Bilingual("有机制、规划或项目在推进", "a mechanism, plan or project carries it")
    return _verdict(facts, "consolidate", "worked_on", reason, _ids(going_on))


def _fresh(work: Plan | Project, facts: Facts) -> bool:
    newest = newest_source(work)
    return newest is None or months_between(newest, facts.as_of) <= facts.rule.action_fresh_months


def _silent(facts: Facts) -> Verdict | None:
    """Activate: there was something, and little is left of it."""
    vitality = facts.sleep.vitality
    if vitality is None:
        return None
    reason = Bilingual(f"活力仅{vitality:.2f}，交往趋淡", f"going quiet: vitality only {vitality:.2f}")
    return _verdict(facts, "activate", "silent", reason, _ids(facts.activities))


def _bare(facts: Facts) -> Verdict | None:
    if facts.stem is None or not facts.stem.bare:
        return None
    clause = facts.lower.clause
    reason = Bilingual(f"主茎之下在册没有一颗葡萄{clause.zh}", f"a stem without a single grape on record{clause.en}")
    verdict = _verdict(facts, "activate", "bare", reason, (facts.stem.region.id,))
    return replace(verdict, established=facts.lower.established)


def _bearing(facts: Facts) -> Verdict | None:
    if facts.stem is None or not facts.stem.grapes:
        return None
    grapes = facts.stem.grapes
    reason = Bilingual(f"主茎挂果{len(grapes)}颗", f"a stem that bears {plural(len(grapes), 'grape')}")
    return _verdict(facts, "consolidate", "bearing", reason, grapes)


def _no_record(facts: Facts) -> Verdict:
    if facts.sleep.activities:
        said = Bilingual(f"有{facts.sleep.activities}项活动而日期不详", f"{facts.sleep.activities} activities on record, no date")
    else:
        said = Bilingual("在册没有活动", "no activity on record")
    reason = Bilingual(f"{said.zh}，不据此判断，请先补录", f"{said.en}: not judged by that; record it first")
    verdict = _verdict(facts, None, "no_record", reason, _ids(facts.activities))
    return replace(verdict, established=False)  # nobody lists all activities


_RULES: tuple[Callable[[Facts], Verdict | None], ...] = (
    _in_the_making, _suspended, _dormant, _lively, _young, _worked_on, _silent, _bare, _bearing,
    _no_record,
)  # fmt: skip


def _verdict(facts: Facts, action: Action | None, rule: ActionReason, reason: Bilingual, more: Iterable[str] = ()) -> Verdict:
    return Verdict(action, rule, reason, tuple(dict.fromkeys((facts.agreement.id, *more))))


def _ids(records: Iterable[Activity | Plan | Project]) -> tuple[str, ...]:
    return tuple(record.id for record in records)
