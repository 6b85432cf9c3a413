"""Growth: when a home signed the agreements that it has.

Each effective agreement is counted in the year in which its present kind was signed. Agreements without a date, and
those signed in an interval of several years, belong to no year and are listed apart; so are planned ones.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from graph_service.metrics.ties import Tie
from graph_service.metrics.vine import Vine
from graph_service.records.agreement import Stage
from graph_service.records.base import Names
from graph_service.records.dates import span
from graph_service.words.tiers import tier_names

GrowthAxis = Literal["country", "tier"]
Dating = Literal["in_year", "over_years", "undated"]
_ALL = Names(zh="全部", en="all")


@dataclass(frozen=True, slots=True)
class GrowthYear:
    """The agreements signed in one year, in the order of signing, and how many had been signed by its end."""

    year: int
    agreements: tuple[str, ...]
    cumulative: int


@dataclass(frozen=True, slots=True)
class Growth:
    """One series, its years rising, those without a signing left out. The agreements of `years`, `undated` and `vague`
    are all effective ones; `planned` stand outside them. Ids in the order of signing, as far as it is known."""

    key: str
    names: Names
    years: tuple[GrowthYear, ...]
    undated: tuple[str, ...]
    vague: tuple[str, ...]
    planned: tuple[str, ...]

    @property
    def total(self) -> int:
        """How many effective agreements there are, dated or not."""
        return sum(len(year.agreements) for year in self.years) + len(self.undated) + len(self.vague)


def dating(signed: Stage | None) -> Dating:
    """How exactly a signing is dated: surely in one year, in a span of several, or not at all."""
    if signed is None or signed.date is None:
        return "undated"
    when = span(signed.date)
    return "in_year" if when.first.year == when.last.year else "over_years"


def growth_of(vine: Vine, by: GrowthAxis | None = None) -> tuple[Growth, ...]:
    """The growth of a home as one series, as one per partner country, the largest first, or as one per tier."""
    if by is None:
        return (_growth("all", _ALL, vine.ties.effective, vine.ties.planned),)
    if by == "tier":
        return tuple(_of_tier(vine, tier) for tier in range(1, vine.home.tmax + 1))
    return tuple(sorted(_by_country(vine), key=lambda growth: (-growth.total, growth.key)))


def _of_tier(vine: Vine, tier: int) -> Growth:
    effective = (tie for tie in vine.ties.effective if tie.tier == tier)
    planned = (tie for tie in vine.ties.planned if tie.tier == tier)
    return _growth(str(tier), Names(zh=tier_names(tier, vine.home.tmax).zh, en=f"tier {tier}"), effective, planned)


def _by_country(vine: Vine) -> Iterator[Growth]:
    codes = dict.fromkeys(tie.partner.country for tie in (*vine.ties.effective, *vine.ties.planned))
    for country in filter(None, map(vine.snapshot.country, codes)):
        effective, planned = vine.effective_in.get(country.id, ()), vine.planned_in.get(country.id, ())
        yield _growth(country.id, country.names, effective, planned)


def _growth(key: str, names: Names, effective: Iterable[Tie], planned: Iterable[Tie]) -> Growth:
    by_year: dict[int, list[str]] = {}
    undated: list[str] = []
    vague: list[str] = []
    for tie in sorted(effective, key=_moment):
        text, found = _date(tie), dating(tie.standing.since)
        if text is None:
            undated.append(tie.agreement.id)
        elif found == "over_years":
            vague.append(tie.agreement.id)
        else:
            by_year.setdefault(span(text).first.year, []).append(tie.agreement.id)
    return Growth(key, names, tuple(_years(by_year)), tuple(undated), tuple(vague), tuple(tie.agreement.id for tie in planned))


def _years(by_year: dict[int, list[str]]) -> Iterator[GrowthYear]:
    cumulative = 0
    for year, agreements in sorted(by_year.items()):
        cumulative += len(agreements)
        yield GrowthYear(year, tuple(agreements), cumulative)


def _date(tie: Tie) -> str | None:
    return tie.standing.since.date if tie.standing.since else None


def _moment(tie: Tie) -> tuple[date, int, str]:
    """Sorting key in time; where dates are the same, the order that a source gives decides."""
    text, stage = _date(tie), tie.standing.since
    return (span(text).last if text else date.max, (stage.order or 0) if stage else 0, tie.agreement.id)
