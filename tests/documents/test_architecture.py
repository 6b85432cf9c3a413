"""The architecture page draws the import contract as it is and names only what exists."""

import pkgutil
import re
import tomllib

import pytest

from tests.conftest import ROOT
from tests.documents.pages import ARCHITECTURE, CONTRIBUTING, GLOSSARY, README

_PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
LAYERS: list[str] = _PROJECT["tool"]["importlinter"]["contracts"][0]["layers"]
MODULES = re.findall(r"\w+", " ".join(LAYERS))


def test_the_picture_of_the_layers_is_the_import_contract() -> None:
    picture = re.search(r"## Layers.*?```text\n(.*?)\n```", ARCHITECTURE, re.DOTALL)
    assert picture is not None
    assert picture[1].splitlines() == LAYERS


def test_every_layer_is_described_in_its_order() -> None:
    table = ARCHITECTURE.partition("## Layers")[2].partition("\n## ")[0]
    assert re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE) == MODULES


def dotted_names() -> list[str]:
    """Every `layer.module.name` that the page speaks of."""
    return sorted(set(re.findall(rf"`((?:{'|'.join(MODULES)})(?:\.\w+)+)`", ARCHITECTURE)))


@pytest.mark.parametrize("name", dotted_names())
def test_what_the_page_names_exists(name: str) -> None:
    assert pkgutil.resolve_name(f"graph_service.{name}") is not None


def paths() -> list[str]:
    """Every file and folder of the project that a page speaks of."""
    folders = "tests|docs|graph_service|cypher|seeds|tools"
    return sorted(set(re.findall(rf"`((?:{folders})/[\w./]*)`", README + CONTRIBUTING + GLOSSARY + ARCHITECTURE)))


@pytest.mark.parametrize("path", paths())
def test_a_path_that_a_page_names_exists(path: str) -> None:
    assert (ROOT / path).exists()


def proofs() -> list[tuple[str, str]]:
    """Every test that the drills name, by file and function."""
    return sorted(set(re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", CONTRIBUTING)))


@pytest.mark.parametrize(("path", "name"), proofs(), ids=str)
def test_a_test_that_a_drill_names_exists(path: str, name: str) -> None:
    assert f"def {name}(" in (ROOT / path).read_text("utf-8")
