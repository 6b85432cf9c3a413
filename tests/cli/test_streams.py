"""What commands print to: UTF-8 into files and pipes, what a terminal can show onto it, and never a traceback."""

import asyncio
import csv
import io
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from graph_service.cli import app
from graph_service.records.base import Names
from graph_service.records.network import ChangeSet
from graph_service.store.embedded import EmbeddedStore
from tests.drawing import agreement, known_records, place
from tests.test_end_to_end import ask, serving
from tests.thorough import thorough

pytestmark = pytest.mark.first(1)

CLUSTERS = ("clusters", "--home", "jiangsu", "--format")
COMMAND = (sys.executable, "-m", "graph_service")


@pytest.fixture(scope="session")
def brazilian_store(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A store whose home has a partner with a letter in its name that GBK has not."""
    store = tmp_path_factory.mktemp("streams") / "graph.db"
    partner = place("sao-paulo", "province", "BR", "brazil", names=Names("圣保罗", "São Paulo"))
    more = [place("brazil", "country", "BR"), partner, agreement("jiangsu", "sao-paulo", "formal 2016-11-28")]
    asyncio.run(EmbeddedStore.open(store).apply(ChangeSet((*known_records(), *more))))
    return f"sqlite:///{store}"


@pytest.fixture
def gbk(brazilian_store: str) -> dict[str, str]:
    """The environment of a Chinese Windows console."""
    more = {"PYTHONIOENCODING": "gbk", "COLUMNS": "200", "PYTHONUNBUFFERED": ""}
    return {**os.environ, "GRAPH_SERVICE_STORE": brazilian_store, **more}


def test_a_file_is_utf8_whatever_the_encoding_of_the_console(gbk: dict[str, str], tmp_path: Path) -> None:
    file = tmp_path / "clusters.csv"
    with file.open("wb") as out:
        done = subprocess.run([*COMMAND, *CLUSTERS, "csv"], env=gbk, stdout=out, stderr=subprocess.PIPE, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    rows = list(csv.DictReader(io.StringIO(file.read_text("utf-8"))))
    assert len(rows) > 2
    assert any("ã" in row["en"] for row in rows)


@pytest.mark.first(1)
@pytest.mark.parametrize("form", ["csv", "json", "table"])
def test_a_pipe_is_given_the_same_bytes_everywhere(gbk: dict[str, str], form: str) -> None:
    in_gbk = subprocess.run([*COMMAND, *CLUSTERS, form], env=gbk, capture_output=True, check=True).stdout
    in_utf8 = subprocess.run(
        [*COMMAND, *CLUSTERS, form], env={**gbk, "PYTHONIOENCODING": "utf-8"}, capture_output=True, check=True
    ).stdout
    assert in_gbk == in_utf8


@pytest.mark.thorough
def test_complaints_in_a_file_are_utf8_too(gbk: dict[str, str]) -> None:
    done = subprocess.run([*COMMAND, "statistics", "São Tomé.csv"], env=gbk, capture_output=True, check=False)
    assert done.returncode == 1
    assert done.stderr.decode().startswith("São Tomé.csv: cannot be read")


def shown_by_a_terminal(environment: dict[str, str], *arguments: str) -> tuple[int, bytes]:
    """The exit code of a command and all that it writes to the terminal it runs in."""
    ours, theirs = pty.openpty()
    with subprocess.Popen([*COMMAND, *arguments], env=environment, stdout=theirs, stderr=theirs) as process:
        os.close(theirs)
        written = b""
        try:
            while piece := os.read(ours, 65536):
                written += piece
        except OSError:  # the other end is closed
            pass
        os.close(ours)
        return process.wait(), written


@pytest.mark.parametrize("form", ["csv", "table"])
def test_a_terminal_is_given_what_it_can_show(gbk: dict[str, str], form: str) -> None:
    code, written = shown_by_a_terminal(gbk, *CLUSTERS, form)
    assert code == 0
    shown = written.decode("gbk")  # fails on what is no GBK
    assert "圣保罗" in shown
    assert "S?o Paulo" in shown


@pytest.mark.thorough
def test_a_terminal_is_given_what_it_can_show_of_complaints(gbk: dict[str, str]) -> None:
    code, written = shown_by_a_terminal(gbk, "statistics", "São 苏州.csv")
    assert code == 1
    assert "S?o 苏州.csv: cannot be read" in written.decode("gbk")


@pytest.mark.first(1)
@pytest.mark.parametrize("arguments", [(*CLUSTERS, "csv"), (*CLUSTERS, "table"), ("--version",), ("--help",)], ids=" ".join)
def test_a_reader_that_leaves_early_ends_a_command_quietly(gbk: dict[str, str], arguments: tuple[str, ...]) -> None:
    reads, writes = os.pipe()
    os.close(reads)
    done = subprocess.run([*COMMAND, *arguments], env=gbk, stdout=writes, stderr=subprocess.PIPE, check=False)
    os.close(writes)
    assert (done.returncode, done.stderr) == (1, b"")


@pytest.mark.first(1)
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
@pytest.mark.parametrize("arguments", [(*CLUSTERS, "json"), (*CLUSTERS, "table"), ("--version",), ("--help",)], ids=" ".join)
def test_a_full_disk_is_told_in_a_line(gbk: dict[str, str], arguments: tuple[str, ...]) -> None:
    with Path("/dev/full").open("wb") as out:
        done = subprocess.run([*COMMAND, *arguments], env=gbk, stdout=out, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 1
    told = done.stderr.decode()
    assert told.startswith("standard output: cannot be written (No space left on device); make room")
    assert told.count("\n") == 1


def run_closed(closed: str, environment: dict[str, str], *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """A command whose streams are closed as the shell's words say."""
    command = [*started(closed), *COMMAND, *map(str, arguments)]
    return subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=False)


def started(closed: str) -> tuple[str, ...]:
    return "/bin/sh", "-c", f'exec "$@" {closed}', "sh"


ANSWERS = [
    *((*CLUSTERS, form) for form in ("csv", "json", "table")),
    ("report", "--home", "jiangsu", "--from", "2025-01-01", "--to", "2025-12-31"),
    ("anniversaries", "--home", "jiangsu", "--year", "2026", "--format", "ics"),
    ("--version",),
    ("--help",),
    ("load", "--help"),
]


@pytest.mark.first(2)
@pytest.mark.parametrize("closed", [">&-", *thorough(["<&- >&-"])])
@pytest.mark.parametrize("arguments", ANSWERS, ids=" ".join)
def test_an_answer_that_nobody_can_be_given_is_told_in_a_line(
    gbk: dict[str, str], arguments: tuple[str, ...], closed: str
) -> None:
    done = run_closed(closed, gbk, *arguments)
    assert done.returncode == 1
    assert done.stderr == "standard output: cannot be written (it is closed); write to a file or a pipe\n"


@pytest.mark.thorough
@pytest.mark.parametrize("closed", ["<&- >&- 2>&-", *thorough([">&-", ">&- 2>&-"])])
def test_a_command_without_standard_output_does_its_work(gbk: dict[str, str], closed: str, tmp_path: Path) -> None:
    table, page = tmp_path / "places.csv", tmp_path / "page.html"
    table.write_text("id,level,country,source\ncity,city,CN,drawn by hand\n", encoding="utf-8")
    store = tmp_path / "graph.db"
    loaded = run_closed(closed, {**gbk, "GRAPH_SERVICE_STORE": f"sqlite:///{store}"}, "load", table)
    assert loaded.returncode == 0
    assert ("added 1, " in loaded.stderr) is ("2>" not in closed)
    assert store.stat().st_size > 0
    drawn = run_closed(closed, gbk, "render", "place", "jiangsu", "-o", page)
    assert drawn.returncode == 0
    assert page.read_text("utf-8").startswith("<!DOCTYPE html>")


def test_what_is_complained_of_does_not_stand_in_the_answer_where_nobody_hears_it(gbk: dict[str, str]) -> None:
    done = run_closed("2>&-", gbk, "statistics", "/no such file")
    assert (done.returncode, done.stdout, done.stderr) == (1, "", "")


@pytest.mark.thorough
@pytest.mark.first(1)
@pytest.mark.parametrize("workers", ["2", *thorough(["1"])])
@pytest.mark.parametrize("closed", ["<&- >&- 2>&-", *thorough([">&-"])])
def test_the_service_starts_where_streams_are_closed(gbk: dict[str, str], closed: str, workers: str, tmp_path: Path) -> None:
    store = f"sqlite:///{tmp_path / 'graph.db'}"
    environment = {**gbk, "GRAPH_SERVICE_STORE": store, "GRAPH_SERVICE_WORKERS": workers}
    with serving(environment, *started(closed)) as address:
        assert ask(address, "/v1/places")["total"] == 0


@pytest.mark.thorough
def test_the_calendar_in_a_pipe_keeps_its_ends_of_lines(gbk: dict[str, str]) -> None:
    asked = ("anniversaries", "--home", "jiangsu", "--year", "2026", "--format", "ics")
    calendar = subprocess.run([*COMMAND, *asked], env=gbk, capture_output=True, check=True).stdout
    assert calendar.startswith(b"BEGIN:VCALENDAR\r\n")
    assert "周年" in calendar.decode()
    code, written = shown_by_a_terminal(gbk, *asked)
    assert code == 0
    assert "周年" in written.decode("gbk")


def test_too_little_memory_is_told_in_a_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def exhausted(*_: object, **__: object) -> None:
        raise MemoryError

    monkeypatch.setattr(app, "app", exhausted)
    assert app.run(["clusters"]) == 1
    assert capsys.readouterr().err == "there is not enough memory for this; ask about less, or use a machine with more\n"
