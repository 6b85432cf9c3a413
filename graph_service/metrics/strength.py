"""Cluster strength, 0 to 100, printed with every term it is made of. Definition: docs/glossary.md#strength.

W   = 1·w(A) + 0.6·w(B) + 0.4·w(C) + 1·w(D) + 0.6·w(U)
Str = 100·[0.35·min(1, w(stems)) + 0.30·(1 − 2^(−W/3)) + 0.20·#T/tmax + 0.15·(tier-2 units with a grape / #E2)]

Vitality stands beside the strength and is no factor of it: what is recorded never scores below what nobody wrote down.
"""

from collections.abc import Collection, Iterable
from typing import Literal

from msgspec import Struct

from graph_service.metrics.home import Home
from graph_service.metrics.ties import Tie
from graph_service.rules import StrengthWeights

StrengthTerm = Literal["stem", "grapes", "tiers", "units"]


class Term(Struct, frozen=True):
    """One term: `points` = 100 · weight · value, value in [0, 1] or None where it cannot be computed."""

    name: StrengthTerm
    value: float | None
    weight: float
    points: float


class Strength(Struct, frozen=True):
    """`score` in [0, 100], the sum of its terms' points."""

    score: float
    terms: tuple[Term, ...]


def strength(home: Home, ties: Collection[Tie], units: Collection[str], weights: StrengthWeights) -> Strength:
    """Strength of the cluster that these effective ties of a home form, `units` being its tier-2 units with a grape among
    them; 0 exactly when there are none."""
    stems = sum(_weight(tie, weights) for tie in ties if tie.role == "stem")
    grapes = sum(_weight(tie, weights) * _class_weight(tie, weights) for tie in ties if tie.grape_class)
    terms = (
        _term("stem", min(1.0, stems), weights.strength_stem),
        _term("grapes", 1 - 2 ** (-grapes / weights.strength_half_grapes), weights.strength_grapes),
        _term("tiers", len({tie.tier for tie in ties}) / home.tmax, weights.strength_tiers),
        _term("units", len(units) / len(home.tier_two) if home.tier_two else None, weights.strength_units),
    )
    return Strength(sum(term.points for term in terms), terms)


def units_with_a_grape(home: Home, ties: Iterable[Tie]) -> frozenset[str]:
    """The tier-2 units having, themselves or through a unit below, a grape among these ties."""
    units = (unit for tie in ties if tie.role == "grape" for unit in home.second.get(tie.unit, ()))
    return frozenset(units).intersection(home.tier_two)


def _weight(tie: Tie, weights: StrengthWeights) -> float:
    """What an effective agreement weighs: kind × status, in [0, 1]."""
    kind: float = getattr(weights, f"strength_kind_{tie.standing.kind or 'intent'}")
    status: float = getattr(weights, f"strength_status_{tie.standing.status or 'active'}")
    return kind * status


def _class_weight(tie: Tie, weights: StrengthWeights) -> float:
    """What its class makes of a grape, in [0, 1]."""
    found: float = getattr(weights, f"strength_class_{(tie.grape_class or 'U').lower()}")
    return found


def _term(name: StrengthTerm, value: float | None, weight: float) -> Term:
    return Term(name, value, weight, 100 * weight * (value or 0.0))
