"""What readers are answered from."""

from dataclasses import dataclass
from datetime import datetime

from graph_service.snapshot import Snapshot
from graph_service.store.base import Stored


@dataclass(frozen=True, slots=True)
class Published:
    """A snapshot, the store revision it was read at and when it was published."""

    snapshot: Snapshot
    revision: str
    at: datetime

    def stored(self) -> Stored:
        """The network as it was loaded."""
        return Stored(self.snapshot.network, self.revision, self.snapshot.version, self.snapshot.sequence)
