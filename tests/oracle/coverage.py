"""Coverage of a frame, and the default denominator (sections 2b and 3)."""

from dataclasses import dataclass
from datetime import date

from graph_service.domain.place import Place
from tests.oracle.dates import happened
from tests.oracle.home import Home
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


def members(world: World, frame: str, on: date) -> list[Place]:
    """The places that surely belong to a frame on that day."""
    inside = {
        row.member
        for row in world.memberships
        if row.of == frame and happened(row.from_, on) is True and (row.to is None or happened(row.to, on) is False)
    }
    return [world.places[member] for member in sorted(inside) if member in world.places]


def related_states(world: World, state: str, on: date) -> list[Place]:
    """The states with which a state has diplomatic relations on that day, by dated claims; empty where none is on record."""
    own = world.country_place[state].id
    begun: dict[str, bool] = {}
    told = [claim for claim in world.claims if claim.measure.startswith("diplomatic_relations_") and claim.stated]
    for claim in sorted(told, key=lambda claim: (str(claim.stated), claim.id)):
        parties = {claim.subject, *claim.counterparts}
        if own in parties and happened(claim.stated, on) is True:
            for other in parties - {own}:
                begun[other] = claim.measure == "diplomatic_relations_established"
    return [world.places[other] for other, still in sorted(begun.items()) if still and other in world.places]


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
    if not n:
        return Coverage(covered, missing, None, None, m, declared)
    return Coverage(covered, missing, (x, n), (x + n - m, n), m, declared)
