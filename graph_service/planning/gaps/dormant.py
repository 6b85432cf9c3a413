"""Agreements that sleep: confirmed by a person, or proposed by the dormancy rule."""

from collections.abc import Iterable

from graph_service.metrics.activities import activities_by_agreement
from graph_service.metrics.dormancy import Dormancy, dormancy
from graph_service.metrics.homonyms import told_apart
from graph_service.metrics.ties import Tie
from graph_service.planning.gaps.gap import Gap, GapQuestion
from graph_service.words.agreements import DORMANCY
from graph_service.words.bilingual import Bilingual, both


def dormant(question: GapQuestion) -> Iterable[Gap]:
    """Those silent for longest come first, confirmed ones without any activity before all."""
    chosen = {country.country for country in question.countries}
    ties = [tie for tie in question.vine.ties.effective if tie.partner.country in chosen]
    asleep = [(tie, sleep) for tie in ties if (sleep := _sleep(question, tie)).state in ("proposed", "confirmed")]
    for tie, sleep in sorted(asleep, key=lambda found: (found[1].quiet_since or "", found[0].agreement.id)):
        if tie.tier in question.asks(1, 2, 3):
            yield _gap(question, tie, sleep)


def _sleep(question: GapQuestion, tie: Tie) -> Dormancy:
    activities = question.vine.snapshot.once(activities_by_agreement).get(tie.agreement.id, ())
    return dormancy(activities, tie.standing.status, question.vine.selection.as_of, question.rules)


def _gap(question: GapQuestion, tie: Tie, sleep: Dormancy) -> Gap:
    unit, partner = both(question.vine.snapshot.places[tie.unit]), told_apart(question.vine.snapshot, tie.partner)
    activities = question.vine.snapshot.once(activities_by_agreement).get(tie.agreement.id, ())
    return Gap(
        type="dormant",
        home=question.vine.home.place.id,
        unit=tie.unit,
        place=tie.partner.id,
        country=tie.partner.country,
        tier=tie.tier,
        reason=Bilingual(f"{unit.zh}与{partner.zh}{_since_zh(sleep)}", f"{unit.en} and {partner.en} {_since_en(sleep)}"),
        established=sleep.state == "confirmed",
        action="activate",
        evidence=(tie.agreement.id, *(activity.id for activity in activities)),
    )


def _since_zh(sleep: Dormancy) -> str:
    said = DORMANCY[sleep.state].zh + ("" if sleep.state == "confirmed" else "，待人确认")
    return said + (f"；活力自{sleep.quiet_since}起低于阈值" if sleep.quiet_since else "")


def _since_en(sleep: Dormancy) -> str:
    said = f"are {DORMANCY[sleep.state].en}" + ("" if sleep.state == "confirmed" else ", for a person to confirm")
    return said + (f"; vitality below the threshold since {sleep.quiet_since}" if sleep.quiet_since else "")
