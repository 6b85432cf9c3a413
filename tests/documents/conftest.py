"""What several tests of documents read."""

from collections.abc import Mapping
from typing import Any

import pytest
from fastapi import FastAPI

from graph_service.settings import Settings
from graph_service.web.app import create_app


@pytest.fixture(scope="session")
def openapi(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Any]:
    """The OpenAPI document of the app; it is the same on an empty store."""
    app = create_app(Settings(store=f"sqlite:///{tmp_path_factory.mktemp('empty') / 'graph.db'}")).app
    assert isinstance(app, FastAPI)
    return app.openapi()
