"""Too little coverage fails a run whose tests all pass; what several processes ran is added up."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CODE = """\
def sign(number):
    if number < 0:
        return "-"
    return "+"
"""
ONE = "from graph_service import sign\n\ndef test_one():\n    assert sign({number})\n"


@pytest.mark.thorough
@pytest.mark.parametrize("processes", ["2", "0"])
@pytest.mark.parametrize(
    ("numbers", "said", "code"),
    [
        ((1,), "coverage 66.67 % of lines and branches, less than 97 %", pytest.ExitCode.TESTS_FAILED),  # 3 of 4 and 1 of 2
        ((1, -1), "coverage 100.00 % of lines and branches;", pytest.ExitCode.OK),
    ],
)
def test_a_run_is_red_where_its_tests_pass_and_leave_lines_or_branches_out(
    numbers: tuple[int, ...], said: str, code: pytest.ExitCode, processes: str, tmp_path: Path
) -> None:
    (tmp_path / "graph_service").mkdir()
    (tmp_path / "graph_service" / "__init__.py").write_text(CODE, "utf-8")
    for place, number in enumerate(numbers):
        (tmp_path / f"test_{place}.py").write_text(ONE.format(number=number), "utf-8")
    own = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}  # no part of this run
    words = [sys.executable, "-m", "pytest", "-p", "tests.measuring", "-n", processes, "--dist", "loadfile"]
    done = subprocess.run(words, cwd=tmp_path, env=own | {"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False)
    assert said in done.stdout, done.stdout + done.stderr
    assert done.returncode == code
