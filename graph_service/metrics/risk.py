"""Risk level of a country: a claim of the measure `risk_level` about it, ordinal, dated and sourced.

It narrows a list of candidates where that is asked for, and enters no score and no strength. Where nothing is on record
the risk is not known: it is None, never low.
"""

from collections.abc import Mapping

from msgspec import Struct

from graph_service.errors import BadRequest
from graph_service.metrics.selection import ALL_LAYERS, Selection
from graph_service.records.claim import Claim
from graph_service.records.dates import Certainty, happened_by, span
from graph_service.snapshot import Snapshot

MEASURE = "risk_level"


class Risk(Struct, frozen=True, kw_only=True):
    """The latest level on record by a date. `level` is ordinal, a higher one is riskier; `scale` says of what scale."""

    level: float
    scale: str | None
    as_of: str
    claim: str
    sources: tuple[str, ...]


def risk_claims(snapshot: Snapshot) -> Mapping[str, tuple[Claim, ...]]:
    """The claims of a risk level under the ISO code of their country, the earliest first; for `Snapshot.once`."""
    found: dict[str, list[Claim]] = {}
    for claim in snapshot.network.table(Claim).values():
        if claim.measure == MEASURE and claim.as_of is not None and claim.subject in snapshot.places:
            found.setdefault(snapshot.places[claim.subject].country, []).append(claim)
    return {code: tuple(sorted(rows, key=lambda claim: (span(str(claim.as_of)), claim.id))) for code, rows in found.items()}


def risk_of(snapshot: Snapshot, code: str, selection: Selection) -> Risk | None:
    """The risk of a country at the date and layer of a selection, None where none is on record."""
    claims = (
        claim
        for claim in reversed(snapshot.once(risk_claims).get(code, ()))
        if selection.layer in (ALL_LAYERS, claim.layer) and happened_by(claim.as_of, selection.as_of) is Certainty.SURELY
    )
    claim = next(claims, None)
    if claim is None or claim.value is None:
        return None
    documents = tuple(source.document for source in claim.sources)
    return Risk(level=claim.value, scale=claim.unit, as_of=str(claim.as_of), claim=claim.id, sources=documents)


def countries_above(snapshot: Snapshot, level: float, selection: Selection) -> frozenset[str]:
    """The ISO codes of the countries whose risk on record is above a level; one without a risk on record is not among them.

    Raises:
        BadRequest: the levels on record are of several scales, so that one number says nothing.
    """
    codes = snapshot.once(risk_claims)
    risks = {code: risk for code in codes if (risk := risk_of(snapshot, code, selection)) is not None}
    scales = {risk.scale or "" for risk in risks.values()}
    if len(scales) > 1:
        raise BadRequest("max_risk", f"the levels on record are of several scales ({', '.join(sorted(scales))}); choose a layer")
    return frozenset(code for code, risk in risks.items() if risk.level > level)
