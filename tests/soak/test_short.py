"""A short cut of each part of `make soak`."""

from pathlib import Path
from random import Random

import pytest

from graph_service.files.tables import format_table
from tests.drawing import known_records, place
from tests.soak.kills import ROOT, at_work, begin, emptied, files_in, killed_loads, killed_writers, loading, writing
from tests.soak.kills import loaded as loaded_store
from tests.soak.serving import loaded, soaked

GROWTH_MIB = 40  # what a process may take more once it has run for a while; 200 networks kept would be more


def test_a_process_killed_while_it_writes_leaves_the_store_as_before_or_as_after(tmp_path: Path) -> None:
    found = killed_writers(f"sqlite:///{tmp_path}/written.db", 4, Random(1))
    assert found["as before it"] + found["as after it"] == 4
    assert found["changes"]


def test_a_process_that_wrote_nothing_before_it_is_killed_proves_nothing(tmp_path: Path) -> None:
    begin(url := f"sqlite:///{tmp_path}/written.db")
    with writing(url, 0) as writer:
        writer.kill()
        writer.wait()
        while writer.stdout and writer.stdout.read():  # what it had done by then
            pass
        with pytest.raises(AssertionError, match="where it was to do change 1"):
            at_work(writer, 0, Random(1))


def test_a_writer_and_a_load_that_fail_tell_what_they_complained_of(tmp_path: Path) -> None:
    with pytest.raises(AssertionError) as failed, writing(f"sqlite:///{tmp_path}/nowhere.db", 0):
        pass
    assert "nowhere.db" in "".join(failed.value.__notes__)
    with pytest.raises(AssertionError, match=r"ended with 1: .*nowhere"):
        loaded_store(f"sqlite:///{tmp_path}/nowhere/graph.db", [tmp_path / "nowhere.csv"])


def test_no_process_that_is_started_shows_the_url_of_its_store_to_who_lists_processes(tmp_path: Path) -> None:
    begin(url := f"sqlite:///{tmp_path}/with-a-password.db")
    with writing(url, 0) as writer, loading(url, [ROOT / "seeds"]) as load:
        shown = [process.args for process in (writer, load)]
        writer.kill()
        load.kill()
    assert [words for words in shown if "with-a-password" in " ".join(map(str, words))] == []  # type: ignore[arg-type]


@pytest.mark.neo4j
def test_a_process_killed_while_it_writes_to_neo4j_leaves_it_as_before_or_as_after(neo4j_url: str) -> None:
    assert killed_writers(neo4j_url, 1, Random(1))["changes"]


def test_a_load_that_is_killed_leaves_nothing_or_everything_and_can_be_repeated(tmp_path: Path) -> None:
    assert killed_loads(files_in(tmp_path), [many_cities(tmp_path)], 1, Random(1)).total() == 1


def many_cities(folder: Path) -> Path:
    """A file whose load takes long enough to be cut off."""
    cities = [place("cn", "country", "CN"), *(place(f"city-{number}", "city", "CN", "cn") for number in range(500))]
    (folder / "places.csv").write_text(format_table(cities, "places"), "utf-8")
    return folder / "places.csv"


@pytest.mark.neo4j
def test_a_load_into_neo4j_that_is_killed_leaves_nothing_or_everything_and_can_be_repeated(
    neo4j_url: str, tmp_path: Path
) -> None:
    assert killed_loads(emptied(neo4j_url), [many_cities(tmp_path)], 1, Random(1)).total() == 1


def test_many_clients_at_once_are_answered_or_told_when_to_ask_again(tmp_path: Path) -> None:
    found = loaded(tmp_path, known_records(), "jiangsu", 120, 32)
    assert found.statuses.total() == 120


def test_memory_stays_while_the_store_changes_and_ever_new_days_are_asked_for(tmp_path: Path) -> None:
    found = soaked(tmp_path, known_records(), "jiangsu", 200, 60)
    assert found.sequence == 201
    assert found.late - found.early < GROWTH_MIB
