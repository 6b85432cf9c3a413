"""Liveness, readiness, and what happens when the store fails."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from graph_service.errors import NotReady, StoreUnavailable
from graph_service.publisher import Publisher
from graph_service.records.network import ChangeSet
from graph_service.settings import Settings
from graph_service.store.embedded import EmbeddedStore
from graph_service.web.app import create_app
from tests.drawing import known_records, place


def test_a_running_service_is_alive_and_ready(client: TestClient) -> None:
    assert client.get("/health/live").json() == {"status": "alive"}
    ready = client.get("/health/ready").json()
    assert (ready["status"], ready["records"], ready["store_failure"]) == ("ready", len(known_records()), None)
    assert ready["snapshot"] == client.get("/v1/places?limit=1").json()["snapshot"]


def test_a_service_whose_store_was_never_there_is_alive_but_not_ready(tmp_path: Path) -> None:
    wrong = tmp_path / "no-store.db"
    wrong.write_text("this is no database, only a text that is long enough to be taken for one by its size alone" * 20)
    with TestClient(create_app(Settings(store=f"sqlite:///{wrong}"))) as client:
        assert client.get("/health/live").status_code == 200
        ready = client.get("/health/ready")
        assert (ready.status_code, ready.json()["status"]) == (503, "starting")
        assert "no-store.db is no store" in ready.json()["store_failure"]
        assert client.get("/v1/places").json()["type"] == "/problems/not-ready"


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.time = datetime(2026, 11, 21, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time


def test_a_change_in_the_store_is_published(tmp_path: Path) -> None:
    async def story() -> None:
        store = EmbeddedStore.open(tmp_path / "graph.db")
        publisher = Publisher(lambda: store, Clock())
        with pytest.raises(NotReady):
            _ = publisher.current
        assert await publisher.refresh()
        before = publisher.current
        assert not await publisher.refresh(), "nothing changed"
        await store.apply(ChangeSet((place("china", "country", "CN"),)))
        assert await publisher.refresh()
        assert "china" in publisher.current.places
        assert "china" not in before.places, "readers of the old snapshot see what they saw"

    asyncio.run(story())


def test_the_next_day_is_published_though_the_data_stay(tmp_path: Path) -> None:
    async def story() -> None:
        clock = Clock()
        publisher = Publisher(lambda: EmbeddedStore.open(tmp_path / "graph.db"), clock)
        await publisher.refresh()
        clock.time += timedelta(days=1)
        assert await publisher.refresh()
        assert publisher.current.today == clock.time.date()

    asyncio.run(story())


def test_when_the_store_fails_the_last_snapshot_goes_on_serving(tmp_path: Path) -> None:
    path = tmp_path / "graph.db"
    asyncio.run(EmbeddedStore.open(path).apply(ChangeSet((place("china", "country", "CN"),))))

    async def story() -> None:
        publisher = Publisher(lambda: EmbeddedStore.open(path), Clock())
        await publisher.refresh()
        for file in tmp_path.iterdir():
            file.unlink()
        path.mkdir()
        with pytest.raises(StoreUnavailable):
            await publisher.refresh()
        assert publisher.failure is not None
        assert "china" in publisher.current.places
        path.rmdir()
        EmbeddedStore.open(path)
        assert await publisher.refresh()
        assert publisher.failure is None

    asyncio.run(story())


def test_a_failing_store_makes_the_service_stale_not_silent(tmp_path: Path) -> None:
    path = tmp_path / "graph.db"
    asyncio.run(EmbeddedStore.open(path).apply(ChangeSet((place("china", "country", "CN"),))))
    app = create_app(Settings(store=f"sqlite:///{path}", refresh_seconds=3600))
    with TestClient(app) as client:
        path.write_text("no longer a store, only a text that is long enough to be taken for one by its size alone" * 20)
        assert not client.portal.call(app.publisher.try_refresh)
        ready = client.get("/health/ready")
        assert client.get("/v1/places/china").status_code == 200
    assert (ready.status_code, ready.json()["status"]) == (200, "stale")
    assert "graph.db is no store" in ready.json()["store_failure"]


def test_the_store_is_read_again_for_who_asks_and_the_answer_is_how_the_service_stands(client: TestClient) -> None:
    before = client.get("/health/ready").json()
    after = client.post("/health/reread")
    assert after.status_code == 200
    assert (after.json()["snapshot"], after.json()["status"]) == (before["snapshot"], "ready")
    assert client.post("/health/reread", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
