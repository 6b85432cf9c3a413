"""Build the source archive and the wheel from it, install that in an empty environment, load its seeds and ask it for gaps.

Run as a program: `python tests/wheel_smoke.py`. It proves that a release holds everything it needs.
"""

import json
import os
import subprocess
import sys
import tarfile
import tempfile
import tomllib
import venv
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
JIANGSU = "Q16963"
# What a release must not be without, by the end of its name: licences of code and data, and the marker of the types.
IN_SOURCE = ("/LICENSE", "/seeds/LICENSES.md", "/graph_service/py.typed")
IN_WHEEL = (
    ".dist-info/licenses/LICENSE",
    ".dist-info/licenses/seeds/LICENSES.md",
    "graph_service/_data/seeds/LICENSES.md",
    "graph_service/py.typed",
)


def main() -> int:
    """Exit code 0 if the installed wheel answers."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        venv.create(folder / "env", with_pip=False)
        python = folder / "env" / "bin" / "python"
        pip = (sys.executable, "-m", "pip", "--python", str(python))  # ours: to make one of its own takes longer than a build
        _run(*pip, "install", "-q", "--no-compile", "-c", str(ROOT / "constraints.txt"), *_builders())
        _run(python, "-m", "hatchling", "build", "-t", "sdist", "-d", str(folder), at=ROOT)
        (source,) = folder.glob("*.tar.gz")
        _run(*pip, "wheel", "-q", "--no-deps", "--no-build-isolation", "-w", str(folder), str(source))
        (wheel,) = folder.glob("*.whl")
        with tarfile.open(source) as packed:
            _hold(source.name, packed.getnames(), IN_SOURCE)
        with zipfile.ZipFile(wheel) as packed_wheel:
            _hold(wheel.name, packed_wheel.namelist(), IN_WHEEL)
        _run(*pip, "install", "-q", "--no-compile", "-c", str(ROOT / "constraints.txt"), str(wheel))
        service = folder / "env" / "bin" / "graph-service"
        os.environ["GRAPH_SERVICE_STORE"] = f"sqlite:///{folder}/graph.db"
        os.chdir(folder)  # away from the checkout, so that nothing is found there by chance
        _run(service, "load", "seeds")
        answer = json.loads(_run(service, "gaps", "--home", JIANGSU, "--format", "json"))
        assert answer["total"] > 0, "the installed wheel finds no gap"
        print(f"wheel: {wheel.name} installed in an empty environment finds {answer['total']} gaps of Jiangsu")
    return 0


def _builders() -> list[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    required: list[str] = project["build-system"]["requires"]
    return required


def _hold(archive: str, names: list[str], ends: tuple[str, ...]) -> None:
    missing = [end for end in ends if not any(name.endswith(end) for name in names)]
    assert not missing, f"{archive} lacks {', '.join(missing)}"
    print(f"{archive} holds {', '.join(ends)}")


def _run(*command: str | Path, at: Path | None = None) -> str:
    done = subprocess.run([str(part) for part in command], check=False, capture_output=True, text=True, cwd=at)
    if done.returncode:
        print(done.stdout, done.stderr, sep="\n", file=sys.stderr)
        raise SystemExit(f"failed: {' '.join(map(str, command))}")
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
