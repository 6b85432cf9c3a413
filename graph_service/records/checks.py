"""Is a set of records a sound network? Checks that need more than one record; see `Record.check` for a single one."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain
from operator import attrgetter
from typing import NamedTuple

from graph_service.records.activity import Activity
from graph_service.records.agreement import Agreement
from graph_service.records.base import Record, Reference
from graph_service.records.claim import Claim
from graph_service.records.dates import span
from graph_service.records.frame import Frame
from graph_service.records.membership import Membership
from graph_service.records.network import Network
from graph_service.records.organisation import Organisation
from graph_service.records.place import Place
from graph_service.records.plan import Plan
from graph_service.records.registry import PLURAL_OF, RECORD_TYPES

# Records with a first and a last day: the fields that hold them.
_PERIODS: tuple[tuple[type[Record], str, str], ...] = (
    (Place, "valid_from", "valid_to"),
    (Frame, "valid_from", "valid_to"),
    (Membership, "from_", "to"),
)
_UNEQUAL = (Place, Organisation), (Organisation, Place)


class Flaw(NamedTuple):
    """One record that breaks a rule of the network: which, where in it, why and what to do. Where it does so only
    together with others, `others` are their ids; leaving out any of them mends it as well."""

    record_id: str
    field: str
    problem: str
    remedy: str
    others: tuple[str, ...] = ()


def broken_rules(records: Iterable[Record]) -> Iterator[tuple[Record, ValueError]]:
    """The records that break a rule of their type, as a hand can make them past us, each with what is wrong."""
    for record in records:
        try:
            record.check()
        except ValueError as error:
            yield record, error


def find_flaws(network: Network) -> list[Flaw]:
    """Every flaw of a network, grouped by rule. An empty list means the network is sound."""
    everything = {record.id: record for record in network}
    return [
        *_repeated_ids(network),
        *_dangling(network, everything),
        *_cycles(network.table(Place)),
        *_periods(network),
        *_parties(network.table(Agreement).values(), everything),
        *_pairs(network.table(Agreement).values()),
        *_placeholders(network.table(Place).values()),
        *_brands(network),
        *_risks(network),
    ]


def find_broken(network: Network) -> Iterator[Flaw]:
    """The flaws that no answer survives: references to nothing, and parents in a ring."""
    for plural, reference, missing in _missing(network):
        yield from _naming(network.rows(plural).values(), reference, missing)
    yield from _cycles(network.table(Place))


def _missing(network: Network) -> Iterator[tuple[str, Reference, set[str]]]:
    """The references of a type that name what is not there, and what that is: told of a whole table at once."""
    for plural, cls in RECORD_TYPES:
        for reference in cls.REFERENCES:
            values = list(filter(None, map(attrgetter(reference.field), network.rows(plural).values())))
            one_each = all(isinstance(value, str) for value in values[:1])
            missing = set(values if one_each else chain.from_iterable(values))
            for target in reference.targets:
                table = network.rows(target)
                missing = {named for named in missing if named not in table}
            if missing:
                yield plural, reference, missing


def _naming(rows: Iterable[Record], wanted: Reference, missing: Collection[str]) -> Iterator[Flaw]:
    for record in rows:
        for reference, target in record.references():
            if reference == wanted and target in missing:
                where = " or ".join(wanted.targets)
                yield Flaw(record.id, wanted.field, f"{target!r} is missing among {where}", "load it again or restore a backup")


def _repeated_ids(network: Network) -> Iterator[Flaw]:
    ids = [each for record in network for each in (record.id, *record.former_ids)]
    if len(set(ids)) == len(ids):  # as most often
        return
    seen: dict[str, Record] = {}
    for record in network:
        for record_id in (record.id, *record.former_ids):
            if record_id in seen:
                problem = f"the id {record_id!r} stands in {_where(seen[record_id])} and in {_where(record)}"
                yield Flaw(record.id, "id", problem, "give one of them another id", (seen[record_id].id,))
            seen[record_id] = record


def _where(record: Record) -> str:
    return f"{PLURAL_OF[type(record)]} ({record.id})"


def _dangling(network: Network, everything: Mapping[str, Record]) -> Iterator[Flaw]:
    for record in network if any(_missing(network)) else ():  # as most often not, told many times faster than by record
        for reference, target in record.references():
            found = everything.get(target)
            if found is not None and PLURAL_OF[type(found)] in reference.targets:
                continue
            if any(target in network.rows(plural) for plural in reference.targets):  # it stands in several, which is told
                continue
            where = " or ".join(f"{plural}.csv" for plural in reference.targets)
            if found is None:
                yield Flaw(record.id, reference.field, f"unknown id {target!r}", f"add it to {where} or correct the id")
            else:
                actual = PLURAL_OF[type(found)]
                yield Flaw(record.id, reference.field, f"{target!r} is in {actual}", f"name a record of {where}")


def _cycles(places: Mapping[str, Place]) -> Iterator[Flaw]:
    sound: set[str] = set()
    for start, place in places.items():
        if place.parent in sound:
            sound.add(start)
            continue
        path: dict[str, None] = {}
        step: str | None = start
        while step is not None and step in places and step not in sound:
            if step in path:
                ring = list(path)[list(path).index(step) :]
                problem = f"the parents of {' → '.join([*ring, step])} form a ring"
                yield Flaw(step, "parent", problem, "give one of them another parent, or none", tuple(ring))
                break
            path[step] = None
            step = places[step].parent
        sound.update(path)


def _periods(network: Network) -> Iterator[Flaw]:
    for cls, begins, ends in _PERIODS:
        for record in network.table(cls).values():
            first, last = getattr(record, begins), getattr(record, ends)
            if first and last and span(last).last < span(first).first:
                yield Flaw(record.id, ends, f"{last} lies before {begins.rstrip('_')} {first}", "correct them")


def _parties(agreements: Iterable[Agreement], everything: Mapping[str, Record]) -> Iterator[Flaw]:
    for agreement in agreements:
        a, b = agreement.parties
        if a == b:
            yield Flaw(agreement.id, "parties", f"{a!r} has an agreement with itself", "name two different parties")
            continue
        classes = type(everything.get(a)), type(everything.get(b))
        if classes in _UNEQUAL:
            yield Flaw(agreement.id, "parties", "a place and an organisation", "name two places or two organisations")


def _pairs(agreements: Collection[Agreement]) -> Iterator[Flaw]:
    if len({frozenset(agreement.parties) for agreement in agreements}) == len(agreements):  # as most often
        return
    first = dict[tuple[str, str], str]()
    for agreement in agreements:
        other = first.setdefault(agreement.pair, agreement.id)
        if other != agreement.id:
            problem = f"agreements {other!r} and {agreement.id!r} are of the same pair"
            yield Flaw(agreement.id, "parties", problem, "merge them: what a pair signs later is a stage", (other,))


def _placeholders(places: Iterable[Place]) -> Iterator[Flaw]:
    for place in places:
        if place.placeholder and place.parent is None:
            yield Flaw(place.id, "parent", "a placeholder without a parent", "say within which place the unnamed unit lies")


def _brands(network: Network) -> Iterator[Flaw]:
    plans = network.table(Plan)
    for activity in network.table(Activity).values():
        plan = plans.get(activity.brand or "")
        if plan is not None and plan.kind != "brand":
            problem = f"{plan.id!r} is a plan of kind {plan.kind}"
            yield Flaw(activity.id, "brand", problem, "name a plan of kind brand", (plan.id,))


def _risks(network: Network) -> Iterator[Flaw]:
    places = network.table(Place)
    for claim in network.table(Claim).values():
        if claim.measure == "risk_level":
            if claim.subject not in places or not places[claim.subject].is_level("country"):
                yield Flaw(claim.id, "subject", f"{claim.subject!r} is no country", "a risk level is of a country")
            if claim.value is None or claim.as_of is None:
                yield Flaw(claim.id, "value", "a risk level without a number or a date", "give value and as_of")
