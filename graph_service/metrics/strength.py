"""Cluster strength, 0 to 100, printed with every term it is made of. Definition: docs/glossary.md#strength.

W   = 1·w(A) + 0.6·w(B) + 0.4·w(C) + 1·w(D)
Str = 100·[0.35·min(1, w(stems)) + 0.30·(1 − 2^(−W/3)) + 0.20·#T/tmax + 0.15·(tier-2 units with a grape / #E2)]
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from msgspec import Struct

from graph_service.metrics.home import Home
from graph_service.metrics.ties import Tie
from graph_service.metrics.vitality import VitalityRule, vitality
from graph_service.snapshot import Snapshot


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
    by_class: Mapping[str, float] = field(default_factory=lambda: _fixed(A=1.0, B=0.6, C=0.4, D=1.0))
    by_kind: Mapping[str, float] = field(default_factory=lambda: _fixed(formal=1.0, unclassified=1.0, exchange=0.5, intent=0.2))
    by_status: Mapping[str, float] = field(default_factory=lambda: _fixed(active=1.0, dormant=0.3))
    vitality: VitalityRule = field(default_factory=VitalityRule)


class Term(Struct, frozen=True):
    """One term: `points` = 100 · weight · value, value in [0, 1] or None where it cannot be computed."""

    name: str
    value: float | None
    weight: float
    points: float


class Strength(Struct, frozen=True):
    """`score` in [0, 100], the sum of its terms' points. `without_activity` counts the agreements whose vitality is
    taken as 1 because no activity is recorded."""

    score: float
    terms: tuple[Term, ...]
    without_activity: int


class Worth(NamedTuple):
    """What an agreement weighs: kind × status × vitality. `lively` is False where vitality is unknown and taken as 1."""

    weight: float
    lively: bool


def worths_of(snapshot: Snapshot, ties: Iterable[Tie], as_of: date, weights: StrengthWeights) -> Mapping[str, Worth]:
    """What each of these ties weighs at a date, by agreement: computed once, though a tie counts in two clusters or more."""
    return {tie.agreement.id: _worth(tie, vitality(snapshot, tie.agreement.id, as_of, weights.vitality), weights) for tie in ties}


def strength(
    home: Home, ties: Collection[Tie], units: Collection[str], worths: Mapping[str, Worth], weights: StrengthWeights
) -> Strength:
    """Strength of the cluster that these effective ties of a home form, `units` being its tier-2 units with a grape among
    them; 0 exactly when there are none."""
    weighed = [(tie, worths[tie.agreement.id]) for tie in ties]
    stems = sum(worth.weight for tie, worth in weighed if tie.role == "stem")
    grapes = sum(worth.weight * weights.by_class[tie.grape_class] for tie, worth in weighed if tie.grape_class)
    terms = (
        _term("stem", min(1.0, stems), weights.stem),
        _term("grapes", 1 - 2 ** (-grapes / weights.half_grapes), weights.grapes),
        _term("tiers", len({tie.tier for tie in ties}) / home.tmax, weights.tiers),
        _term("units", len(units) / len(home.tier_two) if home.tier_two else None, weights.units),
    )
    return Strength(sum(term.points for term in terms), terms, sum(not worth.lively for _, worth in weighed))


def units_with_a_grape(home: Home, ties: Iterable[Tie]) -> frozenset[str]:
    """The tier-2 units having, themselves or through a unit below, a grape among these ties."""
    units = (home.second.get(tie.unit) for tie in ties if tie.role == "grape")
    return frozenset(unit for unit in units if unit).intersection(home.tier_two)


def _worth(tie: Tie, vital: float | None, weights: StrengthWeights) -> Worth:
    signed = weights.by_kind[tie.standing.kind or "intent"] * weights.by_status[tie.standing.status or "active"]
    return Worth(signed * (1.0 if vital is None else vital), vital is not None)


def _term(name: str, value: float | None, weight: float) -> Term:
    return Term(name, value, weight, 100 * weight * (value or 0.0))
