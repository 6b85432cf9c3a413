"""Home: a province-level unit, its units and their tiers.

Tier 1 is the home itself, tier 3 its county-level units, tier 2 all others, inner regions too: the tier goes by level, at
any depth. A municipality (a province that is a city too) has all of its units at tier 2 and no tier 3. Nothing here is
special to one country.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from graph_service.errors import BadRequest, WrongKind
from graph_service.records.place import Place
from graph_service.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Home:
    """`tiers` maps every unit of the home, itself included, to its tier; `second` maps a unit to the tier-2 units it is
    or lies in, the outermost first; `tier_two` are the tier-2 units that exist at the date, in id order, unnamed ones
    left out."""

    place: Place
    tiers: Mapping[str, int]
    second: Mapping[str, tuple[str, ...]]
    tier_two: tuple[str, ...]

    @property
    def tmax(self) -> int:
        """The number of tiers the home can have."""
        return tmax_of(self.place)

    def check_tier(self, tier: int | None) -> None:
        """Refuse a tier that the home cannot have.

        Raises:
            BadRequest: the tier is above `tmax`.
        """
        if tier is not None and not 1 <= tier <= self.tmax:
            raise BadRequest("tier", f"{self.place.id} has the tiers 1 to {self.tmax}")


def tmax_of(home: Place) -> int:
    """The number of tiers of a home: a municipality has no third."""
    return 2 if home.is_municipality else 3


def home_of(snapshot: Snapshot, home_id: str, as_of: date) -> Home:
    """The home with this id, its units as of a date.

    Raises:
        NotFound, Moved: see `Snapshot.place`.
        WrongKind: the place is no province-level unit; the message names the one it lies in.
    """
    place = snapshot.place(home_id)
    if not place.is_level("province"):
        raise WrongKind(_not_a_home(snapshot, place))
    tiers: dict[str, int] = {place.id: 1}
    second: dict[str, tuple[str, ...]] = {}
    for unit in snapshot.below(place.id):
        tiers[unit.id] = 2 if place.is_municipality or unit.level != "county" else 3
        above = second.get(unit.parent or "", ())
        second[unit.id] = (*above, unit.id) if tiers[unit.id] == 2 else above
    tier_two = [unit_id for unit_id, tier in tiers.items() if tier == 2 and _counts(snapshot.places[unit_id], as_of)]
    return Home(place, tiers, second, tuple(sorted(tier_two)))


def tiers_listed(snapshot: Snapshot, home: Home, as_of: date) -> frozenset[int]:
    """The tiers below a home whose units are on record one and all: some are, each with its code of an official list of all
    units (GB/T 2260). Units elsewhere stand there because an agreement names them, so their number says nothing of others."""
    units = ((snapshot.places[unit_id], tier) for unit_id, tier in home.tiers.items() if tier > 1)
    counted = [(tier, unit.gbt_2260 is not None) for unit, tier in units if _counts(unit, as_of)]
    return frozenset(tier for tier, _ in counted) - {tier for tier, coded in counted if not coded}


def home_above(snapshot: Snapshot, place_id: str) -> Place | None:
    """The smallest province-level unit that a place is or lies in; None where none is on record."""
    return next((above for above in snapshot.above(place_id) if above.is_level("province")), None)


def _counts(unit: Place, as_of: date) -> bool:
    return unit.exists(as_of) and not unit.placeholder


def _not_a_home(snapshot: Snapshot, place: Place) -> str:
    province = home_above(snapshot, place.id)
    advice = f"; it lies in {province.id} ({province.names.best('en', province.id)})" if province else ""
    level = "country or area" if place.level == "country" else place.level
    return f"{place.id} ({place.names.best('en', place.id)}) is a {level}, a home is a province-level unit{advice}"
