"""What a gap is, and what every finder of gaps is given."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Literal

from msgspec import Struct

from graph_service.metrics.coverage import all_countries
from graph_service.metrics.knowledge import knowledge_of
from graph_service.metrics.vine import Vine
from graph_service.planning.anniversaries import Anniversary, Window, anniversaries
from graph_service.planning.caveats import Caveat
from graph_service.planning.listing import Listing, listing_of
from graph_service.records.dates import months_after
from graph_service.records.place import Place
from graph_service.rules import Rules
from graph_service.words.bilingual import Bilingual
from graph_service.words.tiers import tier_names

GapType = Literal[
    "uncovered_country", "bare_stem", "missing_stem", "tier_hole", "empty_unit", "off_stem_grape", "dormant",
    "mechanism_missing", "association_missing", "stale_knowledge", "map_mismatch", "anniversary_unplanned",
]  # fmt: skip
Action = Literal["consolidate", "activate", "open"]
PriorityName = Literal["established", "grapes_waiting", "key_country", "frames", "business", "anniversary"]


class PriorityTerm(Struct, frozen=True):
    """One term of a priority: weight · value points, value in [0, 1]; `why` says what it rests on."""

    name: PriorityName
    value: float
    weight: float
    why: Bilingual


class Priority(Struct, frozen=True):
    """How soon a planner should look at a gap: `score` in [0, 100], the sum of weight · value of its terms."""

    score: float
    terms: tuple[PriorityTerm, ...]


_NO_PRIORITY = Priority(0.0, ())


class Gap(Struct, frozen=True):
    """One hole and what to do about it. `place` is the partner side, `unit` the home side that should act; `evidence`
    are ids of agreements and places the reason rests on. `established` says whether the lists that would hold what is
    missing are complete, or a source states the gap itself; `waiting` counts the grapes that would gain a stem or stand
    above the hole. `rank` counts from 1 over the whole worklist, most pressing first. `year` is that of an
    anniversary, which comes again with another, and `ahead` the first day on which the worklist tells of it."""

    type: GapType
    home: str
    unit: str
    place: str | None
    country: str | None
    tier: int | None
    reason: Bilingual
    established: bool
    action: Action
    evidence: tuple[str, ...]
    waiting: int = 0
    warnings: tuple[Caveat, ...] = ()
    priority: Priority = _NO_PRIORITY
    rank: int = 0
    year: int | None = None
    ahead: date | None = None


@dataclass(frozen=True)
class GapQuestion:
    """A home's vine and the countries in question: those of a frame, or all. `denominator` are those whose lack of any
    agreement is a gap; `tiers` narrows the tiers asked about; `rules` are the thresholds; `every_tier` asks for the units of
    every tier, where the worklist has those of tier 2 alone."""

    vine: Vine
    countries: tuple[Place, ...]
    denominator: tuple[Place, ...]
    tiers: frozenset[int]
    rules: Rules
    every_tier: bool = False
    _listings: dict[tuple[int, ...], Listing] = field(default_factory=dict, compare=False, repr=False)

    def asks(self, *tiers: int) -> frozenset[int]:
        """The tiers in question, or these where the asker named none."""
        return self.tiers or frozenset(tiers)

    def listing(self, *tiers: int) -> Listing:
        """How far the home's lists of these tiers are known, and the words for it: put once, for hundreds of gaps say them."""
        if tiers not in self._listings:
            self._listings[tiers] = listing_of(knowledge_of(self.vine), tiers)
        return self._listings[tiers]

    @cached_property
    def anniversaries(self) -> tuple[Anniversary, ...]:
        """Those in the months ahead, the earliest first: gaps themselves where nothing is planned, and a term of every gap."""
        as_of = self.vine.selection.as_of
        window = Window(as_of, months_after(as_of, self.rules.anniversary_months))
        return anniversaries(self.vine, window, self.rules.anniversary_step)

    @property
    def units(self) -> Bilingual:
        """What the home's units are called: a municipality has districts, no cities."""
        return Bilingual("区县", "districts") if self.vine.home.place.is_municipality else Bilingual("市县", "units")

    def tier(self, tier: int) -> Bilingual:
        """What a tier of the home is called."""
        return tier_names(tier, self.vine.home.tmax)

    @cached_property
    def everywhere(self) -> bool:
        """Whether every country abroad is in question."""
        return len(self.countries) >= len(all_countries(self.vine).named)


Finder = Callable[[GapQuestion], Iterable[Gap]]
