"""Countries of the frame without an effective agreement at the chosen tiers. Planned and possible ones are named beside it."""

from collections import Counter
from collections.abc import Iterable, Sequence

from graph_service.metrics.countries import agreements_between_countries
from graph_service.metrics.ties import Tie
from graph_service.planning.gaps.gap import Gap, GapQuestion
from graph_service.planning.gaps.upgrades import upgraded
from graph_service.records.place import Place
from graph_service.words.bilingual import Bilingual, both


def uncovered_country(question: GapQuestion) -> Iterable[Gap]:
    """Countries where the rest of the home country has most agreements come first: there the doors are open."""
    vine, tiers = question.vine, question.asks(*range(1, question.vine.home.tmax + 1))
    missing = [
        country for country in question.denominator if not any(tie.tier in tiers for tie in vine.effective_in.get(country.id, ()))
    ]
    neighbours = _agreements_of_compatriots(question)
    for country in sorted(missing, key=lambda country: (-neighbours[country.country], country.id)):
        planned = [tie for tie in vine.planned_in.get(country.id, ()) if tie.tier in tiers]
        possible = [tie for tie in vine.possible_in.get(country.id, ()) if tie.tier in tiers]
        known = (tie for tie in vine.uncounted_in.get(country.id, ()) if tie.tier in tiers)
        gap = _gap(question, country, planned, possible, neighbours[country.country])
        yield upgraded(gap, vine.snapshot, known)


def _agreements_of_compatriots(question: GapQuestion) -> Counter[str]:
    """How many agreements on record the rest of the home country has in each other country, by country code."""
    snapshot, home = question.vine.snapshot, question.vine.home
    own = (agreement.other(unit) for unit in home.tiers for agreement in snapshot.agreements_of(unit))
    every = snapshot.once(agreements_between_countries).get(home.place.country, Counter())
    return every - Counter(snapshot.places[partner].country for partner in own)


def _gap(question: GapQuestion, country: Place, planned: Sequence[Tie], possible: Sequence[Tie], compatriots: int) -> Gap:
    home, name = both(question.vine.home.place), both(country)
    asked = [question.tier(tier) for tier in sorted(question.tiers)]
    zh, en = "、".join(tier.zh for tier in asked), " or ".join(tier.en for tier in asked)
    listing = question.listing(*question.asks(*range(1, question.vine.home.tmax + 1)))
    return Gap(
        type="uncovered_country",
        home=question.vine.home.place.id,
        unit=question.vine.home.place.id,
        place=country.id,
        country=country.country,
        tier=min(question.tiers, default=None),
        reason=Bilingual(
            f"{home.zh}在{name.zh}在册没有有效的{zh}友城关系{listing.clause.zh}"
            + (f"，已有{len(planned)}对在计划中" if planned else "")
            + (f"，{len(possible)}对可能有效" if possible else "")
            + (f"；国内其他地方在当地有{compatriots}对" if compatriots else ""),
            f"no effective agreement of {home.en}{f' at {en}' if en else ''} in {name.en} is on record"
            + listing.clause.en
            + (f"; {len(planned)} planned" if planned else "")
            + (f"; {len(possible)} possibly effective" if possible else "")
            + (f"; others of its country have {compatriots} there" if compatriots else ""),
        ),
        established=listing.established,
        action="open",
        evidence=(country.id, *(tie.agreement.id for tie in (*planned, *possible))),
    )
