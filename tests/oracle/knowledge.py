"""What is known of a list of agreements, and whether an absence in it is established (section 2a)."""

from dataclasses import dataclass
from datetime import date

from graph_service.domain.claim import Claim
from tests.oracle.dates import days, year_before
from tests.oracle.home import Home, Tie

STATED = ("formal", "exchange", "intent")


@dataclass(frozen=True)
class Knowledge:
    """The knowledge of one list."""

    recorded: int
    claimed: float | None
    as_of: str | None
    source: str | None  # the id of the claim
    status: str


@dataclass(frozen=True)
class Listed:
    """A list: the agreements of a home (tier None: all), of one tier, or of one unit."""

    subject: str
    tier: int | None = None
    unit: str | None = None

    def holds(self, tie: Tie) -> bool:
        return self.tier in (None, tie.tier) and self.unit in (None, tie.unit.id)


def tier_list(home: Home, tier: int) -> Listed:
    return Listed(home.place.id, tier)


def whole_list(home: Home) -> Listed:
    return Listed(home.place.id)


def unit_list(unit: str) -> Listed:
    return Listed(unit, None, unit)


def know(home: Home, listed: Listed) -> Knowledge:
    """The knowledge of a list: a statement that it is whole, else the latest figure for it, else none."""
    ended = [claim for claim in home.world.list_claims if _about(home, claim, listed) and _day(claim, home.on) is not None]
    ended.sort(key=lambda claim: (_day(claim, home.on), claim.id))
    fresh = [claim for claim in ended if claim.measure == "whole_list" and _fresh(home, claim)]
    figures = [claim for claim in ended if claim.measure == "agreements" and claim.value is not None]
    if fresh:
        claim = fresh[-1]
        return Knowledge(_recorded(home, listed, claim), claim.value, claim.as_of, claim.id, "complete")
    if figures:
        claim = figures[-1]
        recorded = _recorded(home, listed, claim)
        stated = _recorded(home, listed, claim, stated=True)
        return Knowledge(recorded, claim.value, claim.as_of, claim.id, _status(home, claim, recorded, stated))
    here = sum(listed.holds(tie) for tie in home.ties)
    if (
        listed.unit is None
        and listed.tier is None
        and all(know(home, tier_list(home, tier)).status == "complete" for tier in range(1, home.tmax + 1))
    ):
        return Knowledge(here, None, None, None, "complete")
    return Knowledge(here, None, None, None, "unknown")


def _status(home: Home, claim: Claim, recorded: int, stated: int) -> str:
    assert claim.value is not None
    if claim.qualifier == "exact" and stated == claim.value and _fresh(home, claim):
        return "complete"
    return "exceeds" if recorded > claim.value and claim.qualifier != "at_least" else "partial"


def _about(home: Home, claim: Claim, listed: Listed) -> bool:
    """Whether the claim counts this list: same subject, no part of it abroad, the tiers of the list and no others."""
    if claim.subject != listed.subject or claim.counterparts:
        return False
    tiers = set(claim.scope_tiers)
    if any(tier > home.tmax for tier in tiers):
        return False  # refused
    if listed.unit is not None:
        return tiers <= {home.tiers[listed.unit]}
    every = set(range(1, home.tmax + 1))
    return tiers == {listed.tier} if listed.tier else tiers in (set(), every)


def _day(claim: Claim, on: date) -> date | None:
    """The day of a claim; None for one that is later than `on` or tells no day."""
    day = days(claim.as_of)[1] if claim.as_of else None
    return day if day and day <= on else None


def _fresh(home: Home, claim: Claim) -> bool:
    day = _day(claim, home.on)
    return day is not None and day >= year_before(home.on)


def _recorded(home: Home, listed: Listed, claim: Claim, *, stated: bool = False) -> int:
    """What is recorded of a list, with the kinds and on the day of a claim."""
    day = _day(claim, home.on)
    assert day is not None
    kinds = set(claim.scope_kinds or ("formal", "unclassified"))
    then = Home(home.world, home.place.id, day, kinds & set(STATED) if stated else kinds)
    return sum(listed.holds(tie) for tie in then.ties)


def tier_one_says_nothing(home: Home) -> bool:
    """Whether the tier-1 list holds nothing and is not complete, so that rates that rest on it are null."""
    return all(tie.tier != 1 for tie in home.ties) and know(home, tier_list(home, 1)).status != "complete"


def established(home: Home, what: str, *, tiers: set[int] | None = None, unit: str | None = None) -> bool:
    """Whether an absence is established: the lists that would hold what is missing are complete.

    `what` is a type of gap or a measure; `tiers` are those asked, all of the home unless given; `unit` that of empty_unit.
    """
    every = set(range(1, home.tmax + 1))
    if what == "empty_unit":
        assert unit is not None
        return know(home, unit_list(unit)).status == "complete"
    if what in ("uncovered_country", "tier_hole", "coverage"):
        needed = every if tiers is None else tiers
        if needed == every and know(home, whole_list(home)).status == "complete":
            return True
    elif what in ("bare_stem", "stem_fill", "unit_fill"):
        needed = every - {1}
    else:
        needed = {1}
    return all(know(home, tier_list(home, tier)).status == "complete" for tier in needed)
