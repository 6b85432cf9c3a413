"""docs/reliability.md promises nothing without a test, and names no test that is not there."""

import ast
import re

import pytest

from tests.conftest import ROOT
from tests.documents.pages import rows_of

PAGE = (ROOT / "docs" / "reliability.md").read_text("utf-8")
PROMISES = PAGE.partition("\n## Promises\n")[2].partition("\n## ")[0]
TEST = re.compile(r"`(tests/\S+\.py)::(test_\w+)`")


def test_every_promise_has_a_test() -> None:
    rows = list(rows_of(PROMISES))
    assert len(rows) > 40
    assert [promise for promise, proof in rows if not TEST.search(proof)] == []


named = pytest.mark.parametrize(("file", "name"), sorted(set(TEST.findall(PROMISES))))


def marks_of(file: str) -> dict[str, list[str]]:
    """The tests of a file with what stands over each."""
    tree = ast.parse((ROOT / file).read_text("utf-8"))
    tests = (node for node in tree.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    return {test.name: [ast.unparse(mark) for mark in test.decorator_list] for test in tests}


@named
def test_a_test_that_is_named_is_there(file: str, name: str) -> None:
    assert name in marks_of(file)


@named
def test_a_test_that_is_named_is_one_that_make_test_runs(file: str, name: str) -> None:
    assert "pytest.mark.thorough" not in marks_of(file)[name]
    assert not re.search(r"^pytestmark = .*thorough", (ROOT / file).read_text("utf-8"), re.MULTILINE)


def test_nothing_in_the_column_of_proofs_but_tests() -> None:
    assert [proof for _, proof in rows_of(PROMISES) if re.sub(r"[,\s]", "", TEST.sub("", proof))] == []
