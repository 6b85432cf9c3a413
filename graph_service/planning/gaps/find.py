"""All gap types and the question that finds them. A new type is a module beside this one, a word in `GapType` and a
line in `FINDERS`.
"""

from collections.abc import Collection, Mapping
from itertools import chain

import msgspec

from graph_service.domain.frame import Frame
from graph_service.domain.place import Place
from graph_service.errors import BadRequest
from graph_service.metrics.clusters import Vine
from graph_service.metrics.coverage import all_countries, frame_scope
from graph_service.planning.gaps.anniversary_unplanned import anniversary_unplanned
from graph_service.planning.gaps.association_missing import association_missing
from graph_service.planning.gaps.bare_stem import bare_stem
from graph_service.planning.gaps.dormant import dormant
from graph_service.planning.gaps.empty_unit import empty_unit
from graph_service.planning.gaps.gap import Finder, Gap, GapQuestion, GapType
from graph_service.planning.gaps.map_mismatch import map_mismatch
from graph_service.planning.gaps.mechanism_missing import mechanism_missing
from graph_service.planning.gaps.missing_stem import missing_stem
from graph_service.planning.gaps.off_stem_grape import off_stem_grape
from graph_service.planning.gaps.stale_knowledge import stale_knowledge
from graph_service.planning.gaps.tier_hole import tier_hole
from graph_service.planning.gaps.uncovered_country import uncovered_country
from graph_service.planning.rules import DEFAULTS, PlanningRules

FINDERS: Mapping[GapType, Finder] = {
    "bare_stem": bare_stem,
    "missing_stem": missing_stem,
    "tier_hole": tier_hole,
    "empty_unit": empty_unit,
    "off_stem_grape": off_stem_grape,
    "uncovered_country": uncovered_country,
    "dormant": dormant,
    "mechanism_missing": mechanism_missing,
    "association_missing": association_missing,
    "stale_knowledge": stale_knowledge,
    "map_mismatch": map_mismatch,
    "anniversary_unplanned": anniversary_unplanned,
}

# What only units of the home can lack: no country tells such gaps apart, so a frame says nothing about them.
FRAMELESS: frozenset[GapType] = frozenset(("association_missing",))


def find_gaps(
    vine: Vine,
    types: Collection[str] = (),
    frame: Frame | None = None,
    tiers: Collection[int] = (),
    rules: PlanningRules = DEFAULTS,
) -> tuple[Gap, ...]:
    """The gaps of a home: of these types or of all, in the countries of a frame or anywhere, at these tiers or at any.

    Grouped by type in the order of `FINDERS`, ranked within each. Where a frame is named and no type, those that know no
    countries (`FRAMELESS`) are left out.

    Raises:
        WrongKind: the frame has no members; see `frame_scope`.
        BadRequest: a frame for a type that knows no countries.
    """
    if frame is not None and (lost := FRAMELESS.intersection(types)):
        raise BadRequest("frame", f"{', '.join(sorted(lost))} is about units of the home and knows no countries; leave frame out")
    asked = types or (FINDERS.keys() - FRAMELESS if frame is not None else FINDERS.keys())
    question = GapQuestion(vine, _countries(vine, frame), frozenset(tiers), rules)
    return tuple(chain.from_iterable(_ranked(finder, question) for kind, finder in FINDERS.items() if kind in asked))


def _countries(vine: Vine, frame: Frame | None) -> tuple[Place, ...]:
    scope = all_countries(vine) if frame is None else frame_scope(vine, frame)
    return tuple(place for place in scope.named if place.is_level("country"))


def _ranked(finder: Finder, question: GapQuestion) -> list[Gap]:
    asked = (gap for gap in finder(question) if not question.tiers or gap.tier in question.tiers)
    return [msgspec.structs.replace(gap, rank=rank) for rank, gap in enumerate(asked, start=1)]
