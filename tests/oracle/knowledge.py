"""What is known of a list of agreements, and whether an absence in it is established (section 2a)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from graph_service.records.claim import Claim
from tests.oracle.dates import days, year_before
from tests.oracle.home import Home, Tie

STATED = ("formal", "exchange", "intent")
DENIALS = ("否", "no", "名单不完整", "the list is not whole")


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
    """The knowledge of a list: complete by a declaration or a total that nothing denies, else what the newest claim makes it."""
    claims = sorted(
        (claim for claim in home.world.list_claims if _about(home, claim, listed) and _day(claim, home.on) is not None),
        key=lambda claim: (_day(claim, home.on), claim.value is not None, claim.id),
    )
    asked = [claim for claim in claims if _speaks_of(_kinds(claim), home.kinds)]
    totals = [claim for claim in asked if claim.value is not None]
    whole = [claim for claim in reversed(asked) if claim.measure == "whole_list" and not _denial(claim)]
    for claim in [*whole, *totals[-1:]]:
        if claim.qualifier == "exact" and _fresh(home, claim) and _holds(home, claim) and not _denied_later(home, listed, claim):
            return _told(home, claim, "complete")
    words = [claim for claim in asked if claim.value is None and claim.measure == "whole_list"]
    words = [claim for claim in words if claim.qualifier == "exact" and _fresh(home, claim)]
    if told := [claim for claim in asked if claim in totals or claim in words]:
        return _told(home, told[-1], _status(home, told[-1]))
    if listed == whole_list(home) and (together := _all_tiers(home)):
        return together
    if others := [claim for claim in claims if claim.value is not None]:
        claim = others[-1]
        status = _status(home, claim)
        return _told(home, claim, "unknown" if status == "partial" and _recorded(home, claim) == claim.value else status)
    return Knowledge(sum(listed.holds(tie) for tie in home.ties), None, None, None, "unknown")


def _all_tiers(home: Home) -> Knowledge | None:
    """The whole as its tiers tell it, where all of them are complete and no claim about several of them denies it."""
    known = {tier: know(home, tier_list(home, tier)) for tier in range(1, home.tmax + 1)}
    if any(one.status != "complete" for one in known.values()):
        return None
    since = {tier: days(str(one.as_of))[1] for tier, one in known.items()}
    for claim in home.world.list_claims:
        day = _day(claim, home.on)
        tiers = _tiers(home, claim)
        if day is None or tiers is None or len(tiers) < 2 or not _speaks_of(home.kinds, _kinds(claim)):
            continue
        if day >= min(since[tier] for tier in tiers) and _denies(home, claim):
            return None
    values = [one.claimed for one in known.values() if one.claimed is not None]
    oldest = min((str(one.as_of) for one in known.values()), key=days)
    total = sum(values) if len(values) == len(known) else None
    return Knowledge(sum(one.recorded for one in known.values()), total, oldest, None, "complete")


def _told(home: Home, claim: Claim, status: str) -> Knowledge:
    return Knowledge(_recorded(home, claim), claim.value, claim.as_of, claim.id, status)


def _status(home: Home, claim: Claim) -> str:
    over = claim.value is not None and claim.qualifier != "at_least" and _recorded(home, claim) > claim.value
    return "exceeds" if over else "partial"


def _holds(home: Home, claim: Claim) -> bool:
    """Whether what is on record bears a claim out: a declaration whose figure it may be, a total that it is exactly."""
    return not _denies(home, claim) if claim.measure == "whole_list" else _recorded(home, claim, STATED) == claim.value


def _denied_later(home: Home, listed: Listed, claim: Claim) -> bool:
    """Whether a claim about the list or a part of it, of the same day or a later one, denies what this one says."""
    wanted = {listed.tier} if listed.tier else {home.tiers[listed.unit]} if listed.unit else set(range(1, home.tmax + 1))
    for other in home.world.list_claims:
        tiers, day, since = _tiers(home, other), _day(other, home.on), _day(claim, home.on)
        if tiers is None or day is None or since is None or other is claim or day < since:
            continue
        inside = tiers <= wanted and listed.subject in (other.subject, home.place.id)
        if inside and _speaks_of(_kinds(claim), _kinds(other)) and _denies(home, other):
            return True
    return False


def _denies(home: Home, claim: Claim) -> bool:
    """Whether a claim cannot be true of a list that holds what is on record and no more."""
    if _denial(claim):
        return True
    if claim.value is None:
        return False
    at_most = _recorded(home, claim, (*_kinds(claim), "unclassified"))
    too_few = claim.qualifier != "at_least" and claim.value < _recorded(home, claim, STATED)
    return claim.value > at_most or too_few


def _denial(claim: Claim) -> bool:
    return claim.measure == "whole_list" and claim.stated in DENIALS


def _kinds(claim: Claim) -> set[str]:
    return set(claim.scope_kinds) or {"formal", "unclassified"}


def _speaks_of(counted: Collection[str], asked: Collection[str]) -> bool:
    """Whether what counts some kinds speaks of others: of every stated one among them, or of the unclassified alone."""
    stated = set(asked) & set(STATED)
    return stated <= set(counted) if stated else "unclassified" in counted


def _tiers(home: Home, claim: Claim) -> set[int] | None:
    """The tiers that a claim about the home or one of its units counts; None for a claim about something else."""
    if claim.subject not in home.tiers or claim.counterparts:
        return None
    own = home.tiers[claim.subject]
    every = set(range(1, home.tmax + 1)) if own == 1 else {own}
    tiers = set(claim.scope_tiers) or every
    return tiers if max(tiers) <= home.tmax else None


def _about(home: Home, claim: Claim, listed: Listed) -> bool:
    """Whether the claim counts this list: same subject, no part of it abroad, the tiers of the list and no others."""
    tiers = _tiers(home, claim)
    if tiers is None or claim.subject != listed.subject:
        return False
    if listed.unit is not None:
        return tiers == {home.tiers[listed.unit]}
    return tiers == ({listed.tier} if listed.tier else set(range(1, home.tmax + 1)))


def _day(claim: Claim, on: date) -> date | None:
    """The last day that a claim can speak of; None for one that may be later than `on` or tells no day."""
    day = days(claim.as_of)[1] if claim.as_of else None
    return day if day and day <= on else None


def _fresh(home: Home, claim: Claim) -> bool:
    """Whether its earliest day is at most twelve months ago."""
    return claim.as_of is not None and days(claim.as_of)[0] >= year_before(home.on)


def _recorded(home: Home, claim: Claim, kinds: Collection[str] | None = None) -> int:
    """What is recorded in the scope of a claim on its day, of its kinds or of those of them that are given."""
    day, tiers = _day(claim, home.on), _tiers(home, claim)
    assert day is not None
    assert tiers is not None
    chosen = _kinds(claim) if kinds is None else set(kinds) & {*_kinds(claim), "unclassified"}
    then = Home(home.world, home.place.id, day, chosen)
    if claim.subject == home.place.id:
        return sum(tie.tier in tiers for tie in then.ties)
    if tiers == {home.tiers[claim.subject]}:
        return sum(tie.unit.id == claim.subject for tie in then.ties)
    return sum(tie.tier in tiers and any(place.id == claim.subject for place in home.world.above(tie.unit)) for tie in then.ties)


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
        if needed == every:
            return know(home, whole_list(home)).status == "complete"
    elif what in ("bare_stem", "stem_fill", "unit_fill"):
        needed = every - {1}
    else:
        needed = {1}
    return all(know(home, tier_list(home, tier)).status == "complete" for tier in needed)
