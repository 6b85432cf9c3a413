"""The port of a server: free before the server starts, and held by it before anybody talks to what answers there."""

import errno
import re
import socket
import sys
from pathlib import Path
from typing import NamedTuple

from graph_service.errors import StoreBusy, StoreUnavailable


def free_port() -> int:
    """A port of 127.0.0.1 that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def refuse_taken(port: int, setting: str = "PORT") -> None:
    """Make sure that a server can listen on this port of 127.0.0.1, without a word to whoever does so already.

    `setting` is what `make neo4j` calls this port.

    Raises:
        StoreBusy: it is taken.
        StoreUnavailable: the system gives it to nobody like us.
    """
    with socket.socket() as probe:
        if sys.platform == "linux":  # here it lets us have a port whose last connections still fade, and no other
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
            probe.listen()
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise StoreUnavailable(
                    f"port {port} cannot be used ({error.strerror}); name another: make neo4j {setting}=7688"
                ) from error
            other = port + 1 if port < 65535 else 7688
            raise StoreBusy(f"port {port} is taken by another program; name another: make neo4j {setting}={other}") from error


class Ports(NamedTuple):
    """Where a server listens on 127.0.0.1: for drivers, and for Neo4j Browser; None is no Browser."""

    bolt: int
    browser: int | None = None

    @property
    def address_of_browser(self) -> str | None:
        """Where Neo4j Browser opens with this server chosen."""
        if self.browser is None:
            return None
        return f"http://127.0.0.1:{self.browser}/browser/?dbms=neo4j://neo4j@127.0.0.1:{self.bolt}"


class Announcement(NamedTuple):
    """Where a server says that it holds its port: in `log`, which had `since` bytes before it was started.

    Only one program can listen on a port, so once ours says that it does, whatever answers there is ours.
    """

    log: Path
    since: int
    port: int

    @classmethod
    def to_come(cls, log: Path, port: int) -> "Announcement":
        """What a server that is about to be started will say in a log that may hold what earlier ones said."""
        return cls(log, log.stat().st_size if log.exists() else 0, port)

    def made(self) -> bool:
        """Whether it says so by now."""
        if not self.log.exists():
            return False
        said = self.log.read_bytes()
        rotated = len(said) < self.since
        return re.search(rb"Bolt enabled on \S+:%d\." % self.port, said if rotated else said[self.since :]) is not None
