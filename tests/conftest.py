"""Shared fixtures. Strategy: draw the smallest network that has what a test needs (tests/drawing.py); where the real rows
matter, `seeds` reads them once for the whole run."""

import asyncio
import gc
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from http.cookiejar import DefaultCookiePolicy
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from hypothesis import settings as hypothesis_settings

from graph_service.files.seeds import read_paths
from graph_service.loader import records_of
from graph_service.records.base import Record
from graph_service.records.network import ChangeSet, Network
from graph_service.settings import Settings
from graph_service.snapshot import Snapshot
from graph_service.store.embedded import EmbeddedStore
from graph_service.web.app import create_app
from tests import one_loop
from tests.drawing import TODAY, known_records

pytest_plugins = ["tests.chromium", "tests.neo4j_fixture", "tests.sharing", "tests.thorough"]
ROOT = Path(__file__).parent.parent

hypothesis_settings.register_profile("steady", derandomize=True, deadline=None, max_examples=60)
hypothesis_settings.load_profile("steady")


def pytest_configure() -> None:
    """What makes few cycles is seldom looked through for them: collecting the tests is one fifth of that."""
    gc.set_threshold(50_000, 50, 50)


def pytest_collection_finish() -> None:
    """What the tests hold for the whole run is not looked through again and again for what is no longer used."""
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def _shared_loop() -> Iterator[None]:
    """The loop of `tests.one_loop` ends with the run."""
    yield
    one_loop.close()


@pytest.fixture(scope="session")
def seeds() -> Snapshot:
    """The real rows as a snapshot."""
    return Snapshot(Network(records_of(read_paths([ROOT / "seeds"]))), "seeds", TODAY)


def shared(store: str) -> Settings:
    """Those of a service for all tests: it looks neither at its store again nor at the clock, which some tests set to another
    day, and measures what is asked for, not what might be."""
    return Settings(store=store, refresh_seconds=3_600.0, measure_ahead=False)


def forgetful(client: TestClient) -> TestClient:
    """A client that keeps no cookie: what one test chose is nothing to the next."""
    client.cookies.jar.set_policy(DefaultCookiePolicy(allowed_domains=[]))
    return client


@pytest.fixture(scope="session")
def drawn_store(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The URL of an embedded store with the network of `known_records`."""
    path = tmp_path_factory.mktemp("store") / "drawn.db"
    return _stored(path, known_records())


@pytest.fixture(scope="session")
def client(drawn_store: str) -> Iterator[TestClient]:
    """The real app on the drawn store."""
    with TestClient(create_app(shared(drawn_store)), follow_redirects=False) as client:
        yield forgetful(client)


@pytest.fixture(scope="session")
def seeds_store(seeds: Snapshot, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The URL of an embedded store with the real rows."""
    path = tmp_path_factory.mktemp("store") / "seeds.db"
    return _stored(path, seeds.network)


def _stored(path: Path, records: Iterable[Record]) -> str:
    """The URL of a store with these records, made in a thread of its own: a browser may run an event loop in this one."""
    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, EmbeddedStore.open(path).apply(ChangeSet(tuple(records)))).result()
    return f"sqlite:///{path}"


@pytest.fixture(scope="session")
def seeds_client(seeds_store: str) -> Iterator[TestClient]:
    """The real app on the real rows."""
    with TestClient(create_app(shared(seeds_store)), follow_redirects=False) as client:
        yield forgetful(client)
