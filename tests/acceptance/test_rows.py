"""Every row of the acceptance table, asked of the real app on the real rows."""

import ast
import contextlib
import io
import re
import shlex
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from graph_service.cli.app import run
from tests.acceptance.row import Row
from tests.acceptance.table import ALL_ROWS, PAGE, page
from tests.conftest import ROOT

SPEC = ROOT.parent / "shared" / "spec" / "acceptance.md"
IN_SCOPE = [pytest.param(row, id=row.id) for row in ALL_ROWS if row.grade != "X"]


@pytest.fixture
def ask(seeds_client: TestClient, seeds_store: str, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], object]:
    """Asks an address or runs a command: decoded JSON, or text."""
    monkeypatch.setenv("GRAPH_SERVICE_STORE", seeds_store)

    def answer(question: str) -> object:
        if question.startswith("graph-service "):
            return printed(question)
        found = seeds_client.get(question)
        assert found.status_code == 200, f"{question}: {found.text[:300]}"
        return found.json() if "json" in found.headers["content-type"] else found.text

    return answer


def printed(command: str) -> str:
    """What a command prints to stdout."""
    with contextlib.redirect_stdout(io.StringIO()) as out:
        assert run(shlex.split(command)[1:]) == 0
    return out.getvalue()


@pytest.mark.parametrize("row", IN_SCOPE)
def test_a_row_is_answered(row: Row, ask: Callable[[str], object]) -> None:
    if row.check is None:
        pytest.skip(f"{row.id} is open: {row.lacks}")
    row.check(*map(ask, row.asks))


def test_the_table_has_42_must_rows_46_should_rows_and_7_out_of_scope() -> None:
    assert Counter(row.grade for row in ALL_ROWS) == {"M": 42, "S": 46, "X": 7}


def test_every_row_of_the_specification_is_here_with_its_class() -> None:
    if not SPEC.exists():
        pytest.skip(f"{SPEC.name} is not beside the project, so the rows cannot be held against it")
    listed = re.findall(r"^\| (A\d{3}) \|.*\| ([MSX]) \|$", SPEC.read_text("utf-8"), re.MULTILINE)
    assert [(row.id, row.grade) for row in ALL_ROWS] == listed


def test_every_row_is_asked_and_checked_or_says_what_it_lacks() -> None:
    for row in ALL_ROWS:
        assert (row.check is not None) == bool(row.asks), row.id
        assert row.check or row.lacks or row.reason, row.id
        assert (row.grade == "X") == bool(row.reason), row.id


def test_the_page_is_what_the_table_writes() -> None:
    assert PAGE.read_text("utf-8") == page(), "run python -m tests.acceptance"


@pytest.mark.parametrize("node", sorted({node for row in ALL_ROWS for node in row.tests}))
def test_a_test_that_a_row_names_exists(node: str) -> None:
    path, _, function = node.partition("::")
    assert function.partition("[")[0] in functions(ROOT / path)


def functions(path: Path) -> set[str]:
    """The names of the functions of a module."""
    return {item.name for item in ast.parse(path.read_text("utf-8")).body if isinstance(item, ast.FunctionDef)}
