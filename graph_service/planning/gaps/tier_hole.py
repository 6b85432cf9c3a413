"""Countries where a tier below the reach has no agreement on record; a missing stem, which tells tier 1, is not told again."""

from collections.abc import Iterable

from graph_service.planning.gaps.gap import Gap, GapQuestion
from graph_service.planning.gaps.upgrades import upgraded
from graph_service.records.place import Place
from graph_service.words.bilingual import Bilingual, both


def tier_hole(question: GapQuestion) -> Iterable[Gap]:
    """One gap per country and missing tier; countries with most agreements come first."""
    reached = question.vine.effective_in
    for country in sorted(question.countries, key=lambda country: (-len(reached.get(country.id, ())), country.id)):
        ties = reached.get(country.id, ())
        tiers = {tie.tier for tie in ties}
        told = {1} if any(tie.grape_class == "C" for tie in ties) else set[int]()
        for tier in sorted(set(range(1, max(tiers, default=0))) - tiers - told):
            if tier in question.asks(1, 2, 3):
                known = [tie for tie in question.vine.uncounted_in.get(country.id, ()) if tie.tier == tier]
                yield upgraded(_gap(question, country, tier), question.vine.snapshot, known)


def _gap(question: GapQuestion, country: Place, tier: int) -> Gap:
    home, name, which = both(question.vine.home.place), both(country), question.tier(tier)
    listing = question.listing(tier)
    lower = [tie.agreement.id for tie in question.vine.effective_in[country.id] if tie.tier > tier]
    return Gap(
        type="tier_hole",
        home=question.vine.home.place.id,
        unit=question.vine.home.place.id,
        place=country.id,
        country=country.country,
        tier=tier,
        reason=Bilingual(
            f"{home.zh}在{name.zh}在册没有{which.zh}友城，而更低一级已有{len(lower)}对{listing.clause.zh}",
            f"{home.en} has nothing on record at {which.en} in {name.en}, though {len(lower)} below it{listing.clause.en}",
        ),
        established=listing.established,
        waiting=len(lower),
        action="open",
        evidence=tuple(lower),
    )
