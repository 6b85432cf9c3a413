"""Effective agreements of which a source says that there is no standing mechanism, that it has ended, or that one is still
to be set up. Where no source speaks of one it is unknown, which is no gap.
"""

from collections.abc import Iterable
from typing import NamedTuple

from graph_service.metrics.freshness import newest_source
from graph_service.metrics.homonyms import told_apart
from graph_service.metrics.ties import Tie
from graph_service.metrics.vitality import months_between
from graph_service.metrics.work import ended_mechanisms, mechanisms_to_come, plans_by_agreement, standing_mechanisms
from graph_service.planning.gaps.gap import Gap, GapQuestion
from graph_service.records.plan import Plan
from graph_service.words.bilingual import NOTHING, Bilingual, both


class _Said(NamedTuple):
    """What plans say of the mechanism of an agreement: those still to be set up, those that have ended."""

    to_come: tuple[Plan, ...]
    ended: tuple[Plan, ...]


def mechanism_missing(question: GapQuestion) -> Iterable[Gap]:
    """Key agreements first, then by tier, then those in preparation, then the longest-standing."""
    chosen = {country.country for country in question.countries}
    ties = [tie for tie in question.vine.ties.effective if tie.partner.country in chosen]
    missing = [tie for tie in ties if tie.tier in question.asks(1, 2, 3) and not _has_one(question, tie)]
    for tie, said in sorted(((tie, _said(question, tie)) for tie in missing), key=_pressing):
        if said.to_come or said.ended or tie.agreement.mechanism == "none":
            yield _gap(question, tie, said)


def _plans(question: GapQuestion, tie: Tie) -> tuple[Plan, ...]:
    return question.vine.snapshot.once(plans_by_agreement).get(tie.agreement.id, ())


def _has_one(question: GapQuestion, tie: Tie) -> bool:
    if tie.agreement.mechanism not in ("unknown", "none"):
        return True
    return bool(standing_mechanisms(_plans(question, tie), question.vine.selection.as_of))


def _said(question: GapQuestion, tie: Tie) -> _Said:
    plans, as_of = _plans(question, tie), question.vine.selection.as_of
    return _Said(mechanisms_to_come(plans, as_of), ended_mechanisms(plans, as_of))


def _pressing(found: tuple[Tie, _Said]) -> tuple[bool, int, bool, str, str]:
    tie, said = found
    since = tie.standing.since
    return (not tie.agreement.key, tie.tier, not said.to_come, (since.date if since else None) or "9999", tie.agreement.id)


def _gap(question: GapQuestion, tie: Tie, said: _Said) -> Gap:
    unit, partner = both(question.vine.snapshot.places[tie.unit]), told_apart(question.vine.snapshot, tie.partner)
    state = Bilingual("已结束", "has ended") if said.ended else Bilingual("在册尚未建立", "is not there yet on record")
    coming = _coming(said.to_come)
    return Gap(
        type="mechanism_missing",
        home=question.vine.home.place.id,
        unit=tie.unit,
        place=tie.partner.id,
        country=tie.partner.country,
        tier=tie.tier,
        reason=Bilingual(
            f"{unit.zh}与{partner.zh}的常设机制（联委会、混委会、协委会、会商）{state.zh}{coming.zh}",
            f"the standing mechanism of {unit.en} and {partner.en} (committee, consultation) {state.en}{coming.en}",
        ),
        established=_still_said(question, tie, said),
        action="consolidate",
        evidence=(tie.agreement.id, *(plan.id for plan in (*said.to_come, *said.ended))),
    )


def _coming(plans: tuple[Plan, ...]) -> Bilingual:
    if not plans:
        return NOTHING
    days = [day for plan in plans if (day := newest_source(plan)) is not None]
    when = Bilingual(f"（最新来源为{max(days).year}年）", f" (newest source: {max(days).year})") if days else NOTHING
    return Bilingual(f"，{len(plans)}项在筹划{when.zh}", f"; {len(plans)} in preparation{when.en}")


def _still_said(question: GapQuestion, tie: Tie, said: _Said) -> bool:
    """Whether what a source says holds today: a plan whose newest source is old may have been carried out since."""
    if tie.agreement.mechanism == "none" or said.ended:
        return True
    days = [newest_source(plan) for plan in said.to_come]
    as_of, fresh = question.vine.selection.as_of, question.rules.action_fresh_months
    return any(day is None or months_between(day, as_of) <= fresh for day in days)
