"""The notebooks that ask for a server, each with the real Neo4j of the run."""

from pathlib import Path

import pytest

from tests.notebooks import NOTEBOOKS, asks_for_a_server, check

ASKING = [path for path in NOTEBOOKS if asks_for_a_server(path)]


@pytest.mark.neo4j
@pytest.mark.parametrize("path", ASKING, ids=lambda path: path.stem)
@pytest.mark.thorough
def test_a_notebook_runs_in_a_real_server(path: Path, neo4j_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SISTER_CITY_TEST_NEO4J", neo4j_url)
    cells = [cell for cell in check(path).cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in cells] == [*range(1, len(cells) + 1)]


def test_there_is_one_that_asks() -> None:
    assert [path.stem for path in ASKING] == ["05_cypher_in_neo4j"]
