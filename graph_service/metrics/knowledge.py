"""Knowledge of lists: what is on record of a home's agreements beside what is claimed of them.

Registers are incomplete. What rests on something missing holds only where the list that would hold it is complete; else the
answer says that nothing is on record, names the list and how far it is known. Definitions: docs/glossary.md#knowledge.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Literal

from msgspec import Struct

from graph_service.graph.memo import Memo
from graph_service.metrics.claims import claims_by_subject
from graph_service.metrics.home import home_of
from graph_service.metrics.list_claims import ListOf, Lists, covers, day_of, declares, is_fresh, kinds_of
from graph_service.metrics.selection import Selection
from graph_service.metrics.vine import Vine
from graph_service.records.claim import TOTAL, WHOLE_LIST, Claim
from graph_service.records.dates import span
from graph_service.records.vocabulary import AgreementKind
from graph_service.snapshot import Snapshot

ListStatus = Literal["complete", "partial", "exceeds", "unknown"]


class Knowledge(Struct, frozen=True, kw_only=True):
    """How far a list is known. `recorded` counts what is on record of the kinds and on the day of the claim beside it
    (the kinds and the day asked about where there is none: `by_kind` then tells how many of each), `unclassified` what may
    be of these kinds too; `claimed` is what the `source` states of its `kinds` (formal where none is named) `as_of` its
    day."""

    recorded: int
    by_kind: dict[AgreementKind, int] = {}
    unclassified: int = 0
    claimed: float | None = None
    kinds: tuple[AgreementKind, ...] = ()
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
        return self.whole.complete if asked == self.tiers.keys() else all(self.tiers[tier].complete for tier in asked)


def knowledge_of(vine: Vine) -> HomeKnowledge:
    """How far the lists of a home are known, on the day and in the layer of its vine; kept as the vine is."""
    key = (vine.home.place.id, vine.selection)
    return vine.snapshot.once(_kept).get(key, lambda: _of_home(_lists(vine)))


def knowledge_of_unit(vine: Vine, unit: str) -> Knowledge:
    """How far the list of one unit of a home is known: of its own agreements, not of those of units inside it."""
    lists = _lists(vine)
    return _known(lists, lists.of_unit(unit))


def claimed(snapshot: Snapshot, home: str, tier: int, as_of: date) -> Claim | None:
    """The newest total that a source states of a home's list of one tier by a date; nothing is counted for it."""
    if home not in snapshot.once(claims_by_subject):
        return None
    lists = Lists(snapshot, home_of(snapshot, home, as_of), Selection(as_of))
    said = lists.claims(lists.of_home(tier))
    return next((claim for claim in said if claim.measure == TOTAL and claim.value is not None), None)


def _kept(_: Snapshot) -> Memo[tuple[str, Selection], HomeKnowledge]:
    return Memo(16)


def _lists(vine: Vine) -> Lists:
    return Lists(vine.snapshot, vine.home, vine.selection)


def _of_home(lists: Lists) -> HomeKnowledge:
    tiers = {tier: _known(lists, lists.of_home(tier)) for tier in range(1, lists.home.tmax + 1)}
    whole = _known(lists, lists.of_home())
    if not whole.complete and all(known.complete for known in tiers.values()) and not _doubted_together(lists, tiers):
        whole = _together(list(tiers.values()))
    countries = {code: _known(lists, lists.of_home(country=code)) for code in lists.countries()}
    return HomeKnowledge(whole=whole, tiers={str(tier): known for tier, known in tiers.items()}, countries=countries)


def _together(tiers: list[Knowledge]) -> Knowledge:
    """The whole of which every tier is complete: as old as the oldest of what completes them, with their sources and values."""
    values = [known.claimed for known in tiers if known.claimed is not None]
    return Knowledge(
        recorded=sum(known.recorded for known in tiers),
        unclassified=sum(known.unclassified for known in tiers),
        claimed=sum(values) if len(values) == len(tiers) else None,
        as_of=min((str(known.as_of) for known in tiers), key=span),
        source="; ".join(dict.fromkeys(str(known.source) for known in tiers)),
        status="complete",
    )


def _doubted_together(lists: Lists, tiers: Mapping[int, Knowledge]) -> bool:
    """Whether a claim about several tiers says otherwise, and is no older than what completes them."""
    for claim in lists.claims_inside(lists.of_home()):
        of_claim = lists.list_of(claim)
        if of_claim is None or len(of_claim.tiers) == 1 or not covers(lists.selection.kinds, kinds_of(claim)):
            continue
        since = min(span(str(tiers[tier].as_of)).last for tier in of_claim.tiers)
        if day_of(claim) >= since and lists.contradicts(claim):
            return True
    return False


def _known(lists: Lists, wanted: ListOf) -> Knowledge:
    claims = lists.claims(wanted)
    fitting = [claim for claim in claims if covers(kinds_of(claim), lists.selection.kinds)]
    completing = next((claim for claim in _candidates(fitting) if _completes(lists, wanted, claim)), None)
    if completing is not None:
        return _told(lists, completing, "complete")
    fresh = [claim for claim in fitting if claim.value is not None or _says_of_the_whole(claim, lists.selection.as_of)]
    if fresh:
        return _told(lists, fresh[0], _status(lists, fresh[0]))
    other = next((claim for claim in claims if claim.value is not None), None)
    if other is not None:
        status = _status(lists, other)
        reached = status == "partial" and len(lists.beside(other).ids) == other.value
        return _told(lists, other, "unknown" if reached else status)
    found = lists.recorded(wanted, lists.selection)
    return Knowledge(recorded=len(found.ids), by_kind=dict(found.by_kind))


def _candidates(claims: list[Claim]) -> list[Claim]:
    """The claims that may complete a list: those that declare it whole, and the newest total."""
    return [*filter(declares, claims), *[claim for claim in claims if claim.value is not None][:1]]


def _completes(lists: Lists, wanted: ListOf, claim: Claim) -> bool:
    """Whether a list is complete by a claim: a fresh and exact one that what is on record bears out and nothing newer denies.
    Only stated kinds make up a total: an unclassified agreement may be of a kind that the claim does not count."""
    if claim.qualifier != "exact" or not is_fresh(claim, lists.selection.as_of) or lists.hides(wanted):
        return False
    borne_out = claim.measure == WHOLE_LIST or len(lists.beside(claim).stated) == claim.value
    return borne_out and not lists.contradicts(claim) and not _doubted(lists, wanted, claim)


def _doubted(lists: Lists, wanted: ListOf, claim: Claim) -> bool:
    """Whether another claim, no older and of kinds that this one counts, says otherwise of the list or of a part of it."""
    return any(
        other is not claim
        and day_of(other) >= day_of(claim)
        and covers(kinds_of(claim), kinds_of(other))
        and lists.contradicts(other)
        for other in lists.claims_inside(wanted)
    )


def _says_of_the_whole(claim: Claim, as_of: date) -> bool:
    """Whether words without a number still speak of the list: those of a bound and those that are old do not."""
    return claim.qualifier == "exact" and claim.measure != TOTAL and is_fresh(claim, as_of)


def _status(lists: Lists, claim: Claim) -> ListStatus:
    """How what is on record stands to a claim that does not complete the list."""
    return "exceeds" if lists.exceeds(claim) else "partial"


def _told(lists: Lists, claim: Claim, status: ListStatus) -> Knowledge:
    found = lists.beside(claim)
    return Knowledge(
        recorded=len(found.ids),
        unclassified=len(found.beside),
        claimed=claim.value,
        kinds=claim.scope_kinds,
        as_of=claim.as_of,
        source="; ".join(source.document for source in claim.sources),
        claim=claim.id,
        status=status,
    )
