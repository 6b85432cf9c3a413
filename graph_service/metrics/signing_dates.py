"""Dates of signing that sources give otherwise than the record: a contested date is told wherever the date is."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from graph_service.records.agreement import Agreement, Stage
from graph_service.records.claim import Claim
from graph_service.records.dates import span
from graph_service.records.life import RANK
from graph_service.snapshot import Snapshot

SIGNED = "signed"  # the measure of claims that give a date of signing
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_UNTOLD = "unclassified"


class ClaimedDate(NamedTuple):
    """A date that a claim gives for a signing of one of these kinds; of none where it does not tell."""

    claim: str
    date: str
    kinds: frozenset[str]


def claimed_dates(snapshot: Snapshot) -> Mapping[str, tuple[ClaimedDate, ...]]:
    """The dates of signing that claims give of each agreement, in their order; for `Snapshot.once`."""
    lists: dict[str, list[ClaimedDate]] = {}
    for claim in snapshot.network.table(Claim).values():
        found = _DATE.search(claim.stated) if claim.measure == SIGNED and claim.stated else None
        if found is not None:
            kinds = frozenset(claim.scope_kinds) - {_UNTOLD}
            lists.setdefault(claim.subject, []).append(ClaimedDate(claim.id, found[0], kinds))
    return {agreement: tuple(rows) for agreement, rows in lists.items()}


def date_stated(claim: Claim) -> str | None:
    """The date that the words of a claim begin with, such as that of a signing; None where they begin with none."""
    found = _DATE.match(claim.stated or "")
    return found[0] if found else None


def contesting(snapshot: Snapshot, agreement: Agreement, stage: Stage | None) -> Iterator[ClaimedDate]:
    """The claims that date this signing otherwise; 2008 and 2008-05 agree, and what is the date of another step contests none."""
    if stage is None or stage.date is None or stage.kind not in RANK:
        return
    for claimed in snapshot.once(claimed_dates).get(agreement.id, ()):
        if _is_of(claimed, stage) and not any(_tells(claimed, step) for step in agreement.stages):
            yield claimed


def also_given(snapshot: Snapshot, agreement: Agreement, stage: Stage | None) -> tuple[str, ...]:
    """The other dates that sources give of a signing, the earliest first; of two that agree the more exact one."""
    if agreement.id not in snapshot.once(claimed_dates):  # as of nearly every agreement of a large network
        return ()
    return _most_exact({claimed.date for claimed in contesting(snapshot, agreement, stage)})


def more_exact(snapshot: Snapshot, agreement: Agreement, stage: Stage | None) -> str | None:
    """The most exact date that a source gives of a signing, where it agrees with that on record and tells the day or the month
    that this leaves open. The record keeps its own date: a claim overwrites none."""
    if stage is None or stage.date is None or stage.kind not in RANK:
        return None
    claims = (claimed for claimed in snapshot.once(claimed_dates).get(agreement.id, ()) if _is_of(claimed, stage))
    found = [claimed.date for claimed in claims if _lies_within(claimed.date, stage.date)]
    return max(found, key=len, default=None)


def _lies_within(one: str, other: str) -> bool:
    """Whether a date is one of several days that another leaves open."""
    (first, last, _), (begin, end, _) = span(one), span(other)
    return begin <= first and last <= end and (first, last) != (begin, end)


def _is_of(claimed: ClaimedDate, stage: Stage) -> bool:
    """Whether the claim can be of this signing: a kind that either leaves open may be any but an intent."""
    if stage.kind == _UNTOLD:
        return claimed.kinds != {"intent"}
    return stage.kind in claimed.kinds or (not claimed.kinds and stage.kind != "intent")


def _tells(claimed: ClaimedDate, step: Stage) -> bool:
    """Whether the date is that of a step on record: of a renewal, or of a signing that the claim can be of."""
    of_it = step.kind not in RANK or _is_of(claimed, step)
    return of_it and step.date is not None and _agree(claimed.date, step.date)


def _agree(one: str, other: str) -> bool:
    (first, last, _), (begin, end, _) = span(one), span(other)
    return first <= end and begin <= last


def _most_exact(dates: Iterable[str]) -> tuple[str, ...]:
    kept = sorted(dates)
    return tuple(date for date in kept if not any(other != date and other.startswith(date) for other in kept))
