"""Large tables are read by another process, and give what they give when they are read here."""

import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_service.errors import Fault
from graph_service.files import aside
from graph_service.files.aside import read_aside, reading_from, told_of
from graph_service.files.seeds import read_paths
from graph_service.files.tables import Reading, Row, format_table
from graph_service.records.base import Names
from graph_service.records.registry import RECORD_TYPES
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
    assert reading_from(told_of(reading)) == reading


def test_a_large_file_is_read_by_another_process_with_its_rows_and_its_faults(
    large: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = read_paths([large])
    assert (len(expected.rows), len(expected.faults)) == (CITIES + 1, 1)
    monkeypatch.setattr(aside, "read_paths", lambda *_: pytest.fail("it was read here"))
    assert read_aside([large]) == expected


@pytest.mark.parametrize("program", ["/bin/false", "/nowhere/python"])
def test_where_no_other_process_can_read_it_is_read_here(large: Path, monkeypatch: pytest.MonkeyPatch, program: str) -> None:
    monkeypatch.setattr(sys, "executable", program)
    assert read_aside([large.parent.parent], most=10**7) == read_paths([large.parent.parent], most=10**7)


def test_a_small_file_and_one_that_is_not_there_are_read_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "places.csv").write_text(format_table([place("cn", "country", "CN")], "places"), "utf-8")
    monkeypatch.setattr(aside.subprocess, "run", lambda *_, **__: pytest.fail("it was read elsewhere"))
    paths = [tmp_path, tmp_path / "nowhere"]
    assert read_aside(paths) == read_paths(paths)
    assert len(read_aside(paths).rows) == 1
