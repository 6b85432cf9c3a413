"""Concentration: how evenly a home's agreements spread over countries."""

from collections import Counter
from collections.abc import Iterable

from msgspec import Struct

from graph_service.metrics.ties import Tie


class Concentration(Struct, frozen=True):
    """`hhi` = Σ share² over countries, in (0, 1]; `effective_countries` = 1 / hhi. Both None without agreements."""

    hhi: float | None
    effective_countries: float | None


def concentration(ties: Iterable[Tie]) -> Concentration:
    """The Herfindahl-Hirschman index of effective agreements over partner countries."""
    counts = Counter(tie.partner.country for tie in ties)
    if not counts:
        return Concentration(None, None)
    hhi = sum((count / counts.total()) ** 2 for count in counts.values())
    return Concentration(hhi, 1 / hhi)
