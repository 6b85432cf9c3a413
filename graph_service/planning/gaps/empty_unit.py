"""Units of the home without any agreement in the countries in question; tier 2 unless others are asked for."""

from collections.abc import Iterable

from graph_service.metrics.knowledge import knowledge_of_unit
from graph_service.planning.gaps.gap import Gap, GapQuestion
from graph_service.planning.gaps.upgrades import upgraded
from graph_service.planning.listing import listing_of_unit
from graph_service.records.place import Place
from graph_service.words.bilingual import Bilingual, both


def empty_unit(question: GapQuestion) -> Iterable[Gap]:
    """The most populous units come first, those of unknown population last."""
    chosen = {country.country for country in question.countries}
    planned = [tie for tie in question.vine.ties.planned if tie.partner.country in chosen]
    beside = [tie for tie in question.vine.ties.uncounted if tie.partner.country in chosen]
    for unit in sorted(empty_units(question), key=lambda unit: (-(unit.population or -1), unit.id)):
        gap = _gap(question, unit, tuple(tie.agreement.id for tie in planned if tie.unit == unit.id))
        yield upgraded(gap, question.vine.snapshot, [tie for tie in beside if tie.unit == unit.id])


def empty_units(question: GapQuestion) -> list[Place]:
    """The units in question without an effective agreement in the countries in question."""
    chosen = {country.country for country in question.countries}
    busy = {tie.unit for tie in question.vine.ties.effective if tie.partner.country in chosen}
    return [unit for unit in _units(question) if unit.id not in busy]


def _units(question: GapQuestion) -> Iterable[Place]:
    """The units of the tiers in question that exist, unnamed ones and those inside a tier-2 unit at its own tier left out."""
    home, places = question.vine.home, question.vine.snapshot.places
    asked = question.asks(2, 3) if question.every_tier else question.asks(2)
    for unit, tier in home.tiers.items():
        counted = unit in home.tier_two if tier == 2 else places[unit].exists(question.vine.selection.as_of)
        if tier > 1 and tier in asked and counted and not places[unit].placeholder:
            yield places[unit]


def _gap(question: GapQuestion, unit: Place, planned: tuple[str, ...]) -> Gap:
    name, listing = both(unit), listing_of_unit(knowledge_of_unit(question.vine, unit.id))
    where = (
        Bilingual("", " abroad") if question.everywhere else Bilingual("在所选国家和地区中", " in the chosen countries and areas")
    )
    plans = Bilingual(f"，已有{len(planned)}对在计划中", f"; {len(planned)} planned") if planned else Bilingual("", "")
    return Gap(
        type="empty_unit",
        home=question.vine.home.place.id,
        unit=unit.id,
        place=None,
        country=None,
        tier=question.vine.home.tiers[unit.id],
        reason=Bilingual(
            f"{name.zh}{where.zh}在册没有有效的国际友城{plans.zh}{listing.clause.zh}",
            f"no effective agreement of {name.en}{where.en} is on record{plans.en}{listing.clause.en}",
        ),
        established=listing.established,
        action="open",
        evidence=(unit.id, *planned),
    )
