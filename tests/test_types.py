"""The types hold, which takes a processor a quarter of a minute: here, beside the other tests, nobody waits for it."""

import subprocess
import sys

from tests.conftest import ROOT


def test_the_types_of_the_service_and_its_tools_hold() -> None:
    done = subprocess.run([sys.executable, "-m", "mypy"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
