"""Countries with stemless grapes (class C): propose the stem above them."""

from collections.abc import Iterable

from graph_service.metrics.ties import Tie
from graph_service.planning.gaps.gap import Gap, GapQuestion
from graph_service.planning.gaps.upgrades import upgraded
from graph_service.records.place import Place
from graph_service.words.bilingual import NOTHING, Bilingual, both, plural

_NAMED = 3  # regions named in the reason; all of them stand in the evidence


def missing_stem(question: GapQuestion) -> Iterable[Gap]:
    """Countries with most stemless grapes come first."""
    stemless = {
        country.id: [tie for tie in question.vine.effective_in.get(country.id, ()) if tie.grape_class == "C"]
        for country in question.countries
    }
    found = [country for country in question.countries if stemless[country.id]]
    for country in sorted(found, key=lambda country: (-len(stemless[country.id]), country.id)):
        known = (tie for tie in question.vine.uncounted_in.get(country.id, ()) if tie.role == "stem")
        yield upgraded(_gap(question, country, stemless[country.id]), question.vine.snapshot, known)


def _gap(question: GapQuestion, country: Place, grapes: list[Tie]) -> Gap:
    regions, listing = _regions_above(question, grapes), question.listing(1)
    own = [tie for tie in question.vine.effective_in[country.id] if tie.tier == 1]
    said = _told(question, country, own, [tie for tie in grapes if tie.tier > 1])
    zh = "、".join(both(region).zh for region in regions[:_NAMED]) + ("等" if len(regions) > _NAMED else "")
    en = ", ".join(both(region).en for region in regions[:_NAMED]) + (" and others" if len(regions) > _NAMED else "")
    return Gap(
        type="missing_stem",
        home=question.vine.home.place.id,
        unit=question.vine.home.place.id,
        place=country.id,
        country=country.country,
        tier=1,
        reason=Bilingual(
            said.zh + listing.clause.zh + (f"；如确无，可考虑{zh}" if zh else ""),
            said.en + listing.clause.en + (f"; if there is none, consider {en}" if en else ""),
        ),
        established=listing.established,
        waiting=len(grapes),
        action="open",
        evidence=tuple(dict.fromkeys((*(tie.agreement.id for tie in (*grapes, *own)), *(region.id for region in regions)))),
    )


def _told(question: GapQuestion, country: Place, own: list[Tie], below: list[Tie]) -> Bilingual:
    """What the home and its units have there, and what they lack. An agreement of the home itself with a city is no stem;
    it is told as the home's own, never as one of a unit; nor is one with the whole state."""
    home, name, units = both(question.vine.home.place), both(country), question.units
    if not own:
        return Bilingual(
            f"{home.zh}的{units.zh}在{name.zh}有{len(below)}对友城，在册没有省级友城",
            f"{units.en} of {home.en} have {plural(len(below), 'agreement')} in {name.en}, "
            "and no province-level one is on record",
        )
    also = Bilingual(f"，{units.zh}有{len(below)}对", f", {units.en} have {len(below)}") if below else NOTHING
    cities = Bilingual("是城市", "with cities")
    if any(tie.partner.is_level("country") for tie in own):
        cities = Bilingual("不是省州", "with none of the regions")
    return Bilingual(
        f"{home.zh}自身在{name.zh}有{len(own)}对友城，对方{cities.zh}{also.zh}；在册没有与当地省州的友城",
        f"{home.en} itself has {plural(len(own), 'agreement')} {cities.en} in {name.en}{also.en}; "
        "none with a region there is on record",
    )


def _regions_above(question: GapQuestion, grapes: list[Tie]) -> list[Place]:
    """The region each grape lies in, those with most grapes first."""
    counts: dict[str, int] = {}
    for tie in grapes:
        for place in question.vine.snapshot.above(tie.partner.id):
            if place.is_level("province"):
                counts[place.id] = counts.get(place.id, 0) + 1
                break
    return [question.vine.snapshot.places[region] for region in sorted(counts, key=lambda region: (-counts[region], region))]
