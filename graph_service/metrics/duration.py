"""Time to signing: how long two parties took from the first contact or letter of intent to what they signed.

A vague date gives an interval of days. What a document says of it (“in little more than a month”) stands beside what
the stages give, never in its place.
"""

import math
from collections.abc import Iterator
from datetime import date
from typing import Literal

from msgspec import Struct

from graph_service.metrics.claims import claims_by_subject
from graph_service.metrics.vitality import DAYS_PER_MONTH
from graph_service.records.agreement import Agreement, Stage
from graph_service.records.claim import Claim
from graph_service.records.dates import Certainty, happened_by, span
from graph_service.snapshot import Snapshot

_BEGINNINGS = ("contact", "intent")
_SIGNINGS = ("unclassified", "exchange", "formal")
# Claims about it, and the days in their unit.
_MEASURES = {"days_to_signature": 1.0, "months_to_signature": DAYS_PER_MONTH, "years_to_signature": 12 * DAYS_PER_MONTH}


class Duration(Struct, frozen=True):
    """At least `low_days` and at most `high_days`, None where that side is open. `basis` says whether the stages give
    it or a claim states it; `evidence` is the id of the agreement or the claim."""

    low_days: int | None
    high_days: int | None
    basis: Literal["stages", "claim"]
    evidence: str


def times_to_signing(snapshot: Snapshot, agreement: Agreement, as_of: date) -> tuple[Duration, ...]:
    """Every statement of the time to signing that stands at a date: from the stages first, then from claims in id order."""
    claims = snapshot.once(claims_by_subject).get(agreement.id, ())
    return (*_from_stages(agreement, as_of), *(_from_claim(claim) for claim in claims if _tells(claim, as_of)))


def _from_stages(agreement: Agreement, as_of: date) -> Iterator[Duration]:
    beginnings = _dated(agreement, _BEGINNINGS, as_of)
    signings = _dated(agreement, _SIGNINGS, as_of)
    if not beginnings or not signings:
        return
    begun, signed = span(str(beginnings[0].date)), span(str(signings[0].date))
    if begun.first <= signed.last:
        yield Duration(max(0, (signed.first - begun.last).days), (signed.last - begun.first).days, "stages", agreement.id)


def _dated(agreement: Agreement, kinds: tuple[str, ...], as_of: date) -> list[Stage]:
    """The dated stages of these kinds that surely happened by the date, earliest first."""
    found = [stage for stage in agreement.stages if stage.kind in kinds and stage.date is not None]
    sure = [stage for stage in found if happened_by(stage.date, as_of) is Certainty.SURELY]
    return sorted(sure, key=lambda stage: span(str(stage.date)))


def _tells(claim: Claim, as_of: date) -> bool:
    known = claim.as_of is None or happened_by(claim.as_of, as_of) is not Certainty.NO
    return claim.measure in _MEASURES and claim.value is not None and known


def _from_claim(claim: Claim) -> Duration:
    days = (claim.value or 0.0) * _MEASURES[claim.measure]
    low = None if claim.qualifier == "just_under" else math.floor(days)
    high = None if claim.qualifier == "at_least" else math.ceil(days)
    return Duration(low, high, "claim", claim.id)
