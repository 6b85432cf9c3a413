"""Sanctions of the Security Council of the United Nations: claims about a country, one per resolution.

A claim of the measure `un_sanctions` states the resolution in `stated`, the day it took effect in `as_of`, and, where permanent
members dispute that it is in force, `disputed` at the head of its `scope`. A claim of the measure `un_sanctions_ended` with
the same words ends it, a later one imposes it anew. No row, no warning.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from graph_service.records.claim import Claim
from graph_service.records.dates import Certainty, happened_by, span
from graph_service.snapshot import Snapshot

IMPOSED, ENDED = "un_sanctions", "un_sanctions_ended"
_DISPUTED = "disputed"


class Sanction(NamedTuple):
    """Sanctions in force by a resolution, and the claim that states them."""

    resolution: str
    disputed: bool
    claim: str


def sanctions_on(snapshot: Snapshot, code: str, as_of: date) -> tuple[Sanction, ...]:
    """The sanctions in force on a country at a date, by its ISO code, in the order of their resolutions."""
    latest: dict[str, Claim] = {}
    for claim in sorted(snapshot.once(sanction_claims).get(code, ()), key=_day):
        if claim.stated is not None and happened_by(claim.as_of, as_of) is not Certainty.NO:
            latest[claim.stated] = claim
    return tuple(
        Sanction(resolution, (claim.scope or "").startswith(_DISPUTED), claim.id)
        for resolution, claim in sorted(latest.items())
        if claim.measure == IMPOSED
    )


def sanction_claims(snapshot: Snapshot) -> Mapping[str, tuple[Claim, ...]]:
    """The claims about sanctions under the ISO code of their country, in id order; for `Snapshot.once`."""
    found: dict[str, list[Claim]] = {}
    for claim in _claims(snapshot):
        found.setdefault(snapshot.places[claim.subject].country, []).append(claim)
    return {code: tuple(rows) for code, rows in found.items()}


def _claims(snapshot: Snapshot) -> Iterator[Claim]:
    for claim in snapshot.network.table(Claim).values():
        if claim.measure in (IMPOSED, ENDED) and claim.subject in snapshot.places:
            yield claim


def _day(claim: Claim) -> tuple[date, str]:
    return (span(claim.as_of).first if claim.as_of else date.min), claim.id
