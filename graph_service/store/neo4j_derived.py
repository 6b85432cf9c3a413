"""What is derived in Neo4j, held against the records: which relationships are missing, which are none of theirs, and which nodes
are shown by another name than they should."""

import asyncio
from collections.abc import Collection, Iterator, Sequence
from typing import Any, NamedTuple

from neo4j import AsyncManagedTransaction
from neo4j.time import Date

from graph_service.errors import StoreUnsound
from graph_service.records.agreement import Agreement
from graph_service.records.network import Network
from graph_service.records.place import Place
from graph_service.store.findings import Finding, and_more, flaws_found, following
from graph_service.store.neo4j_beside import beside, stand_beside
from graph_service.store.neo4j_cypher import LOCATE
from graph_service.store.neo4j_links import NO_ID
from graph_service.store.neo4j_lost import Lost, causes_first, lost_labels
from graph_service.store.neo4j_partners import Partner, partners_of
from graph_service.store.neo4j_records import REMEDY, Found, Unsound, read_all, read_ids
from graph_service.store.neo4j_run import batches, run_query
from graph_service.store.neo4j_shown import name_nodes
from graph_service.store.neo4j_strays import strays_of
from graph_service.store.neo4j_twins import twin_findings
from graph_service.store.neo4j_unread import passed_over
from graph_service.store.neo4j_write import write_partners
from graph_service.store.queries import PARTNERS, REMOVE_TIES, DerivedRow


class Drift(NamedTuple):
    """How what is derived differs: ties to make, ties that no agreement says with what the server calls each, its ends and
    how it says that they stand, and pairs of agreements of which one stands beside the other in the facts or in the graph alone.
    """

    missing: tuple[Partner, ...]
    strays: tuple[tuple[str, str, str], ...]
    beside: tuple[tuple[str, str], ...]

    def findings(self) -> Iterator[Finding]:
        """What is wrong, a line each."""
        for tie in self.missing:
            yield Finding(f"Agreement {tie.agreement!r}", f"no PARTNER from {tie.a!r} to {tie.b!r} says it ({tie})", derived=True)
        for _, told, stretch in self.strays:
            yield Finding(f"PARTNER {told}", f"no agreement says it ({stretch})", derived=True)
        for one, other in self.beside:
            yield Finding(f"Agreement {one!r}", f"STANDS_BESIDE {other!r} is not as their documents say", derived=True)

    def __len__(self) -> int:
        return len(self.missing) + len(self.strays) + len(self.beside)


async def read_derived(tx: AsyncManagedTransaction) -> DerivedRow:
    """What is derived, as it stands."""
    [found] = await run_query(tx, PARTNERS)
    return found


def has_drifted(network: Network, found: DerivedRow) -> bool:
    """Whether it differs from what this network says, what is derived from agreements that it lacks counted in."""
    return len(_drift(network, found, frozenset())) > 0


async def drift_of(tx: AsyncManagedTransaction, network: Network) -> Drift:
    """How what is derived differs from what this network says; of agreements that are there and not in it, for they cannot be
    read, nothing is told and nothing taken away."""
    found = await read_derived(tx)
    said = {str(tie[4]) for tie in found.ties} | {str(each) for pair in found.beside for each in pair}
    unknown = said - network.table(Agreement).keys()
    return _drift(network, found, await _there(tx, unknown) if unknown else frozenset())


async def _there(tx: AsyncManagedTransaction, ids: Collection[str]) -> frozenset[str]:
    """Which of these ids a node has, though it may have lost its label."""
    located = {record_id for record_id, _ in await run_query(tx, LOCATE, ids=list(ids))}
    return frozenset(located | {stray.id for stray in await strays_of(tx) if stray.is_lost}).intersection(ids)


async def verify(tx: AsyncManagedTransaction) -> tuple[Finding, ...]:
    """See `Store.verify`: first what other findings follow from, and not those."""
    found = await read_all(tx)
    network, strays = Network(found.records), await strays_of(tx)
    drift = await drift_of(tx, network)
    return (
        *await asyncio.to_thread(_unsound, found, network, lost_labels(strays)),
        *twin_findings(strays),
        *drift.findings(),
        *(node.finding() for node in found.misnamed),
        *await passed_over(tx, {stray.element for stray in strays}),
    )


async def first_cause(tx: AsyncManagedTransaction, found: Found) -> StoreUnsound:
    """The error of what was found with nodes that are no records: what `verify` names first, and how much more it names."""
    lost = lost_labels(await strays_of(tx))
    first, *others = await asyncio.to_thread(_unsound, found, Network(found.records), lost)
    return StoreUnsound(first.where, first.problem + and_more(1 + len(others)), REMEDY)


def _unsound(found: Found, network: Network, lost: Sequence[Lost]) -> tuple[Finding, ...]:
    """What is unsound in what was found and in the network that can be read of it: causes first."""
    flaws = flaws_found(network, {each.id for each in found.unsound})
    unsound = [_of_two_types(each, network) for each in found.unsound]
    return tuple(causes_first(lost, (*_nameless_first(unsound), *flaws)))


def _of_two_types(unsound: Unsound, network: Network) -> Unsound:
    """What is unsound, told by its label where it is a record of another type, as a node is that was given a second label."""
    if network.find(unsound.id) is None:
        return unsound
    either = f"take the label {unsound.label} from the node if it is the same, else give one of them another id"
    return unsound._replace(problem=f"it is {network.called(unsound.id)} too: {either}; as it stands, {unsound.problem}")


def _nameless_first(unsound: Sequence[Unsound]) -> Iterator[Finding]:
    """Nodes without an id, of the last of them how much follows from these; then the others."""
    nameless = [each.finding() for each in unsound if not each.id]
    named = [each.finding() for each in unsound if each.id]
    follows = [each for each in named if nameless and each.problem.endswith(NO_ID)]
    yield from nameless[:-1]
    for last in nameless[-1:]:
        yield last._replace(problem=last.problem + following([each.where for each in follows]))
    yield from (each for each in named if each not in follows)


async def mend(tx: AsyncManagedTransaction, network: Network, ids: Collection[str] | None = None) -> int:
    """Make what is derived as the network says, names of the records with these `ids` alone; how many relationships and names
    that concerned."""
    drift = await drift_of(tx, network)
    for strays in batches(drift.strays):
        await run_query(tx, REMOVE_TIES, ids=[element for element, *_ in strays])
    await write_partners(tx, drift.missing)
    if drift.beside:
        await stand_beside(tx)
    found = await (read_all(tx) if ids is None else read_ids(tx, ids))
    await name_nodes(tx, found.misnamed)
    return len(drift) + len(found.misnamed)


def _drift(network: Network, found: DerivedRow, unread: frozenset[str]) -> Drift:
    places = network.table(Place)
    agreements = network.table(Agreement).values()
    unread |= {each.id for each in agreements if len({*each.parties}) == 1}  # with itself: told as unsound
    ties = partners_of(agreement for agreement in agreements if agreement.id not in unread)
    missing = {tie: None for tie in ties if tie.a in places and tie.b in places}
    strays = []
    for element, properties, *said in found.ties:
        tie = Partner(*map(_plain, said))
        if properties == tie.told and tie in missing:
            del missing[tie]
        elif tie.agreement not in unread and tie.a in places and tie.b in places:  # else it may be of a place that cannot be read
            strays.append((element, f"from {tie.a!r} to {tie.b!r} of agreement {tie.agreement!r}", str(tie)))
    differing = set(beside(network)) ^ {(one, other) for one, other in found.beside}
    apart = tuple(sorted(pair for pair in differing if not unread & set(pair)))
    return Drift(tuple(missing), tuple(strays), apart)


def _plain(value: Any) -> Any:
    """A date of the driver as one of Python; what else somebody wrote as it prints where it cannot be compared."""
    if value is None or isinstance(value, str):
        return value
    return value.to_native() if isinstance(value, Date) else repr(value)
