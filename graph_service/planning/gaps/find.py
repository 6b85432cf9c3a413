"""All gap types and the question that finds them. A new type is a module beside this one, a word in `GapType` and a
line in `FINDERS`.
"""

from collections.abc import Collection, Iterable, Mapping
from itertools import chain

from msgspec.structs import replace

from graph_service.errors import BadRequest
from graph_service.metrics.coverage import Scope, all_countries, frame_scope
from graph_service.metrics.denominator import denominator_of
from graph_service.metrics.vine import Vine
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
from graph_service.planning.gaps.priority import Setting, key_of
from graph_service.planning.gaps.stale_knowledge import stale_knowledge
from graph_service.planning.gaps.tier_hole import tier_hole
from graph_service.planning.gaps.uncovered_country import uncovered_country
from graph_service.records.frame import Frame
from graph_service.records.place import Place
from graph_service.rules import DEFAULTS, Rules

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
    rules: Rules = DEFAULTS,
    *,
    whole: bool = False,
    every_tier: bool = False,
) -> tuple[Gap, ...]:
    """The worklist of a home: gaps of these types or of all, in the countries of a frame or anywhere, at these tiers or at
    any, by falling priority over all types, ties by what they are about. Units without a partner are those of tier 2, of others
    where these are asked for or `every_tier` is.

    Where no frame is named, the lack of any agreement is a gap in the countries of the home's `denominator_of`, or with
    `whole` in every country and area. Where a frame is named and no type, those that know no countries (`FRAMELESS`) are
    left out.

    Raises:
        WrongKind: the frame has no members; see `frame_scope`.
        BadRequest: a frame for a type that knows no countries, an unknown type, a tier that the home cannot have.
    """
    if unknown := sorted(set(types) - FINDERS.keys()):
        raise BadRequest("type", f"unknown type {unknown[0]!r}; known are {', '.join(FINDERS)}")
    for tier in tiers:
        vine.home.check_tier(tier)
    if frame is not None and (lost := FRAMELESS.intersection(types)):
        raise BadRequest("frame", f"{', '.join(sorted(lost))} is about units of the home and knows no countries; leave frame out")
    asked = types or (FINDERS.keys() - FRAMELESS if frame is not None else FINDERS.keys())
    question = question_of(vine, frame, tiers, rules, whole=whole, every_tier=every_tier)
    found = chain.from_iterable(finder(question) for kind, finder in FINDERS.items() if kind in asked)
    return _ranked(question, (gap for gap in found if not question.tiers or gap.tier in question.tiers))


def question_of(
    vine: Vine, frame: Frame | None, tiers: Collection[int], rules: Rules, *, whole: bool = False, every_tier: bool = False
) -> GapQuestion:
    """What is in question, as `find_gaps` is asked it.

    Raises:
        WrongKind: the frame has no members; see `frame_scope`.
    """
    chosen = all_countries(vine).named if frame is None else _countries(frame_scope(vine, frame))
    lacking = _countries(denominator_of(vine).scope) if frame is None and not whole else chosen
    return GapQuestion(vine, chosen, lacking, frozenset(tiers), rules, every_tier)


def _countries(scope: Scope) -> tuple[Place, ...]:
    return tuple(place for place in scope.named if place.is_level("country"))


def _ranked(question: GapQuestion, gaps: Iterable[Gap]) -> tuple[Gap, ...]:
    weighed = map(Setting(question).weighed, gaps)
    ordered = sorted(weighed, key=lambda gap: (-gap.priority.score, key_of(gap)))
    return tuple(replace(gap, rank=rank) for rank, gap in enumerate(ordered, start=1))
