"""Effective agreements without a standing mechanism and without a plan that is carried out.

What is only intended or still being built is named beside the gap, with the missions that could be consulted.
"""

from collections.abc import Iterable

from graph_service.metrics.missions import missions_by_place
from graph_service.metrics.ties import Tie
from graph_service.metrics.work import plans_by_agreement, running_plans, standing_mechanisms, work_state
from graph_service.planning.gaps.gap import Bilingual, Gap, GapQuestion, both


def mechanism_missing(question: GapQuestion) -> Iterable[Gap]:
    """Key agreements first, then by tier, then those in preparation, then the longest-standing."""
    chosen = {country.country for country in question.countries}
    ties = [tie for tie in question.vine.ties.effective if tie.partner.country in chosen]
    missing = [tie for tie in ties if tie.tier in question.asks(1, 2, 3) and not _has_one(question, tie)]
    prepared = [(tie, _in_preparation(question, tie)) for tie in missing]
    for tie, plans in sorted(prepared, key=_pressing):
        yield _gap(question, tie, plans)


def _has_one(question: GapQuestion, tie: Tie) -> bool:
    if tie.agreement.mechanism not in ("unknown", "none"):
        return True
    plans = question.vine.snapshot.once(plans_by_agreement).get(tie.agreement.id, ())
    as_of = question.vine.selection.as_of
    return bool(standing_mechanisms(plans, as_of) or running_plans(plans, as_of))


def _pressing(found: tuple[Tie, tuple[str, ...]]) -> tuple[bool, int, bool, str, str]:
    tie, plans = found
    since = tie.standing.since
    return (not tie.agreement.key, tie.tier, not plans, (since.date if since else None) or "9999", tie.agreement.id)


def _in_preparation(question: GapQuestion, tie: Tie) -> tuple[str, ...]:
    plans = question.vine.snapshot.once(plans_by_agreement).get(tie.agreement.id, ())
    if not plans:
        return ()
    as_of, kinds = question.vine.selection.as_of, ("mechanism", "action_plan", "programme")
    states = ("intended", "in_progress", "overdue")
    return tuple(plan.id for plan in plans if plan.kind in kinds and work_state(plan, as_of) in states)


def _gap(question: GapQuestion, tie: Tie, plans: tuple[str, ...]) -> Gap:
    snapshot = question.vine.snapshot
    unit, partner = both(snapshot.places[tie.unit]), both(tie.partner)
    country = snapshot.country(tie.partner.country)
    missions = snapshot.once(missions_by_place).get(country.id, ()) if country else ()
    known = tie.agreement.mechanism == "none"
    return Gap(
        type="mechanism_missing",
        home=question.vine.home.place.id,
        unit=tie.unit,
        place=tie.partner.id,
        country=tie.partner.country,
        tier=tie.tier,
        reason=Bilingual(
            f"{unit.zh}与{partner.zh}{'没有' if known else '未见'}常设机制（联委会、混委会、协委会、会商）或在执行的规划"
            + (f"；{len(plans)}项在筹划" if plans else ""),
            f"{unit.en} and {partner.en} have no standing mechanism (committee, consultation) and no running plan"
            + ("" if known else " on record")
            + (f"; {len(plans)} in preparation" if plans else ""),
        ),
        action="consolidate",
        evidence=(tie.agreement.id, *plans, *(mission.id for mission in missions)),
    )
