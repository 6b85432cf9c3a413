"""Effective agreements of which a source says that there is no standing mechanism, that it has ended, or that one is still
to be set up. Where no source speaks of one it is unknown, which is no gap.
"""

from collections.abc import Iterable

from graph_service.metrics.missions import missions_by_place
from graph_service.metrics.ties import Tie
from graph_service.metrics.work import plans_by_agreement, running_plans, standing_mechanisms, work_state
from graph_service.planning.bilingual import Bilingual, both
from graph_service.planning.gaps.gap import Gap, GapQuestion


def mechanism_missing(question: GapQuestion) -> Iterable[Gap]:
    """Key agreements first, then by tier, then those in preparation, then the longest-standing."""
    chosen = {country.country for country in question.countries}
    ties = [tie for tie in question.vine.ties.effective if tie.partner.country in chosen]
    missing = [tie for tie in ties if tie.tier in question.asks(1, 2, 3) and not _has_one(question, tie)]
    said = [(tie, _in_preparation(question, tie)) for tie in missing]
    for tie, plans in sorted(said, key=_pressing):
        if plans or tie.agreement.mechanism == "none" or _has_ended(question, tie):
            yield _gap(question, tie, plans)


def _has_ended(question: GapQuestion, tie: Tie) -> bool:
    plans = question.vine.snapshot.once(plans_by_agreement).get(tie.agreement.id, ())
    return any(plan.kind == "mechanism" and work_state(plan, question.vine.selection.as_of) == "over" for plan in plans)


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
    ended = _has_ended(question, tie)
    return Gap(
        type="mechanism_missing",
        home=question.vine.home.place.id,
        unit=tie.unit,
        place=tie.partner.id,
        country=tie.partner.country,
        tier=tie.tier,
        reason=Bilingual(
            f"{unit.zh}与{partner.zh}的常设机制（联委会、混委会、协委会、会商）{'已结束' if ended else '尚未建立'}"
            + (f"，{len(plans)}项在筹划" if plans else ""),
            f"the standing mechanism of {unit.en} and {partner.en} (committee, consultation) "
            + ("has ended" if ended else "is not there yet")
            + (f"; {len(plans)} in preparation" if plans else ""),
        ),
        established=True,
        action="consolidate",
        evidence=(tie.agreement.id, *plans, *(mission.id for mission in missions)),
    )
