"""What surrounds the code calls the project's own checks, says its version, and names nothing that is not there."""

import tomllib
from typing import Any

import yaml

from tests.conftest import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
CHECKS = {".venv/bin/ruff format --check", ".venv/bin/ruff check", ".venv/bin/lint-imports", ".venv/bin/mypy"}


def read(name: str) -> Any:
    """A YAML file of the project."""
    return yaml.safe_load((ROOT / name).read_text("utf-8"))


def test_what_runs_before_a_commit_are_the_fast_checks_of_the_makefile_and_nothing_fetched() -> None:
    (repository,) = read(".pre-commit-config.yaml")["repos"]
    assert repository["repo"] == "local"
    assert {hook["entry"] for hook in repository["hooks"]} == CHECKS
    assert {hook["language"] for hook in repository["hooks"]} == {"system"}
    makefile = (ROOT / "Makefile").read_text("utf-8")
    assert all(check.replace(".venv/bin", "\t$(BIN)") in makefile for check in CHECKS)


def test_the_workflow_runs_the_whole_check_and_nothing_else() -> None:
    (job,) = read(".github/workflows/check.yml")["jobs"].values()
    assert [step["run"] for step in job["steps"] if "run" in step] == [".ci/run"]
    assert job["container"].startswith(f"python:{PROJECT['requires-python'].removeprefix('>=')}-")


def test_the_citation_is_of_the_last_release() -> None:
    citation = read("CITATION.cff")
    assert citation["version"] == PROJECT["version"]
    assert f"## [{citation['version']}] - {citation['date-released']}" in (ROOT / "CHANGELOG.md").read_text("utf-8")
