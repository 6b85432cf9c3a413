"""A database for trying things out: empty at the beginning, nothing left of it at the end."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from neo4j import Driver, GraphDatabase

from graph_service.store.neo4j_errors import explained
from graph_service.store.neo4j_server.server import CACHE, running_server
from graph_service.store.neo4j_url import Neo4jUrl
from graph_service.store.queries import EMPTY_DATABASE


@contextmanager
def trial_database(given: str | None = None, *, version: str | None = None, cache: Path = CACHE) -> Iterator[Neo4jUrl]:
    """The URL of an empty database while the context lasts: of a server started for it, which is gone afterwards.

    If the URL of a server is `given`, its database is emptied and used, whatever it holds, and emptied again. `version` and
    `cache` are those of `running_server`.

    Raises:
        BadRequest: the URL cannot be understood.
        StoreUnavailable: the given server does not answer, or none can be started here.
    """
    if given is None:
        with TemporaryDirectory(prefix="neo4j-") as folder, running_server(Path(folder), version=version, cache=cache) as server:
            yield server.url
        return
    url = Neo4jUrl.parse(given)
    with GraphDatabase.driver(url.address, auth=(url.user, url.password)) as driver:
        empty(driver, url)
        try:
            yield url
        finally:
            empty(driver, url)


def empty(driver: Driver, url: Neo4jUrl) -> None:
    """Take everything out of a database.

    Raises:
        StoreUnavailable, StoreBusy: it cannot be emptied.
    """
    with explained(url), driver.session(database=url.database) as session:
        session.run(EMPTY_DATABASE.text).consume()
