"""Coverage of a frame, and the default denominator (sections 2b and 3)."""

from dataclasses import dataclass
from datetime import date

from graph_service.records.place import Place
from tests.oracle.dates import days, happened
from tests.oracle.home import Home
from tests.oracle.knowledge import established
from tests.oracle.records import World, levels


@dataclass(frozen=True)
class Coverage:
    """Who of a frame is covered and who missing; the share as an interval, both ends over one denominator."""

    covered: frozenset[str]
    missing: frozenset[str]
    low: tuple[int, int] | None
    high: tuple[int, int] | None
    named: int
    declared: int | None


RELATIONS = {
    "diplomatic_relations_established": True,
    "diplomatic_relations_ended": False,
    "diplomatic_relations_resumed": True,
}
AT_LEAST_A_LIST = 10  # relations of a state that make them on record; a claim or two from the other side do not


def members(world: World, frame: str, on: date) -> list[Place]:
    """The places that surely belong to a frame on that day; observers do not."""
    inside = {
        row.member
        for row in world.memberships
        if row.of == frame
        and row.grade != "observer"
        and happened(row.from_, on) is True
        and (row.to is None or happened(row.to, on) is False)
    }
    return [world.places[member] for member in sorted(inside) if member in world.places]


def related_states(world: World, state: str, on: date) -> list[Place]:
    """The states with which a state has diplomatic relations on that day; empty where its relations are not on record."""
    own = world.country_place[state].id
    related: dict[str, bool] = {}
    told = [
        claim
        for claim in world.claims
        if claim.measure in RELATIONS and claim.stated and own in (claim.subject, *claim.counterparts)
    ]
    known = {party for claim in told for party in (claim.subject, *claim.counterparts)} - {own}
    if len(known) < AT_LEAST_A_LIST:
        return []
    for claim in sorted(told, key=lambda claim: (days(str(claim.stated)), claim.id)):
        if happened(claim.stated, on) is True:
            related |= {party: RELATIONS[claim.measure] for party in (claim.subject, *claim.counterparts) if party != own}
    return [world.places[other] for other, still in sorted(related.items()) if still and other in world.places]


def default_members(home: Home) -> list[Place]:
    """The default denominator: the states related to the home's, else the members of the United Nations."""
    state = home.world.area_of.get(home.place.country, home.place.country)
    return related_states(home.world, state, home.on) or members(home.world, "frame:un", home.on)


def cover(home: Home, these: list[Place], declared: int | None = None, tiers: set[int] | None = None) -> Coverage:
    """How much of these members the home covers at the chosen tiers; its own country and the areas of its state are left out."""
    own = (home.place.country, *(area for area, state in home.world.area_of.items() if state == home.place.country))
    counted = [member for member in these if member.country not in own]
    left_out = len(these) - len(counted)
    ties = [tie for tie in home.ties if tiers is None or tie.tier in tiers]

    def covers(member: Place) -> bool:
        if "country" in levels(member):
            return any(tie.partner.country == member.country for tie in ties)
        return any(home.world.inside(tie.partner, member) for tie in ties)

    covered = frozenset(member.id for member in counted if covers(member))
    missing = frozenset(member.id for member in counted) - covered
    x, m = len(covered), len(counted)
    n = m if declared is None else max(m, declared - left_out)
    if not n or (not ties and not established(home, "coverage", tiers=tiers)):  # missing data gives null, never 0
        return Coverage(covered, missing, None, None, m, declared)
    return Coverage(covered, missing, (x, n), (x + n - m, n), m, declared)
