"""Knowledge of lists: what is on record of a home's agreements beside what is claimed of them.

Registers are incomplete. What rests on something missing holds only where the list that would hold it is complete; else the
answer says that nothing is on record, names the list and how far it is known. Definitions: docs/glossary.md#knowledge.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Literal, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from graph_service.domain.claim import Claim
from graph_service.domain.dates import Certainty, happened_by, months_after, span
from graph_service.graph.kept import Kept
from graph_service.metrics.claims import claims_by_subject
from graph_service.metrics.completeness import Enumerated, enumerate_list
from graph_service.metrics.home import Home
from graph_service.metrics.selection import HEADLINE_KINDS, Selection
from graph_service.metrics.vine import Vine
from graph_service.snapshot import Snapshot

ListStatus = Literal["complete", "partial", "exceeds", "unknown"]
# An office declares a list whole by a claim of this measure; a total is a claim of the other.
WHOLE_LIST, TOTAL = "whole_list", "agreements"
_FRESH_MONTHS = 12
_SEVERAL = "several"  # what a claim about a region or several countries speaks of: no list that is told here


class Knowledge(Struct, frozen=True, kw_only=True):
    """How far a list is known. `recorded` counts what is on record of the kinds and on the day of the claim beside it
    (the kinds and the day asked about where there is none), `unclassified` what may be of these kinds too; `claimed` is
    what the `source` states `as_of` its day."""

    recorded: int
    unclassified: int = 0
    claimed: float | None = None
    as_of: str | None = None
    source: str | None = None
    claim: str | None = None
    status: ListStatus = "unknown"

    @property
    def complete(self) -> bool:
        """Whether what is missing in the list is missing in the world."""
        return self.status == "complete"


class HomeKnowledge(Struct, frozen=True, kw_only=True):
    """The whole list of a home, its list of each tier, and its lists of the countries that claims tell apart."""

    whole: Knowledge
    tiers: dict[str, Knowledge]
    countries: dict[str, Knowledge]

    def establishes(self, tiers: Iterable[int]) -> bool:
        """Whether what is missing at these tiers is known to be missing: their lists are complete, or the whole is and
        they are all tiers there are."""
        asked = {str(tier) for tier in tiers}
        return all(self.tiers[tier].complete for tier in asked) or (self.whole.complete and asked == self.tiers.keys())


class _List(NamedTuple):
    """Which list: of a home or one of its units, of some tiers (none: of all together), perhaps with one country. `every`
    are the tiers there are: those of the home, or that of the unit."""

    subject: str
    every: frozenset[int]
    tiers: frozenset[int] = frozenset()
    country: str | None = None


def knowledge_of(vine: Vine) -> HomeKnowledge:
    """How far the lists of a home are known, on the day and in the layer of its vine; kept as the vine is."""
    key = (vine.home.place.id, vine.selection)
    return vine.snapshot.once(_kept).get(key, lambda: _of_home(vine.snapshot, vine.home, vine.selection))


def knowledge_of_unit(vine: Vine, unit: str) -> Knowledge:
    """How far the list of one unit of a home is known: of its own agreements, not of those of units inside it."""
    return _known(vine.snapshot, vine.home.place.id, _List(unit, frozenset((vine.home.tiers[unit],))), vine.selection)


def claimed(snapshot: Snapshot, home: str, tier: int, as_of: date) -> Claim | None:
    """The newest total that a source states of a home's list of one tier by a date; nothing is counted for it."""
    claims = _claims(snapshot, _List(home, frozenset((tier,)), frozenset((tier,))))
    said = (claim for claim in claims if claim.measure == TOTAL and claim.value is not None and _said(claim, as_of))
    return max(said, key=_newest, default=None)


def _kept(_: Snapshot) -> Kept[tuple[str, Selection], HomeKnowledge]:
    return Kept(16)


def _of_home(snapshot: Snapshot, home: Home, selection: Selection) -> HomeKnowledge:
    place, every = home.place.id, frozenset(range(1, home.tmax + 1))
    tiers = {str(tier): _known(snapshot, place, _List(place, every, frozenset((tier,))), selection) for tier in sorted(every)}
    whole = _known(snapshot, place, _List(place, every), selection)
    if all(known.complete for known in tiers.values()):
        whole = replace(whole, status="complete")
    countries = {
        code: _known(snapshot, place, _List(place, every, country=code), selection) for code in _countries_told(snapshot, place)
    }
    return HomeKnowledge(whole=whole, tiers=tiers, countries=countries)


def _known(snapshot: Snapshot, home: str, wanted: _List, selection: Selection) -> Knowledge:
    claims = [claim for claim in _claims(snapshot, wanted) if _said(claim, selection.as_of)]
    declared = [claim for claim in claims if claim.measure == WHOLE_LIST and _fresh(claim, selection.as_of)]
    totals = [claim for claim in claims if claim.measure == TOTAL and claim.value is not None]
    claim = max(declared or totals, key=_newest, default=None)
    if claim is None:
        return Knowledge(recorded=len(_recorded(snapshot, home, wanted, selection).ids))
    day, kinds = min(_day(claim), selection.as_of), frozenset(claim.scope_kinds) or HEADLINE_KINDS
    found = _recorded(snapshot, home, wanted, Selection(day, kinds, selection.layer))
    return Knowledge(
        recorded=len(found.ids),
        unclassified=len(found.beside),
        claimed=claim.value,
        as_of=claim.as_of,
        source="; ".join(source.document for source in claim.sources),
        claim=claim.id,
        status="complete" if declared else _status(found, claim, selection.as_of),
    )


def _status(found: Enumerated, claim: Claim, as_of: date) -> ListStatus:
    """How what is on record stands to a claimed total. Only stated kinds can complete a list: an unclassified agreement may
    be of a kind that the claim does not count."""
    claimed = claim.value or 0.0
    if claim.qualifier == "exact" and _fresh(claim, as_of) and len(found.stated) == claimed:
        return "complete"
    if claim.qualifier != "at_least" and len(found.ids) > claimed:
        return "exceeds"
    return "partial"


def _recorded(snapshot: Snapshot, home: str, wanted: _List, selection: Selection) -> Enumerated:
    return enumerate_list(snapshot, home, wanted.subject, selection, wanted.tiers, wanted.country)


def _claims(snapshot: Snapshot, wanted: _List) -> Iterator[Claim]:
    for claim in _of_lists(snapshot, wanted.subject):
        tiers = frozenset(claim.scope_tiers)
        fits = tiers == wanted.tiers or (not wanted.tiers and tiers == wanted.every)
        if fits and _country(snapshot, claim) == wanted.country:
            yield claim


def _of_lists(snapshot: Snapshot, subject: str) -> Iterator[Claim]:
    return (claim for claim in snapshot.once(claims_by_subject).get(subject, ()) if claim.measure in (WHOLE_LIST, TOTAL))


def _countries_told(snapshot: Snapshot, subject: str) -> list[str]:
    told = {_country(snapshot, claim) for claim in _of_lists(snapshot, subject)}
    return sorted(code for code in told if code and code != _SEVERAL)


def _country(snapshot: Snapshot, claim: Claim) -> str | None:
    """The country that a claim speaks of: None for all of them."""
    if not claim.counterparts:
        return None
    place = snapshot.places.get(claim.counterparts[0])
    return place.country if place is not None and place.is_level("country") and len(claim.counterparts) == 1 else _SEVERAL


def _said(claim: Claim, as_of: date) -> bool:
    """Whether the claim speaks of a day that is not later than the one asked about; one without a day does not."""
    return claim.as_of is not None and happened_by(claim.as_of, as_of) is not Certainty.NO


def _day(claim: Claim) -> date:
    return span(str(claim.as_of)).last


def _newest(claim: Claim) -> tuple[date, str]:
    return _day(claim), claim.id


def _fresh(claim: Claim, as_of: date) -> bool:
    """Whether a list that was whole on the day of the claim is still taken as whole."""
    return as_of <= months_after(_day(claim), _FRESH_MONTHS)
