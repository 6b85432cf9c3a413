"""Claims by what they are about, and by what day."""

from collections.abc import Mapping
from datetime import date

from graph_service.records.claim import Claim
from graph_service.records.dates import Certainty, happened_by
from graph_service.snapshot import Snapshot


def claims_by_subject(snapshot: Snapshot) -> Mapping[str, tuple[Claim, ...]]:
    """The claims about each record, in id order; for `Snapshot.once`."""
    lists: dict[str, list[Claim]] = {}
    for claim in snapshot.network.table(Claim).values():
        lists.setdefault(claim.subject, []).append(claim)
    return {subject: tuple(rows) for subject, rows in lists.items()}


def said_by(claim: Claim, as_of: date) -> bool:
    """Whether the claim speaks of a day that is surely not later than the one asked about; one without a day does not."""
    return claim.as_of is not None and happened_by(claim.as_of, as_of) is Certainty.SURELY
