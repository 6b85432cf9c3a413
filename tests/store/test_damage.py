"""Damage is told: whatever bits of a store's file have changed, it is refused in one line, or the network is the very same."""

import random
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import pytest

from graph_service.cli.app import run as run_command
from graph_service.errors import ServiceError, StoreUnsound
from graph_service.records.network import ChangeSet
from graph_service.store.base import Stored
from graph_service.store.embedded import EmbeddedStore
from graph_service.store.feed import FeedPage, FeedQuery
from tests.drawing import known_records, place
from tests.one_loop import run

T = TypeVar("T")
HEADER_BITS = 800
PAGE = 4096
LATELY = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A store with records of every type and a feed of two changes, at rest."""
    path = tmp_path / "graph.db"
    store = EmbeddedStore.open(path)
    run(store.apply(ChangeSet(tuple(known_records())), "office"))
    run(store.apply(ChangeSet((place("nanjing", "city", "CN", "jiangsu", population=9_000_000),)), "office"))
    return path


@pytest.fixture(autouse=True)
def _nothing_is_served(monkeypatch: pytest.MonkeyPatch) -> None:
    """A store that should be refused and is not would be served until somebody interrupts."""

    def served(*_: object, **__: object) -> None:
        pytest.fail("it was served")

    monkeypatch.setattr("uvicorn.run", served)


def flipped(data: bytes, *bits: int) -> bytes:
    changed = bytearray(data)
    for bit in bits:
        changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)


def found(path: Path, content: bytes) -> Stored | None:
    """What a store of this content loads; None where it is refused, in one line."""
    path.write_bytes(content)
    for beside in ("-wal", "-shm"):
        path.with_name(path.name + beside).unlink(missing_ok=True)
    return told_or_refused(lambda: run(EmbeddedStore.open(path, create=False).load()))


def feed_of(path: Path) -> FeedPage | None:
    """What its change feed tells; None where it is refused, in one line."""
    return told_or_refused(lambda: run(EmbeddedStore.open(path, create=False).changes(FeedQuery())))


def told_or_refused(call: Callable[[], T]) -> T | None:
    """The result; None where the call is refused in one line. Any other error fails the test."""
    message = ""
    try:
        return call()
    except ServiceError as error:
        message = str(error)
    assert message
    assert message.isprintable()
    return None


def some_bits(size: int) -> Iterator[int]:
    """Bits all over the file, and more of its first hundred bytes, which say how to read the others."""
    chosen = random.Random(21)
    yield from chosen.sample(range(HEADER_BITS), 100)
    yield from chosen.sample(range(size * 8), 500)


def test_a_flipped_bit_is_refused_or_leaves_the_very_same_network_and_feed(file: Path) -> None:
    whole = file.read_bytes()
    known = found(file, whole)
    assert known is not None
    feed = feed_of(file)
    refused = 0
    for bit in some_bits(len(whole)):
        loaded = found(file, flipped(whole, bit))
        assert loaded is None or (loaded.version, list(loaded.network)) == (known.version, list(known.network)), bit
        refused += loaded is None
        assert feed_of(file) in (None, feed) or loaded is None, bit
    assert refused > 100


@pytest.mark.parametrize("count", [2, 50, 1000])
def test_many_flipped_bits_end_in_no_traceback(count: int, file: Path) -> None:
    whole = file.read_bytes()
    chosen = random.Random(count)
    for _ in range(100):
        loaded = found(file, flipped(whole, *chosen.sample(range(len(whole) * 8), count)))
        assert loaded is None or len(loaded.network) == len(known_records())
        feed_of(file)


def test_a_file_that_was_cut_is_refused(file: Path) -> None:
    whole = file.read_bytes()
    for size in range(1, len(whole), 1_000):
        assert found(file, whole[:size]) is None, size


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "a letter of a name": lambda data: data.replace(b'"en":"nanjing"', b'"en":"nanjinf"'),
    "the id of a row": lambda data: data.replace(b"placesnanjing{", b"placesnanjinf{"),
    "the hash itself": lambda data: flipped(data, hash_at(data) * 8),
    "an index of the feed": lambda data: flipped(data, data.index(b"nanjingplaces") // PAGE * PAGE * 8),
}


def hash_at(data: bytes) -> int:
    """Where the hash of the records stands."""
    version = found_version(data)
    assert data.count(version) == 1
    return data.index(version)


def found_version(data: bytes) -> bytes:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(data[:18] + b"\1\1" + data[20:])  # as a file without a log
        return str(connection.execute("SELECT version FROM revision").fetchone()[0]).encode()


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
@pytest.mark.parametrize("command", [["statistics"], ["changes"], ["serve"], ["load", "places.csv"]], ids=" ".join)
def test_damage_is_told_in_one_line_with_the_way_back(
    command: list[str],
    damage: Callable[[bytes], bytes],
    file: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    whole = file.read_bytes()
    damaged = damage(whole)
    assert len(damaged) == len(whole)
    assert damaged != whole
    file.write_bytes(damaged)
    (file.parent / "places.csv").write_text("id,level,country,source\nQ1,city,CN,x\n")
    monkeypatch.chdir(file.parent)
    monkeypatch.setenv("GRAPH_SERVICE_STORE", f"sqlite:///{file}")
    assert run_command(command) == 1
    line, *others = capsys.readouterr().err.splitlines()
    assert not [other for other in others if not other.startswith("the feed begins with change ")]  # it is told all the same
    assert str(file) in line
    assert "restore a backup of it, or load your files again into a new file" in line
    assert file.read_bytes() == damaged


def test_damaged_records_are_not_sealed_by_the_next_change(file: Path) -> None:
    file.write_bytes(DAMAGE["a letter of a name"](file.read_bytes()))
    store = EmbeddedStore.open(file)
    for _ in range(2):
        with pytest.raises(StoreUnsound, match="they are not as they were written"):
            run(store.apply(ChangeSet((place("x", "city", "CN"),))))


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("UPDATE former SET before = x'ff' WHERE id = 'nanjing'", "change 2 of 'nanjing': it cannot be read"),
        ("UPDATE former SET before = '{' WHERE id = 'nanjing'", "change 2 of 'nanjing': it cannot be read"),
        ("UPDATE change SET at = 'yesterday' WHERE sequence = 2", "the moment 'yesterday'"),
        ("UPDATE former SET before = replace(before, 'nanjing', 'nanjinf')", "change 2 is not as it was written"),
        ("UPDATE former SET position = 1", "change 2 is not as it was written"),
        ("UPDATE change SET who = 'offjce' WHERE sequence = 2", "change 2 is not as it was written"),
        ("UPDATE change SET who = 'offjce' WHERE sequence = 1", "change 1 is not as it was written"),
        ("UPDATE change SET records = 3 WHERE sequence = 2", "change 2 is not as it was written"),
        ("UPDATE change SET hash = NULL WHERE sequence = 2", "change 2 is not as it was written"),
        ("DELETE FROM revision", "revision: it is empty"),
    ],
)
def test_a_damaged_feed_is_told(statement: str, told: str, file: Path) -> None:
    damage(file, statement)
    store = EmbeddedStore.open(file, create=False)
    call = store.revision() if "revision" in statement else store.changes(FeedQuery())
    with pytest.raises(StoreUnsound, match=told):
        run(call)


def change(file: Path, number: int) -> None:
    run(EmbeddedStore.open(file).apply(ChangeSet((place("nanjing", "city", "CN", "jiangsu", population=number),)), "office"))


def damage(file: Path, statement: str) -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute(statement)


@pytest.mark.parametrize(
    ("statement", "asked"),
    [
        # What a record became is what it was before its next change, which may be on no page that is asked for.
        ("UPDATE former SET before = replace(before, 'nanjing', 'nanjinf') WHERE sequence = 4", FeedQuery(until=3)),
        # Of a line whose moment is another, nobody knows whether it is asked for.
        ("UPDATE change SET at = '2' || substr(at, 2, 2) || '0' || substr(at, 5) WHERE sequence = 3", FeedQuery(LATELY)),
    ],
)
def test_damage_of_a_change_that_is_not_on_the_page_is_told_where_it_counts(statement: str, asked: FeedQuery, file: Path) -> None:
    for number in (1, 2, 3):
        change(file, number)
    damage(file, statement)
    with pytest.raises(StoreUnsound, match="is not as it was written"):
        run(EmbeddedStore.open(file).changes(asked))


UNDO = """
ALTER TABLE change DROP COLUMN hash; ALTER TABLE former DROP COLUMN hash; PRAGMA user_version = 1;
"""


def test_the_feed_of_an_earlier_release_is_told_as_before_and_sealed_once_it_is_opened_to_write(file: Path) -> None:
    before = run(EmbeddedStore.open(file).changes(FeedQuery()))
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript(UNDO)
    assert run(EmbeddedStore.open(file, create=False).changes(FeedQuery())) == before
    store = EmbeddedStore.open(file)
    assert run(store.changes(FeedQuery())) == before
    damage(file, "UPDATE change SET who = 'offjce' WHERE sequence = 2")
    with pytest.raises(StoreUnsound, match="change 2 is not as it was written"):
        run(store.changes(FeedQuery()))


def test_a_backup_in_the_place_of_a_damaged_store_is_served_again(file: Path) -> None:
    backup = file.read_bytes()
    assert found(file, DAMAGE["a letter of a name"](backup)) is None
    restored = found(file, backup)
    assert restored is not None
    assert len(restored.network) == len(known_records())
