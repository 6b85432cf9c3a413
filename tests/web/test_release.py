"""A snapshot goes with its last reader, whatever it was asked: none of what is kept with it holds it."""

import asyncio
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from graph_service.background import warming
from graph_service.publisher import Publisher
from graph_service.records.network import ChangeSet
from graph_service.settings import Settings
from graph_service.snapshot import Snapshot
from graph_service.store.embedded import EmbeddedStore
from graph_service.web.app import create_app
from tests.drawing import known_records, place
from tests.web.test_ready import KEPT

ASKED = [
    *KEPT,
    "/v1/actions?home=jiangsu",
    "/v1/candidates?home=jiangsu",
    "/v1/centrality",
    "/v1/changes?since=1",
    "/v1/channels?home=jiangsu",
    "/v1/check",
    "/v1/completeness?home=jiangsu",
    "/v1/growth?home=jiangsu",
    "/v1/overlay?home=jiangsu",
    "/v1/queries/bare_stems?home=jiangsu",
    "/v1/reach?home=jiangsu",
    "/v1/scorecards?home=jiangsu",
    "/v1/statistics?as_of=2000-01-01",
    "/views/world",
]


class Witness:
    """Kept with a snapshot, and gone with it."""


def witness(_: Snapshot) -> Witness:
    return Witness()


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[TestClient, Path]]:
    path = tmp_path_factory.mktemp("store") / "drawn.db"
    asyncio.run(EmbeddedStore.open(path).apply(ChangeSet(tuple(known_records()))))
    with (
        pytest.MonkeyPatch.context() as patch,
        TestClient(create_app(Settings(store=f"sqlite:///{path}", refresh_seconds=3600))) as client,
    ):
        patch.setattr(warming, "_SETTLED", 0.0)
        yield client, path


@pytest.mark.first(5)
@pytest.mark.parametrize("address", ASKED)
def test_a_snapshot_that_was_asked_goes_when_the_next_one_comes(served: tuple[TestClient, Path], address: str) -> None:
    client, path = served
    publisher: Publisher = client.app.publisher  # type: ignore[attr-defined]  # of our app
    gone = weakref.ref(publisher.current.once(witness))
    assert client.get(address).status_code == 200
    client.portal.call(publisher.warming.done)
    change = ChangeSet((place("oss", "city", "NL", "north-brabant", note=f"asked for {address}"),))
    asyncio.run(EmbeddedStore.open(path).apply(change))
    assert client.portal.call(publisher.refresh)
    client.portal.call(publisher.warming.done)
    assert gone() is None
