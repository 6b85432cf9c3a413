"""Which store a URL names."""

from pathlib import Path

from graph_service.errors import BadRequest
from graph_service.store.base import Store
from graph_service.store.deadline import Deadlines, PunctualStore
from graph_service.store.embedded import EmbeddedStore
from graph_service.store.neo4j_url import Neo4jUrl

_NEO4J_SCHEMES = ("neo4j://", "neo4j+s://", "neo4j+ssc://", "bolt://", "bolt+s://", "bolt+ssc://")
_DEADLINES = Deadlines()


def open_store(url: str, deadlines: Deadlines = _DEADLINES) -> Store:
    """Open the store a URL names: `sqlite:///FILE`, or a Neo4j with user, password and database in the URL.

    Every call to it ends within the deadlines.

    Raises:
        BadRequest: no store has such a URL.
        StoreUnavailable: the store cannot be opened, or not in time.
    """
    if url.startswith("sqlite:///"):
        path = Path(url.removeprefix("sqlite:///"))
        return PunctualStore.opened(lambda: EmbeddedStore.open(path), str(path), deadlines)
    if url.startswith(_NEO4J_SCHEMES):
        # The driver takes a quarter of a second to import, which the embedded store need not pay.
        from graph_service.store.neo4j import Neo4jStore  # noqa: PLC0415

        return PunctualStore(Neo4jStore.connect(url, deadlines.short), str(Neo4jUrl.parse(url)), deadlines)
    expected = "sqlite:///FILE, neo4j://USER:PASSWORD@HOST:PORT/DATABASE or bolt://…"
    raise BadRequest("GRAPH_SERVICE_STORE", f"{url.rsplit('@', maxsplit=1)[-1]!r} names no store; expected {expected}")
