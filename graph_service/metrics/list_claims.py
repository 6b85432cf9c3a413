"""Claims about lists of agreements: which list each speaks of, on which days it counts, and what it says of the list.

A total is a claim of the measure `agreements`. A claim of `whole_list` states that nothing is missing in the list; its value,
where it has one, is the total as well. Definitions: docs/glossary.md#knowledge.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from graph_service.metrics.claims import claims_by_subject, said_by
from graph_service.metrics.completeness import Enumerated, enumerate_list
from graph_service.metrics.home import Home
from graph_service.metrics.selection import ALL_LAYERS, HEADLINE_KINDS, Selection
from graph_service.records.claim import LIST_MEASURES, WHOLE_LIST, Claim
from graph_service.records.dates import months_after, span
from graph_service.records.vocabulary import AgreementKind
from graph_service.snapshot import Snapshot

_FRESH_MONTHS = 12
# Words of a source that a list is not whole: an answer to a question of a form, or a sentence that denies it.
_DENIED = re.compile(
    r"\s*(no|n|none|false|0|否|不|不是|没有|无)[\s.。!！]*|.*(\bnot\b|\bincomplete\b|\bpartial\b|不完整|不全|不齐|未完|尚未|并非|不是).*",
    re.IGNORECASE | re.DOTALL,
)


class ListOf(NamedTuple):
    """Which list: of a home or one of its units, of these tiers of those there are (`every`: those of the home, or that of
    the unit), perhaps with one country."""

    subject: str
    every: frozenset[int]
    tiers: frozenset[int]
    country: str | None = None


class Lists(NamedTuple):
    """The lists of one home as a question sees them."""

    snapshot: Snapshot
    home: Home
    selection: Selection

    def of_home(self, *tiers: int, country: str | None = None) -> ListOf:
        """The list of these tiers of the home; of all of them where none is named."""
        every = frozenset(range(1, self.home.tmax + 1))
        return ListOf(self.home.place.id, every, frozenset(tiers) or every, country)

    def of_unit(self, unit: str) -> ListOf:
        """The own list of a unit; that of the home itself is its list of tier 1."""
        if unit == self.home.place.id:
            return self.of_home(1)
        tiers = frozenset((self.home.tiers[unit],))
        return ListOf(unit, tiers, tiers)

    def claims(self, wanted: ListOf) -> list[Claim]:
        """What is claimed of exactly this list by the day asked about, the newest first; a total before words of its day."""
        found = (claim for claim in self._about(wanted.subject) if self.list_of(claim) == wanted)
        return sorted(found, key=lambda claim: (day_of(claim), claim.value is not None, claim.id), reverse=True)

    def claims_inside(self, wanted: ListOf) -> Iterator[Claim]:
        """What is claimed of this list and of any part of it: fewer tiers, one country, one unit."""
        whole = wanted.subject == self.home.place.id
        for subject in self.home.tiers if whole else (wanted.subject,):
            for claim in self._about(subject):
                part = self.list_of(claim)
                if part is not None and part.tiers <= wanted.tiers and wanted.country in (None, part.country):
                    yield claim

    def countries(self) -> list[str]:
        """The countries that claims about the home tell apart."""
        told = (self.list_of(claim) for claim in self._of_lists(self.home.place.id))
        return sorted({part.country for part in told if part is not None and part.country is not None})

    def list_of(self, claim: Claim) -> ListOf | None:
        """The list that a claim speaks of; None for one about a region abroad, or about several countries."""
        whole = self.of_home() if claim.subject == self.home.place.id else self.of_unit(claim.subject)
        part = whole._replace(tiers=frozenset(claim.scope_tiers) or whole.tiers)
        if not claim.counterparts:
            return part
        place = self.snapshot.places.get(claim.counterparts[0])
        if place is None or not place.is_level("country") or len(claim.counterparts) > 1:
            return None
        return part._replace(country=place.country)

    def recorded(self, wanted: ListOf, selection: Selection) -> Enumerated:
        """What is on record of a list."""
        tiers = () if wanted.tiers == wanted.every else wanted.tiers
        return enumerate_list(self.snapshot, self.home.place.id, wanted.subject, selection, tiers, wanted.country)

    def beside(self, claim: Claim) -> Enumerated:
        """What is on record in the claim's own scope and on its day."""
        wanted = self.list_of(claim)
        assert wanted is not None
        return self.recorded(wanted, Selection(day_of(claim), kinds_of(claim), self.selection.layer))

    def hides(self, wanted: ListOf) -> bool:
        """Whether the layer asked about leaves out agreements of a list: what is missing in it may be in another layer."""
        if self.selection.layer == ALL_LAYERS:
            return False
        seen = self.recorded(wanted, self.selection)
        there = self.recorded(wanted, Selection(self.selection.as_of, self.selection.kinds, ALL_LAYERS))
        return set(seen.ids + seen.beside) != set(there.ids + there.beside)

    def exceeds(self, claim: Claim) -> bool:
        """Whether more is on record in the claim's own scope than it states."""
        return claim.value is not None and claim.qualifier != "at_least" and len(self.beside(claim).ids) > claim.value

    def contradicts(self, claim: Claim) -> bool:
        """Whether a claim says otherwise than what is on record: that the list is not whole, that it holds more than may be
        counted, or fewer than are surely among it."""
        if claim.value is None:
            return claim.measure == WHOLE_LIST and denies(claim)
        found = self.beside(claim)
        more = claim.value > len(found.ids) + len(found.beside)
        fewer = claim.qualifier != "at_least" and claim.value < len(found.stated)
        return more or fewer or denies(claim)

    def _about(self, subject: str) -> Iterator[Claim]:
        return (claim for claim in self._of_lists(subject) if said_by(claim, self.selection.as_of))

    def _of_lists(self, subject: str) -> Iterator[Claim]:
        return (claim for claim in self.snapshot.once(claims_by_subject).get(subject, ()) if claim.measure in LIST_MEASURES)


def kinds_of(claim: Claim) -> frozenset[AgreementKind]:
    """The kinds that a claim counts."""
    return frozenset(claim.scope_kinds) or HEADLINE_KINDS


def covers(counted: frozenset[str], asked: frozenset[str]) -> bool:
    """Whether what counts some kinds speaks of those asked. What is unclassified is of one of the others, so it asks for no
    more than these."""
    return (asked - {"unclassified"} or asked) <= counted


def declares(claim: Claim) -> bool:
    """Whether a claim states that its list is whole: one that denies it, or gives a bound, does not."""
    return claim.measure == WHOLE_LIST and claim.qualifier == "exact" and not denies(claim)


def denies(claim: Claim) -> bool:
    """Whether a claim of `whole_list` says in words that the list is not whole."""
    return claim.measure == WHOLE_LIST and claim.stated is not None and _DENIED.fullmatch(claim.stated) is not None


def day_of(claim: Claim) -> date:
    """The last day that the claim can speak of."""
    return span(str(claim.as_of)).last


def is_fresh(claim: Claim, as_of: date) -> bool:
    """Whether a list that was whole on the earliest day the claim can mean is still taken as whole."""
    return as_of <= months_after(span(str(claim.as_of)).first, _FRESH_MONTHS)
