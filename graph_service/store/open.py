"""Which store a URL names."""

import re
from pathlib import Path

from graph_service.errors import BadRequest
from graph_service.store.base import Store
from graph_service.store.deadline import Deadlines, PunctualStore, Which
from graph_service.store.embedded import EmbeddedStore
from graph_service.store.embedded_file import is_missing
from graph_service.store.neo4j_url import Neo4jUrl

_FILE = "sqlite:///"
_NEO4J_SCHEMES = ("neo4j://", "neo4j+s://", "neo4j+ssc://", "bolt://", "bolt+s://", "bolt+ssc://")
_DEADLINES = Deadlines()
_ADDRESS = re.compile("://|:.*@")  # of a server, or of somebody with a password; no file is called so


def open_store(url: str, deadlines: Deadlines = _DEADLINES, *, create: bool = False) -> Store:
    """Open the store a URL names: `sqlite:///FILE`, or a Neo4j with user, password and database in the URL.

    Every call to it ends within the deadlines. `create` makes the file if it is missing, and brings a store of an older
    release up to date.

    Raises:
        BadRequest: no store has such a URL. The message does not repeat it, for it may hold a password.
        StoreUnavailable: the store cannot be opened, or not in time.
    """
    if (path := _file_of(url)) is not None:
        within: Which = "whole" if create else "short"  # to bring an older store up to date may take its time
        return PunctualStore.opened(lambda: EmbeddedStore.open(path, create=create), str(path), deadlines, within=within)
    if url.startswith(_NEO4J_SCHEMES):
        # The driver takes a quarter of a second to import, which the embedded store need not pay.
        from graph_service.store.neo4j import Neo4jStore  # noqa: PLC0415

        return PunctualStore(Neo4jStore.connect(url, deadlines.short, upgrade=create), str(Neo4jUrl.parse(url)), deadlines)
    expected = "sqlite:///FILE, neo4j://USER:PASSWORD@HOST:PORT/DATABASE or bolt://…"
    raise BadRequest("GRAPH_SERVICE_STORE", f"it names no store; expected {expected}")


def may_be_edited(url: str) -> bool:
    """Whether people can edit what the store of a URL holds without a program of ours: a file is sealed."""
    return url.startswith(_NEO4J_SCHEMES)


def missing_file(url: str) -> Path | None:
    """The file that a URL names, if there is none yet; None of what is there, and of a server.

    Raises:
        StoreUnavailable: something else is in its place.
    """
    path = _file_of(url)
    return path if path is not None and is_missing(path) else None


def public_name(url: str) -> str:
    """What may be shown of the URL of a store: the file, or server and database, never the password."""
    if _file_of(url) is not None:
        return url
    try:
        return str(Neo4jUrl.parse(url))
    except BadRequest:
        return "(no store)"


def _file_of(url: str) -> Path | None:
    """The file of an embedded store. The address of a server in its place may hold a password: it is no file."""
    name = url.removeprefix(_FILE)
    return Path(name) if url.startswith(_FILE) and not _ADDRESS.search(name) else None
