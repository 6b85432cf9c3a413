"""What a gap is, and what every finder of gaps is given."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from msgspec import Struct

from graph_service.domain.place import Place
from graph_service.metrics.clusters import Vine
from graph_service.metrics.coverage import all_countries
from graph_service.planning.rules import PlanningRules

GapType = Literal[
    "uncovered_country", "bare_stem", "missing_stem", "tier_hole", "empty_unit", "off_stem_grape", "dormant",
    "mechanism_missing", "association_missing", "stale_knowledge", "map_mismatch", "anniversary_unplanned",
]  # fmt: skip
Action = Literal["consolidate", "activate", "open"]


class Bilingual(Struct, frozen=True):
    """The same sentence in Chinese and English."""

    zh: str
    en: str


class Gap(Struct, frozen=True):
    """One hole and what to do about it. `place` is the partner side, `unit` the home side that should act; `evidence`
    are ids of agreements and places the reason rests on; `rank` counts from 1 within the type, most pressing first."""

    type: GapType
    home: str
    unit: str
    place: str | None
    country: str | None
    tier: int | None
    reason: Bilingual
    action: Action
    evidence: tuple[str, ...]
    rank: int = 0


@dataclass(frozen=True, slots=True)
class GapQuestion:
    """A home's vine and the countries in question: those of a frame, or all. `tiers` narrows the tiers asked about;
    `rules` are the thresholds."""

    vine: Vine
    countries: tuple[Place, ...]
    tiers: frozenset[int]
    rules: PlanningRules

    def asks(self, *tiers: int) -> frozenset[int]:
        """The tiers in question, or these where the asker named none."""
        return self.tiers or frozenset(tiers)

    @property
    def everywhere(self) -> bool:
        """Whether every country abroad is in question."""
        return len(self.countries) >= len(all_countries(self.vine).named)


Finder = Callable[[GapQuestion], Iterable[Gap]]


def both(place: Place) -> Bilingual:
    """A place's name for either reader."""
    names = place.names
    if names.zh and names.en:  # nearly every place, and gaps name thousands
        return Bilingual(names.zh, names.en)
    return Bilingual(names.best("zh", place.id), names.best("en", place.id))
