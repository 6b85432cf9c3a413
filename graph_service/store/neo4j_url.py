"""The address of a Neo4j database as one URL, `neo4j://USER:PASSWORD@HOST:PORT/DATABASE`."""

from typing import NamedTuple
from urllib.parse import quote, unquote, urlsplit

from graph_service.errors import BadRequest

SCHEMES = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")
_FORM = "neo4j://USER:PASSWORD@HOST:PORT/DATABASE"
_RESERVED = "system"
_ENCODED = "characters such as / @ : # ? % in a name or password are written percent-encoded, / as %2F"


class Neo4jUrl(NamedTuple):
    """What it takes to connect. `str()` leaves the password out and is fit for messages; `secret()` is the whole URL."""

    address: str  # scheme, host and port
    user: str
    password: str
    database: str = "neo4j"

    @classmethod
    def parse(cls, text: str) -> "Neo4jUrl":
        """The parts of a URL; the port and the database may be left out (7687, neo4j).

        Raises:
            BadRequest: it is no such URL. The message does not repeat it, for it may hold a password.
        """
        try:
            parts = urlsplit(text)
            host, port = parts.hostname, parts.port or 7687
        except ValueError:
            raise BadRequest("GRAPH_SERVICE_STORE", f"the URL cannot be read; expected {_FORM}; {_ENCODED}") from None
        # What follows the host may be the rest of a password with a slash in it.
        unclear = parts.query or parts.fragment or set("@:/") & set(parts.path.strip("/"))
        if parts.scheme not in SCHEMES or not host or not parts.username or unclear:
            raise BadRequest("GRAPH_SERVICE_STORE", f"expected {_FORM}, the scheme one of {', '.join(SCHEMES)}; {_ENCODED}")
        shown = f"[{host}]" if ":" in host else host
        database = unquote(parts.path.strip("/")) or "neo4j"
        if database.lower() == _RESERVED:
            raise BadRequest(
                "GRAPH_SERVICE_STORE", f"the database {_RESERVED!r} of Neo4j keeps users and databases, no records; name another"
            )
        return cls(f"{parts.scheme}://{shown}:{port}", unquote(parts.username), unquote(parts.password or ""), database)

    @property
    def scheme(self) -> str:
        """The scheme of the address, which says whether the connection is routed and encrypted."""
        return self.address.partition("://")[0]

    @property
    def plain(self) -> str:
        """The same scheme without encryption."""
        return self.scheme.partition("+")[0]

    @property
    def port(self) -> int:
        """The port of the address."""
        return int(self.address.rpartition(":")[2])

    def secret(self) -> str:
        """The whole URL, password included."""
        scheme, _, host = self.address.partition("://")
        return f"{scheme}://{quote(self.user, safe='')}:{quote(self.password, safe='')}@{host}/{quote(self.database, safe='')}"

    def __str__(self) -> str:
        return f"{self.address}/{self.database}"

    def __repr__(self) -> str:
        return f"Neo4jUrl({self})"
