"""What `load` shows of what it would do: by type and name on a terminal, whole as JSON."""

import json
from pathlib import Path

import pytest

from graph_service.cli.app import WRONG_COMMAND, run
from graph_service.records.network import ChangeSet
from graph_service.store.embedded import EmbeddedStore
from tests import one_loop
from tests.drawing import agreement, place

PLACES = "id,name_zh,name_en,former_ids,level,country,parent,population,source\n"
CHINA, X = "china,中国,China,,country,CN,,,x\n", "x,示例市,Sampleton,,city,CN,china,,x\n"
MERGED = "b,乙市,Beta,a,city,CN,china,7,x\n"


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of tables that adds, changes and removes, beside a store that has some of it."""
    path = tmp_path / "graph.db"
    monkeypatch.setenv("GRAPH_SERVICE_STORE", f"sqlite:///{path}")
    old = [place("china", "country", "CN"), place("a", "city", "CN", "china"), place("b", "city", "CN", "china")]
    one_loop.run(EmbeddedStore.open(path).apply(ChangeSet((*old, agreement("a", "china")))))
    folder = tmp_path / "home"
    folder.mkdir()
    (folder / "places.csv").write_text(PLACES + CHINA + X + MERGED, "utf-8")
    (folder / "agreements.csv").write_text("id,a,b,stages,source\nb~x,b,x,formal 2001,x\n", "utf-8")
    return folder


def test_a_dry_run_names_what_would_be_added_changed_and_removed(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["load", str(office), "--dry-run"]) == 0
    told = capsys.readouterr()
    assert told.out.splitlines() == [
        "places added: 1",
        "  x  示例市 · Sampleton",
        "agreements added: 1",
        "  b~x  乙市 – 示例市 · Beta – Sampleton",
        "places changed: 2",
        "  b  乙市 · Beta: names, sources, former_ids, population",
        "  china  中国 · China: names, sources",
        "agreements changed: 1",
        "  a~china  乙市 – 中国 · Beta – China: parties",
        "places removed: 1",
        "  a  a → b",
    ]
    assert "added 2, changed 3, unchanged 0, removed 1, rejected 0 (dry run, nothing written)" in told.err


def test_a_dry_run_as_json_has_every_record(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = "".join(f"x{number},,,,city,CN,china,,x\n" for number in range(40))
    (office / "places.csv").write_text(PLACES + CHINA + X + MERGED + rows, "utf-8")
    assert run(["load", str(office), "--dry-run"]) == 0
    assert "places added: 41" in (told := capsys.readouterr().out)
    assert "  … and 31 more; --format json has all" in told
    assert run(["load", str(office), "--dry-run", "--format", "json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert (document["written"], document["unchanged"], document["added"]["by_type"]) == (
        False,
        0,
        {"places": 41, "agreements": 1},
    )
    assert {item["id"] for item in document["added"]["items"]} == {"x", "b~x", *(f"x{number}" for number in range(40))}
    assert [item["fields"] for item in document["changed"]["items"] if item["id"] == "a~china"] == [["parties"]]
    assert document["removed"]["items"] == [{"type": "places", "id": "a", "names": {"en": "a"}, "into": "b"}]


def test_a_load_as_json_says_what_it_did_and_the_next_that_nothing_is_left_to_do(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for touched in ([2, 3, 1], [0, 0, 0]):
        assert run(["load", str(office), "--format", "json"]) == 0
        document = json.loads(capsys.readouterr().out)
        assert (document["written"], [document[part]["total"] for part in ("added", "changed", "removed")]) == (True, touched)
    assert run(["load", str(office), "--format", "xlsx"]) == WRONG_COMMAND
    assert "json" in capsys.readouterr().err
