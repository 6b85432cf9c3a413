"""What is wrong with what a store holds."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from graph_service.records.checks import Flaw, broken_rules, find_flaws
from graph_service.records.door import door_flaws
from graph_service.records.network import Network

_EASTERNMOST = timedelta(hours=14)  # ahead of UTC; what is ahead of its day has come for no office
DERIVED = "relationship(s), name(s), constraint(s) or index(es)"  # what a store has beside its records, and can make anew


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
    """What is wrong with a stored network that can be read: what none may hold, then what no load would take, of which only
    counted is what follows from another. The ids `unread` are there, and told as what they are."""
    told, causes = list[Finding](), dict[str, int]()
    for record, error in broken_rules(network):
        causes[record.id] = len(told)
        told.append(Finding(network.called(record.id), str(error), field=(record.id, str(error).partition(":")[0])))
    there = {f"unknown id {record_id!r}" for record_id in unread}
    for flaw in find_flaws(network):
        if flaw.problem not in there:
            causes |= dict.fromkeys((flaw.record_id, *flaw.others), len(told))
            told.append(_finding(network, flaw))
    refused, follows = dict[str, int](), defaultdict[int, list[str]](list)
    for flaw in refused_flaws(Network(), network, {record.id for record in network}):
        ids = (flaw.record_id, *flaw.others)
        cause = next((at for at in (*map(causes.get, ids), *map(refused.get, flaw.others)) if at is not None), None)
        if cause is None:
            refused.setdefault(flaw.record_id, len(told))
            told.append(_finding(network, flaw))
        else:
            follows[cause].append(network.called(flaw.record_id))
    return tuple(each._replace(problem=each.problem + following(follows[at])) for at, each in enumerate(told))


def following(findings: Sequence[str]) -> str:
    """How much follows from a cause, as the end of what is said of it."""
    return f"; {len(findings)} finding(s) follow from it and are not told: {findings[0]} the first" if findings else ""


def and_more(findings: int) -> str:
    """How many there are beside the one that is told, as the end of what is said of it."""
    return f"; {findings - 1} finding(s) more, `graph-service verify` tells all" if findings > 1 else ""


def refused_flaws(before: Network, after: Network, given: Collection[str]) -> Iterator[Flaw]:
    """What a load would refuse of the records with the ids given, today in whichever place has the latest day."""
    return door_flaws(before, after, given, (datetime.now(UTC) + _EASTERNMOST).date())


def _finding(network: Network, flaw: Flaw) -> Finding:
    problem = f"{flaw.field}: {flaw.problem}; {flaw.remedy}"
    return Finding(network.called(flaw.record_id), problem, field=(flaw.record_id, flaw.field))
