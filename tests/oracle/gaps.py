"""The gaps of section 4 that its text defines enough to be found a second time. Each is told by what it is about."""

import re
from datetime import date
from typing import NamedTuple

from graph_service.records.base import Record
from graph_service.records.place import Place
from tests.oracle.coverage import cover
from tests.oracle.dates import days
from tests.oracle.home import Home
from tests.oracle.knowledge import established
from tests.oracle.measures import bare, depth_and_reach
from tests.oracle.records import World, counted_unit


class Found(NamedTuple):
    """A gap: its type, what it is about (a place, country, unit or agreement), the missing tier, whether it is established."""

    type: str
    about: str
    tier: int | None
    established: bool | None


def uncovered_countries(home: Home, frame: list[Place], tiers: set[int] | None = None) -> list[Found]:
    sure = established(home, "uncovered_country", tiers=tiers)
    return [Found("uncovered_country", member, None, sure) for member in sorted(cover(home, frame, None, tiers).missing)]


def bare_stems(home: Home) -> list[Found]:
    sure = established(home, "bare_stem")
    return [Found("bare_stem", stem.id, None, sure) for stem in home.stems if bare(home, stem)]


def missing_stems(home: Home) -> list[Found]:
    sure = established(home, "missing_stem")
    countries = {grape.partner.country for grape in home.grapes if home.classes[grape.id] == "C"}
    return [Found("missing_stem", country, None, sure) for country in sorted(countries)]


def tier_holes(home: Home) -> list[Found]:
    told = {gap.about for gap in missing_stems(home)}
    found = []
    for country in sorted({tie.partner.country for tie in home.ties}):
        tiers = {tie.tier for tie in home.ties if tie.partner.country == country}
        _, reach = depth_and_reach(tiers)
        missing = [tier for tier in range(1, reach + 1) if tier not in tiers and not (tier == 1 and country in told)]
        found += [Found("tier_hole", country, tier, established(home, "tier_hole", tiers={tier})) for tier in missing]
    return found


def empty_units(home: Home, tier: int = 2) -> list[Found]:
    busy = {tie.unit.id for tie in home.ties}
    units = [unit for unit in home.units if home.tiers[unit.id] == tier and counted_unit(unit, home.on)]
    return [
        Found("empty_unit", unit.id, None, established(home, "empty_unit", unit=unit.id)) for unit in units if unit.id not in busy
    ]


def off_stem_grapes(home: Home) -> list[Found]:
    sure = established(home, "off_stem_grape")
    return [Found("off_stem_grape", grape.id, None, sure) for grape in home.grapes if home.classes[grape.id] == "B"]


def mechanisms_missing(home: Home) -> list[Found]:
    """Effective agreements of which a source says that there is no mechanism, that it has ended, or that one is still to be
    set up, unless one stands."""
    said = [plan for plan in home.world.plans if plan.kind == "mechanism" and _out(plan, home.on)]
    missing = {agreement for plan in said if plan.status is not None and plan.status != "open" for agreement in plan.agreements}
    standing = {agreement for plan in said if plan.status in (None, "open") for agreement in plan.agreements}
    return [
        Found("mechanism_missing", tie.id, None, None)
        for tie in home.ties
        if tie.agreement.mechanism == "none" or (tie.agreement.mechanism == "unknown" and tie.id in missing - standing)
    ]


def _out(record: Record, on: date) -> bool:
    """Whether a source of the record may have been out by then: the year in its title, if it tells one, is no later."""
    years = [re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", source.document) for source in record.sources]
    return any(not told or int(max(told)) <= on.year for told in years)


def associations_missing(home: Home) -> list[Found]:
    """Districts without a friendship association in a city whose target is to have one in each."""
    aims = [
        target
        for target in home.world.targets
        if target.measure == "association_coverage" and _begun(target.period, home.on) and _out(target, home.on)
    ]
    cities = {unit.id: unit for unit in home.units if any(target.owner == unit.id for target in aims)}
    have = associated(home.world, home.on)
    return [
        Found("association_missing", district.id, None, None)
        for city in cities.values()
        for district in home.world.children[city.id]
        if counted_unit(district, home.on) and district.id not in have
    ]


def associated(world: World, on: date) -> set[str]:
    """The places that have a friendship association on that day."""
    bodies = [
        body
        for body in world.organisations
        if body.kind == "friendship_association" and body.status not in ("closed", "in_progress") and _begun(body.founded, on)
    ]
    return {place for body in bodies for place in (body.seat, *body.serves) if place}


def _begun(period: str | None, on: date) -> bool:
    return period is None or days(period)[0] <= on
