"""What every term of the candidate score is given, and what a term is."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np

from graph_service.metrics.atlas import Atlas, Vector
from graph_service.metrics.knowledge import knowledge_of
from graph_service.metrics.vine import Vine
from graph_service.planning.listing import Listing, listing_of
from graph_service.records.place import Place
from graph_service.rules import CandidateWeights
from graph_service.words.bilingual import Bilingual

TermName = Literal[
    "on_stem", "common_neighbours", "resource_allocation", "relatedness", "level_match", "size_ratio", "complementarity",
    "business", "convenience",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class CandidateQuestion:
    """For whom: a unit of a home, or the home itself."""

    vine: Vine
    unit: Place
    atlas: Atlas
    weights: CandidateWeights

    @property
    def for_home(self) -> bool:
        """Whether the home itself looks for a partner."""
        return self.unit.id == self.vine.home.place.id

    def listing(self, *tiers: int) -> Listing:
        """The home's lists of these tiers, and what is to be said where something is missing in them."""
        return listing_of(knowledge_of(self.vine), tiers)

    @property
    def country(self) -> str:
        """The home's country code."""
        return self.vine.home.place.country


class Scored(NamedTuple):
    """One term for every place of the atlas: `values` in [0, 1], NaN where the data do not tell; `why` gives the reason
    for one place, also where its value is missing."""

    values: Vector
    why: Callable[[Place], Bilingual]


Term = Callable[[CandidateQuestion], Scored]


def saturating(counts: Vector, half: float) -> Vector:
    """0 for nothing, 1/2 at `half`, towards 1 for much.

    >>> saturating(np.array([0.0, 2.0, 4.0]), 2.0).tolist()
    [0.0, 0.5, 0.75]
    """
    worth = np.zeros_like(counts)
    some = np.flatnonzero(counts)  # a few of twenty thousand; NaN is among them and stays
    worth[some] = 1 - np.exp2(-counts[some] / half)
    return worth
