"""What is wrong with what a store holds."""

from collections.abc import Collection, Iterator
from datetime import UTC, datetime, timedelta
from itertools import chain
from typing import NamedTuple

from graph_service.records.checks import Flaw, broken_rules, find_flaws
from graph_service.records.door import door_flaws
from graph_service.records.network import Network

_EASTERNMOST = timedelta(hours=14)  # ahead of UTC; what is ahead of its day has come for no office


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


def flaws_found(network: Network, unread: Collection[str] = ()) -> tuple[Finding, ...]:
    """What is wrong with a stored network that can be read: what none may hold, then what no load would take. The ids `unread`
    are there, and told as what they are."""
    broken = [(record.id, Finding(network.called(record.id), str(error))) for record, error in broken_rules(network)]
    there = {f"unknown id {record_id!r}" for record_id in unread}
    flaws = [flaw for flaw in find_flaws(network) if flaw.problem not in there]
    told = {record_id for record_id, _ in broken} | {record_id for flaw in flaws for record_id in (flaw.record_id, *flaw.others)}
    refused = refused_flaws(Network(), network, {record.id for record in network})
    others = (flaw for flaw in refused if told.isdisjoint((flaw.record_id, *flaw.others)))
    return (*(finding for _, finding in broken), *(_finding(network, flaw) for flaw in chain(flaws, others)))


def refused_flaws(before: Network, after: Network, given: Collection[str]) -> Iterator[Flaw]:
    """What a load would refuse of the records with the ids given, today in whichever place has the latest day."""
    return door_flaws(before, after, given, (datetime.now(UTC) + _EASTERNMOST).date())


def _finding(network: Network, flaw: Flaw) -> Finding:
    problem = f"{flaw.field}: {flaw.problem}; {flaw.remedy}"
    return Finding(network.called(flaw.record_id), problem, field=(flaw.record_id, flaw.field))
