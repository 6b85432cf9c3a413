"""A manifest tells what the tables of a folder hold as long as they are as they were, and nothing afterwards."""

from pathlib import Path

import pytest

from graph_service.files.manifest import Manifest, digest_of, manifest_of, write_manifest
from tools.seed_manifest import SEEDS, manifest_to_write


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of one layer with a manifest."""
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "places.csv").write_text("id,level,country,source\nnl,country,NL,x\n", "utf-8")
    write_manifest(tmp_path, manifest_to_write(tmp_path))
    return tmp_path


def test_the_seeds_come_with_the_manifest_of_what_they_hold() -> None:
    assert manifest_of(SEEDS) == manifest_to_write(SEEDS), "stale: `make pages` writes it anew"


def test_it_tells_layers_records_and_version_of_the_tables(folder: Path) -> None:
    found = manifest_of(folder)
    assert found is not None
    assert (found.layers, found.records, found.files) == ({"home": found.version}, 1, digest_of(folder))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param("home/places.csv", "id,level,country,source\nnl,country,NL,y\n", id="a letter is another"),
        pytest.param("home/agreements.csv", "id,a,b,stages,source\n", id="a table came"),
        pytest.param("more/places.csv", "id,level,country,source\n", id="a layer came"),
        pytest.param("manifest.json", "{}", id="no manifest of ours"),
        pytest.param("manifest.json", "half of {", id="no JSON"),
    ],
)
def test_it_tells_nothing_of_tables_that_are_others_now(folder: Path, name: str, text: str) -> None:
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text(text, "utf-8")
    assert manifest_of(folder) is None


def test_a_table_that_moved_to_another_layer_or_went_is_another(folder: Path) -> None:
    (folder / "home").rename(folder / "world")
    assert manifest_of(folder) is None
    (folder / "world" / "places.csv").unlink()
    assert manifest_of(folder) is None
    assert manifest_of(folder / "nowhere") is None


def test_none_is_written_of_rows_that_make_no_sound_network(folder: Path) -> None:
    (folder / "home" / "places.csv").write_text("id,level,country,parent,source\njs,province,CN,nowhere,x\n", "utf-8")
    with pytest.raises(ValueError, match="no sound network"):
        manifest_to_write(folder)


def test_a_manifest_is_what_was_written(tmp_path: Path) -> None:
    manifest = Manifest(digest_of(tmp_path), 2, "v", {"b": "1", "a": "2"})
    write_manifest(tmp_path, manifest)
    assert manifest_of(tmp_path) == manifest
