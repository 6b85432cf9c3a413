"""Once a snapshot is published, its whole network is measured aside; the next one takes over what still holds."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from threading import Event

import pytest

from graph_service.background import processes, warming
from graph_service.errors import ComputationFailed
from graph_service.graph.arrays import Graph
from graph_service.graph.communities import CommunitiesBy
from graph_service.graph.measures import CENTRALITIES, Values
from graph_service.graph.statistics import figures
from graph_service.metrics.links import Grain, WholeNetwork, known_network, whole_network
from graph_service.metrics.selection import select
from graph_service.publisher import Publisher
from graph_service.records.network import ChangeSet
from graph_service.store.base import Store
from graph_service.store.embedded import EmbeddedStore
from tests.drawing import agreement, known_records, place

ASKED_BY_DEFAULT = [*map(Values, CENTRALITIES), figures, CommunitiesBy()]


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing waits for further changes, unless a test says so."""
    monkeypatch.setattr(warming, "_SETTLED", 0.0)


def told(folder: Path, story: Callable[[Store, Publisher], Awaitable[None]], *, measure_ahead: bool = True) -> None:
    """Run a story of a store with the drawn network and its publisher."""

    async def run() -> None:
        store = EmbeddedStore.open(folder / "graph.db")
        await store.apply(ChangeSet(tuple(known_records())))
        publisher = Publisher(lambda: store, lambda: datetime(2026, 11, 21, tzinfo=UTC), measure_ahead=measure_ahead)
        await publisher.refresh()
        await story(store, publisher)
        await publisher.aclose()

    asyncio.run(run())


def network(publisher: Publisher, grain: Grain = "place") -> WholeNetwork:
    """The network asked for by default, which must be known."""
    found = known_network(publisher.current, select(publisher.current), grain)
    assert found is not None
    return found


def test_what_is_asked_for_by_default_is_known_at_either_grain(tmp_path: Path) -> None:
    async def story(_: Store, publisher: Publisher) -> None:
        await publisher.warming.done()
        for grain in ("place", "country"):
            assert all(network(publisher, grain).measured.knows(asked) for asked in ASKED_BY_DEFAULT)

    told(tmp_path, story)


def test_nothing_is_measured_that_nobody_asked_for_where_that_is_wished(tmp_path: Path) -> None:
    async def story(_: Store, publisher: Publisher) -> None:
        await publisher.warming.done()
        assert not any(network(publisher).measured.knows(asked) for asked in ASKED_BY_DEFAULT)

    told(tmp_path, story, measure_ahead=False)


def test_readers_are_answered_before_it_is_measured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answered = Event()
    monkeypatch.setattr(warming, "whole_network", lambda *asked: answered.wait() and whole_network(*asked))

    async def story(_: Store, publisher: Publisher) -> None:
        assert known_network(publisher.current, select(publisher.current)) is None
        answered.set()
        await publisher.warming.done()
        assert known_network(publisher.current, select(publisher.current)) is not None

    told(tmp_path, story)


def test_the_next_snapshot_takes_over_what_was_measured_if_the_links_are_the_same(tmp_path: Path) -> None:
    async def story(store: Store, publisher: Publisher) -> None:
        await publisher.warming.done()
        before = network(publisher)
        await store.apply(ChangeSet((place("iceland", "country", "IS"),)))
        await publisher.refresh()
        await publisher.warming.done()
        assert network(publisher).measured is before.measured
        await store.apply(ChangeSet((agreement("nanjing", "vaud"),)))
        await publisher.refresh()
        await publisher.warming.done()
        assert network(publisher).measured is not before.measured

    told(tmp_path, story)


def test_measuring_is_stopped_when_the_next_snapshot_comes_or_the_service_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, stopped = endless_measures(monkeypatch)

    async def story(store: Store, publisher: Publisher) -> None:
        assert await begun.get() == 7
        await store.apply(ChangeSet((agreement("nanjing", "vaud"),)))
        await publisher.refresh()
        assert await begun.get() == 8
        assert stopped == [7]

    told(tmp_path, story)
    assert stopped == [7, 8]


def test_where_changes_come_faster_than_it_can_be_measured_it_is_measured_once_none_comes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, stopped = endless_measures(monkeypatch)
    monkeypatch.setattr(warming, "_SETTLED", 0.5)

    async def story(store: Store, publisher: Publisher) -> None:
        assert await begun.get() == 7
        for partner in ("vaud", "iceland"):
            await store.apply(ChangeSet((place("iceland", "country", "IS"), agreement("nanjing", partner))))
            await publisher.refresh()
        assert await begun.get() == 9
        assert stopped == [7]

    told(tmp_path, story)


def endless_measures(monkeypatch: pytest.MonkeyPatch) -> tuple[asyncio.Queue[int], list[int]]:
    """The sizes of the networks that are begun to be measured, which never ends, and of those whose measuring was stopped."""
    begun, stopped = asyncio.Queue[int](), list[int]()

    async def endless(graph: Graph, *_: object) -> AsyncIterator[object]:
        begun.put_nowait(graph.size)
        try:
            await asyncio.Event().wait()
            yield
        finally:
            stopped.append(graph.size)

    monkeypatch.setattr(processes, "_SMALL", 0)
    monkeypatch.setattr(processes, "computed_elsewhere", endless)
    return begun, stopped


def test_measuring_that_fails_is_logged_and_readers_are_answered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def broken(*_: Sequence[object]) -> AsyncIterator[object]:
        raise ComputationFailed(9)
        yield

    monkeypatch.setattr(processes, "_SMALL", 0)
    monkeypatch.setattr(processes, "computed_elsewhere", broken)

    async def story(_: Store, publisher: Publisher) -> None:
        await publisher.warming.done()
        assert publisher.current.places

    told(tmp_path, story)
    assert "ended with code 9" in caplog.text
