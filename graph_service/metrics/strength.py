"""Cluster strength, 0 to 100, printed with every term it is made of. Definition: docs/glossary.md#strength.

W   = 1·w(A) + 0.6·w(B) + 0.4·w(C) + 1·w(D) + 0.6·w(U)
Str = 100·[0.35·min(1, w(stems)) + 0.30·(1 − 2^(−W/3)) + 0.20·#T/tmax + 0.15·(tier-2 units with a grape / #E2)]

Vitality stands beside the strength and is no factor of it: what is recorded never scores below what nobody wrote down.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from msgspec import Struct

from graph_service.metrics.home import Home
from graph_service.metrics.ties import Tie

StrengthTerm = Literal["stem", "grapes", "tiers", "units"]


def _fixed(**values: float) -> Mapping[str, float]:
    return MappingProxyType(values)


@dataclass(frozen=True, slots=True)
class StrengthWeights:
    """Every weight of the formula. The four `term` weights add up to 1."""

    stem: float = 0.35
    grapes: float = 0.30
    tiers: float = 0.20
    units: float = 0.15
    half_grapes: float = 3.0  # this many weighted grapes give half of the grapes term
    by_class: Mapping[str, float] = field(default_factory=lambda: _fixed(A=1.0, B=0.6, C=0.4, D=1.0, U=0.6))
    by_kind: Mapping[str, float] = field(default_factory=lambda: _fixed(formal=1.0, unclassified=1.0, exchange=0.5, intent=0.2))
    by_status: Mapping[str, float] = field(default_factory=lambda: _fixed(active=1.0, dormant=0.3))

    def weight(self, tie: Tie) -> float:
        """What an effective agreement weighs: kind × status, in [0, 1]."""
        return self.by_kind[tie.standing.kind or "intent"] * self.by_status[tie.standing.status or "active"]


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
    stems = sum(weights.weight(tie) for tie in ties if tie.role == "stem")
    grapes = sum(weights.weight(tie) * weights.by_class[tie.grape_class] for tie in ties if tie.grape_class)
    terms = (
        _term("stem", min(1.0, stems), weights.stem),
        _term("grapes", 1 - 2 ** (-grapes / weights.half_grapes), weights.grapes),
        _term("tiers", len({tie.tier for tie in ties}) / home.tmax, weights.tiers),
        _term("units", len(units) / len(home.tier_two) if home.tier_two else None, weights.units),
    )
    return Strength(sum(term.points for term in terms), terms)


def units_with_a_grape(home: Home, ties: Iterable[Tie]) -> frozenset[str]:
    """The tier-2 units having, themselves or through a unit below, a grape among these ties."""
    units = (unit for tie in ties if tie.role == "grape" for unit in home.second.get(tie.unit, ()))
    return frozenset(units).intersection(home.tier_two)


def _term(name: StrengthTerm, value: float | None, weight: float) -> Term:
    return Term(name, value, weight, 100 * weight * (value or 0.0))
