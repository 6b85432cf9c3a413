"""What `serve` says of a store that cannot be served: one line, before anybody can ask."""

import asyncio
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
import uvicorn

from graph_service.cli.app import run
from graph_service.records.network import ChangeSet
from graph_service.settings import Settings
from graph_service.store.embedded import EmbeddedStore
from tests.drawing import known_records


@pytest.mark.parametrize(
    ("zone", "told"),
    [("Pacific/Kiritimati", "(Pacific/Kiritimati)"), ("", "the machine's zone; GRAPH_SERVICE_TIMEZONE names the office's)")],
)
def test_the_day_and_where_it_is_from_are_told_at_the_start(
    zone: str, told: str, drawn_store: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GRAPH_SERVICE_STORE", drawn_store)
    monkeypatch.setenv("GRAPH_SERVICE_TIMEZONE", zone)
    monkeypatch.setattr(uvicorn, "run", lambda *_, **__: None)  # what comes before it is asked for here
    before = Settings().now().date()
    assert run(["serve"]) == 0
    line = capsys.readouterr().err.splitlines()[-1]
    assert line.endswith(told)
    assert line.startswith((f"today is {before} ", f"today is {Settings().now().date()} "))


@pytest.mark.first(2)
@pytest.mark.parametrize("workers", ["1", "2"])
@pytest.mark.parametrize(
    ("statement", "told"),
    [
        (
            "UPDATE record SET body = json_set(body, '$.mayor', 'x') WHERE id = 'oss'",
            "graph.db, Place 'oss': it cannot be read (mayor: no such field; it may have id, ",
        ),
        (
            "DELETE FROM record WHERE id = 'netherlands'",
            "graph.db, Place 'north-brabant': parent: 'netherlands' is missing among places; load it again",
        ),
    ],
)
def test_an_unsound_store_ends_serve_in_one_line(statement: str, told: str, workers: str, tmp_path: Path) -> None:
    path = tmp_path / "graph.db"
    asyncio.run(EmbeddedStore.open(path).apply(ChangeSet(tuple(known_records()))))
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(statement)
    words = [sys.executable, "-m", "graph_service", "serve", "--port", "1"]
    environment = os.environ | {"GRAPH_SERVICE_STORE": f"sqlite:///{path}", "GRAPH_SERVICE_WORKERS": workers}
    done = subprocess.run(words, env=environment, capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stdout) == (1, "")
    [line] = done.stderr.splitlines()
    assert line.startswith("the store is unsound: ")
    assert told in line
