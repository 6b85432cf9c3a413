"""Which store a URL names."""

from pathlib import Path

from graph_service.errors import BadRequest
from graph_service.store.base import Store
from graph_service.store.embedded import EmbeddedStore

_NEO4J_SCHEMES = ("neo4j://", "neo4j+s://", "neo4j+ssc://", "bolt://", "bolt+s://", "bolt+ssc://")


def open_store(url: str) -> Store:
    """Open the store a URL names: `sqlite:///FILE`, or a Neo4j with user, password and database in the URL.

    Raises:
        BadRequest: no store has such a URL.
        StoreUnavailable: the store cannot be opened.
    """
    if url.startswith("sqlite:///"):
        return EmbeddedStore.open(Path(url.removeprefix("sqlite:///")))
    if url.startswith(_NEO4J_SCHEMES):
        # The driver takes a quarter of a second to import, which the embedded store need not pay.
        from graph_service.store.neo4j import Neo4jStore  # noqa: PLC0415

        return Neo4jStore.connect(url)
    expected = "sqlite:///FILE, neo4j://USER:PASSWORD@HOST:PORT/DATABASE or bolt://…"
    raise BadRequest("GRAPH_SERVICE_STORE", f"{url.rsplit('@', maxsplit=1)[-1]!r} names no store; expected {expected}")
