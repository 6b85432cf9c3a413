"""Gathering what is on record for a meeting of a home with a partner: what other questions answer, for one partner."""

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from graph_service.answers.anniversaries import AnniversaryItem, AnniversaryQuestion, anniversaries_answer
from graph_service.answers.clusters import ClusterAgreement, ClusterAnswer, cluster_agreement
from graph_service.answers.common import as_claimed, reference
from graph_service.answers.paging import EVERYTHING
from graph_service.metrics.associations import associations_by_seat
from graph_service.metrics.claims import claims_by_subject
from graph_service.metrics.frames import frames_of
from graph_service.metrics.relations import relations_of
from graph_service.metrics.resources import Resource, of_home, resources_by_country
from graph_service.metrics.ties import ties_apart
from graph_service.metrics.vine import Vine
from graph_service.metrics.work import WorkState, work_state
from graph_service.planning.anniversaries import window_of
from graph_service.planning.candidates.cautions import OF_COUNTRY, cautions
from graph_service.planning.candidates.question import Scored, TermName
from graph_service.planning.candidates.rank import Ranking, rank_candidates
from graph_service.planning.caveats import caveats
from graph_service.planning.gaps.find import find_gaps
from graph_service.planning.gaps.gap import Gap
from graph_service.questions.brief_answer import (
    BriefBody,
    BriefCandidate,
    BriefPartner,
    BriefPlan,
    BriefSource,
    StatedFact,
)
from graph_service.records.activity import Activity
from graph_service.records.base import Record
from graph_service.records.claim import LIST_MEASURES, Claim
from graph_service.records.dates import span
from graph_service.records.life import ENDED
from graph_service.records.organisation import Organisation
from graph_service.records.place import Place
from graph_service.records.plan import Plan
from graph_service.records.project import Project
from graph_service.records.registry import PLURAL_OF
from graph_service.records.vocabulary import WorkStatus
from graph_service.rules import Rules

_LEAST_SCORE = 0.05  # less is told as 0.0: nothing on record speaks for it
_CANDIDATES = 20  # the first; a country has hundreds
# Bodies of people rather than of governments.
_OF_PEOPLE = ("friendship_association", "counterpart_association", "foundation", "chamber")
# Plans that are carried out; policies, brands and documents are no appointments.
_CARRIED_OUT = ("action_plan", "country_plan", "programme", "mechanism")
_ABOUT_LISTS = (*LIST_MEASURES, "countries")  # what is claimed of lists of partners is no fact about a place


def ties_told(cluster: ClusterAnswer) -> dict[str, tuple[ClusterAgreement, ...]]:
    """The agreements of a cluster by what they count as, each list by tier and date."""
    told = {
        "agreements": cluster.agreements,
        "beside": tuple(item for item in cluster.beside if item.status not in ENDED),
        "ended": tuple(item for item in cluster.beside if item.status in ENDED),
        "agreements_apart": cluster.agreements_apart,
    }
    return {part: tuple(sorted(items, key=_by_tier_and_date)) for part, items in told.items()}


def ties_around(vine: Vine, partner: Place) -> tuple[ClusterAgreement, ...]:
    """The agreements of the home and its units with what the partner lies in, whatever they count as; the nearest first."""
    around = [place.id for place in vine.snapshot.above(partner.id)[1:]]
    abroad = (*vine.ties.effective, *vine.ties.uncounted, *vine.ties.beside)
    inside = ties_apart(vine.snapshot, vine.home, vine.selection)
    found = {tie.agreement.id: cluster_agreement(vine, tie) for tie in (*abroad, *inside) if tie.partner.id in around}
    return tuple(sorted(found.values(), key=lambda item: (around.index(item.partner.id), *_by_tier_and_date(item))))


def _by_tier_and_date(item: ClusterAgreement) -> tuple[int, bool, str, str]:
    return item.tier, item.since is None, item.since or "", item.id


def partner_told(vine: Vine, partner: Place, facts: Iterable[Claim]) -> BriefPartner:
    """Who the partner is."""
    snapshot, selection = vine.snapshot, vine.selection
    own, theirs = (snapshot.country(code) for code in (vine.home.place.country, partner.country))
    relations = snapshot.once(relations_of).get(own.id, ()) if own and theirs else ()
    frames = frames_of(snapshot, partner.id, selection.as_of)

    def is_ours(owner: str) -> bool:
        return owner in snapshot.places and snapshot.lies_in(vine.home.place.id, owner)

    return BriefPartner(
        id=partner.id,
        names=partner.names,
        level=partner.level,
        country=partner.country,
        levels=partner.levels or (partner.level,),
        within=tuple(reference(place) for place in snapshot.above(partner.id)[1:]),
        population=partner.population,
        population_of=partner.population_of,
        strengths=partner.strengths,
        needs=partner.needs,
        frames=tuple(frame.names for frame in frames if frame.owner is None),
        our_frames=tuple(frame.names for frame in frames if frame.owner and is_ours(frame.owner)),
        relations=tuple(row.since for row in relations if theirs and row.country.id == theirs.id),
        facts=tuple(as_claimed(StatedFact, claim) for claim in facts),
        warnings=caveats(snapshot, vine.home.place.country, partner.country, selection)
        if snapshot.is_abroad(partner.country, vine.home.place.country)
        else (),
    )


def facts_of(vine: Vine, partner: Place) -> list[Claim]:
    """What documents state of the partner itself by the day, the latest first; of no other and of no list."""
    claims = vine.snapshot.once(claims_by_subject).get(partner.id, ())
    known = (claim for claim in claims if claim.measure not in _ABOUT_LISTS and not claim.counterparts)
    past = [claim for claim in known if claim.as_of is None or span(claim.as_of).first <= vine.selection.as_of]
    return sorted(past, key=lambda claim: (claim.as_of or "", claim.id), reverse=True)


def resources_there(vine: Vine, partner: Place, ours: frozenset[str]) -> Iterator[Record]:
    """The records that name the home or a unit of it and lead to the partner, or stand under an agreement with it. What names the
    home's state alone is an affair of other homes or of all, what names the side of the partner alone its own: nothing that both
    did."""
    country = vine.snapshot.once(resources_by_country).get(partner.country, ())
    for resource in of_home(vine.snapshot, vine.home, country, vine.selection):
        record = resource.record
        under = {getattr(record, "agreement", None), *getattr(record, "agreements", ())}
        common = not resource.footprint.places.isdisjoint(vine.home.tiers) and _leads_to(vine, resource, partner)
        if common or not ours.isdisjoint(under):
            yield record


def _leads_to(vine: Vine, resource: Resource, partner: Place) -> bool:
    if partner.is_level("country"):
        return partner.country in resource.footprint.countries
    return any(vine.snapshot.lies_in(place, partner.id) for place in resource.footprint.places)


def events_of(found: Iterable[Record]) -> list[Activity]:
    """What had or may have happened by the day, the latest first; what has no date comes last."""
    activities = [row for row in found if isinstance(row, Activity) and not row.announced]
    dated = [row for row in activities if row.date is not None]
    dated.sort(key=lambda row: (span(str(row.date)).last, row.id), reverse=True)
    return [*dated, *(row for row in activities if row.date is None)]


def plans_of(vine: Vine, found: Iterable[Record]) -> list[Activity | Plan | Project]:
    """What is announced, planned or under way on the day, or should have been done by it: dated first."""
    day = vine.selection.as_of
    plans: list[Activity | Plan | Project] = []
    for row in found:
        if isinstance(row, Activity) and row.announced:
            plans.append(row)
        elif isinstance(row, Project) or (isinstance(row, Plan) and row.kind in _CARRIED_OUT):
            plans += [row] if work_state(row, day) != "over" else []
    return sorted(plans, key=lambda row: (_when(row) is None, _when(row) or "", row.id))


def _when(row: Activity | Plan | Project) -> str | None:
    return row.date if isinstance(row, Activity) else row.period


def plan_told(vine: Vine, row: Activity | Plan | Project) -> BriefPlan:
    """Something planned, and how far it has come."""
    state = _announced(row, vine.selection.as_of) if isinstance(row, Activity) else work_state(row, vine.selection.as_of)
    return BriefPlan(id=row.id, type=PLURAL_OF[type(row)], names=row.names, kind=row.kind, state=state, when=_when(row))


def _announced(activity: Activity, day: date) -> WorkStatus | WorkState | None:
    """Its status; overdue where its day is past and no source says that it took place."""
    return "overdue" if activity.date is not None and span(activity.date).last < day else activity.status


def anniversaries_there(vine: Vine, partner: Place, rules: Rules) -> Iterator[AnniversaryItem]:
    """Those of agreements with the partner or with what it lies in and of relations with its country, in the months ahead."""
    around = {place.id for place in vine.snapshot.above(partner.id)}
    window = window_of(vine.selection.as_of, None, None, None, rules.anniversary_months)
    found = anniversaries_answer(vine, AnniversaryQuestion(window, rules.anniversary_step), EVERYTHING)
    for item in found.items:
        of_state = item.agreement is None and item.country == partner.country
        if of_state or item.partner.id in around or vine.snapshot.lies_in(item.partner.id, partner.id):
            yield item


def gaps_there(vine: Vine, partner: Place, ours: frozenset[str], rules: Rules) -> Iterator[Gap]:
    """The gaps that are about the partner, what it lies in, or where no place is named an agreement with it, by rank."""
    snapshot = vine.snapshot
    around = {place.id for place in snapshot.above(partner.id)}
    for gap in find_gaps(vine, rules=rules):
        if gap.place is None:
            there = not ours.isdisjoint(gap.evidence)
        else:
            there = gap.place in around or snapshot.lies_in(gap.place, partner.id)
        if there:
            yield gap


def candidates_there(vine: Vine, partner: Place, rules: Rules) -> tuple[tuple[BriefCandidate, ...], int]:
    """The places of the partner that could be the home's next partner, the best first, and how many there are: the candidates of
    the home there, as they are ranked everywhere, without those for which nothing on record speaks."""
    country, region = (partner.country, None) if partner.is_level("country") else (None, partner.id)
    ranking = rank_candidates(vine, vine.home.place, rules, country, region)
    order = [position for position in ranking.order.tolist() if ranking.scores[position] >= _LEAST_SCORE]
    return tuple(_candidate(ranking, position) for position in order[:_CANDIDATES]), len(order)


def _candidate(ranking: Ranking, position: int) -> BriefCandidate:
    """A candidate with the term that most speaks for it, and which of our units has it as a partner already."""
    question = ranking.question
    place = question.vine.snapshot.places[question.atlas.ids[position]]

    def points(term: tuple[TermName, Scored]) -> float:
        name, scored = term
        value = float(scored.values[position])
        return 0.0 if math.isnan(value) else value * float(getattr(question.weights, f"candidate_{name}"))

    _, best = max(ranking.terms.items(), key=points)
    own = {tie.agreement.id for ties in (question.vine.ties.effective, question.vine.ties.uncounted) for tie in ties}
    warned = cautions(question.vine, question.unit, place)
    ours = (caution.text for caution in warned if caution.kind == "one_to_one" and not own.isdisjoint(caution.evidence))
    score, why = float(ranking.scores[position]), best.why(place)
    own_words = tuple(caution for caution in warned if caution.kind not in OF_COUNTRY)
    return BriefCandidate(place=reference(place), score=score, why=why, taken=next(ours, None), warnings=own_words)


def bodies_of(vine: Vine, partner: Place, units: frozenset[str]) -> list[Organisation]:
    """The bodies of people that deal with the partner: those of its country that are of no other part of it, ours that serve
    it, and the friendship associations of the home and of the units that have an agreement there."""
    snapshot, seats = vine.snapshot, vine.snapshot.once(associations_by_seat)
    found = {body.id: body for unit in sorted({vine.home.place.id, *units}) for body in seats.get(unit, ())}
    country = snapshot.once(resources_by_country).get(partner.country, ())
    for resource in of_home(snapshot, vine.home, country, vine.selection):
        body, places = resource.record, resource.footprint.places
        if isinstance(body, Organisation) and body.kind in _OF_PEOPLE:
            there = [place for place in places if snapshot.places[place].country == partner.country]
            if all(snapshot.lies_in(place, partner.id) or snapshot.lies_in(partner.id, place) for place in there):
                found[body.id] = body
    return sorted(found.values(), key=lambda body: (_is_ours(body, vine), body.kind, body.id))


def _is_ours(body: Organisation, vine: Vine) -> bool:
    seat = vine.snapshot.places.get(body.seat or "")
    return (seat.country if seat else body.country) == vine.home.place.country


def body_told(vine: Vine, body: Organisation) -> BriefBody:
    """A body of people, and of which side it is."""
    return BriefBody(id=body.id, names=body.names, kind=body.kind, status=body.status, ours=_is_ours(body, vine))


def sources_of(used: Iterable[Record]) -> tuple[BriefSource, ...]:
    """The documents that the records name, those that most name first."""
    named = Counter(document for record in used for document in {source.document for source in record.sources})
    ranked = sorted(named.items(), key=lambda row: (-row[1], row[0]))
    return tuple(BriefSource(document=document, records=records) for document, records in ranked)
