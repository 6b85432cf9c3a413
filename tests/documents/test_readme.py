"""The README lists every setting, problem, path, command and target, and its tour prints what it shows."""

import asyncio
import re
import shlex
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from fastapi.testclient import TestClient

from graph_service.api.app import create_app
from graph_service.api.problems import EVERY_PROBLEM
from graph_service.cli.app import app as commands
from graph_service.cli.app import run
from graph_service.domain.network import ChangeSet
from graph_service.settings import Settings
from graph_service.snapshot import Snapshot
from graph_service.store.embedded import EmbeddedStore
from tests.conftest import ROOT
from tests.documents.pages import README, rows_of

# Outside the OpenAPI document, which describes itself in none of these.
OTHER_PATHS = {"/", "/docs", "/openapi.json"}


def chapter(title: str) -> str:
    """The text under a heading of the README."""
    return README.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def default_of(name: str) -> str:
    """A setting's default as the README writes it."""
    value = Settings.model_fields[name].default
    if value is None:
        return "unset"
    return f"`{value:g}`" if isinstance(value, float) else f"`{value}`"


def test_every_setting_is_listed_with_its_default_and_no_other() -> None:
    table = {name: default for name, default, _ in rows_of(chapter("Settings"))}
    assert table == {f"`GRAPH_SERVICE_{name.upper()}`": default_of(name) for name in Settings.model_fields}


def test_every_problem_is_listed_as_it_is_declared_and_no_other() -> None:
    table = {tuple(row) for row in rows_of(chapter("Problems"))}
    assert table == {(f"`/problems/{kind.slug}`", str(kind.status), kind.when) for kind in EVERY_PROBLEM}


def test_every_path_of_the_service_is_listed_and_no_other(openapi: Mapping[str, Any]) -> None:
    listed = {path for row in rows_of(chapter("Endpoints")) for path in re.findall(r"`(.+?)`", row[0])}
    assert listed == {*openapi["paths"], *OTHER_PATHS}


def test_every_command_is_listed_and_no_other() -> None:
    listed = re.search(r"lists the commands: (.*?)\.", README)
    assert listed is not None
    known = [command.name or getattr(command.callback, "__name__", "") for command in commands.registered_commands]
    assert re.findall(r"`(\w+)`", listed[1]) == known


def test_the_make_targets_that_are_named_exist() -> None:
    targets = re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    named = re.findall(r"\bmake ([a-z]\w*)", "\n".join(re.findall(r"```.*?```|`[^`]+`", README, re.DOTALL)))
    assert {"run", "test", "neo4j"} <= set(named) <= set(targets)


def test_the_check_of_a_bare_machine_ends_with_the_test_command() -> None:
    assert (ROOT / ".ci" / "run").read_text("utf-8").rstrip().endswith("\nmake test")


class Shown(NamedTuple):
    """A command of the tour and what the README says it prints; `…` stands for anything."""

    command: str
    output: str


def tour() -> list[Shown]:
    """The commands of the tour in order."""
    blocks = re.findall(r"```console\n(.*?)```", README, re.DOTALL)
    return [Shown(*part.partition("\n")[::2]) for block in blocks for part in block.split("$ ")[1:]]


@pytest.fixture(scope="module")
def seeded(seeds: Snapshot, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The URL of a store with the real rows."""
    path = tmp_path_factory.mktemp("seeded") / "graph.db"
    asyncio.run(EmbeddedStore.open(path).apply(ChangeSet(tuple(seeds.network))))
    return f"sqlite:///{path}"


def printed(command: str, store: str, capsys: pytest.CaptureFixture[str]) -> str:
    """What a command prints: `graph-service` is run, `curl` is answered by the app itself."""
    program, *arguments = shlex.split(command)
    if program == "graph-service":
        assert run(arguments) == 0
        return capsys.readouterr().out
    with TestClient(create_app(Settings(store=store))) as client:
        return client.get(arguments[-1].removeprefix("http://127.0.0.1:8000")).text


@pytest.mark.parametrize("shown", tour(), ids=lambda shown: shown.command)
def test_a_command_of_the_tour_prints_what_is_shown(
    shown: Shown, seeded: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GRAPH_SERVICE_STORE", seeded)
    monkeypatch.chdir(tmp_path)
    expected = ".*".join(re.escape(part) for part in shown.output.strip().split("…"))
    assert re.fullmatch(expected, printed(shown.command, seeded, capsys).strip(), re.DOTALL)
