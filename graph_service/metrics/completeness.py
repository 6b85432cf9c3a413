"""Completeness: what documents claim beside what is enumerated. A claim is never recomputed or overwritten.

`COUNTERS` says how each claimed measure is enumerated; a measure without a line there is shown without a count.
"""

from collections import Counter as Counts
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from graph_service.errors import ScopesDiffer
from graph_service.metrics.home import home_above
from graph_service.metrics.selection import HEADLINE_KINDS, Selection
from graph_service.metrics.share import Share
from graph_service.metrics.ties import Tie
from graph_service.metrics.vine import Vine, vine_of
from graph_service.records.claim import Claim
from graph_service.records.dates import span
from graph_service.records.organisation import Organisation
from graph_service.records.vocabulary import AgreementKind
from graph_service.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Enumerated:
    """The records of the claim's own scope. `beside` are agreements whose source does not tell their class, so that
    they may or may not be meant; `stated` those of `ids` whose source does tell it; `by_kind`
    counts those of `ids` that are agreements."""

    ids: tuple[str, ...]
    beside: tuple[str, ...] = ()
    stated: tuple[str, ...] = ()
    by_kind: Mapping[AgreementKind, int] = field(default_factory=dict)


Counter = Callable[[Snapshot, Claim, date, str], Enumerated | None]


def enumerate_claim(snapshot: Snapshot, claim: Claim, as_of: date, layer: str) -> Enumerated | None:
    """What is on record of the claimed measure, in the claim's scope and by its date; None where it cannot be counted."""
    counter = COUNTERS.get(claim.measure)
    return counter(snapshot, claim, claimed_by(claim, as_of), layer) if counter else None


def claimed_by(claim: Claim, as_of: date) -> date:
    """The day a claim speaks of: its own, else the last of its period, else the day asked about; never later than that."""
    said = claim.as_of or claim.period
    return min(span(said).last, as_of) if said else as_of


def completeness(claim: Claim, found: Enumerated | None) -> Share | None:
    """Enumerated over claimed, of the same scope; None where either is unknown. `missing` stays empty: the claim names
    a number, not the records."""
    if found is None or claim.value is None:
        return None
    claimed = int(claim.value)
    return Share(len(found.ids), claimed, len(found.ids) / claimed if claimed else None, found.ids)


def difference(one: Claim, other: Claim) -> float | None:
    """The first value less the second.

    Raises:
        ScopesDiffer: the claims count different things; the message says which.
    """
    names = ("measure", "unit", "scope_kinds", "scope_tiers")
    if apart := [name for name in names if getattr(one, name) != getattr(other, name)]:
        told = "; ".join(f"{name} {_words(getattr(one, name))} against {_words(getattr(other, name))}" for name in apart)
        raise ScopesDiffer(one.id, other.id, told)
    return None if one.value is None or other.value is None else one.value - other.value


def _words(value: object) -> str:
    return "+".join(map(str, value)) if isinstance(value, tuple) and value else repr(value)


def _agreements(snapshot: Snapshot, claim: Claim, as_of: date, layer: str) -> Enumerated | None:
    """Agreements abroad of the subject, be it a home or one unit of it, at the tiers and of the kinds claimed."""
    subject = snapshot.places.get(claim.subject)
    home = home_above(snapshot, subject.id) if subject else None
    if subject is None or home is None:
        return None
    kinds = frozenset(claim.scope_kinds) or HEADLINE_KINDS
    return enumerate_list(snapshot, home.id, subject.id, Selection(as_of, kinds, layer), claim.scope_tiers)


def enumerate_list(
    snapshot: Snapshot,
    home: str,
    subject: str,
    selection: Selection,
    tiers: Collection[int] = (),
    country: str | None = None,
) -> Enumerated:
    """The agreements abroad of a home, of some of its tiers or all, or of one unit of it: the unit's own, or where tiers are
    named those of these tiers inside it. Perhaps with one country. Those of the kinds selected, and the unclassified ones
    beside them."""
    asked = replace(selection, kinds=selection.kinds | {"unclassified"})
    found = list(_effective(vine_of(snapshot, home, asked), subject, tiers, country))
    ids = tuple(tie.agreement.id for tie in found if tie.standing.kind in selection.kinds)
    beside = tuple(tie.agreement.id for tie in found if tie.standing.kind not in selection.kinds)
    stated = tuple(tie.agreement.id for tie in found if tie.standing.kind in selection.kinds - {"unclassified"})
    kinds = Counts(tie.standing.kind for tie in found if tie.standing.kind in selection.kinds)
    by_kind = {kind: kinds[kind] for kind in sorted(selection.kinds) if kinds[kind]}
    return Enumerated(ids, beside, stated, by_kind)


def _effective(vine: Vine, subject: str, tiers: Collection[int], country: str | None) -> Iterator[Tie]:
    whole = subject == vine.home.place.id
    for tie in vine.ties.effective:
        if tiers:
            held = tie.tier in tiers and (whole or vine.snapshot.lies_in(tie.unit, subject))
        else:
            held = whole or tie.unit == subject
        if held and (country is None or tie.partner.country == country):
            yield tie


def _seated(status: str) -> Counter:
    def count(snapshot: Snapshot, claim: Claim, as_of: date, layer: str) -> Enumerated | None:
        del as_of, layer
        bodies = snapshot.network.table(Organisation).values()
        seated = (body for body in bodies if body.seat is not None and snapshot.lies_in(body.seat, claim.subject))
        kind = "international_organisation"
        return Enumerated(tuple(body.id for body in seated if body.kind == kind and body.status == status))

    return count


COUNTERS: Mapping[str, Counter] = {
    "agreements": _agreements,
    "international_organisations_landed": _seated("landed"),
    "international_organisations_in_progress": _seated("in_progress"),
}
