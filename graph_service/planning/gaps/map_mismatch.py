"""Countries on one of the two maps only: business without friendship, or friendship of which a source says that its business
is only planned or over. Where no source speaks of business there is none on record, which is unknown and no gap."""

from collections import Counter
from collections.abc import Iterable, Mapping

from graph_service.metrics.business import Business, ended_business
from graph_service.metrics.freshness import told_by
from graph_service.metrics.overlay import Overlap, overlay_of
from graph_service.planning.gaps.gap import Gap, GapQuestion
from graph_service.planning.gaps.upgrades import upgraded
from graph_service.words.bilingual import Bilingual, both, plural


def map_mismatch(question: GapQuestion) -> Iterable[Gap]:
    """Business without friendship comes first."""
    chosen, ended = {country.id for country in question.countries}, _ended(question)
    for row in overlay_of(question.vine, "country", "events").rows:
        known = (*ended.get(row.place.country, ()), *_told(question, row.prospects))
        if row.place.id in chosen and row.state == "business_only":
            gap = _befriend(question, row)
            beside = [tie for tie in question.vine.uncounted_in.get(row.place.id, ()) if tie.unit == gap.unit]
            yield upgraded(gap, question.vine.snapshot, beside)
        elif row.place.id in chosen and row.state == "friendship_only" and known:
            yield _do_business(question, row, known)


def _ended(question: GapQuestion) -> Mapping[str, Iterable[Business]]:
    """The business that is over in each country, by ISO code."""
    vine, found = question.vine, dict[str, dict[str, Business]]()
    for business in ended_business(vine.snapshot, vine.home, vine.selection, "events"):
        for place in business.abroad(vine.snapshot, vine.home.place.country, vine.selection.as_of, "events"):
            found.setdefault(place.country, {})[business.record.id] = business
    return {country: _told(question, rows.values()) for country, rows in found.items()}


def _told(question: GapQuestion, rows: Iterable[Business]) -> tuple[Business, ...]:
    """Those of which a paper may have told by the day: a later one says nothing of what was planned before it."""
    return tuple(row for row in rows if told_by(row.record, question.vine.selection.as_of))


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
            f"{actor.en} has {plural(count, 'record')} of business in {name.en} "
            f"and no agreement there is on record{listing.clause.en}",
        ),
        established=listing.established,
        action="open",
        evidence=tuple(business.record.id for business in row.business),
    )


def _do_business(question: GapQuestion, row: Overlap, known: tuple[Business, ...]) -> Gap:
    home, name = both(question.vine.home.place), both(row.place)
    count, ended = len(row.agreements), sum(business.over for business in known)
    waiting = len(known) - ended
    zh = ([f"{ended}项已结束"] if ended else []) + ([f"{waiting}项在筹划"] if waiting else [])
    en = ([f"{ended} is over" if ended == 1 else f"{ended} are over"] if ended else []) + (
        [f"{waiting} proposed or planned"] if waiting else []
    )
    return Gap(
        type="map_mismatch",
        home=question.vine.home.place.id,
        unit=question.vine.home.place.id,
        place=row.place.id,
        country=row.place.country,
        tier=None,
        reason=Bilingual(
            f"{home.zh}在{name.zh}有{count}对友城；经贸往来{'、'.join(zh)}，在册没有正在进行的",
            f"{home.en} has {plural(count, 'agreement')} in {name.en}; "
            f"of business there {' and '.join(en)}, none running is on record",
        ),
        established=False,  # nobody lists all business
        action="activate",
        evidence=(*row.agreements, *(business.record.id for business in known)),
    )
