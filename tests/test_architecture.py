"""The shape of the code: what may import what, how long a module may be, and that every public name says what it is."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "graph_service"
MODULES = sorted(PACKAGE.rglob("*.py"))
MAX_LINES = 200
MAX_LINES_OF_A_QUESTION = 300  # its parameters, its answer, how it is found and how it is shown are read in one go
# Longer than the limit, and why: the shapes of one answer and the functions that fill them are read side by side; all errors are
# in one module, as the tree at its head has them, and all problems and settings in one table each.
LONGER = {"answers/clusters.py", "web/problems.py", "errors.py"}
TEXTS = [path for path in sorted(PACKAGE.rglob("*")) if path.suffix in (".py", ".html", ".css", ".js", ".cypher", ".svg")]
REGISTRIES = r"pypi\.org|pythonhosted|npmjs|unpkg|jsdelivr|cdnjs|googleapis|gstatic|bootstrapcdn|maven\.org|docker\.io|cdn\."


def name(path: Path) -> str:
    return str(path.relative_to(PACKAGE))


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def test_imports_point_down() -> None:
    # In a process of its own: the linter sets up logging and silences the loggers that other tests listen to.
    command = [Path(sys.executable).with_name("lint-imports"), "--config", ROOT / "pyproject.toml", "--no-cache"]
    checked = subprocess.run(command, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout


def test_a_module_fits_on_a_few_screens() -> None:
    lines = {name(path): len(path.read_text("utf-8").splitlines()) for path in MODULES}
    most = {found: MAX_LINES_OF_A_QUESTION if found.startswith("questions/") else MAX_LINES for found in lines}
    assert {found for found, count in lines.items() if count > most[found]} == LONGER


def test_no_module_is_called_after_nothing() -> None:
    empty = {"utils", "helpers", "services", "managers", "core"}
    assert [name(path) for path in MODULES if path.stem in empty] == []


def public(body: list[ast.stmt], within: str) -> list[tuple[str, ast.AST]]:
    """Every public class and function of a module or a class, and of the public classes inside."""
    found: list[tuple[str, ast.AST]] = []
    for node in body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and not node.name.startswith("_"):
            found.append((f"{within}.{node.name}", node))
            if isinstance(node, ast.ClassDef):
                found += public(node.body, f"{within}.{node.name}")
    return found


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_every_module_and_every_public_name_says_what_it_is(path: Path) -> None:
    module = tree(path)
    assert ast.get_docstring(module)
    assert [found for found, node in public(module.body, path.stem) if not ast.get_docstring(node)] == []  # type: ignore[arg-type]  # public() finds classes and functions only


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_every_function_is_typed(path: Path) -> None:
    functions = [node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    assert [node.name for node in functions if node.returns is None] == []


@pytest.mark.parametrize("path", TEXTS, ids=name)
def test_nothing_names_a_registry_or_a_content_network(path: Path) -> None:
    assert re.findall(REGISTRIES, path.read_text("utf-8")) == []


@pytest.mark.parametrize("folder", ["records", "files", "metrics", "planning", "answers", "pages"])
def test_the_core_reads_neither_clock_nor_environment(folder: str) -> None:
    calls = r"\.today\(\)|\.now\(|time\.time\(|os\.environ|getenv"
    assert {name(path): re.findall(calls, path.read_text("utf-8")) for path in sorted((PACKAGE / folder).rglob("*.py"))} == {
        name(path): [] for path in sorted((PACKAGE / folder).rglob("*.py"))
    }


def test_nothing_private_of_a_library_is_used_or_overridden() -> None:
    found = {(name(path), word) for path in MODULES for word in _private_of_libraries(path)}
    assert not found


def _private_of_libraries(path: Path) -> Iterator[str]:
    """What a module imports from private parts of libraries, and what it overrides of classes of theirs that begins with `_`."""
    foreign = {}
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ImportFrom) and node.module and not node.module.startswith("graph_service"):
            words = [*node.module.split("."), *(alias.name for alias in node.names)]
            yield from (word for word in words if re.match(r"_[^_]", word))
            foreign |= {alias.asname or alias.name: (node.module, alias.name) for alias in node.names}
    for kind in (node for node in ast.walk(tree(path)) if isinstance(node, ast.ClassDef)):
        named = [foreign[base.id] for base in kind.bases if isinstance(base, ast.Name) and base.id in foreign]
        bases = [getattr(import_module(module), word) for module, word in named]
        own = {node.name for node in kind.body if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}
        yield from (word for word in own if re.match(r"_[^_]", word) and any(hasattr(base, word) for base in bases))


SMALL = 40  # lines
# Modules below this that one module beside them reads alone, and why they stand apart.
APART = {
    "answers/lift.py": "its struct is a part of the answer about clusters, which is long already",
    "files/look_alikes.py": "which nodes a reader would take for one, a question of its own beside reading files",
    "front/methods.py": "signatures for help and completion, which registers need not be read with",
    "graph/engines.py": "the one place that names a compiled library for each measure",
    "pages/cluster_spare.py": "the last of the boxes, whose positions are told in a module that is long already",
    "web/word_lists.py": "one step of describing the interface, of which there are several",
}


def imports_of(path: Path) -> set[str]:
    """The modules of the package that a module imports."""
    found = [node for node in ast.walk(tree(path)) if isinstance(node, ast.ImportFrom) and node.module]
    names = {f"{node.module}.{alias.name}" for node in found for alias in node.names} | {str(node.module) for node in found}
    return {name.removeprefix("graph_service.").replace(".", "/") + ".py" for name in names if name.startswith("graph_service.")}


def test_a_small_module_with_one_reader_beside_it_stands_apart_for_a_reason() -> None:
    readers: dict[str, set[str]] = {name(path): set() for path in MODULES}
    for path in MODULES:
        for imported in imports_of(path) & readers.keys() - {name(path)}:
            readers[imported].add(name(path))
    small = {name(path) for path in MODULES if len(path.read_text("utf-8").splitlines()) < SMALL and path.stem != "__init__"}
    alone = {module for module in small if len(readers[module]) == 1}
    beside = {module for module in alone if Path(module).parent == Path(next(iter(readers[module]))).parent}
    assert beside == set(APART)
