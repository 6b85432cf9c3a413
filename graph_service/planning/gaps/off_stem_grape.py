"""Grapes of class B: the home has a stem in the country, but the partner hangs outside it."""

from collections.abc import Iterable, Sequence

from graph_service.metrics.homonyms import told_apart
from graph_service.metrics.stems import Stem
from graph_service.metrics.ties import Tie
from graph_service.metrics.vine import Vine
from graph_service.planning.gaps.gap import Gap, GapQuestion
from graph_service.words.bilingual import NOTHING, Bilingual, both


def off_stem_grape(question: GapQuestion) -> Iterable[Gap]:
    """By country, then by agreement."""
    chosen = {country.country for country in question.countries}
    ties = [tie for tie in question.vine.ties.effective if tie.grape_class == "B" and tie.partner.country in chosen]
    stems: dict[str, list[Stem]] = {}
    for stem in question.vine.stems:
        stems.setdefault(stem.region.country, []).append(stem)
    regions = {country: _regions(found) for country, found in stems.items()}
    for tie in sorted(ties, key=lambda tie: (tie.partner.country, tie.agreement.id)):
        if tie.tier in question.asks(1, 2, 3):
            country = tie.partner.country
            yield _gap(question, tie, stems[country], regions[country])


def _regions(stems: Iterable[Stem]) -> Bilingual:
    names = [both(stem.region) for stem in stems]
    return Bilingual("、".join(name.zh for name in names), ", ".join(name.en for name in names))


def _gap(question: GapQuestion, tie: Tie, stems: Sequence[Stem], regions: Bilingual) -> Gap:
    vine = question.vine
    listing = question.listing(1)
    told = _outside(vine, tie, stems, regions)
    return Gap(
        type="off_stem_grape",
        home=vine.home.place.id,
        unit=tie.unit,
        place=tie.partner.id,
        country=tie.partner.country,
        tier=tie.tier,
        reason=Bilingual(told.zh + listing.clause.zh, told.en + listing.clause.en),
        established=listing.established,
        action="consolidate",
        evidence=(tie.agreement.id, *(stem.agreement for stem in stems)),
    )


def _outside(vine: Vine, tie: Tie, stems: Sequence[Stem], regions: Bilingual) -> Bilingual:
    """Why it hangs on none of the stems: its partner is the region of one, and no place inside it; or is a whole state; or lies
    elsewhere."""
    unit, partner, home = both(vine.snapshot.places[tie.unit]), told_apart(vine.snapshot, tie.partner), both(vine.home.place)
    if any(stem.region.id == tie.partner.id for stem in stems):
        return Bilingual(
            f"{unit.zh}与{partner.zh}结好，而{partner.zh}就是{home.zh}在册的省级友好地区：对方是该地区本身，不是其中的市县，所以不挂在它的主茎上",
            f"{unit.en} is linked with {partner.en}, a region {home.en} has a stem with on record: with the region itself and no "
            "place inside it, so that it hangs on no stem",
        )
    state = Bilingual("是国家，", "is a state, and ") if tie.partner.is_level("country") else NOTHING
    return Bilingual(
        f"{unit.zh}与{partner.zh}结好，但{partner.zh}{state.zh}不在{home.zh}于当地在册的省级友好地区（{regions.zh}）之内",
        f"{unit.en} is linked with {partner.en}, which {state.en}does not lie inside the regions {home.en} has stems with on "
        f"record ({regions.en})",
    )
