"""Claims by what they are about."""

from collections.abc import Mapping

from graph_service.domain.claim import Claim
from graph_service.snapshot import Snapshot


def claims_by_subject(snapshot: Snapshot) -> Mapping[str, tuple[Claim, ...]]:
    """The claims about each record, in id order; for `Snapshot.once`."""
    lists: dict[str, list[Claim]] = {}
    for claim in snapshot.network.table(Claim).values():
        lists.setdefault(claim.subject, []).append(claim)
    return {subject: tuple(rows) for subject, rows in lists.items()}
