"""The notebooks as they are stored, and the rules they keep; `make notebooks` runs them."""

from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from tests.notebooks import NOTEBOOKS, flaws_of, main


def stored(path: Path, source: str, **parts: object) -> Path:
    """A notebook with one code cell."""
    file = path / "drawn.ipynb"
    nbformat.write(new_notebook(cells=[new_markdown_cell("# Title"), new_code_cell(source, **parts)]), file)
    return file


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_holds_no_logic_and_needs_the_front_door_and_the_tools_of_its_readers_alone(path: Path) -> None:
    assert list(flaws_of(path)) == []


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_heading_of_a_notebook_stands_in_both_languages(path: Path) -> None:
    cells = (cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "markdown")
    headings = [line for cell in cells for line in cell.source.splitlines() if line.startswith("#")]
    assert headings
    assert [heading for heading in headings if not any("\u4e00" <= letter <= "\u9fff" for letter in heading)] == []


def test_there_are_five_notebooks_in_the_order_of_reading() -> None:
    assert [path.stem[:3] for path in NOTEBOOKS] == ["00_", "01_", "02_", "03_", "04_", "05_"]


def asking_for_a_server(path: Path) -> Path:
    """A notebook whose only cell asks for a server where none can be had."""
    source = 'raise __import__("graph_service.errors", fromlist=["*"]).StoreUnavailable("install Java 17")'
    return stored(path, source, metadata={"tags": ["neo4j"]})


def test_a_notebook_without_its_server_is_skipped_aloud(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("REQUIRE_NEO4J", raising=False)
    monkeypatch.delenv("SISTER_CITY_TEST_NEO4J", raising=False)
    assert main([asking_for_a_server(tmp_path)]) == 0
    assert capsys.readouterr().out == "drawn SKIPPED, no Neo4j here: install Java 17\n"


def test_a_notebook_without_its_server_fails_where_one_is_required(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("REQUIRE_NEO4J", "1")
    assert main([asking_for_a_server(tmp_path)]) == 1
    assert "StoreUnavailable: install Java 17" in capsys.readouterr().err


def test_calls_and_comprehensions_are_no_logic(tmp_path: Path) -> None:
    source = "from math import nan\nimport matplotlib.pyplot as plt\n[plt.plot(x) for x in [[1], [nan]]]"
    assert list(flaws_of(stored(tmp_path, source))) == []


@pytest.mark.parametrize(
    ("source", "flaw"),
    [
        ("def double(x):\n    return 2 * x", "holds logic (FunctionDef, line 1)"),
        ("class Thing:\n    pass", "holds logic (ClassDef, line 1)"),
        ("double = lambda x: 2 * x", "holds logic (Lambda, line 1)"),
        ("x = 1\nfor y in [x]:\n    x = y", "holds logic (For, line 2)"),
        ("import numpy as np", "imports numpy"),
        ("from numpy.linalg import norm", "imports numpy"),
        ("%matplotlib inline", "is no plain Python"),
    ],
)
def test_logic_foreign_imports_and_magics_are_flaws(tmp_path: Path, source: str, flaw: str) -> None:
    (found,) = flaws_of(stored(tmp_path, source))
    assert found.startswith(f"drawn.ipynb, cell 2: {flaw}")


def test_a_fourth_import_of_the_package_is_a_flaw(tmp_path: Path) -> None:
    source = "import graph_service as gs\n" + "from graph_service import Home\n" * 3
    assert list(flaws_of(stored(tmp_path, source))) == ["drawn.ipynb: imports 4 times from the package; the front door is enough"]


def test_other_output_than_is_stored_fails_the_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = new_output("execute_result", data={"text/plain": "3"}, execution_count=1)
    assert main([stored(tmp_path, "1 + 1", outputs=[told], execution_count=1)]) == 1
    assert "drawn.ipynb, cell 2 is stored with other output than it has" in capsys.readouterr().err


@pytest.mark.thorough
def test_output_is_stored_anew_on_demand_and_then_agrees(tmp_path: Path) -> None:
    file = stored(tmp_path, "1 + 1")
    assert main([file], write=True) == 0
    assert main([file]) == 0
    assert [cell.execution_count for cell in nbformat.read(file, as_version=4).cells if cell.cell_type == "code"] == [1]


def test_a_flaw_fails_the_run_before_anything_is_executed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([stored(tmp_path, "import numpy")]) == 1
    assert capsys.readouterr().err.startswith("drawn failed\ndrawn.ipynb, cell 2: imports numpy")


def test_no_notebooks_at_all_is_a_failure(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 1
    assert capsys.readouterr().err.startswith("no notebook in ")
