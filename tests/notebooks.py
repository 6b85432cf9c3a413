"""Run every notebook, or those whose files are named: `python -m tests.notebooks [--write] [FILE …]`.

Each runs in the kernel of this environment and must show the tables and words that it is stored with; `--write` stores what
it shows now. What it may hold `flaws_of` checks without running anything. A cell tagged `neo4j` asks for a server: where none
can be had the rest is skipped and the reason said, or the run fails if REQUIRE_NEO4J is 1 or SISTER_CITY_TEST_NEO4J names a
server.
"""

import ast
import os
import re
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellControlSignal, CellExecutionError
from nbformat import NotebookNode
from traitlets.config import Config

from tests.neo4j_fixture import CACHE

FOLDER = Path(__file__).parent.parent / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
TIMEOUT_SECONDS = 300
ALLOWED = {"graph_service", "matplotlib", "IPython", "neo4j", "networkx", "pandas", *sys.stdlib_module_names}
OURS = 3  # imports of the package at most: its front door, and what starts a server
# What a notebook shows belongs to it; how it is worked out belongs into the package, where it is typed and tested.
LOGIC = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda, ast.For, ast.While, ast.If, ast.Try)
_OURS = re.compile(r"^(?:from|import) graph_service\b", re.MULTILINE)
_ADDRESS = re.compile(r"0x[0-9a-f]+")
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")


class NotebookFailed(Exception):
    """A notebook breaks a rule or does not run; the message is for the reader of the log."""


class NotebookSkipped(Exception):
    """A notebook needs what is not at hand; the message says what."""


def main(paths: list[Path], *, write: bool = False) -> int:
    """Check and run the notebooks, one line for each; exit code 1 if one fails or there is none."""
    failed = [path for path in paths if not _passes(path, write=write)]
    if not paths:
        print(f"no notebook in {FOLDER}", file=sys.stderr)
    return 1 if failed or not paths else 0


def _passes(path: Path, *, write: bool) -> bool:
    started = time.monotonic()
    try:
        if write:
            nbformat.write(run(path), path)
        else:
            check(path)
    except NotebookSkipped as error:
        print(f"{path.stem} SKIPPED, no Neo4j here: {error}", flush=True)
        return True
    except NotebookFailed as error:
        print(f"{path.stem} failed\n{error}", file=sys.stderr)
        return False
    print(f"{path.stem} ran in {time.monotonic() - started:.1f} s", flush=True)
    return True


def asks_for_a_server(path: Path) -> bool:
    """Whether a cell of it is tagged `neo4j`."""
    return any("neo4j" in cell.metadata.get("tags", ()) for cell in nbformat.read(path, as_version=4).cells)


def flaws_of(path: Path) -> Iterator[str]:
    """What breaks the rules of a notebook: logic, an import from elsewhere, or more of ours than a reader has use for."""
    cells = [(number, cell) for number, cell in enumerate(nbformat.read(path, as_version=4).cells, start=1)]
    for number, cell in cells:
        if cell.cell_type == "code":
            yield from (f"{path.name}, cell {number}: {flaw}" for flaw in _flaws_in(cell))
    ours = sum(len(_OURS.findall(cell.source)) for _, cell in cells if cell.cell_type == "code")
    if ours > OURS:
        yield f"{path.name}: imports {ours} times from the package; the front door is enough"


def _flaws_in(cell: NotebookNode) -> Iterator[str]:
    try:
        tree = ast.parse(cell.source)
    except SyntaxError as error:
        yield f"is no plain Python ({error.msg}, line {error.lineno}); leave out magics"
        return
    for node in ast.walk(tree):
        if isinstance(node, LOGIC):
            yield f"holds logic ({type(node).__name__}, line {node.lineno}); move it into the package"
        if foreign := _imported(node) - ALLOWED:
            yield f"imports {', '.join(sorted(foreign))}; a notebook needs nothing but the package and its plots"


def _imported(node: ast.AST) -> set[str]:
    """The top-level packages that a statement imports."""
    if isinstance(node, ast.ImportFrom):
        return {(node.module or ".").split(".")[0]}
    return {alias.name.split(".")[0] for alias in node.names} if isinstance(node, ast.Import) else set()


def check(path: Path) -> NotebookNode:
    """Run a notebook, which must show what it is stored with; errors as `run`.

    Raises:
        NotebookFailed: a cell shows something else.
    """
    stored, found = nbformat.read(path, as_version=4), run(path)
    for number, (before, now) in enumerate(zip(stored.cells, found.cells, strict=True), start=1):
        if (told := list(shown_by(before))) != (shows := list(shown_by(now))):
            raise NotebookFailed(
                f"{path.name}, cell {number} is stored with other output than it has; `make notebooks` stores it anew\n"
                f"stored: {_short(told)}\nshows:  {_short(shows)}"
            )
    return found


def shown_by(cell: NotebookNode) -> Iterator[str]:
    """The tables and words that a cell shows. Of drawings made of dots only that there is one: they differ by machine."""
    outputs = cell.get("outputs", ())
    yield "".join(output.get("text", "") for output in outputs)  # what is printed comes in pieces, cut by chance
    for output in outputs:
        if data := output.get("data", {}):
            text = data.get("text/html") or ("" if "image/png" in data else data.get("text/plain", ""))
            yield _ADDRESS.sub("0x", text)


def _short(texts: list[str]) -> str:
    return " | ".join(texts)[:2000]


def run(path: Path) -> NotebookNode:
    """Run a notebook in an empty folder, leaving its file alone; the notebook with its output.

    Raises:
        NotebookFailed: it breaks a rule, a cell fails or takes too long, or something warns.
        NotebookSkipped: it needs a Neo4j, and there is none.
    """
    if flaws := list(flaws_of(path)):
        raise NotebookFailed("\n".join(flaws))
    notebook = nbformat.read(path, as_version=4)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        # Sockets and temporary files in the folder: no port is opened, and nothing is left behind by what fails.
        kernel = {"transport": "ipc", "ip": f"{folder}/kernel", "connection_file": f"{folder}/kernel.json"}
        where = {"metadata": {"path": _beside_the_cache(Path(folder))}}
        config = Config(KernelManager=kernel)
        client = NotebookClient(notebook, config=config, timeout=TIMEOUT_SECONDS, resources=where, record_timing=False)
        try:
            client.execute(env={**os.environ, "IPYTHONDIR": folder, "TMPDIR": folder})
        except (CellControlSignal, RuntimeError) as error:
            if isinstance(error, CellExecutionError) and _may_skip(notebook, error):
                raise NotebookSkipped(error.evalue) from error
            raise NotebookFailed(_COLOURS.sub("", str(error))) from error
    if warned := [text for text in _errors(notebook) if "Warning: " in text]:
        raise NotebookFailed("it warns:\n" + "".join(warned))
    return notebook


def _beside_the_cache(folder: Path) -> str:
    """An empty folder that finds Neo4j's jars and the Cypher files where `notebooks/` finds them."""
    (folder / CACHE.name).symlink_to(CACHE)
    (folder / "cypher").symlink_to(FOLDER.parent / "cypher")
    (folder / FOLDER.name).mkdir()
    return str(folder / FOLDER.name)


def _may_skip(notebook: NotebookNode, error: CellExecutionError) -> bool:
    """Whether the cell that failed is the one that asks for a server, and nobody said that there must be one."""
    required = os.environ.get("REQUIRE_NEO4J") == "1" or os.environ.get("SISTER_CITY_TEST_NEO4J")
    asking = (cell for cell in notebook.cells if "neo4j" in cell.metadata.get("tags", ()))
    failed = any(output.output_type == "error" for cell in asking for output in cell.outputs)
    return failed and error.ename == "StoreUnavailable" and not required


def _errors(notebook: NotebookNode) -> Iterator[str]:
    """What the cells wrote to stderr."""
    for cell in notebook.cells:
        yield from (output.text for output in cell.get("outputs", ()) if output.get("name") == "stderr")


if __name__ == "__main__":
    files = [Path(name) for name in sys.argv[1:] if name != "--write"]
    sys.exit(main(files or NOTEBOOKS, write="--write" in sys.argv))
