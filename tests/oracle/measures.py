"""The measures of section 3 on a home: rows of countries and regions, totals, rates and strength."""

from collections import Counter
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from graph_service.records.place import Place
from tests.oracle.home import Home, Tie
from tests.oracle.knowledge import tier_one_says_nothing

KIND_WEIGHT = {"formal": 1.0, "unclassified": 1.0, "exchange": 0.5, "intent": 0.2}
STATUS_WEIGHT = {"active": 1.0, "dormant": 0.3}
CLASS_WEIGHT = {"A": 1.0, "B": 0.6, "C": 0.4, "D": 1.0, "U": 0.6}

Rate = tuple[int, int] | None  # numerator and denominator


def weight(tie: Tie) -> float:
    """What one agreement weighs."""
    return KIND_WEIGHT[str(tie.kind)] * STATUS_WEIGHT[str(tie.status)]


def strength(home: Home, here: Callable[[Tie], bool]) -> float:
    """Cluster strength, 0 to 100, of the agreements for which `here` holds."""
    ties = [tie for tie in home.ties if here(tie)]
    stems = sum(weight(tie) for tie in ties if home.role(tie) == "stem")
    grapes = [tie for tie in ties if home.role(tie) == "grape"]
    w = sum(CLASS_WEIGHT[home.classes[grape.id]] * weight(grape) for grape in grapes)
    units = len(home.units_with(grapes)) / len(home.e2) if home.e2 else 0.0
    tiers = len({tie.tier for tie in ties}) / home.tmax
    return 100 * (0.35 * min(1.0, stems) + 0.30 * (1 - 2 ** (-w / 3)) + 0.20 * tiers + 0.15 * units)


def depth_and_reach(tiers: set[int]) -> tuple[int, int]:
    """D and R of a set of tiers."""
    depth = 0
    while depth + 1 in tiers:
        depth += 1
    return depth, max(tiers, default=0)


def class_counts(home: Home, here: Callable[[Tie], bool]) -> dict[str, int]:
    """How many of these grapes are of each class."""
    found = Counter(home.classes[grape.id] for grape in home.grapes if here(grape))
    return {word: found[word] for word in "ABCDU"}


def shares(home: Home, here: Callable[[Tie], bool]) -> dict[str, Rate]:
    """Stemmed share, country-stemmed share and orphan rate; null without grapes or without a tier-1 list to speak of."""
    n = class_counts(home, here)
    a, b, c, u = (n[word] for word in "ABCU")
    rates = {
        "stemmed_share": (a, a + b + c),
        "country_stemmed_share": (a + b + u, a + b + c + u),
        "orphan_rate": (c, a + b + c + u),
    }
    silent = tier_one_says_nothing(home)
    return {name: None if silent or not rate[1] else rate for name, rate in rates.items()}


def row(home: Home, partner: Place) -> dict[str, Any]:
    """The row of a region or a country."""
    whole = "country" in partner.levels or partner.level == "country"

    def inside(tie: Tie) -> bool:
        return tie.partner.country == partner.country if whole else home.world.inside(tie.partner, partner)

    ids = {tie.id for tie in (*home.ties, *home.planned) if inside(tie)}

    def here(tie: Tie) -> bool:
        return tie.id in ids

    ties = [tie for tie in home.ties if here(tie)]
    roles = Counter(home.role(tie) for tie in ties)
    tiers = {tie.tier for tie in ties}
    depth, reach = depth_and_reach(tiers)
    stem = next((tie for tie in home.stems if tie.partner.id == partner.id), None)
    hanging = home.grapes_on(stem) if stem else [grape for grape in home.grapes if here(grape)]
    rates = shares(home, here)
    fill: Rate = (len(home.units_with(hanging)), len(home.e2)) if home.e2 else None
    return {
        "stem": stem and {"agreement": stem.id, "bare": bare(home, stem), "fillable": home.fillable(stem)},
        "roles": {word: roles[word] for word in ("stem", "trunk", "grape")},
        "classes": class_counts(home, here),
        "planned": sorted(tie.id for tie in home.planned if here(tie)),
        "tiers": sorted(tiers),
        "depth": depth,
        "reach": reach,
        "hole": depth < reach,
        "full": depth == home.tmax,
        "unit_fill": None if tier_one_says_nothing(home) else fill,
        "stemmed_share": rates["stemmed_share"],
        "orphan_rate": rates["orphan_rate"],
        "strength": strength(home, here),
    }


def bare(home: Home, stem: Tie) -> bool | None:
    """Whether a fillable stem has no grape; None where it is not fillable."""
    return not home.grapes_on(stem) if home.fillable(stem) else None


def summary(home: Home) -> dict[str, Any]:
    """The rates over the whole home."""
    fillable = [stem for stem in home.stems if home.fillable(stem)]
    n = len(fillable)
    by_country = Counter(tie.partner.country for tie in home.ties)
    total = len(home.ties)
    hhi = float(sum(Fraction(count, total) ** 2 for count in by_country.values())) if total else None
    return {
        "bare_stem_rate": (sum(bare(home, stem) is True for stem in fillable), n) if n else None,
        "stem_fill": {k: (sum(len(home.grapes_on(stem)) >= k for stem in fillable), n) if n else None for k in (1, 2, 3)},
        **shares(home, lambda _: True),
        "hhi": hhi,
        "effective_countries": None if hhi is None else 1 / hhi,
    }


def totals(home: Home) -> dict[str, Any]:
    """Three numbers that are never mixed, and what stands beside them."""
    return {
        "agreements": len(home.ties),
        "partners": len({tie.partner.id for tie in home.ties}),
        "countries": len({tie.partner.country for tie in home.ties}),
        "by_tier": {tier: sum(tie.tier == tier for tie in home.ties) for tier in range(1, home.tmax + 1)},
        "by_kind": dict(Counter(str(tie.kind) for tie in home.ties)),
        "planned": sum(home.is_international(tie) for tie in home.planned),
        "domestic": len(home.domestic),
        "apart": len(home.apart),
    }
