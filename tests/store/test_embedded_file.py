"""What is a store: nothing is made unasked, files of other programs stay as they are, older stores go on, newer are refused."""

import sqlite3
import struct
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from graph_service.cli.app import run as run_command
from graph_service.errors import StoreUnavailable
from graph_service.records.mark import Mark
from graph_service.records.network import ChangeSet, Network
from graph_service.store.base import EMPTY
from graph_service.store.embedded import EmbeddedStore
from graph_service.store.embedded_forms import APPLICATION_ID, FORM
from graph_service.store.feed import FeedQuery
from graph_service.store.open import open_store
from tests.drawing import known_records, place
from tests.one_loop import run

FIRST_RELEASE = Path(__file__).with_name("release-0.1.0.db")
ITS_RECORDS = [record for record in known_records() if not isinstance(record, Mark)]  # it knew no marks
ITS_VERSION = "b8384bf8cf4655bbfeaf639cf63c36ebb9d38acfb7bc2b9651f38fe8b252c33c"
ASKING = (["statistics"], ["gaps", "--home", "jiangsu"], ["changes"], ["load", "--dry-run", "places.csv"])


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[[Path, list[str]], str]:
    """The one line on stderr of a command that a file refuses."""

    def told(path: Path, command: list[str]) -> str:
        monkeypatch.setenv("GRAPH_SERVICE_STORE", f"sqlite:///{path}")
        assert run_command(command) == 1
        out, err = capsys.readouterr()
        assert out == ""
        [line] = err.splitlines()
        return line

    return told


@pytest.fixture(autouse=True)
def _nothing_is_served(monkeypatch: pytest.MonkeyPatch) -> None:
    """A store that should be refused and is not would be served until somebody interrupts."""

    def served(*_: object, **__: object) -> None:
        pytest.fail("it was served")

    monkeypatch.setattr("uvicorn.run", served)


def marks(path: Path) -> tuple[int, int]:
    """`application_id` and `user_version` as other programs read them."""
    application, form = struct.unpack_from(">I4xI", path.read_bytes(), 60)[::-1]
    return application, form


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize("command", ASKING[:3])
def test_a_question_makes_no_store_and_says_how_to_make_one(
    command: list[str], tmp_path: Path, told: Callable[[Path, list[str]], str]
) -> None:
    line = told(tmp_path / "none" / "graph.db", command)
    assert f"there is no store at {tmp_path / 'none' / 'graph.db'}" in line
    assert "graph-service load seeds" in line
    assert files(tmp_path) == {}


def test_an_empty_file_is_no_store_until_it_is_filled(tmp_path: Path, told: Callable[[Path, list[str]], str]) -> None:
    path = tmp_path / "graph.db"
    path.touch()
    assert "there is no store at" in told(path, ["statistics"])
    assert files(tmp_path) == {"graph.db": b""}
    assert run(EmbeddedStore.open(path).revision()) == EMPTY


def other_program(path: Path, mode: str, statements: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(f"PRAGMA journal_mode = {mode}")
        connection.executescript(statements)


OTHERS = {
    "tables": "CREATE TABLE moz_places (id INTEGER, url TEXT); INSERT INTO moz_places VALUES (1, 'x')",
    "nothing": "CREATE TABLE gone (id); DROP TABLE gone",
    "one table of ours": "CREATE TABLE record (plural, id, body)",
    "names of ours": "CREATE TABLE record (artist); CREATE TABLE revision (number)",
    "an id": "PRAGMA application_id = 252006674; CREATE TABLE record (plural, id, body); CREATE TABLE revision (only_row, mark)",
    "a version": "PRAGMA user_version = 1; CREATE TABLE record (plural, id, body); CREATE TABLE revision (only_row, mark)",
}


@pytest.mark.first(9)
@pytest.mark.parametrize("mode", ["DELETE", "WAL"])
@pytest.mark.parametrize("statements", OTHERS.values(), ids=OTHERS)
@pytest.mark.parametrize("command", [*ASKING, ["load", "places.csv"], ["serve"]], ids=" ".join)
def test_a_file_of_another_program_is_no_store_and_stays_as_it_is(
    command: list[str], statements: str, mode: str, tmp_path: Path, told: Callable[[Path, list[str]], str]
) -> None:
    path = tmp_path / "other.db"
    other_program(path, mode, statements)
    before = files(tmp_path)
    assert f"{path} is no store (a SQLite file of another program)" in told(path, command)
    assert files(tmp_path) == before


@pytest.mark.parametrize("content", [b"SQLite", b"x" * 200, b"SQLite format 3\0", b"\0"])
def test_a_file_that_is_no_database_stays_as_it_is(
    content: bytes, tmp_path: Path, told: Callable[[Path, list[str]], str]
) -> None:
    path = tmp_path / "graph.db"
    path.write_bytes(content)
    assert f"{path} is no store (no SQLite file)" in told(path, ["load", "places.csv"])
    assert files(tmp_path) == {"graph.db": content}


def test_a_folder_is_no_store(tmp_path: Path, told: Callable[[Path, list[str]], str]) -> None:
    assert f"{tmp_path} is no store (no file)" in told(tmp_path, ["statistics"])


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreUnavailable, match="cannot be read \\(Not a directory\\)"):
        EmbeddedStore.open(tmp_path / "file" / "graph.db")


def test_a_new_store_is_marked_as_ours_at_once(tmp_path: Path) -> None:
    EmbeddedStore.open(tmp_path / "graph.db")
    assert marks(tmp_path / "graph.db") == (APPLICATION_ID, FORM)


def test_a_store_that_is_opened_to_be_made_again_keeps_what_it_holds(tmp_path: Path) -> None:
    first = EmbeddedStore.open(tmp_path / "graph.db")
    run(first.apply(ChangeSet((place("a", "city", "CN"),))))
    assert len(run(EmbeddedStore.open(tmp_path / "graph.db").load()).network) == 1


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """A store as release 0.1.0 wrote it, with a feed of two changes."""
    path = tmp_path / "graph.db"
    path.write_bytes(FIRST_RELEASE.read_bytes())
    assert marks(path) == (0, 0)
    return path


def test_a_question_reads_a_store_of_the_first_release_and_leaves_it_as_it_is(older: Path) -> None:
    before = older.read_bytes()
    store = EmbeddedStore.open(older, create=False)
    loaded = run(store.load())
    assert list(loaded.network) == list(Network([*ITS_RECORDS, place("a-later-city", "city", "CN")]))
    assert (loaded.version, loaded.sequence) == (ITS_VERSION, 2)
    assert [row.record_id for row in run(store.changes(FeedQuery())).items] == ["a-later-city"]
    assert older.read_bytes() == before


def written_to(path: Path) -> EmbeddedStore:
    """Opened as questions do, then written to: a change without effect is enough."""
    store = EmbeddedStore.open(path, create=False)
    run(store.apply(ChangeSet()))
    return store


@pytest.mark.parametrize("opened", [EmbeddedStore.open, written_to])
def test_a_store_of_the_first_release_is_stamped_when_it_is_opened_to_write(
    opened: Callable[[Path], EmbeddedStore], older: Path
) -> None:
    store = opened(older)
    assert marks(older) == (APPLICATION_ID, FORM)
    assert run(store.load())[2:] == (ITS_VERSION, 2)
    run(store.apply(ChangeSet((place("b", "city", "CN"),)), "office"))
    assert [(row.sequence, row.record_id) for row in run(store.changes(FeedQuery())).items] == [(2, "a-later-city"), (3, "b")]


def test_a_brought_up_store_is_as_a_new_one_of_the_same_records(older: Path, tmp_path: Path) -> None:
    new = tmp_path / "new.db"
    EmbeddedStore.open(older)
    EmbeddedStore.open(new)
    assert described(older) == described(new)


def described(path: Path) -> set[tuple[str, str]]:
    """Every table with its columns, and every index."""
    with closing(sqlite3.connect(path)) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema")]
        return {(name, str(list(connection.execute(f"PRAGMA table_xinfo({name})")))) for name in names}


@pytest.mark.parametrize("command", [*ASKING, ["load", "places.csv"], ["serve"]], ids=" ".join)
def test_a_store_of_a_newer_release_is_refused_with_both_versions(
    command: list[str], tmp_path: Path, told: Callable[[Path, list[str]], str]
) -> None:
    path = tmp_path / "graph.db"
    EmbeddedStore.open(path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 77")
    before = files(tmp_path)
    line = told(path, command)
    assert f"form 77 of a newer release, this one knows forms up to {FORM}; upgrade" in line
    assert files(tmp_path) == before


def test_a_store_that_a_newer_release_takes_over_meanwhile_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "graph.db"
    store = EmbeddedStore.open(path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 77")  # in the log for now, not in the header of the file
        assert marks(path) == (APPLICATION_ID, FORM)
        for call in (store.load, lambda: store.apply(ChangeSet((place("a", "city", "CN"),)))):
            with pytest.raises(StoreUnavailable, match="form 77"):
                run(call())


def test_a_store_whose_form_is_gone_is_damaged_and_not_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "graph.db"
    EmbeddedStore.open(path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 0")
    with pytest.raises(StoreUnavailable, match="it is damaged"):
        EmbeddedStore.open(path)


SECRETS = (
    "neo4j//user:hunter2@host",
    "neo4j:/user:hunter2",
    "http://user:hunter2@host",
    "user:hunter2",
    "neo4j://user:hun@hunter2@host:port/x",
    "neo4j://user:hunter2/x@host:7687/x",
    "neo4j://me@corp:1234/hunter2@host:7687/x",
    "neo4j://user:1/hunter2@host",
    "neo4j://user:x?hunter2@host",
    "neo4j://user:x#hunter2@host",
    "sqlite:///neo4j://user:hunter2@host/x",
    "sqlite:///neo4j:/user:hunter2@host/x",
    "sqlite:///neo4j:user:hunter2@host/x",
    "sqlite://user:hunter2@host/x",
    "NEO4J://user:hunter2@[host/x",
)


@pytest.mark.parametrize("url", SECRETS)
@pytest.mark.parametrize("command", [["statistics"], ["load", "places.csv"], ["serve"]], ids=" ".join)
def test_a_mistyped_store_never_repeats_a_secret(
    url: str, command: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GRAPH_SERVICE_STORE", url)
    assert run_command(command) == 2
    [line] = capsys.readouterr().err.splitlines()
    assert "hunter2" not in line
    assert "sqlite:///FILE" in line or "neo4j://USER:PASSWORD@HOST:PORT/DATABASE" in line


def test_open_store_makes_only_what_it_is_asked_to_make(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'graph.db'}"
    with pytest.raises(StoreUnavailable, match="there is no store"):
        open_store(url)
    assert run(open_store(url, create=True).revision()) == run(open_store(url).revision()) == EMPTY
