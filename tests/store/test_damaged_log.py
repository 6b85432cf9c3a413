"""Damage of the log beside a store is told too: SQLite leaves out what follows it, which was committed, without a word."""

import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from io import BytesIO
from pathlib import Path

import pytest

from graph_service.cli.app import run as run_command
from graph_service.errors import StoreUnsound
from graph_service.records.network import ChangeSet
from graph_service.store.embedded import EmbeddedStore
from graph_service.store.embedded_log import check_log, log_of
from tests.drawing import known_records, place
from tests.one_loop import run
from tests.store.test_damage import flipped

HEADER, FRAME = 32, 24 + 4096


def change(path: Path, number: int) -> None:
    run(EmbeddedStore.open(path).apply(ChangeSet((place("nanjing", "city", "CN", "jiangsu", population=number),)), "office"))


def copied(path: Path, folder: Path) -> Path:
    """The store as a process that was killed would leave it: with what waits in its log."""
    folder.mkdir()
    for file in (path, log_of(path)):
        shutil.copy(file, folder)
    return folder / path.name


def frames_of(log: bytes) -> list[bytes]:
    return [log[at : at + FRAME] for at in range(HEADER, len(log), FRAME)]


def commits(frame: bytes) -> bool:
    return frame[4:8] != bytes(4)


def population(path: Path) -> object:
    return run(EmbeddedStore.open(path, create=False).load()).network.rows("places")["nanjing"].population


@pytest.fixture
def whole(tmp_path: Path) -> Path:
    """A store at rest, two of whose changes wait in its log."""
    path = tmp_path / "graph.db"
    run(EmbeddedStore.open(path).apply(ChangeSet(tuple(known_records())), "office"))
    with closing(sqlite3.connect(path)) as reader:  # as long as it reads, the log stays
        reader.execute("SELECT count(*) FROM record").fetchone()
        change(path, 1)
        change(path, 2)
        return copied(path, tmp_path / "left")


def damaged(path: Path, log: bytes) -> Path:
    log_of(path).write_bytes(log)
    path.with_name(f"{path.name}-shm").unlink(missing_ok=True)
    return path


def bits(log: bytes) -> Iterator[int]:
    """Bits all over the log but its last frame, more of its headers."""
    chosen = random.Random(22)
    last = len(log) - FRAME
    yield from chosen.sample(range(HEADER * 8), 40)
    for start in range(HEADER, last, FRAME):
        yield from (start * 8 + bit for bit in chosen.sample(range(24 * 8), 20))
        yield from (start * 8 + bit for bit in chosen.sample(range(24 * 8, FRAME * 8), 5))


def test_a_flipped_bit_before_the_last_frame_of_the_log_is_refused(whole: Path) -> None:
    log = log_of(whole).read_bytes()
    assert population(whole) == 2
    for bit in bits(log):
        damaged(whole, flipped(log, bit))
        with pytest.raises(StoreUnsound, match=r"log graph\.db-wal: it is damaged"):
            run(EmbeddedStore.open(whole).load())


def test_a_flipped_bit_of_the_last_frame_leaves_the_store_as_before_the_last_change(whole: Path) -> None:
    log = log_of(whole).read_bytes()
    damaged(whole, flipped(log, (len(log) - 100) * 8))
    assert population(whole) == 1


@pytest.mark.parametrize("command", [["statistics"], ["changes"], ["serve"], ["load", "places.csv"]], ids=" ".join)
def test_damage_of_the_log_is_told_in_one_line_with_the_way_back(
    command: list[str], whole: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    log = flipped(log_of(whole).read_bytes(), (HEADER + 1000) * 8)
    damaged(whole, log)
    before = whole.read_bytes()
    (whole.parent / "places.csv").write_text("id,level,country,source\nQ1,city,CN,x\n")
    monkeypatch.chdir(whole.parent)
    monkeypatch.setattr("uvicorn.run", lambda *_, **__: pytest.fail("it was served"))
    monkeypatch.setenv("GRAPH_SERVICE_STORE", f"sqlite:///{whole}")
    assert run_command(command) == 1
    [line] = capsys.readouterr().err.splitlines()
    assert f"{whole}, log graph.db-wal: it is damaged (frame 1 is not as it was written" in line
    assert "move the log away, then restore a backup of the store, or load your files again into a new file" in line
    assert (whole.read_bytes(), log_of(whole).read_bytes()) == (before, log)


def test_damage_of_the_log_is_told_where_a_link_leads_to_the_store(whole: Path, tmp_path: Path) -> None:
    damaged(whole, flipped(log_of(whole).read_bytes(), (HEADER + 1000) * 8))
    (tmp_path / "link.db").symlink_to(whole)
    with pytest.raises(StoreUnsound, match=r"log graph\.db-wal: it is damaged"):
        population(tmp_path / "link.db")


def without_the_last_frame(log: bytes) -> bytes:
    return log[:-FRAME]


def half_of_the_last_frame(log: bytes) -> bytes:
    return log[: -FRAME // 2]


def header_of_the_last_frame_alone(log: bytes) -> bytes:
    return log[: 24 - FRAME] + bytes(FRAME - 24)


def gap_in_the_last_change(log: bytes) -> bytes:
    """As a loss of power may leave it: a block of zeros where a frame was, and the frame that ends the change."""
    return log[: -2 * FRAME] + bytes(FRAME) + log[-FRAME:]


def frames_of_an_earlier_log(log: bytes) -> bytes:
    """A log that was begun anew holds frames of other salts after its own."""
    first = next(number for number, frame in enumerate(frames_of(log), 1) if commits(frame))
    earlier = (frame[:8] + bytes([*range(8)]) + frame[16:] for frame in frames_of(log)[first:])
    return log[: HEADER + first * FRAME] + b"".join(earlier)


def change_that_a_killed_process_left(log: bytes) -> bytes:
    """Frames of a change that was never ended, of which a later and shorter one took the place of some."""
    frames = frames_of(log)
    return log + b"".join(frame[:4] + bytes(4) + frame[8:] for frame in frames[1:5])


LEFT: list[Callable[[bytes], bytes]] = [
    without_the_last_frame,
    half_of_the_last_frame,
    header_of_the_last_frame_alone,
    gap_in_the_last_change,
    frames_of_an_earlier_log,
    change_that_a_killed_process_left,
]


@pytest.mark.parametrize("left", LEFT)
def test_what_a_killed_process_or_a_loss_of_power_leaves_in_the_log_is_no_damage(
    left: Callable[[bytes], bytes], whole: Path
) -> None:
    damaged(whole, left(log_of(whole).read_bytes()))
    expected = 2 if left is change_that_a_killed_process_left else 1
    assert population(whole) == expected
    change(whole, 3)
    assert population(whole) == 3


def test_a_log_begun_anew_over_a_longer_one_is_no_damage(whole: Path) -> None:
    with closing(sqlite3.connect(whole)) as reader:
        reader.execute("SELECT count(*) FROM record").fetchone()
        before = log_of(whole).read_bytes()
        reader.execute("PRAGMA wal_checkpoint(PASSIVE)")
        change(whole, 3)
        log = log_of(whole).read_bytes()
        assert log[16:24] != before[16:24]
        assert frames_of(log)[-1] == frames_of(before)[-1]
        assert population(whole) == 3


def test_a_log_that_is_written_meanwhile_is_no_damage(whole: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is read a second time, and then it is as it was written."""
    log = log_of(whole).read_bytes()
    versions = iter([flipped(log, (HEADER + 1000) * 8), log])
    monkeypatch.setattr("graph_service.store.embedded_log.Path.open", lambda *_: BytesIO(next(versions)))
    check_log(whole)
    assert next(versions, None) is None
