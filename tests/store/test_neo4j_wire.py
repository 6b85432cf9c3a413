"""How the store asks a cluster: reads as reads, which any member may answer, and writes as writes; each after what it wrote; and
again where an error is said to pass. Taken from what the driver tells the server: one that is alone takes whatever it is told.
"""

from asyncio import gather
from collections.abc import Awaitable, Callable, Iterator
from functools import partial
from logging import DEBUG
from typing import Any

import pytest
from neo4j.exceptions import DatabaseUnavailable

from graph_service.records.network import ChangeSet
from graph_service.store import neo4j as module
from graph_service.store.base import NamedQuery
from graph_service.store.feed import FeedQuery
from graph_service.store.neo4j import Neo4jStore
from tests.drawing import known_records, place
from tests.one_loop import run

pytestmark = pytest.mark.neo4j
QUESTION = NamedQuery("bare_stems", {"home": "jiangsu", "as_of": "2026-11-21", "kinds": ["formal"], "layer": None})


class Wire:
    """What the driver has told the server, and been told, since it was last asked."""

    def __init__(self, caplog: pytest.LogCaptureFixture) -> None:
        self._caplog = caplog

    def begun(self) -> list[dict[str, Any]]:
        """How each transaction was begun."""
        begun = list(self._told("C: BEGIN"))
        self._caplog.clear()
        return begun

    def modes(self) -> set[str]:
        """Whether they were begun to read (r) or to write (w)."""
        return {each.get("mode", "w") for each in self.begun()}

    def last_bookmark(self) -> str:
        """What the server calls the state after the last transaction."""
        return [told["bookmark"] for told in self._told("S: SUCCESS") if "bookmark" in told][-1]

    def _told(self, what: str) -> Iterator[dict[str, Any]]:
        for record in self._caplog.records:
            if what in record.msg:
                yield record.args[1]  # type: ignore[index,misc]  # port and message, as the driver logs them


@pytest.fixture
def wire(caplog: pytest.LogCaptureFixture) -> Wire:
    caplog.set_level(DEBUG, "neo4j.io")
    return Wire(caplog)


@pytest.fixture
def store(neo4j_url: str) -> Iterator[Neo4jStore]:
    assert neo4j_url.startswith("neo4j://")
    store = Neo4jStore.connect(neo4j_url)
    yield store
    run(store.aclose())


def test_what_only_reads_is_begun_as_a_read_and_what_writes_as_a_write(store: Neo4jStore, wire: Wire) -> None:
    run(store.apply(ChangeSet(tuple(known_records()))))
    assert wire.modes() == {"w"}
    known = run(store.load())
    another = ChangeSet((place("another", "city", "CN"),))
    reads: list[Callable[[], Awaitable[object]]] = [
        store.revision, store.load, partial(store.load, known), partial(store.follow, known), store.readable, store.verify,
        partial(store.foresee, another), partial(store.changes, FeedQuery()), partial(store.ask, QUESTION),
    ]  # fmt: skip
    wire.begun()
    for read in reads:
        run(read())  # type: ignore[arg-type]  # coroutines all
        assert wire.modes() == {"r"}, read


def test_whatever_the_store_asks_comes_after_what_it_wrote(store: Neo4jStore, neo4j_url: str, wire: Wire) -> None:
    for name in ("one", "other"):
        run(store.apply(ChangeSet((place(name, "city", "CN"),))))
        written = wire.last_bookmark()
        wire.begun()
        for asked in (store.revision, store.load):
            run(asked())
            assert {tuple(each["bookmarks"]) for each in wire.begun()} == {(written,)}
    other = Neo4jStore.connect(neo4j_url)
    run(other.revision())
    assert [each.get("bookmarks") for each in wire.begun()] == [None]
    run(other.aclose())


def test_an_error_that_passes_is_tried_again_and_nothing_is_written_twice(
    store: Neo4jStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(store.apply(ChangeSet((place("before", "city", "CN"),))))
    for name in ("head_of", "apply"):
        monkeypatch.setattr(module, name, failing_once(getattr(module, name)))

    async def both() -> tuple[str, Any]:
        return await gather(store.revision(), store.apply(ChangeSet((place("a", "city", "CN"),))))

    revision, difference = run(both())
    assert revision
    assert difference.added == 1
    assert [row.record_id for row in run(store.changes(FeedQuery(1))).items] == ["a"]


def failing_once(work: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
    """The same, but that the first time it ends as where a member of a cluster is about to stop, all being done."""
    errors = [DatabaseUnavailable("wait")]

    async def done(*given: Any) -> Any:
        found = await work(*given)
        if errors:
            raise errors.pop()
        return found

    return done
