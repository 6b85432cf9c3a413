"""Folders of tables: which files are read, which layer their records are of, and what is refused."""

from pathlib import Path

import pytest

from graph_service.files.seeds import read_paths

PLACES = "id,level,country,source\n{0},city,NL,GeoNames\n"


def write(path: Path, record_id: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(PLACES.format(record_id), "utf-8")
    return path


def found(*paths: Path, layer: str | None = None) -> list[tuple[str, str]]:
    reading = read_paths(paths, layer)
    assert reading.faults == []
    return [(row.record.id, row.record.layer) for row in reading.rows]


def test_a_folder_of_layers_gives_each_record_the_layer_of_its_folder(tmp_path: Path) -> None:
    write(tmp_path / "world" / "places.csv", "a")
    write(tmp_path / "home" / "places.csv", "b")
    assert found(tmp_path) == [("b", "home"), ("a", "world")]


def test_the_folder_of_a_layer_and_a_single_file_are_read_as_well(tmp_path: Path) -> None:
    path = write(tmp_path / "home" / "places.csv", "a")
    assert found(tmp_path / "home") == found(path) == [("a", "home")]


def test_a_given_layer_goes_before_the_name_of_the_folder(tmp_path: Path) -> None:
    assert found(write(tmp_path / "home" / "places.csv", "a"), layer="draft") == [("a", "draft")]


def test_files_are_read_in_the_order_of_their_names(tmp_path: Path) -> None:
    for name, record_id in (("places-2.csv", "b"), ("places-1.csv", "c")):
        write(tmp_path / name, record_id)
        write(tmp_path / "layer" / name, f"{record_id}{record_id}")
    assert [record_id for record_id, _ in found(tmp_path, layer="home")] == ["c", "b", "cc", "bb"]


def test_other_files_of_a_folder_are_left_alone(tmp_path: Path) -> None:
    write(tmp_path / "places.csv", "a")
    (tmp_path / "SOURCES.md").write_text("# Sources", "utf-8")
    assert found(tmp_path, layer="home") == [("a", "home")]


def test_a_table_that_does_not_say_what_it_holds_is_refused(tmp_path: Path) -> None:
    (fault,) = read_paths([write(tmp_path / "cities.csv", "a")]).faults
    assert fault.problem == "the name does not say what the file holds"
    assert "places.csv" in fault.remedy


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    (fault,) = read_paths([tmp_path]).faults
    assert (fault.file, fault.problem) == (str(tmp_path), "nothing to load here")


@pytest.mark.parametrize("name", ["places.csv", "seeds"])
def test_a_path_that_is_not_there_is_refused(name: str, tmp_path: Path) -> None:
    (fault,) = read_paths([tmp_path / name]).faults
    assert (fault.file, fault.problem) == (str(tmp_path / name), "there is no such file or folder")


def test_one_bad_path_does_not_hide_another(tmp_path: Path) -> None:
    reading = read_paths([tmp_path / "gone", write(tmp_path / "home" / "places.csv", "a"), tmp_path / "lost"])
    assert (len(reading.faults), len(reading.rows)) == (2, 1)
