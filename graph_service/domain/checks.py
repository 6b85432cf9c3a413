"""Is a set of records a sound network? Checks that need more than one record; single records check themselves."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from graph_service.domain.agreement import Agreement
from graph_service.domain.base import Record
from graph_service.domain.dates import span
from graph_service.domain.network import Network
from graph_service.domain.organisation import Organisation
from graph_service.domain.place import Place
from graph_service.domain.registry import PLURAL_OF


class Flaw(NamedTuple):
    """One record that breaks a rule of the network: which, where in it, why and what to do."""

    record_id: str
    field: str
    problem: str
    remedy: str


def find_flaws(network: Network) -> list[Flaw]:
    """Every flaw of a network, grouped by rule. An empty list means the network is sound."""
    everything = {record.id: record for record in network}
    return [
        *_repeated_ids(network),
        *_dangling(network, everything),
        *_cycles(network.table(Place)),
        *_periods(network.table(Place).values()),
        *_parties(network.table(Agreement).values(), everything),
        *_pairs(network.table(Agreement).values()),
        *_placeholders(network.table(Place).values()),
    ]


def _repeated_ids(network: Network) -> Iterator[Flaw]:
    seen: dict[str, Record] = {}
    for record in network:
        for record_id in (record.id, *record.former_ids):
            if record_id in seen:
                kind = PLURAL_OF[type(seen[record_id])]
                yield Flaw(record.id, "id", f"the id {record_id!r} is already used in {kind}", "give one of them another id")
            seen[record_id] = record


def _dangling(network: Network, everything: Mapping[str, Record]) -> Iterator[Flaw]:
    for record in network:
        for reference, target in record.references():
            found = everything.get(target)
            where = " or ".join(f"{plural}.csv" for plural in reference.targets)
            if found is None:
                yield Flaw(record.id, reference.field, f"unknown id {target!r}", f"add it to {where} or correct the id")
            elif PLURAL_OF[type(found)] not in reference.targets:
                actual = PLURAL_OF[type(found)]
                yield Flaw(record.id, reference.field, f"{target!r} is in {actual}", f"name a record of {where}")


def _cycles(places: Mapping[str, Place]) -> Iterator[Flaw]:
    sound: set[str] = set()
    for start in places:
        path: dict[str, None] = {}
        step: str | None = start
        while step is not None and step in places and step not in sound:
            if step in path:
                ring = list(path)[list(path).index(step) :]
                yield Flaw(step, "parent", f"the parents of {' → '.join([*ring, step])} form a ring", "correct one parent")
                break
            path[step] = None
            step = places[step].parent
        sound.update(path)


def _periods(places: Iterable[Place]) -> Iterator[Flaw]:
    for place in places:
        if place.valid_from and place.valid_to and span(place.valid_to).last < span(place.valid_from).first:
            yield Flaw(place.id, "valid_to", f"{place.valid_to} lies before valid_from {place.valid_from}", "correct them")


def _parties(agreements: Iterable[Agreement], everything: Mapping[str, Record]) -> Iterator[Flaw]:
    for agreement in agreements:
        a, b = agreement.parties
        if a == b:
            yield Flaw(agreement.id, "parties", f"{a!r} has an agreement with itself", "name two different parties")
            continue
        classes = {type(everything[party]) for party in (a, b) if party in everything}
        if classes == {Place, Organisation}:
            yield Flaw(agreement.id, "parties", "a place and an organisation", "name two places or two organisations")


def _pairs(agreements: Iterable[Agreement]) -> Iterator[Flaw]:
    first: dict[tuple[str, str], str] = {}
    for agreement in agreements:
        other = first.setdefault(agreement.pair, agreement.id)
        if other != agreement.id:
            yield Flaw(
                agreement.id, "parties", f"the same pair as agreement {other!r}", "merge them: what a pair signs later is a stage"
            )


def _placeholders(places: Iterable[Place]) -> Iterator[Flaw]:
    for place in places:
        if place.placeholder and place.parent is None:
            yield Flaw(place.id, "parent", "a placeholder without a parent", "say within which place the unnamed unit lies")
