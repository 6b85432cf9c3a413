"""What a store holds may have been changed by hand or by a newer release: one line says what is wrong, in which record."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from graph_service.cli.app import run as run_command
from graph_service.errors import StoreUnavailable, StoreUnsound
from graph_service.records.network import ChangeSet
from graph_service.snapshot import Snapshot
from graph_service.store.canonical import network_of
from graph_service.store.embedded import EmbeddedStore
from tests.drawing import TODAY, agreement, known_records, place
from tests.one_loop import run

PLACES = (
    place("cn", "country", "CN"),
    place("jp", "country", "JP"),
    place("a", "city", "CN", "cn"),
    place("b", "city", "JP", "jp"),
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A store with one agreement."""
    path = tmp_path / "graph.db"
    run(EmbeddedStore.open(path).apply(ChangeSet((*PLACES, agreement("a", "b")))))
    return path


def by_hand(path: Path, statement: str) -> None:
    """Change what is stored past the service."""
    with closing(sqlite3.connect(path)) as connection, connection:
        assert connection.execute(statement).rowcount == 1


def told(path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> str:
    """The one line of a command that asks this store."""
    monkeypatch.setenv("GRAPH_SERVICE_STORE", f"sqlite:///{path}")
    assert run_command(["statistics"]) == 1
    [line] = capsys.readouterr().err.splitlines()
    return line


def test_a_field_of_a_newer_release_is_told_with_its_record(
    file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    by_hand(file, "UPDATE record SET body = json_set(body, '$.mayor', 'x') WHERE id = 'a'")
    line = told(file, monkeypatch, capsys)
    assert "Place 'a'" in line
    assert "mayor: no such field" in line
    assert "upgrade" in line


@pytest.mark.parametrize(
    ("line", "where"),
    [
        (b'{"id":"a"}', "Place 'a'"),
        (b"{", "places, record no. 1"),
        (b"\xff", "places, record no. 1"),
        (b'{"id":"\xff"}', "places, record no. 1"),
        (b'{"id":"x\\ny"}', "Place 'x\\\\ny'"),
    ],
)
def test_what_is_no_record_is_told_by_id_or_number(line: bytes, where: str) -> None:
    with pytest.raises(StoreUnsound, match=f"the store is unsound: {where}: it cannot be read") as told:
        network_of([("places", line)])
    assert str(told.value).isprintable()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda records: [record for record in records if record.id != "jp"], "Place 'b': parent: 'jp' is missing among"),
        (lambda records: [record for record in records if record.id != "a"], ": parties: 'a' is missing among"),
        (lambda records: [*records[:1], place("jp", "country", "JP", "b"), *records[2:]], ": parent: the parents of"),
    ],
)
def test_a_network_that_no_answer_survives_makes_no_snapshot(change: Callable[[list], list], told: str, tmp_path: Path) -> None:
    store = EmbeddedStore.open(tmp_path / "graph.db")
    run(store.apply(ChangeSet(tuple(change([*PLACES, agreement("a", "b")])))))
    with pytest.raises(StoreUnsound, match=told):
        Snapshot.of(run(store.load()), TODAY)


def test_a_fault_is_told_by_type_and_id_with_its_field_and_what_to_do(tmp_path: Path) -> None:
    store = EmbeddedStore.open(tmp_path / "graph.db")
    run(store.apply(ChangeSet((place("jp", "country", "JP", "b"), place("b", "city", "JP", "jp")))))
    [told] = run(store.verify())
    assert str(told).startswith("Place '")
    assert str(told).endswith(" form a ring; give one of them another parent, or none")


def test_what_follows_from_a_country_of_another_code_is_counted_with_it(tmp_path: Path) -> None:
    store = EmbeddedStore.open(tmp_path / "graph.db")
    countries = place("de", "country", "DE"), place("fr", "country", "DE")
    towns = (place(name, "city", "FR", "fr") for name in ("a", "b", "c"))
    run(store.apply(ChangeSet((*countries, *towns, place("x", "city", "FR", "de"), agreement("a", "a")))))
    told = [str(finding) for finding in run(store.verify())]
    assert [one.partition(":")[0] for one in told] == ["Agreement 'a~a'", "Place 'fr'", "Place 'x'"]
    assert told[1].endswith("; 3 finding(s) follow from it and are not told: Place 'a' the first")


def test_a_sound_network_of_every_type_makes_a_snapshot(tmp_path: Path) -> None:
    store = EmbeddedStore.open(tmp_path / "graph.db")
    run(store.apply(ChangeSet(tuple(known_records()))))
    assert len(Snapshot.of(run(store.load()), TODAY).network) == len(known_records())


def test_who_waits_for_a_store_that_fails_waits_for_one_that_is_unsound_too() -> None:
    assert issubclass(StoreUnsound, StoreUnavailable)
