"""A store that cannot be written can be asked; one that has no room left says so and is as it was.

Each in a process of its own: file permissions bind root only without its privilege to override them, and a limit on the
size of files would bind all other tests as well.
"""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from graph_service.records.network import ChangeSet
from graph_service.store.embedded import EmbeddedStore
from tests.drawing import known_records, place
from tests.one_loop import run
from tests.test_end_to_end import ask, serving
from tests.thorough import thorough

FIRST_RELEASE = Path(__file__).with_name("release-0.1.0.db")
AS_ANYBODY = ["setpriv", "--bounding-set=-dac_override", "--inh-caps=-dac_override"]
LIMITED = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), resource.RLIM_INFINITY))
from graph_service.cli.app import run
sys.exit(run(sys.argv[2:]))
"""


def anybody() -> list[str]:
    """What starts a program as somebody whom the permissions of files bind."""
    if os.geteuid() == 0 and shutil.which("setpriv") is None:
        pytest.skip("root can write everywhere, and there is no setpriv to take that away")
    return AS_ANYBODY if os.geteuid() == 0 else []


def command(path: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A command, run by such a one."""
    return subprocess.run(
        [*anybody(), sys.executable, "-m", "graph_service", *arguments],
        env={**os.environ, "GRAPH_SERVICE_STORE": f"sqlite:///{path}"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def table(folder: Path, count: int) -> Path:
    """A table of cities to load."""
    path = folder / "places.csv"
    rows = (f"city-{number},city,CN,drawn by hand {'and at length ' * 10}" for number in range(count))
    path.write_text("\n".join(["id,level,country,source", *rows]), encoding="utf-8")
    return path


@pytest.fixture
def file(tmp_path: Path) -> Iterator[Path]:
    """A store in a folder of its own."""
    folder = tmp_path / "store"
    folder.mkdir()
    run(EmbeddedStore.open(folder / "graph.db").apply(ChangeSet(tuple(known_records()))))
    for path in folder.iterdir():
        if path.name != "graph.db":
            path.unlink()
    yield folder / "graph.db"
    folder.chmod(0o755)


def read_only(path: Path, *, folder: bool, itself: bool) -> None:
    if itself:
        path.chmod(0o444)
    if folder:
        path.parent.chmod(0o555)


@pytest.mark.parametrize(("folder", "itself"), [(True, True), (True, False), (False, True)])
def test_a_read_only_file_or_folder_can_be_asked(folder: bool, itself: bool, file: Path) -> None:
    before = file.read_bytes()
    read_only(file, folder=folder, itself=itself)
    done = command(file, "changes", "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    assert '"snapshot"' in done.stdout
    assert file.read_bytes() == before


def test_a_read_only_store_of_the_first_release_can_be_asked_and_stays_as_it_is(file: Path) -> None:
    file.write_bytes(FIRST_RELEASE.read_bytes())
    read_only(file, folder=True, itself=True)
    done = command(file, "changes", "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    assert file.read_bytes() == FIRST_RELEASE.read_bytes()


def test_what_waits_in_the_log_is_not_passed_over_where_a_link_leads_to_the_file(file: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(file)) as reader:  # while one reads on, what is written waits in the log
        reader.execute("BEGIN").execute("SELECT * FROM sqlite_master").fetchall()
        run(EmbeddedStore.open(file).apply(ChangeSet((place("later", "city", "CN"),))))
        for name in ("graph.db", "graph.db-wal"):
            (tmp_path / "copy").mkdir(exist_ok=True)
            shutil.copy(file.with_name(name), tmp_path / "copy" / name)
    link = tmp_path / "link.db"
    link.symlink_to(tmp_path / "copy" / "graph.db")
    read_only(tmp_path / "copy" / "graph.db", folder=True, itself=True)
    done = command(link, "changes", "--format", "json")
    (tmp_path / "copy").chmod(0o755)
    assert done.returncode == 1
    assert "check the path and its permissions" in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize("release", [None, *thorough([FIRST_RELEASE])])
def test_a_read_only_store_can_be_served(release: Path | None, file: Path) -> None:
    if release:
        file.write_bytes(release.read_bytes())
    before = file.read_bytes()
    read_only(file, folder=True, itself=True)
    with serving(os.environ | {"GRAPH_SERVICE_STORE": f"sqlite:///{file}"}, *anybody()) as address:
        assert ask(address, "/v1/places")["total"] > 20
        assert ask(address, "/v1/clusters?home=jiangsu")["totals"]["agreements"] > 1
    assert file.read_bytes() == before


@pytest.mark.parametrize(("folder", "itself"), [(True, True), (False, True)])
def test_a_read_only_store_refuses_to_be_filled_in_one_line(folder: bool, itself: bool, file: Path, tmp_path: Path) -> None:
    before = file.read_bytes()
    read_only(file, folder=folder, itself=itself)
    done = command(file, "load", str(table(tmp_path, 1)))
    assert done.returncode == 1
    [line] = done.stderr.splitlines()
    assert "check the path and its permissions" in line
    assert file.read_bytes() == before


def limited(path: Path, most: int, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A command that may make no file longer than this."""
    return subprocess.run(
        [sys.executable, "-c", LIMITED, str(most), *arguments],
        env={**os.environ, "GRAPH_SERVICE_STORE": f"sqlite:///{path}", "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize("most", [60_000, 300_000])
def test_a_full_disk_is_called_one_and_leaves_the_store_as_it_was(most: int, file: Path, tmp_path: Path) -> None:
    store = EmbeddedStore.open(file)
    before = run(store.load())
    done = limited(file, most, "load", str(table(tmp_path, 2_000)))
    assert done.returncode == 1
    [line] = done.stderr.splitlines()
    assert "the disk is full" in line
    assert str(file) in line
    after = run(store.load())
    assert after[1:] == before[1:]
    assert list(after.network) == list(before.network)
    run(store.apply(ChangeSet((place("iceland", "country", "IS"),))))
    assert "iceland" in run(store.load()).network.rows("places")


@pytest.mark.parametrize("most", [0, 3_000])
def test_where_there_is_no_room_for_a_new_store_that_is_said(most: int, tmp_path: Path) -> None:
    done = limited(tmp_path / "graph.db", most, "load", str(table(tmp_path, 10)))
    assert done.returncode == 1
    assert "the disk is full" in done.stderr.splitlines()[-1]
    assert "Traceback" not in done.stderr


def test_a_question_that_has_no_room_beside_the_store_is_told_so_not_to_look_at_permissions(file: Path) -> None:
    before = file.read_bytes()
    done = limited(file, 0, "changes")
    assert done.returncode == 1
    [line] = done.stderr.splitlines()
    assert line.startswith(f"no room to write {file}: the disk is full, or a limit on the size of files is met")
    assert file.read_bytes() == before
