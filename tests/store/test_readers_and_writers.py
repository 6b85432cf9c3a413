"""A store that is read here and written by another process: neither disturbs the other."""

import asyncio
import subprocess
import sys
from pathlib import Path

from graph_service.records.network import ChangeSet
from graph_service.store.embedded import EmbeddedStore
from graph_service.store.embedded_file import is_missing, reading
from graph_service.store.first_bytes import first_bytes
from tests.drawing import known_records

WRITE = """
import asyncio, sys
from pathlib import Path
from graph_service.records.network import ChangeSet
from graph_service.store.embedded import EmbeddedStore
from tests.drawing import place
asyncio.run(EmbeddedStore.open(Path(sys.argv[1])).apply(ChangeSet((place("iceland", "country", "IS"),))))
"""


def filled(folder: Path) -> Path:
    path = folder / "graph.db"
    asyncio.run(EmbeddedStore.open(path).apply(ChangeSet(tuple(known_records()))))
    return path


def test_looking_at_a_store_takes_no_lock_from_who_reads_it_in_this_process(tmp_path: Path) -> None:
    path = filled(tmp_path)
    with reading(path) as connection:
        connection.execute("BEGIN")
        before = connection.execute("SELECT count(*) FROM record").fetchone()
        assert not is_missing(path)
        subprocess.run([sys.executable, "-c", WRITE, str(path)], check=True)
        assert path.with_name("graph.db-wal").exists()  # a writer clears it away when nobody else has the file open
        assert connection.execute("SELECT count(*) FROM record").fetchone() == before
        assert connection.execute("PRAGMA quick_check").fetchone() == ("ok",)
    with reading(path) as connection:
        assert connection.execute("SELECT count(*) FROM record").fetchone() == (before[0] + 1,)


def test_a_file_that_took_the_place_of_another_is_looked_at_itself(tmp_path: Path) -> None:
    path = tmp_path / "file"
    for text in (b"first", b"second"):
        other = tmp_path / "other"
        other.write_bytes(text)
        other.replace(path)
        assert first_bytes(path, 100) == text


def test_what_was_looked_at_is_closed_again(tmp_path: Path) -> None:
    path = filled(tmp_path)
    before = len(list(Path("/dev/fd").iterdir()))
    for _ in range(20):
        with reading(path):
            assert not is_missing(path)
    assert len(list(Path("/dev/fd").iterdir())) == before
