"""The wheel holds everything a release needs."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.thorough
SMOKE = Path(__file__).parent / "wheel_smoke.py"


@pytest.fixture(scope="module")
def said() -> str:
    """What the program says that builds a release and uses it."""
    done = subprocess.run([sys.executable, str(SMOKE)], check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_wheel_installed_in_an_empty_environment_loads_its_seeds_and_answers(said: str) -> None:
    assert "installed in an empty environment finds" in said


@pytest.mark.parametrize(
    "holds", [r"\.tar\.gz holds /LICENSE, /seeds/LICENSES\.md,", r"\.whl holds \S*/licenses/LICENSE, \S*/seeds/LICENSES\.md,"]
)
def test_a_release_carries_the_licences_of_its_code_and_of_its_tables(said: str, holds: str) -> None:
    assert re.search(holds, said)


@pytest.mark.parametrize("archive", [r"\.tar\.gz", r"\.whl"])
def test_a_release_tells_type_checkers_that_it_is_typed(said: str, archive: str) -> None:
    assert re.search(rf"{archive} holds .*graph_service/py\.typed$", said, re.MULTILINE)
