"""Countries on one of the two maps only: business without friendship, or friendship without business."""

from collections import Counter
from collections.abc import Iterable

from graph_service.metrics.overlay import Overlap, overlay_of
from graph_service.planning.bilingual import Bilingual, both
from graph_service.planning.gaps.gap import Gap, GapQuestion


def map_mismatch(question: GapQuestion) -> Iterable[Gap]:
    """Business without friendship comes first. A home without any business abroad on record has no such gap: what is
    not recorded may still be there."""
    chosen = {country.id for country in question.countries}
    overlay = overlay_of(question.vine, "country", "events")
    if not overlay.counts["both"] + overlay.counts["business_only"]:
        return
    for row in overlay.rows:
        if row.place.id in chosen and row.state == "business_only":
            yield _befriend(question, row)
        elif row.place.id in chosen and row.state == "friendship_only":
            yield _do_business(question, row)


def _befriend(question: GapQuestion, row: Overlap) -> Gap:
    """Where business went, friendship should follow: the unit that named itself in most records opens it."""
    tiers = question.vine.home.tiers
    units = Counter(place for business in row.business for place in business.places if place in tiers)
    unit = max(sorted(units), key=lambda place: units[place])
    actor, name = both(question.vine.snapshot.places[unit]), both(row.place)
    count = len(row.business)
    listing = question.listing(*range(1, question.vine.home.tmax + 1))
    return Gap(
        type="map_mismatch",
        home=question.vine.home.place.id,
        unit=unit,
        place=row.place.id,
        country=row.place.country,
        tier=None,
        reason=Bilingual(
            f"{actor.zh}在{name.zh}有{count}条经贸记录，在册没有友城{listing.clause.zh}",
            f"{actor.en} has {count} record(s) of business in {name.en} and no agreement there is on record{listing.clause.en}",
        ),
        established=listing.established,
        action="open",
        evidence=tuple(business.record.id for business in row.business),
    )


def _do_business(question: GapQuestion, row: Overlap) -> Gap:
    home, name = both(question.vine.home.place), both(row.place)
    count, waiting = len(row.agreements), len(row.prospects)
    return Gap(
        type="map_mismatch",
        home=question.vine.home.place.id,
        unit=question.vine.home.place.id,
        place=row.place.id,
        country=row.place.country,
        tier=None,
        reason=Bilingual(
            f"{home.zh}在{name.zh}有{count}对友城，在册没有经贸记录" + (f"，有{waiting}项在筹划" if waiting else ""),
            f"{home.en} has {count} agreement(s) in {name.en} and no business on record"
            + (f"; {waiting} proposed or planned" if waiting else ""),
        ),
        established=False,  # nobody lists all business
        action="activate",
        evidence=(*row.agreements, *(business.record.id for business in row.prospects)),
    )
