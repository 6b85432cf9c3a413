"""What the project needs: ranges in pyproject.toml, and in constraints.txt one version of everything that is installed."""

import importlib.metadata
import re
import subprocess
import tomllib
from collections.abc import Iterator

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.conftest import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
REQUIRED = [
    Requirement(line)
    for lines in (PROJECT["build-system"]["requires"], PROJECT["project"]["dependencies"], PROJECT["dependency-groups"]["dev"])
    for line in lines
]
LINES = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
PINS = {canonicalize_name(name): version for name, _, version in (line.partition("==") for line in LINES)}
of_project = pytest.mark.parametrize("required", REQUIRED, ids=lambda required: required.name)


@of_project
def test_the_project_says_from_which_version_on_and_never_just_one(required: Requirement) -> None:
    operators = {part.operator for part in required.specifier}
    assert ">=" in operators
    assert operators <= {">=", "<", "!="}


@of_project
def test_the_pinned_version_lies_within_the_range(required: Requirement) -> None:
    assert required.specifier.contains(PINS[canonicalize_name(required.name)])


def test_each_pin_is_one_version_and_stands_once() -> None:
    assert [line for line in LINES if not re.fullmatch(r"[\w.-]+==[\w.]+", line)] == []
    assert len(PINS) == len(LINES)


def installed_for(required: Requirement, seen: set[str]) -> Iterator[str]:
    """What installing this brings along, itself included."""
    name = canonicalize_name(required.name)
    if name in seen or (required.marker and not required.marker.evaluate({"extra": ""})):
        return
    seen.add(name)
    yield name
    for line in importlib.metadata.requires(name) or ():
        further = Requirement(line)
        if not further.marker or any(further.marker.evaluate({"extra": extra}) for extra in ("", *required.extras)):
            further.marker = None
            yield from installed_for(further, seen)


def test_nothing_that_comes_along_is_left_unpinned() -> None:
    seen: set[str] = set()
    came = [name for required in REQUIRED[1:] for name in installed_for(required, seen)]  # the builder works apart from .venv
    assert {name: importlib.metadata.version(name) for name in came} == {name: PINS.get(name) for name in came}


def test_make_help_lists_every_target_with_what_it_does() -> None:
    done = subprocess.run(["make", "--silent", "help"], check=True, capture_output=True, text=True, cwd=ROOT)
    makefile = (ROOT / "Makefile").read_text("utf-8")
    phony = re.search(r"^\.PHONY: (.+)$", makefile, re.MULTILINE)
    assert phony is not None
    told = dict(re.findall(r"^make (\w+) +(.+)$", done.stdout, re.MULTILINE))
    assert sorted(told) == sorted(phony[1].split())


@pytest.mark.parametrize(
    "command", re.findall(r"^\t.*\bpip install.*|^INSTALL = .*", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
)
def test_no_installation_of_the_makefile_is_silent_or_goes_without_the_pins(command: str) -> None:
    own_pins = "-r tests/clients/requirements.txt" in command  # an environment of its own, each line of it a version
    assert "-c constraints.txt" in command or own_pins
    assert not re.search(r" -q\b| --quiet\b", command)
