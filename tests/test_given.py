"""Large tables are read by another process, and give what they give when they are read here."""

import sys
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_service.errors import Fault
from graph_service.files.seeds import read_paths
from graph_service.files.tables import Reading, Row, format_table
from graph_service.given import Told, given_by, told_of
from graph_service.records.base import Names
from graph_service.records.network import Network
from graph_service.records.registry import RECORD_TYPES
from graph_service.store.canonical import version_of_network
from tests.drawing import place
from tests.drawn_records import records

CITIES = 2_000
LONG = Names(en="x" * 500)
DRAWN = st.one_of([records(kind.cls) for kind in RECORD_TYPES])


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file that is large, with a fault on its last line."""
    path = tmp_path_factory.mktemp("large") / "home" / "places.csv"
    path.parent.mkdir()
    places = (place(f"city-{number}", "city", "CN", "cn", names=LONG) for number in range(CITIES))
    path.write_text(format_table([place("cn", "country", "CN"), *places], "places") + "faulty\n", "utf-8")
    return path


@given(rows=st.lists(st.builds(Row, DRAWN, st.sampled_from(["a.csv", "表.csv"]), st.integers(1, 9))))
def test_whatever_was_read_is_told_whole_and_in_order(rows: list[Row]) -> None:
    reading = Reading(rows, [Fault("a.csv", None, None, "empty", "fill it")], frozenset({"home", "world"}))
    told = msgspec.msgpack.decode(msgspec.msgpack.encode(told_of(reading)), type=Told)
    assert told.reading == reading
    assert told.version == version_of_network(Network(row.record for row in rows))


@pytest.mark.parametrize(
    ("rows", "sound"),
    [
        pytest.param((("cn", None), ("js", "cn")), True, id="a sound network"),
        pytest.param((("cn", None), ("js", "nowhere")), False, id="a record names what is not there"),
        pytest.param((("cn", None), ("cn", None)), False, id="an id stands twice"),
    ],
)
def test_rows_are_sound_where_the_network_they_make_is(rows: tuple[tuple[str, str | None], ...], *, sound: bool) -> None:
    places = (place(name, "province" if parent else "country", "CN", parent) for name, parent in rows)
    reading = Reading([Row(record, "places.csv", line) for line, record in enumerate(places, start=2)], [])
    assert told_of(reading).sound is sound
    assert not told_of(reading._replace(faults=[Fault("places.csv", 9, None, "faulty", "correct it")])).sound


def test_a_large_file_is_read_by_another_process_with_its_rows_and_its_faults(
    large: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = read_paths([large])
    assert (len(expected.rows), len(expected.faults)) == (CITIES + 1, 1)
    monkeypatch.setattr("graph_service.given.read_paths", lambda *_: pytest.fail("it was read here"))
    assert given_by([large]).read() == expected


@pytest.mark.parametrize("program", ["/bin/false", "/bin/true", "/nowhere/python"])
def test_where_no_other_process_can_read_it_is_read_here(large: Path, monkeypatch: pytest.MonkeyPatch, program: str) -> None:
    monkeypatch.setattr(sys, "executable", program)
    assert given_by([large.parent.parent], most=10**7).read() == read_paths([large.parent.parent], most=10**7)


def test_a_small_file_and_one_that_is_not_there_are_read_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "places.csv").write_text(format_table([place("cn", "country", "CN")], "places"), "utf-8")
    monkeypatch.setattr("graph_service.given.subprocess.run", lambda *_, **__: pytest.fail("it was read elsewhere"))
    paths = [tmp_path, tmp_path / "nowhere"]
    assert given_by(paths).read() == read_paths(paths)
    assert len(given_by(paths).read().rows) == 1
