"""A home on a day with a set of kinds: its units, its agreements, their roles and classes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from graph_service.records.agreement import Agreement
from graph_service.records.place import Place
from tests.oracle.life import counts, possible_states
from tests.oracle.records import World, counted_unit, gone, levels


@dataclass(frozen=True)
class Tie:
    """An agreement as its home sees it."""

    agreement: Agreement
    unit: Place
    partner: Place
    tier: int
    kind: str | None
    status: str | None

    @property
    def id(self) -> str:
        return self.agreement.id


class Home:
    """The view of one province-level unit. `ties` are the effective international agreements."""

    def __init__(self, world: World, home: str, on: date, kinds: Iterable[str]) -> None:
        self.world, self.on, self.kinds = world, on, frozenset(kinds)
        self.place = world.places[home]
        self.municipality = {"province", "city"} <= levels(self.place)
        self.tmax = 2 if self.municipality else 3
        self.units = [self.place, *world.below(self.place)]
        self.tiers = {unit.id: self._tier(unit) for unit in self.units}
        self.e2 = [unit for unit in self.units if self.tiers[unit.id] == 2 and counted_unit(unit, on)]
        self.ties: list[Tie] = []
        self.possible: list[Tie] = []
        self.planned: list[Tie] = []
        self.ended: list[Tie] = []
        self.domestic: list[Tie] = []
        self.apart: list[Tie] = []  # with areas of the home's own state
        self.beside: list[Tie] = []  # second records of a pact that another record stands for
        seen: set[str] = set()
        for unit in self.units:
            for agreement in world.agreements_at[unit.id]:
                if agreement.id not in seen:
                    seen.add(agreement.id)
                    self._sort(agreement, unit)

    def _tier(self, unit: Place) -> int:
        if unit.id == self.place.id:
            return 1
        if self.municipality or levels(unit) & {"province", "city"}:
            return 2
        return 3

    def _sort(self, agreement: Agreement, unit: Place) -> None:
        states = possible_states(self.world, agreement, self.on)
        partner = self.world.places[next((party for party in agreement.parties if party != unit.id), unit.id)]
        tie = Tie(agreement, unit, partner, self.tiers[unit.id], *states[0])
        sure = counts(states, self.kinds)
        if agreement.id in self.world.beside:
            self.beside.append(tie)
        elif tie.status == "planned":
            self.planned.append(tie)
        elif sure is None:
            self.possible.append(tie)
        elif not sure:
            if tie.status in ("suspended", "terminated"):
                self.ended.append(tie)
        elif partner.country == self.place.country:
            self.domestic.append(tie)
        elif self.world.area_of.get(partner.country) == self.place.country:
            self.apart.append(tie)
        else:
            self.ties.append(tie)

    def is_international(self, tie: Tie) -> bool:
        """Whether its partner is neither at home nor in an area of the home's state."""
        return self.place.country not in (tie.partner.country, self.world.area_of.get(tie.partner.country))

    def role(self, tie: Tie) -> str:
        """Stem, trunk or grape."""
        if tie.tier == 1 and self.world.region_level(tie.partner):
            return "stem"
        return "trunk" if tie.tier == 1 and not self.municipality else "grape"

    @cached_property
    def stems(self) -> list[Tie]:
        return [tie for tie in self.ties if self.role(tie) == "stem"]

    @cached_property
    def grapes(self) -> list[Tie]:
        return [tie for tie in self.ties if self.role(tie) == "grape"]

    def stem_of(self, grape: Tie) -> Tie | None:
        """The stem a grape hangs on."""
        return self.hanging[grape.id]

    @cached_property
    def hanging(self) -> dict[str, Tie | None]:
        """The stem of every grape by the id of its agreement."""
        return {grape.id: self.smallest_stem_around(grape) for grape in self.grapes}

    def smallest_stem_around(self, grape: Tie) -> Tie | None:
        """The stem of the smallest region around the partner of a grape."""
        for around in self.world.above(grape.partner):
            for stem in self.stems:
                itself = around.id == grape.partner.id
                both = "city" in levels(around) and self.world.region_level(around)
                if stem.partner.id == around.id and (both or not itself):
                    return stem
        return None

    def grape_class(self, grape: Tie) -> str:
        """A, D, C, U or B: the first that holds, in this order."""
        country = grape.partner.country
        if self.stem_of(grape):
            return "A"
        if self.world.exempt(country):
            return "D"
        if all(stem.partner.country != country for stem in self.stems):
            return "C"
        return "U" if self.world.region(grape.partner) is None else "B"

    @cached_property
    def classes(self) -> dict[str, str]:
        """The class of every grape by the id of its agreement."""
        return {grape.id: self.grape_class(grape) for grape in self.grapes}

    def grapes_on(self, stem: Tie) -> list[Tie]:
        """The grapes that hang on a stem."""
        return [grape for grape in self.grapes if (on := self.stem_of(grape)) and on.id == stem.id]

    def eligible(self, region: Place) -> list[Place]:
        """The lower units of a partner region that could be partners."""
        return [place for place in self.world.below(region) if counted_unit(place, self.on)]

    def fillable(self, stem: Tie) -> bool:
        """Whether a grape could hang on it at all: a region that is no city has lower units, on record or not."""
        region = stem.partner
        if gone(region, self.on) and not region.succeeded_by:
            return False
        return "city" not in levels(region) or bool(self.eligible(region))

    def units_with(self, grapes: Iterable[Tie]) -> set[str]:
        """The tier-2 units that have one of these grapes, themselves or through a unit below."""
        e2 = {unit.id for unit in self.e2}
        return {around.id for grape in grapes for around in self.world.above(grape.unit) if around.id in e2}
