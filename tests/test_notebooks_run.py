"""Every notebook runs; the one that asks for a server is given the Neo4j of the run, in a file of its own."""

from pathlib import Path

import pytest

from tests.notebooks import NOTEBOOKS, asks_for_a_server, run


@pytest.mark.parametrize("path", [path for path in NOTEBOOKS if not asks_for_a_server(path)], ids=lambda path: path.stem)
def test_a_notebook_runs_from_its_first_cell_to_its_last(path: Path) -> None:
    cells = [cell for cell in run(path).cells if cell.cell_type == "code"]
    assert cells
    assert [cell.execution_count for cell in cells] == [*range(1, len(cells) + 1)]
