"""The page of performance: what is missed says why, and would in a run of today."""

import re
from collections.abc import Iterable

import pytest

from benchmarks.reasons import REASONS
from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "performance.md").read_text(encoding="utf-8")


def axes(of: str) -> Iterable[str]:
    """The axes of a table of the page: the first cells of its rows."""
    rows = PAGE.partition(f"## {of}\n")[2].partition("## ")[0]
    return re.findall(r"^\| ([^|]+?) \|", rows, re.MULTILINE)[2:]


@pytest.mark.parametrize("axis", axes("Missed"))
def test_the_table_of_reasons_has_one_for_every_target_that_is_missed(axis: str) -> None:
    assert axis in REASONS


def test_every_row_of_neo4j_has_a_reason_for_the_day_it_is_missed() -> None:
    rows = [axis for axis in (*axes("Missed"), *axes("Met")) if axis.startswith("Neo4j")]
    named = re.findall(r'"(Neo4j: [^"]+)"', (ROOT / "benchmarks" / "graph_store.py").read_text(encoding="utf-8"))
    assert sorted(rows) == sorted(named)
    assert set(rows) <= REASONS.keys()
