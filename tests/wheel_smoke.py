"""Build the wheel, install it in an empty environment, load the seeds it carries and ask it for gaps.

Run as a program: `python tests/wheel_smoke.py`. It proves that a release holds everything it needs.
"""

import json
import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
JIANGSU = "Q16963"


def main() -> int:
    """Exit code 0 if the installed wheel answers."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        venv.create(folder / "env", with_pip=True)
        python = folder / "env" / "bin" / "python"
        _run(python, "-m", "pip", "wheel", "-q", "--no-deps", "-w", str(folder), str(ROOT))
        (wheel,) = folder.glob("*.whl")
        _run(python, "-m", "pip", "install", "-q", "--no-compile", "-c", str(ROOT / "constraints.txt"), str(wheel))
        service = folder / "env" / "bin" / "graph-service"
        os.environ["GRAPH_SERVICE_STORE"] = f"sqlite:///{folder}/graph.db"
        os.chdir(folder)  # away from the checkout, so that nothing is found there by chance
        _run(service, "load", "seeds")
        answer = json.loads(_run(service, "gaps", "--home", JIANGSU, "--format", "json"))
        assert answer["total"] > 0, "the installed wheel finds no gap"
        print(f"wheel: {wheel.name} installed in an empty environment finds {answer['total']} gaps of Jiangsu")
    return 0


def _run(*command: str | Path) -> str:
    done = subprocess.run([str(part) for part in command], check=False, capture_output=True, text=True)
    if done.returncode:
        print(done.stdout, done.stderr, sep="\n", file=sys.stderr)
        raise SystemExit(f"failed: {' '.join(map(str, command))}")
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
