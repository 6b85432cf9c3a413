"""The wheel holds everything a release needs."""

import subprocess
import sys
from pathlib import Path

SMOKE = Path(__file__).parent / "wheel_smoke.py"


def test_the_wheel_installed_in_an_empty_environment_loads_its_seeds_and_answers() -> None:
    done = subprocess.run([sys.executable, str(SMOKE)], check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "installed in an empty environment finds" in done.stdout
