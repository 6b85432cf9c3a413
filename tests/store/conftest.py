"""The two stores, each empty at the start of a test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph_service.store.base import Store
from graph_service.store.open import open_store
from tests.one_loop import run


@pytest.fixture(params=["embedded", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty store, once of each kind."""
    if request.param == "embedded":
        return f"sqlite:///{tmp_path / 'graph.db'}"
    url: str = request.getfixturevalue("neo4j_url")
    return url


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    """An empty store."""
    store = open_store(store_url, create=True)
    yield store
    run(store.aclose())
