"""What went wrong with the store: told once, shown as long as it lasts, and told when it is over."""

import asyncio
import logging
from collections.abc import Iterator
from contextlib import contextmanager

from graph_service.errors import ServiceError, StoreUnsound
from graph_service.records.network import Network
from graph_service.store.findings import flaws_found

_LOG = logging.getLogger(__name__)


async def tell_flaws(network: Network) -> None:
    """Log what is unsound in a network that is served all the same: nothing was served before it that could stay."""
    if found := await asyncio.to_thread(flaws_found, network):
        told = (
            "what is stored is served as it is, though it is unsound in %d place(s); `graph-service verify` tells all, first %s"
        )
        _LOG.warning(told, len(found), found[0])


class Failures:
    """The failure that lasts, if there is one; each reason goes to the log once until it is over."""

    def __init__(self) -> None:
        self.now: str | None = None
        self._unsound: StoreUnsound | None = None
        self._told: set[str] = set()

    @property
    def unsound(self) -> bool:
        """Whether the store answered last time, with what is no sound network."""
        return self._unsound is not None

    @contextmanager
    def told(self) -> Iterator[None]:
        """Keep and log whatever is raised within, with a traceback where nobody foresaw it; raise it again."""
        try:
            yield
        except ServiceError as error:
            self._keep(str(error))
            self._unsound = error if isinstance(error, StoreUnsound) else None
            raise
        except Exception as error:
            self._keep(f"a fault of the service, {type(error).__name__}; the log has more", error)
            raise
        self._over()

    def refuse_unsound(self) -> None:
        """Refuse to ask a store that was found unsound and not sound since.

        Raises:
            StoreUnsound: it was, in the words of then.
        """
        if found := self._unsound:
            raise StoreUnsound(found.where, found.problem, found.remedy)

    def _keep(self, reason: str, unforeseen: Exception | None = None) -> None:
        self.now = reason
        if reason not in self._told:
            self._told.add(reason)
            _LOG.error("the store could not be read, and until it can nothing newer is served: %s", reason, exc_info=unforeseen)

    def _over(self) -> None:
        if self.now is not None:
            _LOG.warning("the store can be read again")
        self.now = self._unsound = None
        self._told.clear()
