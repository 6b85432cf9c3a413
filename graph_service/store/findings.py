"""What is wrong with what a store holds."""

from typing import NamedTuple

from graph_service.records.checks import broken_rules, find_flaws
from graph_service.records.network import Network


class Finding(NamedTuple):
    """One thing wrong with what a store holds: where, with the id, and what. What is `derived`, `Store.mend` sets right; what is
    `unread` is no fault: the service passes over it. `field` is the id of a record and its field that it is about, if it is."""

    where: str
    problem: str
    derived: bool = False
    unread: bool = False
    field: tuple[str, str] | None = None

    def __str__(self) -> str:
        return f"{self.where}: {self.problem}"


def flaws_found(network: Network) -> tuple[Finding, ...]:
    """What is wrong with a stored network that can be read."""
    flaws = (
        Finding(f"record {flaw.record_id!r}, field {flaw.field}", flaw.problem, field=(flaw.record_id, flaw.field))
        for flaw in find_flaws(network)
    )
    return (*(Finding(f"record {record.id!r}", str(error)) for record, error in broken_rules(network)), *flaws)
