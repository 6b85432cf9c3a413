"""What to do with each agreement of a home: the worklist of 巩固一批、激活一批、开辟一批."""

from collections.abc import Iterator
from dataclasses import dataclass

from graph_service.metrics.activities import activities_by_agreement
from graph_service.metrics.dormancy import Dormancy, dormancy
from graph_service.metrics.knowledge import knowledge_of
from graph_service.metrics.vine import Vine
from graph_service.metrics.work import plans_by_agreement, projects_by_agreement
from graph_service.planning.action_rules import Facts, Verdict, verdict_of
from graph_service.planning.listing import Listing, listing_of
from graph_service.records.agreement import Agreement
from graph_service.records.life import Standing
from graph_service.records.place import Place
from graph_service.rules import Rules


@dataclass(frozen=True, slots=True)
class Case:
    """One agreement of a home with a partner abroad, how it sleeps, and its class."""

    agreement: Agreement
    unit: Place
    partner: Place
    tier: int
    standing: Standing
    sleep: Dormancy
    verdict: Verdict


def cases_of(vine: Vine, rules: Rules) -> tuple[Case, ...]:
    """Every agreement of a home abroad that has begun and not ended, of whatever kind, in id order, each with its class.

    The selection decides, as everywhere, which agreements count as stems and grapes, and so which stems are bare.
    """
    lower = listing_of(knowledge_of(vine), (2, 3))
    found = [_case(vine, agreement, unit, standing, lower, rules) for agreement, unit, standing in _begun(vine)]
    return tuple(sorted(found, key=lambda case: case.agreement.id))


def _begun(vine: Vine) -> Iterator[tuple[Agreement, str, Standing]]:
    """The agreements in question, without those that a better record of the same counts for."""
    counted = {tie.agreement.id: tie.standing for tie in vine.ties.effective}
    second = {tie.agreement.id for tie in vine.ties.beside}
    places, home = vine.snapshot.places, vine.home
    for unit in home.tiers:
        for agreement in vine.snapshot.agreements_of(unit):
            if not vine.snapshot.is_abroad(places[agreement.other(unit)].country, home.place.country):
                continue
            standing = counted.get(agreement.id) or vine.selection.standing(vine.snapshot, agreement)
            if standing is None or standing.status in (None, "terminated"):
                continue
            if agreement.id not in second:
                yield agreement, unit, standing


def _case(vine: Vine, agreement: Agreement, unit: str, standing: Standing, lower: Listing, rules: Rules) -> Case:
    snapshot, as_of = vine.snapshot, vine.selection.as_of
    activities = snapshot.once(activities_by_agreement).get(agreement.id, ())
    facts = Facts(
        agreement=agreement,
        standing=standing,
        stem=vine.stem_of.get(agreement.id),
        lower=lower,
        activities=activities,
        sleep=dormancy(activities, standing.status, as_of, rules),
        plans=snapshot.once(plans_by_agreement).get(agreement.id, ()),
        projects=snapshot.once(projects_by_agreement).get(agreement.id, ()),
        as_of=as_of,
        rule=rules,
    )
    places = snapshot.places
    partner = places[agreement.other(unit)]
    return Case(agreement, places[unit], partner, vine.home.tiers[unit], standing, facts.sleep, verdict_of(facts))
