"""The watch over the store: nothing ends it, nothing it meets stays unsaid, and the day goes on without the store."""

import asyncio
import logging
import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from graph_service.errors import StoreUnavailable
from graph_service.publisher import Publisher, watch
from graph_service.records.network import ChangeSet
from graph_service.store.base import Stored
from graph_service.store.embedded import EmbeddedStore
from tests.drawing import known_records, place


class Faulty(EmbeddedStore):
    """An embedded store that raises what a test tells it to."""

    fault: Exception | None = None
    loads = 0

    async def load(self, known: Stored | None = None) -> Stored:
        self.loads += 1
        return await super().load(known)

    async def revision(self) -> str:
        if self.fault is not None:
            raise self.fault
        return await super().revision()


class Watched:
    """A store with the drawn network, its publisher and the watch over it; the test is its clock and wakes it."""

    def __init__(self, path: Path) -> None:
        self.store = Faulty(path)
        self.now = datetime(2026, 11, 21, 12, tzinfo=UTC)
        self.pauses: list[float] = []
        self.publisher = Publisher(lambda: self.store, lambda: self.now)
        self._asleep, self._waking = asyncio.Event(), asyncio.Event()

    async def _sleep(self, seconds: float) -> None:
        self.pauses.append(seconds)
        self._waking.clear()
        self._asleep.set()
        await self._waking.wait()

    async def turn(self) -> None:
        """Let the watch go on until it sleeps again."""
        self._asleep.clear()
        self._waking.set()
        await self._asleep.wait()

    async def begin(self) -> asyncio.Task[None]:
        """Publish the first snapshot and begin to watch."""
        await self.publisher.try_refresh()
        watching = asyncio.create_task(watch(self.publisher, 4.0, self._sleep))
        await self._asleep.wait()
        return watching


def watched(folder: Path, story: Callable[[Watched], Awaitable[None]]) -> None:
    """Run a story of a watched store; the watch must still go on at its end."""

    async def run() -> None:
        path = folder / "graph.db"
        await EmbeddedStore.open(path).apply(ChangeSet(tuple(known_records())))
        world = Watched(path)
        watching = await world.begin()
        await story(world)
        assert not watching.done()
        watching.cancel()
        await asyncio.gather(watching, return_exceptions=True)
        await world.publisher.aclose()

    asyncio.run(run())


def by_hand(folder: Path, statement: str) -> None:
    """Change what is stored past the service."""
    with closing(sqlite3.connect(folder / "graph.db")) as connection, connection:
        connection.execute(statement)
        connection.execute("UPDATE revision SET mark = mark || 'x'")


@pytest.mark.parametrize("fault", [StoreUnavailable("gone for lunch"), KeyError("nanjing"), OSError("bad disk"), MemoryError()])
def test_no_failure_ends_the_watch_and_a_change_after_it_is_published(fault: Exception, tmp_path: Path) -> None:
    async def story(world: Watched) -> None:
        world.store.fault = fault
        await world.turn()
        assert world.publisher.failure is not None
        world.store.fault = None
        await world.store.apply(ChangeSet((place("iceland", "country", "IS"),)))
        await world.turn()
        assert world.publisher.failure is None
        assert "iceland" in world.publisher.current.places

    watched(tmp_path, story)


def test_each_reason_is_logged_once_until_the_store_is_back_which_is_logged_too(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async def story(world: Watched) -> None:
        faults = [StoreUnavailable("one"), StoreUnavailable("one"), KeyError("two"), StoreUnavailable("one"), KeyError("two")]
        for fault in (*faults, None, None, StoreUnavailable("one")):
            world.store.fault = fault
            await world.turn()

    watched(tmp_path, story)
    ours = [record for record in caplog.records if record.name.startswith("graph_service.publisher")]
    one, two, back, again = ours
    assert (one.getMessage(), again.getMessage()) == (one.getMessage(),) * 2
    assert one.getMessage().endswith("nothing newer is served: one")
    assert "KeyError" in two.getMessage()
    assert back.getMessage() == "the store can be read again"
    assert [bool(record.exc_info) for record in ours] == [False, True, False, False]
    assert min(record.levelno for record in ours) >= logging.WARNING  # shown without any set-up of the log


def test_pauses_grow_while_it_fails_and_are_short_again_after_the_first_success(tmp_path: Path) -> None:
    async def story(world: Watched) -> None:
        for fault in (KeyError("x"), StoreUnavailable("y"), KeyError("x"), KeyError("x"), None, None):
            world.store.fault = fault
            await world.turn()
        assert world.pauses == [4.0, 8.0, 10.0, 10.0, 10.0, 4.0, 4.0]

    watched(tmp_path, story)


def test_the_day_goes_on_while_the_store_fails(tmp_path: Path) -> None:
    async def story(world: Watched) -> None:
        before = world.publisher.current
        world.store.fault = KeyError("nanjing")
        world.now += timedelta(days=1)
        await world.turn()
        after = world.publisher.current
        assert (after.today, after.version, after.sequence) == (world.now.date(), before.version, before.sequence)
        assert world.publisher.failure is not None
        world.store.fault = None
        assert not await world.publisher.refresh(), "the data are those that were published"

    watched(tmp_path, story)


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("UPDATE record SET body = json_set(body, '$.mayor', 'x') WHERE id = 'oss'", "Place 'oss': it cannot be read"),
        ("DELETE FROM record WHERE id = 'netherlands'", "'netherlands' is missing among places"),
    ],
)
def test_a_store_that_became_unsound_leaves_the_last_snapshot_serving(statement: str, told: str, tmp_path: Path) -> None:
    async def story(world: Watched) -> None:
        before, backup = world.publisher.current, (tmp_path / "graph.db").read_bytes()
        by_hand(tmp_path, statement)
        await world.turn()
        assert told in (world.publisher.failure or "")
        assert world.publisher.current is before
        (tmp_path / "graph.db").write_bytes(backup)
        await world.store.apply(ChangeSet((place("iceland", "country", "IS"),)))
        await world.turn()
        assert world.publisher.failure is None
        assert "iceland" in world.publisher.current.places

    watched(tmp_path, story)


def test_a_store_found_unsound_is_read_again_as_soon_as_somebody_wrote_to_it(tmp_path: Path) -> None:
    async def story(world: Watched) -> None:
        backup = (tmp_path / "graph.db").read_bytes()
        by_hand(tmp_path, "DELETE FROM record WHERE id = 'netherlands'")
        for _ in range(4):  # the pauses grow to 8 and 10 seconds, in pieces of four
            await world.turn()
        assert world.publisher.failure is not None
        (tmp_path / "graph.db").write_bytes(backup)
        await world.store.apply(ChangeSet((place("iceland", "country", "IS"),)))
        await world.turn()
        assert world.publisher.failure is None
        assert "iceland" in world.publisher.current.places
        assert world.pauses == [4.0] * 6

    watched(tmp_path, story)


def test_a_store_found_unsound_that_nobody_writes_to_is_read_again_after_pauses_that_grow(tmp_path: Path) -> None:
    async def story(world: Watched) -> None:
        loads = world.store.loads
        by_hand(tmp_path, "DELETE FROM record WHERE id = 'netherlands'")
        read = []
        for _ in range(15):
            await world.turn()
            read.append(world.store.loads - loads)
        assert read == [1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4, 5, 5, 5, 6]
        assert world.pauses[3:9] == [4.0, 4.0, 2.0] * 2

    watched(tmp_path, story)


def test_who_gives_up_waiting_leaves_the_refresh_going_on_for_the_others(tmp_path: Path) -> None:
    async def story(world: Watched) -> None:
        await world.store.apply(ChangeSet((place("iceland", "country", "IS"),)))
        other = asyncio.create_task(world.publisher.refresh())
        with pytest.raises(StoreUnavailable, match="was not read within 0 s; try again"):
            await world.publisher.catch_up(0)
        assert await other
        assert "iceland" in world.publisher.current.places

    watched(tmp_path, story)


def test_what_was_loaded_before_the_start_is_not_loaded_again(tmp_path: Path) -> None:
    class Once(EmbeddedStore):
        loads = 0

        async def load(self, *known: Stored | None) -> Stored:
            self.loads += 1
            return await super().load(*known)

    async def story() -> None:
        await EmbeddedStore.open(tmp_path / "graph.db").apply(ChangeSet(tuple(known_records())))
        store = Once(tmp_path / "graph.db")
        first = await store.load()
        publisher = Publisher(lambda: store, lambda: datetime(2026, 11, 21, tzinfo=UTC), first=first)
        assert await publisher.refresh()
        assert publisher.current.network is first.network
        assert not await publisher.refresh()
        assert store.loads == 1
        await store.apply(ChangeSet((place("iceland", "country", "IS"),)))
        assert await publisher.refresh()
        assert store.loads == 2
        await publisher.aclose()

    asyncio.run(story())
