"""The seam between the service and wherever the network is kept."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from graph_service.errors import BadRequest
from graph_service.records.network import ChangeSet, Difference, Network
from graph_service.store.feed import FeedPage, FeedQuery
from graph_service.store.findings import Finding

EMPTY = "empty"  # the mark of a store that nothing was ever written to


class Stored(NamedTuple):
    """A network as loaded, the revision it was read at, and `version`, the SHA-256 of its canonical JSON.

    `sequence` is the number of the last change it holds, 0 where none was written down.
    """

    network: Network
    revision: str
    version: str
    sequence: int


class Readable(NamedTuple):
    """The network as far as it can be read, what cannot be, the same as it is told, with what others follow from in their place,
    and whether something derived may not be as the records say."""

    network: Network
    unread: tuple[Finding, ...] = ()
    told: tuple[Finding, ...] = ()
    drifted: bool = False

    @property
    def ids_unread(self) -> frozenset[str]:
        """The ids of records that are there and cannot be read, as far as they have one."""
        return frozenset(finding.field[0] for finding in self.unread if finding.field)


class NamedQuery(NamedTuple):
    """A file of cypher/queries by its name, and values for parameters; those that it does not take are left out."""

    name: str
    parameters: Mapping[str, Any]


class Told(NamedTuple):
    """The rows of a named query, and the revision of the network that it was asked of."""

    rows: Sequence[tuple[Any, ...]]
    revision: str


def no_cypher(query: NamedQuery) -> BadRequest:
    """What a store in SQLite answers who asks it for a named query, and what to do."""
    remedy = "leave engine out, or load the network into a Neo4j and name that as GRAPH_SERVICE_STORE"
    return BadRequest("engine", f"Neo4j cannot be asked for {query.name}, the store is SQLite; {remedy}")


class Store(Protocol):
    """Keeps the network. Implementations pass tests/store/test_contract.py.

    Only who asks for it by name has a read go through a store after loading, so it stays this narrow.
    """

    async def revision(self) -> str:
        """A mark that changes whenever the stored network does; cheap to ask for."""

    async def load(self, known: Stored | None = None) -> Stored:
        """Everything, read in one transaction.

        `known` is what was read before. Where something else is there since, though nothing was written, it was edited by hand:
        that becomes a change of the feed if it makes a sound network.

        Raises:
            StoreUnsound: what is there is no network.
        """

    async def follow(self, known: Stored) -> Stored:
        """What is there after the mark has changed since `known` was read: as `load`, though what a hand edited of records that
        no program touched may be left to the next `load`."""

    async def readable(self) -> Readable:
        """The network; of an unsound one what can be read, if the rest may be written anew, else errors as `load`. Whether its
        records keep the rules and name what is there is not looked at."""

    async def verify(self) -> tuple[Finding, ...]:
        """All that is wrong with what is stored: unsound, naming what is not there, or derived and not as the records say; and
        what is of no record and passed over."""

    async def mend(self, network: Network) -> int:
        """Set right what is derived from this network, which is what the store holds; how much that was. Facts are left alone."""

    async def foresee(self, change: ChangeSet) -> Difference:
        """What `apply` would do; errors as there. Nothing is written."""

    async def apply(self, change: ChangeSet, who: str | None = None) -> Difference:
        """Write a change set in one transaction, or nothing at all if it fails.

        What is already stored as given is not written again; a change set without effect leaves the revision alone. One
        that has an effect is the next of the feed, `who` its author, None where nobody said.

        Raises:
            StoreBusy: another process is writing.
            StoreUnavailable: the store does not answer.
        """

    async def changes(self, asked: FeedQuery) -> FeedPage:
        """Part of the change feed, read in one transaction.

        Raises:
            FullCopyNeeded: the feed does not hold all that was changed since.
        """

    async def ask(self, query: NamedQuery) -> Told:
        """The rows of a named query, asked of the store itself in a transaction that only reads.

        Raises:
            BadRequest: nobody can ask this store in Cypher; says what to do.
        """

    async def aclose(self) -> None:
        """Let go of files and connections."""
