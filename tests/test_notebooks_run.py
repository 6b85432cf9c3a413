"""Every notebook runs; the one that asks for a server is given the Neo4j of the run, in a file of its own."""

from pathlib import Path

import pytest

from tests.notebooks import NOTEBOOKS, asks_for_a_server, check

ALONE = [path for path in NOTEBOOKS if not asks_for_a_server(path)]


@pytest.mark.thorough
@pytest.mark.parametrize("path", ALONE, ids=lambda path: path.stem)
def test_a_notebook_runs_from_its_first_cell_to_its_last_and_shows_what_it_is_stored_with(path: Path) -> None:
    cells = [cell for cell in check(path).cells if cell.cell_type == "code"]
    assert cells
    assert [cell.execution_count for cell in cells] == [*range(1, len(cells) + 1)]
