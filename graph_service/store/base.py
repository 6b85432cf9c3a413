"""The seam between the service and wherever the network is kept."""

from typing import NamedTuple, Protocol

from graph_service.domain.network import ChangeSet, Difference, Network


class Stored(NamedTuple):
    """A network as loaded, the revision it was read at, and `version`, the SHA-256 of its canonical JSON."""

    network: Network
    revision: str
    version: str


class Store(Protocol):
    """Keeps the network. Implementations pass tests/store/test_contract.py.

    No read goes through a store after loading, so it stays this narrow.
    """

    async def revision(self) -> str:
        """A mark that changes whenever the stored network does; cheap to ask for."""

    async def load(self) -> Stored:
        """Everything, read in one transaction."""

    async def apply(self, change: ChangeSet) -> Difference:
        """Write a change set in one transaction, or nothing at all if it fails.

        What is already stored as given is not written again; a change set without effect leaves the revision alone.

        Raises:
            StoreBusy: another process is writing.
            StoreUnavailable: the store does not answer.
        """

    async def aclose(self) -> None:
        """Let go of files and connections."""
