"""Loading all seeds into both stores, and from store to ready, against raw sqlite3, the bare driver and the csv module."""

import asyncio
import csv
import sqlite3
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from benchmarks.measure import Measured, in_turn, seconds
from graph_service.data_files import data_folder
from graph_service.files.seeds import read_paths
from graph_service.loader import records_of
from graph_service.records.base import Record
from graph_service.records.network import ChangeSet
from graph_service.records.registry import PLURAL_OF
from graph_service.snapshot import Snapshot
from graph_service.store.canonical import encode
from graph_service.store.embedded import EmbeddedStore

TODAY = date(2026, 11, 21)


def seeds(layer: str = "") -> tuple[Record, ...]:
    """The records of all seeds, or of one layer."""
    return tuple(records_of(read_paths([data_folder("seeds") / layer])))


def start_to_ready() -> Measured:
    """From an embedded store with all seeds to a snapshot that answers, without warming."""
    with tempfile.TemporaryDirectory() as folder:
        store = EmbeddedStore.open(Path(folder) / "graph.db")
        asyncio.run(store.apply(ChangeSet(seeds())))

        def ours() -> None:
            stored = asyncio.run(store.load())
            Snapshot.of(stored, TODAY)

        def theirs() -> None:
            for file in data_folder("seeds").glob("*/*.csv"):
                with file.open(encoding="utf-8", newline="") as rows:
                    list(csv.reader(rows))

        times = in_turn(lambda: seconds(ours), lambda: seconds(theirs))
    return Measured("start: store to ready, all layers", "csv module reading the same rows", *times, target=3.0)


def embedded_load() -> Measured:
    """The world layer into an empty embedded store; a ratio of 0.3 in speed is one of 3.33 in time."""
    records = seeds("world")
    rows = [(PLURAL_OF[type(record)], record.id, encode(record)) for record in records]

    def ours() -> float:
        with tempfile.TemporaryDirectory() as folder:
            store = EmbeddedStore.open(Path(folder) / "graph.db")
            return seconds(lambda: asyncio.run(store.apply(ChangeSet(records))))

    def theirs() -> float:
        with tempfile.TemporaryDirectory() as folder, sqlite3.connect(Path(folder) / "raw.db") as connection:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("CREATE TABLE record (plural, id, body, PRIMARY KEY (plural, id)) WITHOUT ROWID")
            time = seconds(lambda: _insert(connection, rows))
        connection.close()
        return time

    return Measured("embedded store: load of the world layer", "sqlite3 executemany", *in_turn(ours, theirs), target=1 / 0.3)


def _insert(connection: sqlite3.Connection, rows: list[tuple[str, str, str]]) -> None:
    connection.executemany("INSERT INTO record VALUES (?, ?, ?)", rows)
    connection.commit()


def axes() -> Iterator[Measured]:
    """Every axis about stores that needs no server."""
    yield start_to_ready()
    yield embedded_load()
